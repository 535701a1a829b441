use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use uku_core::client_import::Fetching;
use uku_core::connection::{Books, Connecting};
use uku_core::diagnosis::Examination;
use uku_core::firm::{Action, Actor, Firm, FirmId};
use uku_core::ledger::Priority;
use uku_core::notice::Reader;
use uku_core::store::IntegrationStore;
use uku_l10n::Locale;

use crate::means::Means;
use crate::refusal::Refusal;
use crate::site::Site;
use crate::who::{Identity, Visitor};

/// Where a known person works: who it is, the firm, and the use cases wired for both.
#[derive(Clone)]
pub struct Desk {
    /// Everything that answers.
    pub site: Arc<Site>,
    /// Who asks.
    pub identity: Arc<Identity>,
    /// The firm in which they act.
    pub firm: Arc<Firm>,
    /// How they want to see things.
    pub visitor: Visitor,
}

impl Desk {
    /// What use cases need.
    #[must_use]
    pub fn means(&self) -> &Means {
        &self.site.means
    }

    /// The integration's own memory.
    #[must_use]
    pub fn store(&self) -> &dyn IntegrationStore {
        self.means().store.as_ref()
    }

    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.identity.actor
    }

    /// The firm's identity.
    #[must_use]
    pub fn firm_id(&self) -> &FirmId {
        &self.firm.id
    }

    /// Whether the person may do something: for showing only what can be done. Use cases ask again themselves.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        self.actor().may(action).is_ok()
    }

    /// The person's language, by the firm's clock.
    #[must_use]
    pub fn locale(&self) -> Locale {
        Locale { language: self.visitor.language, zone: self.firm.time_zone }
    }

    /// Saving and testing of connections.
    #[must_use]
    pub fn connecting(&self) -> Connecting<'_> {
        let means = self.means();
        Connecting {
            actor: self.actor(),
            clients: means.clients.as_ref(),
            store: means.store.as_ref(),
            vault: means.vault.as_ref(),
            ledgers: means.ledgers.as_ref(),
            clock: means.clock.as_ref(),
        }
    }

    /// Opening of books with saved keys, for somebody who waits.
    #[must_use]
    pub fn books(&self) -> Books<'_> {
        let means = self.means();
        Books {
            firm: self.firm_id(),
            store: means.store.as_ref(),
            vault: means.vault.as_ref(),
            ledgers: means.ledgers.as_ref(),
            clock: means.clock.as_ref(),
            priority: Priority::Interactive,
        }
    }

    /// Finding out why there is no data.
    #[must_use]
    pub fn examination(&self) -> Examination<'_> {
        let means = self.means();
        Examination {
            actor: self.actor(),
            clients: means.clients.as_ref(),
            tasks: means.tasks.as_ref(),
            store: means.store.as_ref(),
            vault: means.vault.as_ref(),
            clock: means.clock.as_ref(),
        }
    }

    /// Fetching of clients.
    #[must_use]
    pub fn fetching(&self) -> Fetching<'_> {
        let means = self.means();
        Fetching {
            firm: self.firm_id(),
            store: means.store.as_ref(),
            vault: means.vault.as_ref(),
            clock: means.clock.as_ref(),
            ids: means.ids.as_ref(),
        }
    }

    /// The person, as a reader of notices.
    #[must_use]
    pub fn reader(&self) -> Reader {
        let actor = self.actor();
        Reader { member: actor.member.clone(), role: actor.role }
    }
}

/// The guard of every route but those for anybody puts it there.
impl<S: Sync> FromRequestParts<S> for Desk {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        parts.extensions.get::<Self>().cloned().ok_or_else(Refusal::signed_out)
    }
}
