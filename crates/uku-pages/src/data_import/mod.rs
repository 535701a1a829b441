//! How the firm wants its summary tasks: the Data import tab of the SmartAccounts integration.

mod choices;
mod conflict;
mod create_fields;
mod mapping;
mod next;
mod preview;
mod reload;
mod settings;
mod typed;

use uku_core::firm::Action;
use uku_web::{Access, Routes};

/// Where the tab is.
const TAB: &str = "/settings/smartaccounts/data-import";

pub(crate) fn routes(routes: Routes) -> Routes {
    let (see, change) = (Access::May(Action::SeeIntegration), Access::May(Action::ChangeSettings));
    let reload = Access::May(Action::ReloadData);
    routes
        .get(TAB, see, settings::show)
        .post(TAB, change, settings::save)
        .get("/settings/smartaccounts/data-import/title", see, preview::title)
        .get("/settings/smartaccounts/data-import/day", see, preview::day)
        .post("/settings/smartaccounts/data-import/fields", change, create_fields::create)
        .get("/settings/smartaccounts/data-import/reload", reload, reload::ask)
        .post("/settings/smartaccounts/data-import/reload", reload, reload::start)
}
