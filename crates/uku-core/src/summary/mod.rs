//! The summary task: the one task per client and month that carries the counts.

mod decide;
mod port;
mod settings;
mod task;

pub use decide::{Change, Decision, assignee, decide};
pub use port::{SummaryWrite, Tasks, TasksError, WriteStamp};
pub use settings::{FieldMapping, FieldMappingError, SummarySettings, TaskTitle};
pub use task::{
    CustomFieldId, SummaryDraft, SummaryKey, SummaryTask, TaskId, TaskStatus, TaskVersion, TopicId, Values,
};
