use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use super::{CustomFieldId, FieldMapping, LateLook, SummarySettings, TaskStatus, TaskTitle, TopicId};
use crate::calendar::ImportDay;
use crate::counting::DataField;

/// The settings of the summary task as far as a firm has filled them in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SettingsDraft {
    /// The title of new tasks.
    pub title: Option<TaskTitle>,
    /// The topic of new tasks.
    pub topic: Option<TopicId>,
    /// The day on which a month is imported.
    pub import_day: Option<ImportDay>,
    /// The time of that day, in the firm's time zone; none: the usual.
    pub import_time: Option<NaiveTime>,
    /// How far new tasks are.
    pub status: TaskStatus,
    /// What is counted, and where it is written.
    pub mapping: BTreeMap<DataField, CustomFieldId>,
    /// When months before are looked at again.
    pub late_look: LateLook,
}

/// A required field that was not filled in, by its name on the screen (help page, step 4, "Required fields").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingSetting {
    /// Task title.
    TaskTitle,
    /// Topic.
    Topic,
    /// Data import.
    DataImport,
    /// Configure data fields: nothing is mapped, or two data fields to one custom task field.
    DataFields,
}

impl fmt::Display for MissingSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::TaskTitle => "Task title",
            Self::Topic => "Topic",
            Self::DataImport => "Data import",
            Self::DataFields => "Configure data fields",
        })
    }
}

impl SettingsDraft {
    /// The settings if they are complete, else what is missing, in the order of the screen.
    pub fn complete(&self) -> Result<SummarySettings, Vec<MissingSetting>> {
        let mapping = FieldMapping::try_from(self.mapping.clone()).ok();
        let (title, topic) = (self.title.clone(), self.topic.clone());
        match (title, topic, self.import_day, mapping) {
            (Some(title), Some(topic), Some(import_day), Some(mapping)) => Ok(SummarySettings {
                title,
                topic,
                import_day,
                import_time: self.import_time,
                status: self.status,
                mapping,
                late_look: self.late_look,
            }),
            (title, topic, import_day, mapping) => {
                let missing = [
                    (MissingSetting::TaskTitle, title.is_none()),
                    (MissingSetting::Topic, topic.is_none()),
                    (MissingSetting::DataImport, import_day.is_none()),
                    (MissingSetting::DataFields, mapping.is_none()),
                ];
                Err(missing.into_iter().filter(|(_, missing)| *missing).map(|(setting, _)| setting).collect())
            }
        }
    }
}

impl From<SummarySettings> for SettingsDraft {
    fn from(settings: SummarySettings) -> Self {
        Self {
            title: Some(settings.title),
            topic: Some(settings.topic),
            import_day: Some(settings.import_day),
            import_time: settings.import_time,
            status: settings.status,
            mapping: settings.mapping.into(),
            late_look: settings.late_look,
        }
    }
}

/// All of it in one line, as the activity shows it; what is not filled in is left out.
impl fmt::Display for SettingsDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        parts.extend(self.title.as_ref().map(|title| format!("title {:?}", title.as_ref())));
        parts.extend(self.topic.as_ref().map(|topic| format!("topic {:?}", topic.as_ref())));
        parts.extend(self.import_day.map(|day| format!("import day {day}")));
        parts.extend(self.import_time.map(|time| format!("at {}", time.format("%H:%M"))));
        let status = match self.status {
            TaskStatus::Open => "open",
            TaskStatus::Done => "done",
        };
        parts.push(format!("status {status}"));
        let (months, day) = (u8::from(self.late_look.months), u8::from(self.late_look.day));
        parts.push(format!("looks back {months} months on day {day}"));
        parts.extend(self.mapping.iter().map(|(field, custom)| format!("{field} in {:?}", custom.as_ref())));
        f.write_str(&parts.join(", "))
    }
}
