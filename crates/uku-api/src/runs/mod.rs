//! What was imported, and what came of it.

mod events;
mod out;

use axum::Json;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use uku_core::firm::Action;
use uku_core::run::{RunId, RunProgress, RunsQuery, cancel_run, retry_failed, see_run, see_runs};
use uku_web::{Access, Called, Desk, Refusal};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use self::out::{ItemOut, RunOut};
use crate::frame::{At, Cursor, Limit, List, Page, Wanted};
use crate::operations::Operations;

pub(crate) fn operations(operations: Operations) -> Operations {
    let (see, import) = (Access::May(Action::SeeIntegration), Access::May(Action::ImportData));
    operations
        .add(see, routes!(list_runs))
        .add(see, routes!(see_one_run))
        .add(see, routes!(list_items))
        .add(see, routes!(watch_run))
        .add_once(import, routes!(cancel))
        .add_once(import, routes!(retry))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PageWanted {
    /// The `next` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
    /// The most entries on the page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Limit,
}

/// The runs, the latest first.
#[utoipa::path(get, path = "/runs", tag = "runs", params(PageWanted),
    responses((status = 200, description = "A page of runs", body = Page<RunOut>)))]
async fn list_runs(desk: Desk, Wanted(wanted): Wanted<PageWanted>) -> Result<Json<Page<RunOut>>, Refusal> {
    let list = List::of(&desk, "runs", &());
    let before = list.position::<Uuid>(wanted.cursor.as_ref())?.map(RunId);
    let means = desk.means();
    let query = RunsQuery { before, most: wanted.limit.get() + 1 };
    let mut runs = see_runs(desk.actor(), desk.store(), means.clock.as_ref(), means.limits, query).await?;
    let more = runs.len() > wanted.limit.len();
    runs.truncate(wanted.limit.len());
    let end = runs.last().filter(|_| more).map(|last| last.run.id.0);
    let items = runs.iter().map(|run| RunOut::of(run, desk.locale())).collect();
    Ok(Json(Page::new(items, &list, end)?))
}

/// How far a run is.
async fn progress(desk: &Desk, run: Uuid) -> Result<RunProgress, Refusal> {
    let means = desk.means();
    Ok(see_run(desk.actor(), desk.store(), means.clock.as_ref(), means.limits, RunId(run)).await?)
}

/// How far a run is as a whole.
#[utoipa::path(get, path = "/runs/{run}", tag = "runs", params(("run" = Uuid, Path, description = "The run")),
    responses((status = 200, description = "How far it is", body = RunOut)))]
async fn see_one_run(desk: Desk, At(run): At<Uuid>) -> Result<Json<RunOut>, Refusal> {
    Ok(Json(RunOut::of(&progress(&desk, run).await?, desk.locale())))
}

/// What came of a run for each client.
#[utoipa::path(get, path = "/runs/{run}/items", tag = "runs",
    params(("run" = Uuid, Path, description = "The run"), PageWanted),
    responses((status = 200, description = "A page of its clients", body = Page<ItemOut>)))]
async fn list_items(
    desk: Desk,
    At(run): At<Uuid>,
    Wanted(wanted): Wanted<PageWanted>,
) -> Result<Json<Page<ItemOut>>, Refusal> {
    let progress = progress(&desk, run).await?;
    let list = List::of(&desk, "items", &run);
    let from: usize = list.position(wanted.cursor.as_ref())?.unwrap_or(0);
    let page = || progress.items.iter().skip(from).take(wanted.limit.len());
    let called = Called::clients(&desk, page().map(|(item, ..)| item.client.clone())).await?;
    let called = called.and_fields(&desk).await?;
    let items = page().map(|(item, state, months)| ItemOut::of(item, *state, months, &called, desk.locale()));
    let end = from.saturating_add(wanted.limit.len());
    let total = progress.items.len();
    let page = Page::new(items.collect(), &list, (end < total).then_some(end))?;
    Ok(Json(page.of_total(total as u64)))
}

/// How far a run is, again and again until it is over: an event `run` with the run each time it has come further.
#[utoipa::path(get, path = "/runs/{run}/events", tag = "runs", params(("run" = Uuid, Path, description = "The run")),
    responses((status = 200, description = "Events", body = String, content_type = "text/event-stream")))]
async fn watch_run(desk: Desk, At(run): At<Uuid>) -> Result<impl IntoResponse, Refusal> {
    let first = progress(&desk, run).await?;
    Ok(events::of(desk, run, first))
}

/// For how many clients something was done.
#[derive(Debug, Serialize, ToSchema)]
struct DoneOut {
    /// The run.
    #[schema(format = "uuid")]
    run: String,
    /// For how many clients.
    clients: u64,
}

/// Cancels what is left of a run. What was written stays.
#[utoipa::path(post, path = "/runs/{run}/cancel", tag = "runs", params(("run" = Uuid, Path, description = "The run")),
    responses((status = 200, description = "For how many clients it was cancelled", body = DoneOut)))]
async fn cancel(desk: Desk, At(run): At<Uuid>) -> Result<Json<DoneOut>, Refusal> {
    let clients = cancel_run(desk.actor(), desk.store(), desk.means().clock.as_ref(), RunId(run)).await?;
    Ok(Json(DoneOut { run: run.to_string(), clients }))
}

/// Tries again what failed in a run, and only that.
#[utoipa::path(post, path = "/runs/{run}/retry", tag = "runs", params(("run" = Uuid, Path, description = "The run")),
    responses((status = 200, description = "For how many clients it is tried again", body = DoneOut)))]
async fn retry(desk: Desk, At(run): At<Uuid>) -> Result<Json<DoneOut>, Refusal> {
    let clients = retry_failed(desk.actor(), desk.store(), desk.means().clock.as_ref(), RunId(run)).await?;
    Ok(Json(DoneOut { run: run.to_string(), clients }))
}
