//! Importing data: how far it is, what came of each month, and why not.

use rust_decimal::Decimal;
use uku_core::run::{
    CancelError, Estimate, Failure, ItemState, Outcome, RunKind, RunProgress, SkipReason, StartError,
};
use uku_core::summary::Change;

use super::{Names, Remedy, Say, detail, list};
use crate::{Said, Value};

impl Say for RunKind {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Scheduled => "core-run-kind-scheduled",
            Self::LateLook => "core-run-kind-late-look",
            Self::ManualImport => "core-run-kind-manual-import",
            Self::Reload => "core-run-kind-reload",
        })
    }
}

/// How far a run is, in a word.
#[must_use]
pub fn state(run: &RunProgress) -> Said {
    let stopped = run.items.iter().any(|(_, state, _)| *state == ItemState::Stopped);
    Said::of(match (run.is_over(), stopped) {
        (false, _) => "core-run-state-running",
        (true, true) => "core-run-state-cancelled",
        (true, false) => "core-run-state-finished",
    })
}

impl Say for ItemState {
    fn said(&self) -> Said {
        match self {
            Self::Waiting => Said::of("core-item-waiting"),
            Self::Running => Said::of("core-item-running"),
            Self::Parked(until) => Said::of("core-item-parked").with("until", *until),
            Self::Retrying(until) => Said::of("core-item-retrying").with("until", *until),
            Self::Finished => Said::of("core-item-finished"),
            Self::Stopped => Said::of("core-item-stopped"),
        }
    }
}

impl Say for Estimate {
    fn said(&self) -> Said {
        Said::of("core-run-estimate").with("requests", self.requests).with("takes", self.takes)
    }
}

impl Say for StartError {
    fn said(&self) -> Said {
        match self {
            Self::Denied(denied) => denied.said(),
            Self::NotActive => Said::of("core-run-not-active"),
            Self::Incomplete(missing) => {
                Said::of("core-run-incomplete").with("missing", Value::List(list(missing)))
            }
            Self::Settings(trouble) => trouble.said(),
            Self::Nobody => Said::of("core-run-nobody"),
            Self::Months(error) => error.said(),
            Self::Clients(error) => error.said(),
            Self::Tasks(error) => error.said(),
            Self::Store(error) => error.said(),
        }
    }
}

impl Remedy for StartError {
    fn remedy_said(&self) -> Option<Said> {
        match self {
            Self::Denied(denied) => denied.remedy_said(),
            Self::Settings(trouble) => trouble.remedy_said(),
            Self::Tasks(error) => error.remedy_said(),
            Self::NotActive
            | Self::Incomplete(_)
            | Self::Nobody
            | Self::Months(_)
            | Self::Clients(_)
            | Self::Store(_) => None,
        }
    }
}

impl Say for CancelError {
    fn said(&self) -> Said {
        match self {
            Self::Denied(denied) => denied.said(),
            Self::NoSuchRun(run) => Said::of("core-run-no-such-run").with("run", run.to_string()),
            Self::NotActive => Said::of("core-run-not-active"),
            Self::Store(error) => error.said(),
        }
    }
}

impl Say for Failure {
    fn said(&self) -> Said {
        match self {
            Self::Count(error) => error.said(),
            Self::Task(error) => error.said(),
            Self::Settings(trouble) => trouble.said(),
            Self::Keys(why) => Said::of("core-failure-keys").with("detail", detail(why)),
            Self::Data(why) => Said::of("core-failure-data").with("detail", detail(why)),
            Self::Crashed { times } => Said::of("core-failure-crashed").with("times", *times),
        }
    }
}

impl Remedy for Failure {
    fn remedy_said(&self) -> Option<Said> {
        match self {
            Self::Count(error) => error.remedy_said(),
            Self::Task(error) => error.remedy_said(),
            Self::Settings(trouble) => trouble.remedy_said(),
            Self::Keys(_) => Some(Said::of("core-failure-keys-remedy")),
            Self::Data(_) => Some(Said::of("core-failure-data-remedy")),
            Self::Crashed { .. } => Some(Said::of("core-failure-crashed-remedy")),
        }
    }
}

