use uku_core::counting::DataField;
use uku_core::summary::CustomField;
use uku_l10n::Say;
use uku_l10n::core::counting::{also_in_documents, hint};

use super::choices::{Choice, custom_fields};
use super::typed::Typed;
use crate::form::Faults;
use crate::page::Page;

/// Which data field is written where.
pub(super) struct Mapping {
    /// The main data fields, then those behind Show more.
    pub(super) main: Vec<MappingRow>,
    pub(super) more: Vec<MappingRow>,
    /// Whether any of those behind Show more is mapped, or wrong.
    pub(super) more_open: bool,
}

/// One data field.
pub(super) struct MappingRow {
    /// The name of its control.
    pub(super) key: &'static str,
    pub(super) name: String,
    pub(super) hint: String,
    /// What to know before it is billed; empty if there is nothing.
    pub(super) also: String,
    pub(super) choices: Vec<Choice>,
    pub(super) fault: String,
}

impl Mapping {
    pub(super) fn of(page: &Page, typed: &Typed, fields: &[CustomField], faults: &Faults) -> Self {
        let row = |field: &DataField| MappingRow {
            key: field.key(),
            name: page.say(&field.said()),
            hint: page.say(&hint(*field)),
            also: also_in_documents(*field).map(|also| page.say(&also)).unwrap_or_default(),
            choices: custom_fields(page, fields, typed.mapped(*field)),
            fault: faults.at(field.key()).to_owned(),
        };
        let (main, more) = DataField::ALL.split_at(DataField::MAIN.len());
        let open = |field: &DataField| !typed.mapped(*field).is_empty() || !faults.at(field.key()).is_empty();
        Self {
            main: main.iter().map(row).collect(),
            more: more.iter().map(row).collect(),
            more_open: more.iter().any(open),
        }
    }
}
