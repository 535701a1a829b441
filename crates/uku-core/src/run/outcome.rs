use serde::{Deserialize, Serialize};

use crate::calendar::Month;
use crate::counting::{CountError, Counts};
use crate::summary::{Change, TasksError};
use chrono::{DateTime, Utc};

/// Why a month was not imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// The books could not be counted.
    #[error(transparent)]
    Count(#[from] CountError),
    /// The summary task could not be written.
    #[error(transparent)]
    Task(#[from] TasksError),
}

impl Failure {
    /// What a person can do about it, in one sentence.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Count(error) => error.remedy(),
            Self::Task(error) => error.remedy(),
        }
    }
}

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
    /// It failed; the month is as it was.
    Failed(Failure),
    /// The allowed requests are spent; the month is as it was and can be imported from this moment on.
    Deferred(DateTime<Utc>),
}

/// What came of one month of one client, with what was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthOutcome {
    /// The month.
    pub month: Month,
    /// The number of each mapped field, if they were counted.
    pub counts: Option<Counts>,
    /// What came of it.
    pub outcome: Outcome,
}