impl Say for SkipReason {
    fn said(&self) -> Said {
        match self {
            Self::NotActive => Said::of("core-skip-not-active"),
            Self::Subscription(paused) => paused.said(),
            Self::NoSettings => Said::of("core-skip-no-settings"),
            Self::ClientGone => Said::of("core-skip-client-gone"),
            Self::ClientInactive => Said::of("core-skip-client-inactive"),
            Self::NotConnected => Said::of("core-skip-not-connected"),
            Self::Paused => Said::of("core-skip-paused"),
            Self::Failing(trouble) => trouble.said(),
        }
    }
}

impl Remedy for SkipReason {
    fn remedy_said(&self) -> Option<Said> {
        match self {
            Self::NotActive => Some(Said::of("core-skip-not-active-remedy")),
            Self::Subscription(paused) => paused.remedy_said(),
            Self::NoSettings => Some(Said::of("core-skip-no-settings-remedy")),
            Self::ClientGone => Some(Said::of("core-skip-client-gone-remedy")),
            Self::ClientInactive => Some(Said::of("core-skip-client-inactive-remedy")),
            Self::NotConnected => Some(Said::of("core-skip-not-connected-remedy")),
            Self::Paused => Some(Said::of("core-skip-paused-remedy")),
            Self::Failing(trouble) => trouble.remedy_said(),
        }
    }
}

/// What came of a month, in a word or two.
impl Say for Outcome {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Created => "core-outcome-created",
            Self::Updated(_) => "core-outcome-updated",
            Self::Unchanged => "core-outcome-unchanged",
            Self::Billed(_) => "core-outcome-billed",
            Self::EditedByHand(_) => "core-outcome-edited-by-hand",
            Self::Deleted => "core-outcome-deleted",
            Self::Failed(_) => "core-outcome-failed",
            Self::Deferred(_) => "core-outcome-deferred",
            Self::Skipped(_) => "core-outcome-skipped",
        })
    }
}

impl Remedy for Outcome {
    fn remedy_said(&self) -> Option<Said> {
        match self {
            Self::Failed(failure) => failure.remedy_said(),
            Self::Skipped(reason) => reason.remedy_said(),
            Self::Created
            | Self::Updated(_)
            | Self::Unchanged
            | Self::Billed(_)
            | Self::EditedByHand(_)
            | Self::Deleted
            | Self::Deferred(_) => None,
        }
    }
}

/// What came of a month, in sentences.
#[must_use]
pub fn sentence(outcome: &Outcome, names: &dyn Names) -> Said {
    let with = |key, changed: &[Change]| Said::of(key).with("changes", changes(changed, names));
    match outcome {
        Outcome::Created => Said::of("core-outcome-created-sentence"),
        Outcome::Updated(changed) => with("core-outcome-updated-sentence", changed),
        Outcome::Unchanged => Said::of("core-outcome-unchanged-sentence"),
        Outcome::Billed(changed) => with("core-outcome-billed-sentence", changed),
        Outcome::EditedByHand(changed) => with("core-outcome-edited-by-hand-sentence", changed),
        Outcome::Deleted => Said::of("core-outcome-deleted-sentence"),
        Outcome::Failed(failure) => Said::of("core-outcome-failed-sentence").with("why", failure.said()),
        Outcome::Deferred(until) => Said::of("core-outcome-deferred-sentence").with("until", *until),
        Outcome::Skipped(reason) => Said::of("core-outcome-skipped-sentence").with("why", reason.said()),
    }
}

/// Numbers before and after, as a list.
pub(super) fn changes(changed: &[Change], names: &dyn Names) -> Value {
    let number = |number: Decimal| Value::Number(number.normalize());
    let said = |change: &Change| {
        let field = names.custom_field(&change.field).unwrap_or_else(|| change.field.to_string());
        let old = change.old.map_or_else(|| Said::of("core-outcome-empty").into(), number);
        Said::of("core-outcome-change").with("field", field).with("old", old).with("new", number(change.new))
    };
    Value::List(changed.iter().map(said).collect())
}
