use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::calendar::Month;
use crate::client::ClientId;
use crate::firm::MemberId;
use crate::text_id::text_id;

text_id! {
    /// The identity of a topic.
    TopicId
}

text_id! {
    /// The identity of a custom task field.
    CustomFieldId
}

text_id! {
    /// The identity of a task, as whoever holds the tasks writes it.
    TaskId
}

/// What a summary task is about. There is one task for each key in a firm.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SummaryKey {
    /// The client whose books were counted.
    pub client: ClientId,
    /// The month that was counted.
    pub month: Month,
}

impl SummaryKey {
    /// The task's start and due date: the last day of the month, so that it is billed in that month.
    #[must_use]
    pub fn date(&self) -> NaiveDate {
        self.month.last_day()
    }
}

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskStatus {
    /// Somebody has to do something with it.
    Open,
    /// Finished: not overdue, and products billed per piece bill it.
    #[default]
    Done,
}

/// The numbers in custom task fields. A person may type a fraction where we write whole numbers.
pub type Values = BTreeMap<CustomFieldId, Decimal>;

/// Counts up with each change of a task, whoever made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TaskVersion(pub i64);

/// A summary task as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryTask {
    /// Its identity.
    pub id: TaskId,
    /// What it is about.
    pub key: SummaryKey,
    /// Its title.
    pub title: String,
    /// The topic it is filed under.
    pub topic: TopicId,
    /// Whose it is.
    pub assignee: MemberId,
    /// How far it is.
    pub status: TaskStatus,
    /// When it starts.
    pub start: NaiveDate,
    /// When it is due.
    pub due: NaiveDate,
    /// Whether its counts are on an invoice.
    pub billed: bool,
    /// The numbers in its custom fields; a field without a number is not in here.
    pub values: Values,
    /// Which version this is.
    pub version: TaskVersion,
}

/// What a summary task should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryDraft {
    /// What it is about.
    pub key: SummaryKey,
    /// The title of a new task.
    pub title: String,
    /// The topic of a new task.
    pub topic: TopicId,
    /// Who gets a new task.
    pub assignee: MemberId,
    /// How far a new task is.
    pub status: TaskStatus,
    /// The number of every mapped field.
    pub values: Values,
}
