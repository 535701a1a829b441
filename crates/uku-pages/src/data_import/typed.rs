use std::collections::BTreeMap;

use chrono::NaiveTime;
use uku_core::counting::DataField;
use uku_core::summary::{CustomFieldId, LateLook, SettingsDraft, TaskStatus, TaskTitle, TopicId};
use uku_l10n::{Said, Say};
use uku_web::{FieldFault, Refusal, Refused};

use crate::fields::Fields;

/// The controls of the form, but for those of the data fields, which are named by the data fields' keys.
pub(super) const CONTROLS: [&str; 7] =
    ["title", "topic", "new_topic", "import_day", "import_time", "look_back", "look_day"];

/// What stands in the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) title: String,
    pub(super) topic: String,
    pub(super) new_topic: String,
    pub(super) import_day: String,
    /// As `21:00`; empty for the usual time.
    pub(super) import_time: String,
    pub(super) status: TaskStatus,
    pub(super) look_back: String,
    pub(super) look_day: String,
    pub(super) mapping: BTreeMap<DataField, String>,
    /// The settings as they were when the form was shown: [`written`].
    pub(super) read: String,
}

impl Typed {
    /// What stands in the form at first.
    pub(super) fn of(draft: &SettingsDraft) -> Self {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        Self {
            title: text(draft.title.as_ref().map(AsRef::as_ref)),
            topic: text(draft.topic.as_ref().map(AsRef::as_ref)),
            new_topic: String::new(),
            import_day: draft.import_day.map(|day| day.to_string()).unwrap_or_default(),
            import_time: draft.import_time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default(),
            status: draft.status,
            look_back: u8::from(draft.late_look.months).to_string(),
            look_day: u8::from(draft.late_look.day).to_string(),
            mapping: draft.mapping.iter().map(|(field, custom)| (*field, custom.to_string())).collect(),
            read: written(draft),
        }
    }

    /// What was sent.
    pub(super) fn sent(fields: &Fields) -> Self {
        let one = |name: &str| fields.one(name).trim().to_owned();
        let mapped = |field: DataField| Some((field, one(field.key()))).filter(|(_, id)| !id.is_empty());
        Self {
            title: one("title"),
            topic: one("topic"),
            new_topic: one("new_topic"),
            import_day: one("import_day"),
            import_time: one("import_time"),
            status: if one("status") == "open" { TaskStatus::Open } else { TaskStatus::Done },
            look_back: one("look_back"),
            look_day: one("look_day"),
            mapping: DataField::ALL.into_iter().filter_map(mapped).collect(),
            read: one("read"),
        }
    }

    /// The custom task field to which a data field is mapped; empty if it isn't.
    pub(super) fn mapped(&self, field: DataField) -> &str {
        self.mapping.get(&field).map_or("", String::as_str)
    }

    /// The settings that were read before they were changed.
    pub(super) fn read(&self) -> Result<SettingsDraft, Refusal> {
        let malformed = |_| Refusal::new(Refused::Malformed, Said::of("web-malformed"));
        serde_json::from_str(&self.read).map_err(malformed)
    }

    /// The settings that are meant, or what is wrong with which control. What is left empty is not filled in.
    pub(super) fn meant(&self) -> Result<SettingsDraft, Refusal> {
        let mut read = Reading::default();
        let wrong = |key: &'static str| move || Said::of(key);
        let usual = LateLook::default();
        let draft = SettingsDraft {
            title: read.one("title", &self.title, |it| TaskTitle::try_from(it).map_err(|error| error.said())),
            topic: TopicId::try_from(self.topic.as_str()).ok(),
            import_day: read.one("import_day", &self.import_day, |it| {
                it.parse().ok().ok_or_else(wrong("data-import-day-wrong"))
            }),
            import_time: read.one("import_time", &self.import_time, |it| {
                time(it).ok_or_else(wrong("data-import-time-wrong"))
            }),
            status: self.status,
            mapping: self.mapping.iter().filter_map(|(field, id)| Some((*field, custom(id)?))).collect(),
            late_look: LateLook {
                months: read
                    .one("look_back", &self.look_back, |it| {
                        number(it).ok_or_else(wrong("core-settings-look-back-long"))
                    })
                    .unwrap_or(usual.months),
                day: read
                    .one("look_day", &self.look_day, |it| {
                        number(it).ok_or_else(wrong("data-import-look-day-wrong"))
                    })
                    .unwrap_or(usual.day),
            },
        };
        if read.0.is_empty() { Ok(draft) } else { Err(Refusal::invalid(read.0)) }
    }
}

/// Settings in one line, by which it is seen whether somebody else changed them.
pub(super) fn written(draft: &SettingsDraft) -> String {
    serde_json::to_string(draft).unwrap_or_default()
}

/// A time of the day, as browsers send it: with seconds or without.
pub(super) fn time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S")).ok()
}

fn custom(id: &str) -> Option<CustomFieldId> {
    CustomFieldId::try_from(id).ok()
}

fn number<T: TryFrom<u8>>(text: &str) -> Option<T> {
    T::try_from(text.parse().ok()?).ok()
}

/// What was found wrong so far.
#[derive(Default)]
struct Reading(Vec<FieldFault>);

impl Reading {
    /// What a control says; none if it is empty or wrong.
    fn one<T>(
        &mut self,
        field: &'static str,
        text: &str,
        read: impl FnOnce(&str) -> Result<T, Said>,
    ) -> Option<T> {
        if text.is_empty() {
            return None;
        }
        read(text).map_err(|said| self.0.push(FieldFault { field, said })).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_nobody_changes_means_what_was_read() {
        let draft = SettingsDraft {
            title: TaskTitle::try_from("Books of {month}").ok(),
            topic: TopicId::try_from("books").ok(),
            import_day: "day-5".parse().ok(),
            import_time: NaiveTime::from_hms_opt(6, 30, 0),
            status: TaskStatus::Open,
            mapping: custom("sales").map(|id| (DataField::SalesEntries, id)).into_iter().collect(),
            late_look: LateLook::default(),
        };
        for draft in [draft, SettingsDraft::default()] {
            let typed = Typed::of(&draft);
            assert_eq!(typed.meant(), Ok(draft.clone()));
            assert_eq!(typed.read(), Ok(draft));
        }
    }

    #[test]
    fn browsers_send_times_with_seconds_or_without() {
        assert_eq!(time("06:30"), NaiveTime::from_hms_opt(6, 30, 0));
        assert_eq!(time("06:30:00"), NaiveTime::from_hms_opt(6, 30, 0));
        assert_eq!(time("25:00"), None);
    }
}
