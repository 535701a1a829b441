use super::{SummaryTask, Values};
use crate::calendar::MonthRange;
use crate::client::Among;

/// Which of a firm's summary tasks are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryQuery {
    /// Of which months.
    pub months: MonthRange,
    /// Of which clients.
    pub among: Among,
}

/// What several summary tasks hold together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SummaryTotals {
    /// How many tasks there are.
    pub tasks: u64,
    /// The sum of each custom task field; a field that none of them holds is not in here.
    pub values: Values,
}

impl SummaryQuery {
    /// Those of these tasks, all of a firm, that are looked for: for whoever has few enough to look them all through.
    #[must_use]
    pub fn those_of(&self, tasks: impl IntoIterator<Item = SummaryTask>) -> Vec<SummaryTask> {
        let in_months = |task: &SummaryTask| self.months.position_of(task.key.month).is_some();
        let mut found: Vec<SummaryTask> = tasks.into_iter().filter(in_months).collect();
        let clients = self.among.of(found.iter().map(|task| task.key.client.clone()));
        found.retain(|task| clients.contains(&task.key.client));
        found
    }
}

impl SummaryTotals {
    /// What these tasks hold together.
    #[must_use]
    pub fn of<'a>(tasks: impl IntoIterator<Item = &'a SummaryTask>) -> Self {
        let mut totals = Self::default();
        for task in tasks {
            totals.tasks += 1;
            for (field, number) in &task.values {
                let sum = totals.values.entry(field.clone()).or_default();
                *sum = sum.saturating_add(*number);
            }
        }
        totals
    }
}
