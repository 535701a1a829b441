use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;
use uku_core::firm::Action;
use uku_core::run::{RunId, RunProgress, RunsQuery, see_runs};
use uku_l10n::core::audit::who;
use uku_l10n::{Said, Say};
use uku_web::{Called, Desk, Refusal};

use super::states::{Badge, of_run};
use super::{named, run_at};
use crate::address::with_query;
use crate::html::html;
use crate::onward::Onward;
use crate::page::{Nav, Page};

/// How many runs are on a page: each is read with all that came of it.
const MOST: u32 = 20;

/// The last run of the page before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    before: String,
}

#[derive(Template)]
#[template(path = "runs/list.html")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
    onward: Onward,
    may_import: bool,
}

struct Row {
    href: String,
    kind: String,
    months: String,
    who: String,
    at: String,
    badge: Badge,
    /// For how many clients it is over.
    progress: String,
    tally: String,
}

pub(super) async fn list(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Refusal> {
    let before: Option<RunId> = named(&asked.before).ok();
    let means = desk.means();
    // One more than is shown tells whether there are more.
    let query = RunsQuery { before, most: MOST + 1 };
    let mut runs = see_runs(desk.actor(), desk.store(), means.clock.as_ref(), means.limits, query).await?;
    let more = runs.len() > MOST as usize;
    runs.truncate(MOST as usize);
    let page = Page::of(&desk, Nav::Runs, &Said::of("runs-title")).await?;
    let called = Called::of(&desk, []).await?;
    let last = runs.last().filter(|_| more).map(|run| run.run.id.to_string());
    let onward = Onward {
        summary: String::new(),
        label: page.t("runs-list-pages"),
        first: if before.is_some() { "/runs".to_owned() } else { String::new() },
        next: last.map(|last| with_query("/runs", &[("before", &last)])).unwrap_or_default(),
    };
    html(&ListPage {
        rows: runs.iter().map(|run| row(&page, run, &called)).collect(),
        onward,
        may_import: desk.may(Action::ImportData),
        page,
    })
}

fn row(page: &Page, progress: &RunProgress, called: &Called) -> Row {
    let run = &progress.run;
    let (done, all) = (progress.over(), progress.items.len());
    Row {
        href: run_at(run.id),
        kind: page.say(&run.kind.said()),
        months: page.say(&run.months.said()),
        who: page.say(&who(&run.asked_by, called)),
        at: page.locale.moment(run.created_at),
        badge: of_run(page, progress),
        progress: page.say(&Said::of("runs-progress").with("done", done).with("all", all)),
        tally: page.say(&progress.tally.said()),
    }
}
