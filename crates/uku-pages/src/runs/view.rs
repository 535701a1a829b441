//! A run as its page shows it, now and while it goes on.

use serde::Deserialize;
use uku_core::firm::Action;
use uku_core::run::{Item, ItemState, MonthOutcome, RunId, RunProgress, see_run};
use uku_l10n::{Said, Say};
use uku_web::{Called, Desk, Refusal};

use super::items::{Row, Shown, row};
use super::run_at;
use super::states::{Badge, of_run};
use crate::address::with_query;
use crate::page::Page;
use crate::pager::{Pager, range};

/// How many clients are on a page.
const MOST: usize = 100;

/// Which clients are shown, as it stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    shown: String,
    page: String,
}

/// What changes while a run goes on.
pub(super) struct View {
    pub(super) badge: Badge,
    pub(super) over: bool,
    pub(super) done: usize,
    pub(super) all: usize,
    pub(super) progress: String,
    pub(super) figures: Vec<Figure>,
    /// About what is left; empty when it is over.
    pub(super) left: String,
    pub(super) requests: String,
    pub(super) chips: Vec<Chip>,
    pub(super) rows: Vec<Row>,
    pub(super) pager: Pager,
    pub(super) may_import: bool,
    pub(super) may_retry: bool,
    pub(super) here: String,
    /// The same address with what is asked for.
    pub(super) again: String,
}

/// A count of outcomes.
pub(super) struct Figure {
    pub(super) label: String,
    pub(super) number: String,
}

/// A filter.
pub(super) struct Chip {
    pub(super) href: String,
    pub(super) text: String,
    pub(super) count: String,
    pub(super) current: bool,
}

/// How far a run is.
pub(super) async fn progress(desk: &Desk, run: RunId) -> Result<RunProgress, Refusal> {
    let means = desk.means();
    Ok(see_run(desk.actor(), desk.store(), means.clock.as_ref(), means.limits, run).await?)
}

impl View {
    pub(super) async fn of(
        desk: &Desk,
        page: &Page,
        progress: &RunProgress,
        asked: &Asked,
    ) -> Result<Self, Refusal> {
        let shown = Shown::named(&asked.shown);
        let items: Vec<&(Item, ItemState, Vec<MonthOutcome>)> =
            progress.items.iter().filter(|item| shown.has(item)).collect();
        let last = items.len().div_ceil(MOST).max(1);
        let number = asked.page.parse().unwrap_or(1).clamp(1, last);
        let here = run_at(progress.run.id);
        let pager = pager(page, &here, shown, number, last, items.len());
        let items = items.into_iter().skip((number - 1) * MOST).take(MOST);
        let called = Called::of(desk, items.clone().map(|(item, ..)| item.client.clone())).await?;
        let (done, all) = (progress.over(), progress.items.len());
        let may_import = desk.may(Action::ImportData);
        let retried = |(_, state, outcomes): &(Item, ItemState, Vec<MonthOutcome>)| {
            let is_over = matches!(state, ItemState::Finished | ItemState::Stopped);
            is_over && outcomes.iter().any(|month| month.outcome.may_be_retried())
        };
        Ok(Self {
            badge: of_run(page, progress),
            over: progress.is_over(),
            done,
            all,
            progress: page.say(&Said::of("runs-progress").with("done", done).with("all", all)),
            figures: figures(page, progress),
            left: if progress.is_over() { String::new() } else { page.say(&progress.left.said()) },
            requests: page.locale.number(progress.requests),
            chips: Shown::ALL.into_iter().map(|one| chip(page, &here, progress, one, shown)).collect(),
            rows: items.map(|item| row(desk, page, progress, item, &called)).collect(),
            again: at(&here, shown, number),
            pager,
            may_import,
            may_retry: may_import && progress.items.iter().any(retried),
            here,
        })
    }
}

fn at(here: &str, shown: Shown, number: usize) -> String {
    let number = if number > 1 { number.to_string() } else { String::new() };
    with_query(here, &[("shown", shown.word()), ("page", &number)])
}

fn chip(page: &Page, here: &str, progress: &RunProgress, one: Shown, current: Shown) -> Chip {
    let count = progress.items.iter().filter(|item| one.has(item)).count();
    Chip {
        href: at(here, one, 1),
        text: page.t(one.key()),
        count: page.locale.number(count as u64),
        current: one == current,
    }
}

fn figures(page: &Page, progress: &RunProgress) -> Vec<Figure> {
    let tally = &progress.tally;
    [
        ("runs-figure-created", tally.created),
        ("runs-figure-updated", tally.updated),
        ("runs-figure-unchanged", tally.unchanged),
        ("runs-figure-left-alone", tally.left_alone),
        ("runs-figure-failed", tally.failed),
        ("runs-figure-waiting", tally.deferred),
        ("runs-figure-passed-over", tally.skipped),
    ]
    .into_iter()
    .filter(|(key, count)| *count > 0 || matches!(*key, "runs-figure-created" | "runs-figure-failed"))
    .map(|(key, count)| Figure { label: page.t(key), number: page.locale.number(count) })
    .collect()
}

fn pager(page: &Page, here: &str, shown: Shown, number: usize, last: usize, total: usize) -> Pager {
    let [number, last, total] = [number, last, total].map(|count| count as u64);
    let (from, to) = range(number, MOST as u64, total);
    let summary = Said::of("runs-shown").with("from", from).with("to", to).with("total", total);
    let address = |one: u64| at(here, shown, usize::try_from(one).unwrap_or(usize::MAX));
    let mut pager = Pager::new(page, "runs-pages", &summary, number, last, address);
    if last == 1 {
        pager.summary = String::new();
        pager.pages = Vec::new();
    }
    pager
}
