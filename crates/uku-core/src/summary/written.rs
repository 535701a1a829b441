use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{Change, CustomFieldId, TaskId, Values};

/// What we wrote into a client's summary task, by which it is known what a person changed since.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WrittenMonth {
    /// The task; none while none was written.
    pub task: Option<TaskId>,
    /// The number that we wrote last into each field, also where the field is no longer mapped.
    pub values: Values,
    /// The numbers that an attempt was about to write; it may have died before or after it did.
    pub intended: Values,
    /// When the numbers written last were true.
    pub counted_at: Option<DateTime<Utc>>,
}

impl WrittenMonth {
    /// Whether a person put the number that a field of the task holds now. A number that was there before we ever wrote
    /// one is a person's; a field that never held one is nobody's.
    #[must_use]
    pub fn changed_by_hand(&self, field: &CustomFieldId, now: Option<Decimal>) -> bool {
        let ours = self.values.get(field).copied();
        let maybe_ours = self.intended.get(field).copied();
        now != ours && (now.is_none() || now != maybe_ours)
    }

    /// What is remembered before numbers are written into a task that holds `found`: what it holds now is replaced, so it
    /// counts as ours, and so do the numbers that may or may not be there soon.
    #[must_use]
    pub fn intending(&self, found: Option<&Values>, new: &Values) -> Self {
        // Of a task that is made anew nothing was written before.
        let Some(found) = found else {
            return Self { values: Values::new(), intended: new.clone(), ..self.clone() };
        };
        let now: Values = found.clone().into_iter().filter(|(field, _)| new.contains_key(field)).collect();
        let values = instead(&self.values, new, now);
        Self { values, intended: instead(&self.intended, new, new.clone()), ..self.clone() }
    }

    /// What an attempt did that died before it could tell, now that a task is found with `values`: the numbers that it
    /// changed, none of them if it made the task. None if nothing of the kind was intended.
    #[must_use]
    pub fn died_writing(&self, values: &Values) -> Option<Vec<Change>> {
        if values.is_empty() || values.iter().any(|(field, number)| self.intended.get(field) != Some(number))
        {
            return None;
        }
        if self.values.is_empty() {
            return Some(Vec::new());
        }
        let changes = values.iter().map(|(field, new)| {
            let old = self.values.get(field).copied();
            Change { field: field.clone(), old, new: *new }
        });
        Some(changes.filter(|change| change.old != Some(change.new)).collect())
    }

    /// What is remembered once they are written.
    #[must_use]
    pub fn done(&self, task: TaskId, values: &Values, counted_at: DateTime<Utc>) -> Self {
        Self {
            task: Some(task),
            values: instead(&self.values, values, values.clone()),
            intended: instead(&self.intended, values, Values::new()),
            counted_at: Some(counted_at),
        }
    }
}

/// The same numbers, but `new` ones in the fields of `of`.
fn instead(numbers: &Values, of: &Values, new: Values) -> Values {
    let mut all: Values = numbers.clone().into_iter().filter(|(field, _)| !of.contains_key(field)).collect();
    all.extend(new);
    all
}
