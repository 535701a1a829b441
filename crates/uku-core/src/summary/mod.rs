//! The summary task: the one task per client and month that carries the counts, and how a firm wants it.

mod change;
mod decide;
mod draft;
mod fields;
mod main_fields;
mod port;
mod settings;
mod task;
mod trouble;
mod written;

pub(crate) use change::settings_trouble;
pub use change::{SettingsError, change_settings, settings};
pub use decide::{Change, Decision, HandEdits, Making, assignee, decide};
pub use draft::{MissingSetting, SettingsDraft};
pub use fields::{CustomField, CustomFieldKind, Topic};
pub use main_fields::create_main_fields;
pub use port::{SummaryWrite, Tasks, TasksError, WriteStamp};
pub use settings::{
    FieldMapping, FieldMappingError, LateLook, LookBack, LookBackError, SummarySettings, TaskTitle,
};
pub use task::{
    CustomFieldId, SummaryDraft, SummaryKey, SummaryTask, TaskId, TaskStatus, TaskVersion, TopicId, Values,
};
pub use trouble::{SettingsTrouble, check_settings};
pub use written::WrittenMonth;
