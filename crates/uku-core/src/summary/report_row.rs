use rust_decimal::Decimal;

use super::{CustomField, CustomFieldId, SummaryTask, is_outlier};
use crate::client::Client;

/// A client in a report of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// The client.
    pub client: Client,
    /// Its summary task of the month.
    pub task: Option<SummaryTask>,
    /// Its summary task of the month before.
    pub before: Option<SummaryTask>,
    /// The numbers, one for each field of the report and in their order.
    pub cells: Vec<ReportCell>,
}

/// A number of a client's month, beside that of the month before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReportCell {
    /// The number.
    pub now: Option<Decimal>,
    /// That of the month before.
    pub before: Option<Decimal>,
    /// How much more it is now, or less; none unless there are both.
    pub change: Option<Decimal>,
    /// Whether that is so much that somebody should look ([`is_outlier`]).
    pub outlier: bool,
}

impl ReportRow {
    /// The row of a client, with the numbers of these fields.
    #[must_use]
    pub fn new(
        client: Client,
        task: Option<SummaryTask>,
        before: Option<SummaryTask>,
        fields: &[CustomField],
    ) -> Self {
        let cell = |field: &CustomField| ReportCell::of(task.as_ref(), before.as_ref(), &field.id);
        let cells = fields.iter().map(cell).collect();
        Self { client, task, before, cells }
    }
}

impl ReportCell {
    /// The number that a task holds in a field, beside that of the task of the month before.
    #[must_use]
    pub fn of(task: Option<&SummaryTask>, before: Option<&SummaryTask>, field: &CustomFieldId) -> Self {
        let number = |task: Option<&SummaryTask>| task.and_then(|task| task.values.get(field)).copied();
        let (now, before) = (number(task), number(before));
        let both = now.zip(before);
        Self {
            now,
            before,
            change: both.and_then(|(now, before)| now.checked_sub(before)),
            outlier: both.is_some_and(|(now, before)| is_outlier(now, before)),
        }
    }
}
