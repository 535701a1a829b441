use std::collections::VecDeque;

use super::{CountError, Counting, FieldSet, MonthCount, ReadRange};
use crate::calendar::{Month, MonthRange};

/// Counting that hands out months as soon as their counts are certified, so that they can be kept when the work has to
/// pause.
///
/// Small books are read in one go, from the first month to the last. Books that turn out to be big, and books with
/// unreadable content, are read month by month, and only the months that are wanted: a month whose counts are out is never
/// asked again.
pub struct Survey<'a> {
    counting: Counting<'a>,
    fields: &'a FieldSet,
    /// The months that are left, in order.
    months: VecDeque<Month>,
    /// Whether they are read in one go, and of how many pages at most.
    at_once: Option<Pages>,
}

#[derive(Clone, Copy)]
enum Pages {
    AnyNumber,
    UpTo(u32),
}

impl<'a> Survey<'a> {
    /// The pages up to which months are read in one go: about what a minute allows.
    pub(crate) const AT_ONCE: u32 = 50;

    pub(super) fn new(counting: Counting<'a>, fields: &'a FieldSet, months: VecDeque<Month>) -> Self {
        // Of a single month there is nothing to keep before its end.
        let most = if months.len() > 1 { Pages::UpTo(Self::AT_ONCE) } else { Pages::AnyNumber };
        Self { counting, fields, months, at_once: Some(most) }
    }

    /// A survey of books that are known to be big.
    pub(super) fn by_month(counting: Counting<'a>, fields: &'a FieldSet, months: VecDeque<Month>) -> Self {
        Self { counting, fields, months, at_once: None }
    }

    /// A survey that reads books of any size in one go.
    pub(super) fn whole(counting: Counting<'a>, fields: &'a FieldSet, range: MonthRange) -> Self {
        Self { counting, fields, months: range.months().collect(), at_once: Some(Pages::AnyNumber) }
    }

    /// Whether all months are done with.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.months.is_empty()
    }

    /// The next months that are done with, in order, each with its counts or why there are none; none when all are.
    pub async fn next(&mut self) -> Option<Vec<MonthCount>> {
        let range = MonthRange::new(*self.months.front()?, *self.months.back()?).ok()?;
        if let Some(pages) = self.at_once.take() {
            let plan = ReadRange::new(range, self.fields.only_kind());
            let most = match pages {
                Pages::AnyNumber => None,
                Pages::UpTo(most) => Some(most),
            };
            if let Some(read) = self.counting.read(plan, most).await
                && (range.len() == 1 || !read.as_ref().is_err_and(CountError::lies_in_content))
            {
                let months: Vec<Month> = self.months.drain(..).collect();
                return Some(self.counting.results(self.fields, &months, read));
            }
        }
        let mut months = vec![self.months.pop_front()?];
        let month = MonthRange::single(range.from());
        let read = self.counting.read(ReadRange::careful(month, self.fields.only_kind()), None).await?;
        if read.as_ref().is_err_and(|error| !error.lies_in_content()) {
            months.extend(self.months.drain(..));
        }
        Some(self.counting.results(self.fields, &months, read))
    }
}
