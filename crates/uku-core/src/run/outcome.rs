use chrono::{DateTime, Utc};
use chrono_tz::Europe::Tallinn;
use serde::{Deserialize, Serialize};

use super::{Failure, SkipReason};
use crate::calendar::{Month, current_month};
use crate::counting::Counts;
use crate::summary::Change;

/// What came of one month of one client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A summary task was made.
    Created,
    /// These numbers of the summary task were changed.
    Updated(Vec<Change>),
    /// The summary task already said so.
    Unchanged,
    /// The summary task is billed and was left alone; these numbers differ.
    Billed(Vec<Change>),
    /// A person changed numbers of the summary task, so it was left alone; these numbers differ.
    EditedByHand(Vec<Change>),
    /// A person deleted the summary task, so it was left deleted.
    Deleted,
    /// It failed; the month is as it was.
    Failed(Failure),
    /// The allowed requests are spent; the month is as it was and is imported from this moment on.
    Deferred(DateTime<Utc>),
    /// Nothing was asked and nothing was written.
    Skipped(SkipReason),
}

impl Outcome {
    /// Whether the month was done with, so that another attempt in the same run leaves it out.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !matches!(self, Self::Failed(_) | Self::Deferred(_) | Self::Skipped(_))
    }

    /// Whether a person may want it tried again: it failed, or its keys were known to fail.
    #[must_use]
    pub fn may_be_retried(&self) -> bool {
        matches!(self, Self::Failed(_) | Self::Skipped(SkipReason::Failing(_)))
    }

    /// In one word, for other programs.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated(_) => "updated",
            Self::Unchanged => "unchanged",
            Self::Billed(_) => "billed",
            Self::EditedByHand(_) => "edited_by_hand",
            Self::Deleted => "deleted",
            Self::Failed(_) => "failed",
            Self::Deferred(_) => "deferred",
            Self::Skipped(_) => "skipped",
        }
    }
}

/// What came of one month of one client, with what was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthOutcome {
    /// The month.
    pub month: Month,
    /// The number of each mapped field, if they were counted.
    pub counts: Option<Counts>,
    /// When the numbers were true, if there are any.
    pub counted_at: Option<DateTime<Utc>>,
    /// What came of it.
    pub outcome: Outcome,
}

impl MonthOutcome {
    /// A month of which nothing was counted.
    #[must_use]
    pub fn uncounted(month: Month, outcome: Outcome) -> Self {
        Self { month, counts: None, counted_at: None, outcome }
    }

    /// Whether everything that was counted is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.counts.as_ref().is_some_and(|counts| counts.values().all(|count| *count == 0))
    }

    /// Whether the month was not over when it was counted, so that more may have come in since.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.counted_at.is_some_and(|at| current_month(Tallinn, at) <= self.month)
    }
}
