use std::collections::BTreeMap;

use chrono::NaiveTime;
use nutype::nutype;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{CustomFieldId, TaskStatus, TopicId, Values};
use crate::calendar::{DayOfMonth, ImportDay, Month};
use crate::counting::{Counts, DataField, FieldSet};

/// The title of summary tasks. `{month}` and `{client}` stand for the month and the client's name.
#[nutype(
    sanitize(trim),
    validate(not_empty, len_char_max = 200),
    derive(Debug, Clone, Display, AsRef, TryFrom, FromStr, PartialEq, Eq, Serialize, Deserialize)
)]
pub struct TaskTitle(String);

impl TaskTitle {
    /// The title of one task.
    ///
    /// ```
    /// use uku_core::summary::TaskTitle;
    /// let title = TaskTitle::try_from("SmartAccounts {month}, {client}")?;
    /// assert_eq!(title.render("Kask OÜ", "2026-10".parse()?), "SmartAccounts 2026-10, Kask OÜ");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn render(&self, client: &str, month: Month) -> String {
        // The client's name goes in last: braces in it are its own.
        self.as_ref().replace("{month}", &month.to_string()).replace("{client}", client)
    }
}

/// Which data field is written into which custom task field. A field that is not in here is neither read nor
/// written (help page, step 4: "Fields left unmapped are not imported").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "BTreeMap<DataField, CustomFieldId>", try_from = "BTreeMap<DataField, CustomFieldId>")]
pub struct FieldMapping(BTreeMap<DataField, CustomFieldId>);

/// Why data fields can't be mapped so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldMappingError {
    /// Nothing is mapped.
    #[error("no data field is mapped to a custom task field; map at least one")]
    Empty,
    /// Two data fields would overwrite each other.
    #[error("{0} and {1} are mapped to the same custom task field; give each its own")]
    Shared(DataField, DataField),
}

impl TryFrom<BTreeMap<DataField, CustomFieldId>> for FieldMapping {
    type Error = FieldMappingError;

    fn try_from(fields: BTreeMap<DataField, CustomFieldId>) -> Result<Self, FieldMappingError> {
        let mut taken = BTreeMap::new();
        for (field, custom) in &fields {
            if let Some(other) = taken.insert(custom, *field) {
                return Err(FieldMappingError::Shared(other, *field));
            }
        }
        if fields.is_empty() { Err(FieldMappingError::Empty) } else { Ok(Self(fields)) }
    }
}

impl From<FieldMapping> for BTreeMap<DataField, CustomFieldId> {
    fn from(mapping: FieldMapping) -> Self {
        mapping.0
    }
}

impl FieldMapping {
    /// The data fields that are mapped.
    #[must_use]
    pub fn fields(&self) -> FieldSet {
        FieldSet::new(self.0.keys().copied()).unwrap_or_else(FieldSet::main)
    }

    /// Each data field that is mapped, with its custom task field, in the order of the screen.
    pub fn iter(&self) -> impl Iterator<Item = (DataField, &CustomFieldId)> {
        self.0.iter().map(|(field, custom)| (*field, custom))
    }

    /// The custom task field of a data field.
    #[must_use]
    pub fn custom_field(&self, field: DataField) -> Option<&CustomFieldId> {
        self.0.get(&field)
    }

    /// The data field that is written into a custom task field.
    #[must_use]
    pub fn data_field(&self, custom: &CustomFieldId) -> Option<DataField> {
        self.0.iter().find(|(_, mapped)| *mapped == custom).map(|(field, _)| *field)
    }

    /// The counts by custom task field.
    #[must_use]
    pub fn values(&self, counts: &Counts) -> Values {
        let mapped = self.0.iter();
        mapped
            .filter_map(|(field, custom)| Some((custom.clone(), Decimal::from(*counts.get(field)?))))
            .collect()
    }
}

/// When months before are looked at again, for documents that came late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LateLook {
    /// How many months before are looked at; 0 looks at none.
    pub months: LookBack,
    /// The day of each month on which they are looked at, whatever the rule for imports is.
    pub day: DayOfMonth,
}

impl LateLook {
    /// Whether any month is looked at again.
    #[must_use]
    pub fn looks(self) -> bool {
        self.months.0 > 0
    }
}

impl Default for LateLook {
    /// Three months, on the 10th.
    fn default() -> Self {
        Self { months: LookBack::THREE, day: DayOfMonth::TENTH }
    }
}

/// How many months are looked at again: 0 to 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub struct LookBack(u8);

/// Too many months to look back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} months are too many to look back; say 0 to 12")]
pub struct LookBackError(u8);

impl LookBack {
    /// Three months.
    pub const THREE: Self = Self(3);
}

impl TryFrom<u8> for LookBack {
    type Error = LookBackError;

    fn try_from(months: u8) -> Result<Self, LookBackError> {
        if months <= 12 { Ok(Self(months)) } else { Err(LookBackError(months)) }
    }
}

impl From<LookBack> for u8 {
    fn from(months: LookBack) -> Self {
        months.0
    }
}

/// How a firm wants its summary tasks, with all that is needed (help page, step 4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummarySettings {
    /// The title of new tasks.
    pub title: TaskTitle,
    /// The topic of new tasks.
    pub topic: TopicId,
    /// The day on which a month is imported.
    pub import_day: ImportDay,
    /// The time of that day, in the firm's time zone; none: the [usual](ImportDay::usual_time).
    pub import_time: Option<NaiveTime>,
    /// How far new tasks are.
    pub status: TaskStatus,
    /// What is counted, and where it is written.
    pub mapping: FieldMapping,
    /// When months before are looked at again.
    pub late_look: LateLook,
}

impl SummarySettings {
    /// The time of day at which months are imported, in the firm's time zone.
    #[must_use]
    pub fn time(&self) -> NaiveTime {
        self.import_time.unwrap_or_else(|| self.import_day.usual_time())
    }
}
