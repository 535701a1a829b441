use serde::Serialize;
use uku_core::calendar::ImportDay;
use uku_core::counting::DataField;
use uku_core::summary::{CustomField, SettingsDraft, TaskStatus, check_settings};
use uku_l10n::core::counting::hint;
use uku_l10n::{Remedy, Say};
use uku_web::{Desk, Refusal};
use utoipa::ToSchema;

use crate::frame::words::{DataFieldWord, Identity, ImportDayText, TaskStatusWord, TimeText};
use crate::integration::{NextOut, next_import};

/// The settings of the summary task, with everything that a person wants to know of them.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SettingsOut {
    /// The title of new tasks.
    #[schema(required)]
    title: Option<String>,
    /// The topic of new tasks.
    #[schema(required)]
    topic: Option<NamedOut>,
    /// The day on which a month is imported.
    #[schema(value_type = Option<ImportDayText>, required)]
    import_day: Option<ImportDay>,
    /// The time of that day; the usual time if no other is set.
    #[schema(value_type = Option<TimeText>, required)]
    import_time: Option<String>,
    /// Whether it is the usual time.
    usual_time: bool,
    /// By whose clock.
    time_zone: String,
    /// How far new tasks are.
    #[schema(value_type = TaskStatusWord)]
    status: TaskStatus,
    /// How many months are looked at again for late documents.
    #[schema(minimum = 0, maximum = 12)]
    look_back: u8,
    /// The day of each month on which they are looked at.
    #[schema(minimum = 1, maximum = 28)]
    look_day: u8,
    /// All data fields, each with where it is written.
    fields: Vec<FieldOut>,
    /// Required fields that are not filled in.
    missing: Vec<String>,
    /// What they name that is not there as it should be.
    broken: Vec<BrokenOut>,
    /// The next import that comes up by itself.
    #[schema(required)]
    next_import: Option<NextOut>,
    /// Whether the rule imports a month before it is over.
    within_month: bool,
}

/// Something with a name; none if it does not exist any more.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NamedOut {
    /// Its identity.
    #[schema(value_type = Identity)]
    id: String,
    /// Its name.
    #[schema(required)]
    name: Option<String>,
}

/// A data field and where it is written.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct FieldOut {
    /// The data field.
    #[schema(value_type = DataFieldWord)]
    field: &'static str,
    /// Its name on the screen.
    label: String,
    /// What is counted.
    hint: String,
    /// The custom task field; none if it is not mapped.
    #[schema(required)]
    custom_field: Option<NamedOut>,
    /// Whether it is mapped beside Documents, which counts it as well.
    also_in_documents: bool,
}

/// Something that the settings name and that is not there as it should be.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BrokenOut {
    /// What it is.
    text: String,
    /// What to do about it.
    #[schema(required)]
    remedy: Option<String>,
}

impl SettingsOut {
    pub(super) async fn read(desk: &Desk, draft: &SettingsDraft) -> Result<Self, Refusal> {
        let tasks = desk.means().tasks.as_ref();
        let topics = tasks.topics(desk.firm_id()).await?;
        let custom = tasks.custom_fields(desk.firm_id()).await?;
        let locale = desk.locale();
        let topic = draft.topic.as_ref().map(|id| NamedOut {
            id: id.to_string(),
            name: topics.iter().find(|topic| topic.id == *id).map(|topic| topic.name.clone()),
        });
        let troubles = check_settings(draft, &topics, &custom);
        let broken = troubles.iter().map(|trouble| BrokenOut {
            text: locale.say(&trouble.said()),
            remedy: trouble.remedy_said().map(|remedy| locale.say(&remedy)),
        });
        let missing = draft.complete().err().unwrap_or_default();
        let time = draft.import_day.map(|day| draft.import_time.unwrap_or_else(|| day.usual_time()));
        let time = time.or(draft.import_time);
        let field = |field: DataField| FieldOut {
            field: field.key(),
            label: locale.say(&field.said()),
            hint: locale.say(&hint(field)),
            custom_field: mapped(draft, &custom, field),
            also_in_documents: draft.mapping.contains_key(&DataField::Documents)
                && draft.mapping.contains_key(&field)
                && field.is_also_in_documents(),
        };
        Ok(Self {
            title: draft.title.as_ref().map(ToString::to_string),
            topic,
            import_day: draft.import_day,
            import_time: time.map(|time| time.format("%H:%M").to_string()),
            usual_time: draft.import_time.is_none(),
            time_zone: desk.firm.time_zone.to_string(),
            status: draft.status,
            look_back: draft.late_look.months.into(),
            look_day: draft.late_look.day.into(),
            fields: DataField::ALL.map(field).into(),
            missing: missing.iter().map(|missing| locale.say(&missing.said())).collect(),
            broken: broken.collect(),
            next_import: next_import(desk).await?,
            within_month: matches!(
                draft.import_day,
                Some(ImportDay::LastWorkDay | ImportDay::LastCalendarDay)
            ),
        })
    }
}

fn mapped(draft: &SettingsDraft, custom: &[CustomField], field: DataField) -> Option<NamedOut> {
    let id = draft.mapping.get(&field)?;
    let name = custom.iter().find(|custom| custom.id == *id).map(|custom| custom.name.clone());
    Some(NamedOut { id: id.to_string(), name })
}
