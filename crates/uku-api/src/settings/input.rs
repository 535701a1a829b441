use std::collections::BTreeMap;

use chrono::NaiveTime;
use serde::Deserialize;
use uku_core::calendar::{DayOfMonth, ImportDay};
use uku_core::counting::DataField;
use uku_core::summary::{CustomFieldId, LateLook, LookBack, SettingsDraft, TaskStatus, TaskTitle, TopicId};
use uku_l10n::Said;
use uku_web::Refusal;
use utoipa::ToSchema;

use crate::frame::words::{Identity, ImportDayText, TaskStatusWord, TimeText};

/// How a firm wants its summary tasks. What is left out is not filled in.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct SettingsIn {
    /// The title of new tasks: 1 to 200 characters; `{month}` and `{client}` stand for both.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    title: Option<TaskTitle>,
    /// The topic of new tasks.
    #[schema(value_type = Option<Identity>)]
    topic: Option<TopicId>,
    /// The day on which a month is imported.
    #[schema(value_type = Option<ImportDayText>)]
    import_day: Option<ImportDay>,
    /// The time of that day by the firm's clock; none: the usual.
    #[schema(value_type = Option<TimeText>)]
    import_time: Option<String>,
    /// How far new tasks are.
    #[serde(default)]
    #[schema(value_type = Option<TaskStatusWord>, nullable = false)]
    status: TaskStatus,
    /// How many months are looked at again for late documents.
    #[serde(default = "three")]
    #[schema(value_type = u8, minimum = 0, maximum = 12, default = 3)]
    look_back: LookBack,
    /// The day of each month on which they are looked at.
    #[serde(default = "tenth")]
    #[schema(value_type = u8, minimum = 1, maximum = 28, default = 10)]
    look_day: DayOfMonth,
    /// Which data field is written into which custom task field, by identity.
    #[serde(default)]
    #[schema(value_type = MappingIn)]
    mapping: BTreeMap<DataField, CustomFieldId>,
}

fn three() -> LookBack {
    LookBack::THREE
}

fn tenth() -> DayOfMonth {
    DayOfMonth::TENTH
}

impl TryFrom<SettingsIn> for SettingsDraft {
    type Error = Refusal;

    fn try_from(wanted: SettingsIn) -> Result<Self, Refusal> {
        let time = |text: String| {
            let shape = text.len() == 5;
            let time = NaiveTime::parse_from_str(&text, "%H:%M").ok().filter(|_| shape);
            time.ok_or_else(|| Refusal::field("importTime", Said::of("api-import-time")))
        };
        Ok(Self {
            title: wanted.title,
            topic: wanted.topic,
            import_day: wanted.import_day,
            import_time: wanted.import_time.map(time).transpose()?,
            status: wanted.status,
            mapping: wanted.mapping,
            late_look: LateLook { months: wanted.look_back, day: wanted.look_day },
        })
    }
}

/// The schema of a mapping: each data field by its key.
pub(super) enum MappingIn {}

impl utoipa::PartialSchema for MappingIn {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, Type};
        let mapping = ObjectBuilder::new()
            .schema_type(Type::Object)
            .description(Some("Data fields, each with the identity of its custom task field."))
            .additional_properties(Some(AdditionalProperties::FreeForm(false)));
        let mapping = DataField::ALL
            .iter()
            .fold(mapping, |mapping, field| mapping.property(field.key(), Identity::schema()));
        mapping.build().into()
    }
}

impl utoipa::ToSchema for MappingIn {
    fn name() -> std::borrow::Cow<'static, str> {
        "Mapping".into()
    }
}
