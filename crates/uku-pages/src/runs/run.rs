use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use uku_core::run::Run;
use uku_l10n::core::audit::who;
use uku_l10n::{Said, Say};
use uku_web::{Called, Desk, Refusal};

use super::named;
use super::view::{Asked, View, progress};
use crate::html::html;
use crate::page::{Nav, Page};

#[derive(Template)]
#[template(path = "runs/run.html")]
struct RunPage {
    page: Page,
    view: View,
    intro: String,
    edits: String,
    /// Where the page is told of what changes; empty when it is over.
    events: String,
}

pub(super) async fn run(
    desk: Desk,
    Path(run): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let progress = progress(&desk, named(&run)?).await?;
    let page = Page::of(&desk, Nav::Runs, &progress.run.kind.said()).await?;
    let view = View::of(&desk, &page, &progress, &asked).await?;
    let called = Called::of(&desk, []).await?;
    let events = if view.over {
        String::new()
    } else {
        view.again.replacen(&view.here, &format!("{}/events", view.here), 1)
    };
    html(&RunPage {
        intro: page.say(&intro(&progress.run, &called)),
        edits: page.say(&progress.run.hand_edits.said()),
        events,
        view,
        page,
    })
}

fn intro(run: &Run, called: &Called) -> Said {
    Said::of("runs-intro")
        .with("months", run.months.said())
        .with("who", who(&run.asked_by, called))
        .with("at", run.created_at)
}
