use uku_core::connection::counts;
use uku_core::schedule::upcoming_import;
use uku_l10n::Said;
use uku_web::{Desk, Refusal};

use crate::page::Page;

/// The import that comes up by itself next.
pub(super) struct Next {
    pub(super) month: String,
    pub(super) at: String,
    pub(super) clients: String,
}

impl Next {
    /// None while nothing comes up.
    pub(super) async fn of(desk: &Desk, page: &Page) -> Result<Option<Self>, Refusal> {
        let (actor, means) = (desk.actor(), desk.means());
        let clients = means.clients.as_ref();
        let next = upcoming_import(actor, clients, desk.store(), means.clock.as_ref()).await?;
        let Some(next) = next else { return Ok(None) };
        let counts = counts(actor, clients, desk.store()).await?;
        let of = Said::of("data-import-next-of")
            .with("connected", counts.connected)
            .with("clients", counts.active);
        Ok(Some(Self {
            month: page.month(next.month),
            at: page.locale.moment(next.at),
            clients: page.say(&of),
        }))
    }
}
