use chrono::{DateTime, Utc};

use super::{CountError, CountingPlan, Counts, FieldSet, MonthTally, Step, Survey};
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
        let mut survey = Survey::whole(*self, fields, range);
        let mut counts = Vec::with_capacity(range.len());
        while let Some(months) = survey.next().await {
            counts.extend(months);
        }
        counts
    }

    /// Counts the fields in these months, which are in order, and hands them out as soon as they are counted.
    #[must_use]
    pub fn survey<'a>(&self, fields: &'a FieldSet, months: impl IntoIterator<Item = Month>) -> Survey<'a>
    where
        Self: 'a,
    {
        Survey::new(*self, fields, months.into_iter().collect())
    }

    /// The same for books that are known to be big: they are read month by month from the start.
    #[must_use]
    pub fn survey_by_month<'a>(
        &self,
        fields: &'a FieldSet,
        months: impl IntoIterator<Item = Month>,
    ) -> Survey<'a>
    where
        Self: 'a,
    {
        Survey::by_month(*self, fields, months.into_iter().collect())
    }

    pub(super) fn results(
        &self,
        fields: &FieldSet,
        wanted: &[Month],
        read: Result<Vec<MonthTally>, CountError>,
    ) -> Vec<MonthCount> {
        let counted_at = self.clock.now();
        let of_month = |month, counts| MonthCount { month, counts, counted_at };
        match read {
            Ok(months) => {
                let wanted = months.iter().filter(|read| wanted.contains(&read.month));
                wanted.map(|read| of_month(read.month, Ok(read.tally.counts(fields)))).collect()
            }
            Err(error) => wanted.iter().map(|month| of_month(*month, Err(error.clone()))).collect(),
        }
    }

    /// Drives a plan to its end, unless it asks for more pages than `most`: then there is nothing.
    pub(super) async fn read(
        &self,
        mut plan: impl CountingPlan,
        most: Option<u32>,
    ) -> Option<Result<Vec<MonthTally>, CountError>> {
        let mut pages = 0;
        loop {
            let query = match plan.next() {
                Step::Done(months) => return Some(Ok(months)),
                Step::Ask(_) if most == Some(pages) => return None,
                Step::Ask(query) => query,
            };
            let page = match self.patiently(|| self.ledger.entries(&query)).await {
                Ok(page) => page,
                Err(error) => return Some(Err(error.into())),
            };
            if let Err(contradiction) = plan.tell(page) {
                return Some(Err(contradiction.into()));
            }
            pages += 1;
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
