use uku_core::run::{Asked, RunProgress, RunsQuery, Which, cancel_run, see_runs, start_import};

use crate::app::App;
use crate::means::{SystemClock, SystemIds};
use crate::work::work_along;

/// How many runs of former demos on the same data are looked at.
const FORMER: u32 = 20;

/// Reloads every connected client over HTTP, within the vendor's limits; what came of it.
pub(super) async fn run(app: &App) -> anyhow::Result<RunProgress> {
    cancel_former(app).await?;
    let (actor, stored) = (&app.actor, &app.stored);
    let (clients, tasks, store) = (stored.clients(), stored.tasks(), stored.integration());
    let asked = Asked::reload(Which::Everybody);
    let run = start_import(actor, clients, tasks, store, &SystemClock, &SystemIds, &asked).await?;
    Ok(work_along(app, run.id).await?)
}

/// What a demo left that was stopped in the middle is not worth the requests: this one imports the same.
async fn cancel_former(app: &App) -> anyhow::Result<()> {
    let store = app.stored.integration();
    let query = RunsQuery { before: None, most: FORMER };
    for former in see_runs(&app.actor, store, &SystemClock, app.limits, query).await? {
        if !former.is_over() {
            cancel_run(&app.actor, store, &SystemClock, former.run.id).await?;
        }
    }
    Ok(())
}
