//! Runs: what was imported, how far it is, and what came of it for each client.

mod change;
mod items;
mod list;
mod live;
mod run;
mod states;
mod view;

use uku_core::firm::Action;
use uku_core::run::RunId;
use uku_web::{Access, Refusal, Routes};

pub(crate) fn routes(routes: Routes) -> Routes {
    let (see, import) = (Access::May(Action::SeeIntegration), Access::May(Action::ImportData));
    routes
        .get("/runs", see, list::list)
        .get("/runs/{run}", see, run::run)
        .get("/runs/{run}/events", see, live::events)
        .get("/runs/{run}/cancel", import, change::ask_to_cancel)
        .post("/runs/{run}/cancel", import, change::cancel)
        .post("/runs/{run}/retry", import, change::retry)
}

/// The address of a run.
pub(crate) fn run_at(run: RunId) -> String {
    format!("/runs/{run}")
}

/// The run that an address names.
fn named(text: &str) -> Result<RunId, Refusal> {
    text.parse().map(RunId).map_err(|_| Refusal::not_found())
}
