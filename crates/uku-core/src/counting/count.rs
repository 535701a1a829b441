use chrono::{DateTime, Utc};

use super::{CountError, CountingPlan, Counts, FieldSet, MonthTally, ReadRange, Step};
use crate::calendar::{Month, MonthRange};
use crate::clock::Clock;
use crate::ledger::{Ledger, LedgerError, Patience};

/// Who wants to know how counting goes.
pub trait CountProgress: Send + Sync {
    /// A page was read.
    fn page_read(&self) {}
    /// Nothing will happen before this moment, because the allowed requests are spent.
    fn waiting_until(&self, _moment: DateTime<Utc>) {}
}

/// Nobody wants to know.
#[derive(Debug, Clone, Copy)]
pub struct Quiet;

impl CountProgress for Quiet {}

/// What came of counting one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthCount {
    /// The month.
    pub month: Month,
    /// The number of each field, or why there is none.
    pub counts: Result<Counts, CountError>,
    /// When counting ended; the numbers were true not long before.
    pub counted_at: DateTime<Utc>,
}

/// Counts months in one company's books.
#[derive(Clone, Copy)]
pub struct Counting<'a> {
    /// The books.
    pub ledger: &'a dyn Ledger,
    /// The time.
    pub clock: &'a dyn Clock,
    /// How long to wait for requests to become free.
    pub patience: Patience,
    /// Who is told.
    pub progress: &'a dyn CountProgress,
}

impl Counting<'_> {
    /// Counts the fields in every month of a range; one result a month, in order.
    ///
    /// Where the content of the books can't be read, the months are read one by one, so that only the months
    /// with the trouble in them stay without numbers.
    pub async fn count(&self, fields: &FieldSet, range: MonthRange) -> Vec<MonthCount> {
        match self.read(ReadRange::new(range, fields.only_kind())).await {
            Err(error) if error.lies_in_content() && range.len() > 1 => self.count_each(fields, range).await,
            read => self.results(fields, range, read),
        }
    }

    async fn count_each(&self, fields: &FieldSet, range: MonthRange) -> Vec<MonthCount> {
        let mut counts = Vec::with_capacity(range.len());
        for month in range.months() {
            let plan = ReadRange::careful(MonthRange::single(month), fields.only_kind());
            let read = self.read(plan).await;
            let rest = match &read {
                Err(error) if !error.lies_in_content() => MonthRange::new(month, range.to()).ok(),
                _ => None,
            };
            counts.extend(self.results(fields, rest.unwrap_or(MonthRange::single(month)), read));
            if rest.is_some() {
                break;
            }
        }
        counts
    }

    fn results(
        &self,
        fields: &FieldSet,
        range: MonthRange,
        read: Result<Vec<MonthTally>, CountError>,
    ) -> Vec<MonthCount> {
        let counted_at = self.clock.now();
        let of_month = |month, counts| MonthCount { month, counts, counted_at };
        match read {
            Ok(months) => months.iter().map(|m| of_month(m.month, Ok(m.tally.counts(fields)))).collect(),
            Err(error) => range.months().map(|month| of_month(month, Err(error.clone()))).collect(),
        }
    }

    async fn read(&self, mut plan: impl CountingPlan) -> Result<Vec<MonthTally>, CountError> {
        loop {
            match plan.next() {
                Step::Done(months) => return Ok(months),
                Step::Ask(query) => plan.tell(self.patiently(|| self.ledger.entries(&query)).await?)?,
            }
            self.progress.page_read();
        }
    }

    /// Asks until there is an answer, waiting where the error says until when.
    pub(super) async fn patiently<T, F>(&self, ask: impl Fn() -> F) -> Result<T, LedgerError>
    where
        F: Future<Output = Result<T, LedgerError>>,
    {
        self.patience.ask(self.clock, &|moment| self.progress.waiting_until(moment), ask).await
    }
}
