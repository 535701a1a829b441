//! The summary task: the one task per client and month that carries the counts.

mod change;
mod decide;
mod port;
mod settings;
mod task;

pub use change::{SettingsError, change_settings};
pub use decide::{Change, Decision, assignee, decide};
pub use port::{SummaryWrite, Tasks, TasksError, WriteStamp};
pub use settings::{FieldMapping, FieldMappingError, SummarySettings, TaskTitle};
pub use task::{
    CustomFieldId, SummaryDraft, SummaryKey, SummaryTask, TaskId, TaskStatus, TaskVersion, TopicId, Values,
};
