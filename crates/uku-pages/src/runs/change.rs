use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use uku_core::run::{cancel_run, retry_failed};
use uku_l10n::{Said, Say};
use uku_web::{Desk, Refusal};

use super::view::progress;
use super::{named, run_at};
use crate::html::{done, html, is_part, see};
use crate::page::{Nav, Page};

/// Asks before what is left of a run is cancelled.
#[derive(Template)]
#[template(path = "runs/cancel.html")]
struct CancelPage {
    page: Page,
    kind: String,
    here: String,
    left: String,
}

#[derive(Template)]
#[template(path = "runs/cancel_part.html")]
struct CancelPart {
    page: Page,
    kind: String,
    here: String,
    left: String,
}

pub(super) async fn ask_to_cancel(
    desk: Desk,
    headers: HeaderMap,
    Path(run): Path<String>,
) -> Result<Response, Refusal> {
    let progress = progress(&desk, named(&run)?).await?;
    let here = run_at(progress.run.id);
    if progress.is_over() && !is_part(&headers) {
        return Ok(see(&here));
    }
    let page = Page::of(&desk, Nav::Runs, &Said::of("runs-cancel-title")).await?;
    let (kind, left) = (page.say(&progress.run.kind.said()), progress.items.len() - progress.over());
    let left = page.say(&Said::of("runs-cancel-text").with("count", left));
    if is_part(&headers) {
        html(&CancelPart { page, kind, here, left })
    } else {
        html(&CancelPage { page, kind, here, left })
    }
}

pub(super) async fn cancel(
    desk: Desk,
    headers: HeaderMap,
    Path(run): Path<String>,
) -> Result<Response, Refusal> {
    let run = named(&run)?;
    let clients = cancel_run(desk.actor(), desk.store(), desk.means().clock.as_ref(), run).await?;
    let word = if clients > 0 { "runs-cancelled" } else { "runs-over-already" };
    Ok(done(&headers, &run_at(run), word))
}

pub(super) async fn retry(
    desk: Desk,
    headers: HeaderMap,
    Path(run): Path<String>,
) -> Result<Response, Refusal> {
    let run = named(&run)?;
    let clients = retry_failed(desk.actor(), desk.store(), desk.means().clock.as_ref(), run).await?;
    let word = if clients > 0 { "runs-retried" } else { "runs-nothing-to-retry" };
    Ok(done(&headers, &run_at(run), word))
}
