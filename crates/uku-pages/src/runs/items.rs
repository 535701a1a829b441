//! The clients of a run: which of them are shown, and what came of each.

use uku_core::calendar::Month;
use uku_core::client::ClientId;
use uku_core::firm::Action;
use uku_core::notice::OutcomeTally;
use uku_core::run::{Item, ItemState, MonthOutcome, Outcome, RunProgress};
use uku_l10n::core::run::sentence;
use uku_l10n::{Remedy, Said, Say};
use uku_web::{Called, Desk};

use super::states::{Badge, of_item};
use crate::page::Page;
use crate::reports::task_of;
use crate::why::Place;

/// More lines than this are folded behind what they come to.
const UNFOLDED: usize = 3;

/// Which clients of a run are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    All,
    Failed,
    LeftAlone,
    PassedOver,
    Waiting,
    Done,
}

impl Shown {
    pub(super) const ALL: [Self; 6] =
        [Self::All, Self::Failed, Self::LeftAlone, Self::PassedOver, Self::Waiting, Self::Done];

    pub(super) fn named(word: &str) -> Self {
        Self::ALL.into_iter().find(|one| one.word() == word).unwrap_or(Self::All)
    }

    /// As it stands in addresses; empty for all.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Failed => "failed",
            Self::LeftAlone => "left-alone",
            Self::PassedOver => "passed-over",
            Self::Waiting => "waiting",
            Self::Done => "done",
        }
    }

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::All => "runs-shown-all",
            Self::Failed => "runs-shown-failed",
            Self::LeftAlone => "runs-shown-left-alone",
            Self::PassedOver => "runs-shown-passed-over",
            Self::Waiting => "runs-shown-waiting",
            Self::Done => "runs-shown-done",
        }
    }

    pub(super) fn has(self, (_, state, outcomes): &(Item, ItemState, Vec<MonthOutcome>)) -> bool {
        let any = |is: fn(&Outcome) -> bool| outcomes.iter().any(|month| is(&month.outcome));
        let is_over = matches!(state, ItemState::Finished | ItemState::Stopped);
        let failed = || any(|outcome| matches!(outcome, Outcome::Failed(_)));
        match self {
            Self::All => true,
            Self::Failed => failed(),
            Self::LeftAlone => {
                any(|it| matches!(it, Outcome::Billed(_) | Outcome::EditedByHand(_) | Outcome::Deleted))
            }
            Self::PassedOver => any(|outcome| matches!(outcome, Outcome::Skipped(_))),
            Self::Waiting => !is_over,
            Self::Done => *state == ItemState::Finished && !failed(),
        }
    }
}

/// A client of a run.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) href: String,
    pub(super) badge: Badge,
    /// What the lines come to, if they are folded; else empty.
    pub(super) folded: String,
    pub(super) lines: Vec<Line>,
    /// "3 of 12 months".
    pub(super) months: String,
}

/// What came of some months, one after the other, that fared alike.
pub(super) struct Line {
    pub(super) months: String,
    pub(super) text: String,
    pub(super) remedy: String,
    /// Where to do it; none if nowhere.
    pub(super) place: Option<Place>,
    /// The summary task, if there is one.
    pub(super) task: String,
}

/// A client's row.
pub(super) fn row(
    desk: &Desk,
    page: &Page,
    progress: &RunProgress,
    (item, state, outcomes): &(Item, ItemState, Vec<MonthOutcome>),
    called: &Called,
) -> Row {
    let lines = lines(desk, page, &item.client, outcomes, called);
    let folded =
        if lines.len() > UNFOLDED { page.say(&OutcomeTally::of(outcomes).said()) } else { String::new() };
    let settled = outcomes.iter().filter(|month| month.outcome.is_settled()).count();
    let months = Said::of("runs-months-of").with("done", settled).with("all", progress.run.months.len());
    Row {
        id: item.id.to_string(),
        name: called.client_or_id(&item.client),
        href: crate::reports::year_of(&item.client),
        badge: of_item(page, *state, outcomes),
        folded,
        lines,
        months: page.say(&months),
    }
}

/// Months one after the other of which the same is to be said are one line.
fn lines(
    desk: &Desk,
    page: &Page,
    client: &ClientId,
    outcomes: &[MonthOutcome],
    called: &Called,
) -> Vec<Line> {
    let mut groups: Vec<(Month, Month, &Outcome)> = Vec::new();
    for MonthOutcome { month, outcome, .. } in outcomes {
        match groups.last_mut() {
            Some((_, last, same)) if last.next() == *month && *same == outcome => *last = *month,
            _ => groups.push((*month, *month, outcome)),
        }
    }
    let line = |(from, to, outcome): (Month, Month, &Outcome)| {
        let months = if from == to {
            page.month(from)
        } else {
            page.say(&Said::of("runs-from-to").with("from", from).with("to", to))
        };
        let has_task = !matches!(outcome, Outcome::Deleted | Outcome::Skipped(_) | Outcome::Failed(_));
        let place = Place::of_outcome(outcome, client).filter(|_| desk.may(Action::ImportData));
        Line {
            months,
            text: page.say(&sentence(outcome, called)),
            remedy: outcome.remedy_said().map(|remedy| page.say(&remedy)).unwrap_or_default(),
            place,
            task: if from == to && has_task { task_of(client, from) } else { String::new() },
        }
    };
    groups.into_iter().map(line).collect()
}
