//! States and outcomes as badges: a kind, an icon and a word.

use uku_core::run::{ItemState, MonthOutcome, Outcome, RunProgress};
use uku_l10n::Say;
use uku_l10n::core::run;

use crate::page::Page;

/// A state in a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Badge {
    pub(super) kind: &'static str,
    pub(super) symbol: &'static str,
    pub(super) text: String,
}

/// How far a run is.
pub(super) fn of_run(page: &Page, progress: &RunProgress) -> Badge {
    let stopped = progress.items.iter().any(|(_, state, _)| *state == ItemState::Stopped);
    let waits = |state: &ItemState| !matches!(state, ItemState::Running | ItemState::Finished);
    let text = page.say(&run::state(progress));
    let (kind, symbol, text) = if !progress.is_over() {
        if progress.items.iter().all(|(_, state, _)| waits(state)) {
            ("off", "clock", page.t("runs-state-waiting"))
        } else {
            ("info", "runs", text)
        }
    } else if stopped {
        ("off", "stop", text)
    } else if progress.tally.failed > 0 {
        ("warn", "warning", page.t("runs-state-failures"))
    } else {
        ("ok", "check", text)
    };
    Badge { kind, symbol, text }
}

/// How far a run is for a client: what came of it once it is over.
pub(super) fn of_item(page: &Page, state: ItemState, outcomes: &[MonthOutcome]) -> Badge {
    let (kind, symbol) = match state {
        ItemState::Waiting => ("off", "clock"),
        ItemState::Running => ("info", "runs"),
        ItemState::Parked(_) | ItemState::Retrying(_) => ("warn", "clock"),
        ItemState::Stopped => ("off", "stop"),
        ItemState::Finished => return of_outcomes(page, outcomes),
    };
    Badge { kind, symbol, text: page.say(&state.said()) }
}

/// The gravest of what came of months.
fn of_outcomes(page: &Page, outcomes: &[MonthOutcome]) -> Badge {
    let gravest = outcomes.iter().map(|month| &month.outcome).min_by_key(|outcome| rank(outcome));
    match gravest {
        Some(outcome) => of_outcome(page, outcome),
        None => Badge { kind: "off", symbol: "check", text: page.say(&ItemState::Finished.said()) },
    }
}

fn rank(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome::Failed(_) => 0,
        Outcome::Deferred(_) => 1,
        Outcome::Skipped(_) => 2,
        Outcome::Billed(_) | Outcome::EditedByHand(_) | Outcome::Deleted => 3,
        Outcome::Created | Outcome::Updated(_) => 4,
        Outcome::Unchanged => 5,
    }
}

/// What came of a month.
pub(super) fn of_outcome(page: &Page, outcome: &Outcome) -> Badge {
    let (kind, symbol) = match outcome {
        Outcome::Created | Outcome::Updated(_) => ("ok", "check"),
        Outcome::Unchanged => ("off", "check"),
        Outcome::Billed(_) | Outcome::EditedByHand(_) | Outcome::Deleted => ("warn", "user"),
        Outcome::Failed(_) => ("bad", "error"),
        Outcome::Deferred(_) => ("warn", "clock"),
        Outcome::Skipped(_) => ("off", "skip"),
    };
    Badge { kind, symbol, text: page.say(&outcome.said()) }
}
