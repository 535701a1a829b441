use uku_core::summary::{
    CustomFieldKind, FieldMappingError, HandEdits, LateLook, LookBackError, MissingSetting, Reported,
    ReportsError, SettingsError, SettingsTrouble, TaskLists, TaskListsError, TaskStatus, TaskTitleError,
    TasksError,
};

use super::{Remedy, Say, detail};
use crate::Said;

/// The longest title of tasks, in characters.
const LONGEST_TITLE: u32 = 200;

impl Say for TasksError {
    fn said(&self) -> Said {
        match self {
            Self::Stale => Said::of("core-tasks-stale"),
            Self::Changed => Said::of("core-tasks-changed"),
            Self::Billed => Said::of("core-tasks-billed"),
            Self::NameTaken(name) => Said::of("core-tasks-name-taken").with("name", name),
            Self::KindInUse => Said::of("core-tasks-kind-in-use"),
            Self::InUse => Said::of("core-tasks-in-use"),
            Self::Unavailable(why) => Said::of("core-tasks-unavailable").with("detail", detail(why)),
        }
    }
}

impl Remedy for TasksError {
    fn remedy_said(&self) -> Option<Said> {
        Some(Said::of(match self {
            Self::Stale => "core-tasks-stale-remedy",
            Self::Changed => "core-tasks-changed-remedy",
            Self::Billed => "core-tasks-billed-remedy",
            Self::NameTaken(_) => "core-tasks-name-taken-remedy",
            Self::KindInUse => "core-tasks-kind-in-use-remedy",
            Self::InUse => "core-tasks-in-use-remedy",
            Self::Unavailable(_) => "core-tasks-unavailable-remedy",
        }))
    }
}

impl Say for SettingsTrouble {
    fn said(&self) -> Said {
        match self {
            Self::TopicGone(topic) => Said::of("core-settings-topic-gone").with("topic", topic.to_string()),
            Self::TopicArchived(name) => Said::of("core-settings-topic-archived").with("topic", name),
            Self::FieldGone { data_field, custom_field } => Said::of("core-settings-field-gone")
                .with("field", data_field.said())
                .with("custom", custom_field.to_string()),
            Self::FieldArchived { data_field, name } => {
                Said::of("core-settings-field-archived").with("field", data_field.said()).with("custom", name)
            }
            Self::NotANumber { data_field, name, kind } => Said::of("core-settings-field-not-a-number")
                .with("field", data_field.said())
                .with("custom", name)
                .with("kind", kind.said()),
        }
    }
}

impl Remedy for SettingsTrouble {
    fn remedy_said(&self) -> Option<Said> {
        Some(Said::of(match self {
            Self::TopicGone(_) | Self::TopicArchived(_) => "core-settings-topic-remedy",
            Self::FieldGone { .. } | Self::FieldArchived { .. } | Self::NotANumber { .. } => {
                "core-settings-field-remedy"
            }
        }))
    }
}

impl Say for FieldMappingError {
    fn said(&self) -> Said {
        match self {
            Self::Empty => Said::of("core-settings-mapping-empty"),
            Self::Shared(one, other) => {
                Said::of("core-settings-mapping-shared").with("one", one.said()).with("other", other.said())
            }
        }
    }
}

impl Say for SettingsError {
    fn said(&self) -> Said {
        match self {
            Self::Denied(denied) => denied.said(),
            Self::Mapping(error) => error.said(),
            Self::Trouble(trouble) => trouble.said(),
            Self::Changed => Said::of("core-settings-changed"),
            Self::Tasks(error) => error.said(),
            Self::Store(error) => error.said(),
        }
    }
}

impl Remedy for SettingsError {
    fn remedy_said(&self) -> Option<Said> {
        match self {
            Self::Denied(denied) => denied.remedy_said(),
            Self::Trouble(trouble) => trouble.remedy_said(),
            Self::Tasks(error) => error.remedy_said(),
            Self::Mapping(_) | Self::Changed | Self::Store(_) => None,
        }
    }
}

/// The name of the field on the screen.
impl Say for MissingSetting {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::TaskTitle => "core-settings-missing-task-title",
            Self::Topic => "core-settings-missing-topic",
            Self::DataImport => "core-settings-missing-data-import",
            Self::DataFields => "core-settings-missing-data-fields",
        })
    }
}

impl Say for TaskTitleError {
    fn said(&self) -> Said {
        match self {
            Self::NotEmptyViolated => Said::of("core-settings-title-empty"),
            Self::LenCharMaxViolated => Said::of("core-settings-title-long").with("longest", LONGEST_TITLE),
        }
    }
}

impl Say for LookBackError {
    fn said(&self) -> Said {
        Said::of("core-settings-look-back-long")
    }
}

impl Say for LateLook {
    fn said(&self) -> Said {
        if self.looks() {
            Said::of("core-summary-late-look")
                .with("months", u8::from(self.months))
                .with("day", u8::from(self.day))
        } else {
            Said::of("core-summary-late-look-none")
        }
    }
}

impl Say for TaskStatus {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Open => "core-summary-status-open",
            Self::Done => "core-summary-status-done",
        })
    }
}

impl Say for CustomFieldKind {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Number => "core-summary-kind-number",
            Self::Text => "core-summary-kind-text",
            Self::Choice => "core-summary-kind-choice",
            Self::Article => "core-summary-kind-article",
            Self::Price => "core-summary-kind-price",
            Self::Checkbox => "core-summary-kind-checkbox",
        })
    }
}

impl Say for HandEdits {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Keep => "core-summary-hand-edits-keep",
            Self::Overwrite => "core-summary-hand-edits-overwrite",
        })
    }
}

impl Say for TaskListsError {
    fn said(&self) -> Said {
        match self {
            Self::Denied(denied) => denied.said(),
            Self::NoName => Said::of("core-lists-no-name"),
            Self::LongName(length) => Said::of("core-lists-long-name")
                .with("length", *length)
                .with("longest", TaskLists::LONGEST_NAME),
            Self::NoSuchTopic => Said::of("core-lists-no-such-topic"),
            Self::NoSuchField => Said::of("core-lists-no-such-field"),
            Self::Tasks(error) => error.said(),
            Self::Store(error) => error.said(),
        }
    }
}

impl Remedy for TaskListsError {
    fn remedy_said(&self) -> Option<Said> {
        match self {
            Self::Denied(denied) => denied.remedy_said(),
            Self::Tasks(error) => error.remedy_said(),
            Self::NoName | Self::LongName(_) | Self::NoSuchTopic | Self::NoSuchField | Self::Store(_) => None,
        }
    }
}

impl Say for ReportsError {
    fn said(&self) -> Said {
        match self {
            Self::Denied(denied) => denied.said(),
            Self::NoSuchClient => Said::of("core-reports-no-such-client"),
            Self::Months(error) => error.said(),
            Self::Clients(error) => error.said(),
            Self::Tasks(error) => error.said(),
        }
    }
}

impl Say for Reported {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Everybody => "core-reports-everybody",
            Self::WithTask => "core-reports-with-task",
            Self::WithoutTask => "core-reports-without-task",
        })
    }
}
