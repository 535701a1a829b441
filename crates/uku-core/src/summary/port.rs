use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    CustomField, CustomFieldId, SummaryDraft, SummaryKey, SummaryQuery, SummaryTask, SummaryTotals, TaskId,
    TaskVersion, Topic, TopicId,
};
use crate::calendar::Month;
use crate::client::{Among, ClientId};
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
    /// Another topic or custom task field has the name.
    #[error("there is another one with the name {0}")]
    NameTaken(String),
    /// The custom task field holds something of its kind already.
    #[error("the custom task field is in use, so its type stays as it is")]
    KindInUse,
    /// Tasks refer to the topic or the custom task field.
    #[error("tasks use it, so it can't be deleted")]
    InUse,
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
            Self::NameTaken(_) => "Choose another name.",
            Self::KindInUse => "Add another custom task field of that type.",
            Self::InUse => "Archive it instead: it is no longer offered, and what is in it stays.",
            Self::Unavailable(_) => {
                "See that the data folder or the database can be reached and written, then run it again."
            }
        }
    }
}

/// The summary tasks of a firm, their topics and custom fields. A product that has tasks of its own implements this over them.
///
/// No call spans another: each is a whole by itself, and may be repeated.
#[async_trait]
pub trait Tasks: Send + Sync {
    /// The summary task of a key; none if there is none. MUST NOT show another firm's.
    async fn summary(&self, firm: &FirmId, key: &SummaryKey) -> Result<Option<SummaryTask>, TasksError>;

    /// All summary tasks of a firm, by client and month.
    async fn summaries(&self, firm: &FirmId) -> Result<Vec<SummaryTask>, TasksError>;

    /// The summary tasks of some clients in some months, by client and month. MUST NOT show another firm's.
    async fn find_summaries(
        &self,
        firm: &FirmId,
        query: &SummaryQuery,
    ) -> Result<Vec<SummaryTask>, TasksError>;

    /// The clients that have a summary task in a month, by identity.
    async fn clients_with_summary(&self, firm: &FirmId, month: Month) -> Result<Vec<ClientId>, TasksError>;

    /// The months in which any client has a summary task, the latest first.
    async fn summary_months(&self, firm: &FirmId) -> Result<Vec<Month>, TasksError>;

    /// What some clients' summary tasks of a month hold together.
    async fn summary_totals(
        &self,
        firm: &FirmId,
        month: Month,
        among: &Among,
    ) -> Result<SummaryTotals, TasksError>;

    /// Writes a summary task whole, or not at all.
    ///
    /// MUST refuse, changing nothing and in this order: a stamp earlier than the last accepted one for the key, also if a
    /// person deleted the task since ([`TasksError::Stale`]), a task in another version than expected
    /// ([`TasksError::Changed`]), a billed task ([`TasksError::Billed`]). A new task MUST get all of the draft and the last
    /// day of the month as start and due date; on one that exists, only the values of the draft's fields MUST change. A
    /// write that changes no value MUST keep the version, but counts as accepted like any other.
    async fn write_summary(&self, firm: &FirmId, write: &SummaryWrite) -> Result<TaskId, TasksError>;

    /// All topics of a firm by name, then identity, archived ones included. MUST NOT show another firm's.
    async fn topics(&self, firm: &FirmId) -> Result<Vec<Topic>, TasksError>;

    /// Adds a topic, or makes the one with the same identity like this one. MUST be refused as
    /// [`TasksError::NameTaken`] with its name if neither it nor another topic of the same name, whatever its case, is
    /// archived.
    async fn put_topic(&self, firm: &FirmId, topic: &Topic) -> Result<(), TasksError>;

    /// Deletes a topic; nothing happens if there is none. MUST be refused as [`TasksError::InUse`] if a task is filed
    /// under it.
    async fn delete_topic(&self, firm: &FirmId, topic: &TopicId) -> Result<(), TasksError>;

    /// All custom task fields of a firm by name, then identity, archived ones included. MUST NOT show another firm's.
    async fn custom_fields(&self, firm: &FirmId) -> Result<Vec<CustomField>, TasksError>;

    /// Adds a custom task field, or makes the one with the same identity like this one. MUST be refused as
    /// [`TasksError::NameTaken`] with its name if neither it nor another field of the same name, whatever its case, is
    /// archived, and as [`TasksError::KindInUse`] if its kind would change while a task holds something in it.
    async fn put_custom_field(&self, firm: &FirmId, field: &CustomField) -> Result<(), TasksError>;

    /// Deletes a custom task field; nothing happens if there is none. MUST be refused as [`TasksError::InUse`] if a task
    /// holds something in it.
    async fn delete_custom_field(&self, firm: &FirmId, field: &CustomFieldId) -> Result<(), TasksError>;
}
