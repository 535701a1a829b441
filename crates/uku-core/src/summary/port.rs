use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{SummaryDraft, SummaryKey, SummaryTask, TaskId, TaskVersion};
use crate::firm::FirmId;
use crate::run::Epoch;

/// Which of two writes of a task is the later one: that of the later epoch, then that counted later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WriteStamp {
    /// The epoch of the client's work; a node that lost the work and wakes up has an earlier one.
    pub epoch: Epoch,
    /// When the numbers were true.
    pub counted_at: DateTime<Utc>,
}

/// A summary task to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryWrite {
    /// What the task should be. On a task that exists, only the values are written.
    pub draft: SummaryDraft,
    /// The version that was read before; none if there was no task.
    pub expected: Option<TaskVersion>,
    /// Which write this is.
    pub stamp: WriteStamp,
}

/// Why summary tasks could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum TasksError {
    /// A later write of this task was accepted before.
    #[error("a later count of this month was already written")]
    Stale,
    /// The task is not in the version that was expected.
    #[error("the summary task was changed by somebody else at the same time")]
    Changed,
    /// The task's counts are on an invoice.
    #[error("the summary task is already billed")]
    Billed,
    /// Whoever holds the tasks could not do it.
    #[error("the tasks are not available: {0}")]
    Unavailable(String),
}

impl TasksError {
    /// What a person can do about it, in one sentence.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Stale => "Nothing: the later count stands.",
            Self::Changed => "Run it again when nobody edits the task.",
            Self::Billed => "Credit the invoice first, or bill the difference.",
            Self::Unavailable(_) => {
                "See that the data folder or the database can be reached and written, then run it again."
            }
        }
    }
}

/// The summary tasks of a firm. A product that has tasks of its own implements this over them.
///
/// No call spans another: each is a whole by itself, and may be repeated.
#[async_trait]
pub trait Tasks: Send + Sync {
    /// The summary task of a key; none if there is none. MUST NOT show another firm's.
    async fn summary(&self, firm: &FirmId, key: &SummaryKey) -> Result<Option<SummaryTask>, TasksError>;

    /// All summary tasks of a firm, by client and month.
    async fn summaries(&self, firm: &FirmId) -> Result<Vec<SummaryTask>, TasksError>;

    /// Writes a summary task whole, or not at all.
    ///
    /// MUST refuse, changing nothing and in this order: a stamp earlier than the last accepted one for the key
    /// ([`TasksError::Stale`]), a task in another version than expected ([`TasksError::Changed`]), a billed task
    /// ([`TasksError::Billed`]). A new task MUST get all of the draft and the last day of the month as start and
    /// due date; on one that exists, only the values of the draft's fields MUST change. A write that changes no value
    /// MUST keep the version, but counts as accepted like any other.
    async fn write_summary(&self, firm: &FirmId, write: &SummaryWrite) -> Result<TaskId, TasksError>;
}
