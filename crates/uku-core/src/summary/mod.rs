//! The summary task: the one task per client and month that carries the counts, and how a firm wants it.

mod change;
mod decide;
mod draft;
mod edit_lists;
mod fields;
mod list_edit;
mod main_fields;
mod outlier;
mod port;
mod query;
mod report;
mod report_row;
mod reports;
mod settings;
mod task;
mod trouble;
mod written;

pub(crate) use change::settings_trouble;
pub use change::{SettingsError, change_settings, replace_settings, settings};
pub use decide::{Change, Decision, HandEdits, Making, assignee, decide};
pub use draft::{MissingSetting, SettingsDraft};
pub use edit_lists::{TaskLists, TaskListsError};
pub use fields::{CustomField, CustomFieldKind, Topic};
pub use list_edit::ListEdit;
pub use main_fields::create_main_fields;
pub use outlier::is_outlier;
pub use port::{SummaryWrite, Tasks, TasksError, WriteStamp};
pub use query::{SummaryQuery, SummaryTotals};
pub use report::{ClientYear, Report, ReportQuery, Reported, ReportedTask};
pub use report_row::{ReportCell, ReportRow};
pub use reports::{Reports, ReportsError};
pub use settings::{
    FieldMapping, FieldMappingError, LateLook, LookBack, LookBackError, SummarySettings, TaskTitle,
    TaskTitleError,
};
pub use task::{
    CustomFieldId, SummaryDraft, SummaryKey, SummaryTask, TaskId, TaskStatus, TaskVersion, TopicId, Values,
};
pub use trouble::{SettingsTrouble, check_settings};
pub use written::WrittenMonth;
