use std::collections::BTreeMap;

use super::{DataField, FieldSet};
use crate::calendar::Month;
use crate::ledger::EntryKind;

/// The number of each data field that was asked for.
pub type Counts = BTreeMap<DataField, u64>;

/// How many entries of each kind there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally([u64; EntryKind::ALL.len()]);

impl Tally {
    /// Counts one more entry.
    pub fn add(&mut self, kind: EntryKind) {
        self.0[kind as usize] += 1;
    }

    /// How many entries a data field counts.
    #[must_use]
    pub fn count(&self, field: DataField) -> u64 {
        EntryKind::ALL.into_iter().filter(|kind| field.counts(*kind)).map(|kind| self.0[kind as usize]).sum()
    }

    /// The number of each field of a set; 0 where none was found.
    #[must_use]
    pub fn counts(&self, fields: &FieldSet) -> Counts {
        fields.iter().map(|field| (field, self.count(field))).collect()
    }
}

/// The entries of one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthTally {
    /// The month.
    pub month: Month,
    /// How many entries of each kind it holds.
    pub tally: Tally,
}
