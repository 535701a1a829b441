use serde::{Deserialize, Serialize};

use super::Month;

/// The months of one piece of counting: from and to, both included, at most [`MonthRange::LONGEST`].
///
/// ```
/// use uku_core::calendar::{Month, MonthRange, RangeError};
/// let month = |text: &str| text.parse::<Month>();
/// let year = MonthRange::new(month("2025-11")?, month("2026-10")?)?;
/// assert_eq!(year.len(), 12);
/// assert!(matches!(year.not_after(month("2026-09")?), Err(RangeError::Future { .. })));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct MonthRange {
    from: Month,
    to: Month,
}

/// The two months as they are stored.
#[derive(Deserialize)]
struct Stored {
    from: Month,
    to: Month,
}

impl TryFrom<Stored> for MonthRange {
    type Error = RangeError;

    fn try_from(stored: Stored) -> Result<Self, RangeError> {
        Self::new(stored.from, stored.to)
    }
}

/// Why months can't be counted together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RangeError {
    /// The first month comes after the last.
    #[error("the months are turned around: {from} comes after {to}; put the earlier one first")]
    TurnedAround {
        /// The month asked as the first.
        from: Month,
        /// The month asked as the last.
        to: Month,
    },
    /// More months than [`MonthRange::LONGEST`].
    #[error("{from} to {to} are {months} months; ask for at most {} at a time", MonthRange::LONGEST)]
    TooLong {
        /// The first month.
        from: Month,
        /// The last month.
        to: Month,
        /// How many they are.
        months: usize,
    },
    /// The last month has not begun.
    #[error("{month} has not begun yet; the last month that can be counted is {current}")]
    Future {
        /// The month asked for.
        month: Month,
        /// The month that is now.
        current: Month,
    },
}

impl MonthRange {
    /// How many months may be counted at a time: five years.
    pub const LONGEST: usize = 60;

    /// The months from `from` to `to`.
    pub fn new(from: Month, to: Month) -> Result<Self, RangeError> {
        if from > to {
            return Err(RangeError::TurnedAround { from, to });
        }
        let range = Self { from, to };
        match range.len() {
            1..=Self::LONGEST => Ok(range),
            months => Err(RangeError::TooLong { from, to, months }),
        }
    }

    /// One month.
    #[must_use]
    pub fn single(month: Month) -> Self {
        Self { from: month, to: month }
    }

    /// The twelve complete months before `current`: what Reload data covers (help page, step 4).
    #[must_use]
    pub fn twelve_before(current: Month) -> Self {
        Self { from: current.back(12), to: current.previous() }
    }

    /// The same range, refused if it reaches past `current`.
    pub fn not_after(self, current: Month) -> Result<Self, RangeError> {
        if self.to > current { Err(RangeError::Future { month: self.to, current }) } else { Ok(self) }
    }

    /// The first month.
    #[must_use]
    pub fn from(self) -> Month {
        self.from
    }

    /// The last month.
    #[must_use]
    pub fn to(self) -> Month {
        self.to
    }

    /// How many months; at least one.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a range has at least one month")]
    pub fn len(self) -> usize {
        self.position(self.to) + 1
    }

    /// The months in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        self.from.through(self.to)
    }

    /// Where a month lies in the range, from 0; none if it lies outside.
    #[must_use]
    pub fn position_of(self, month: Month) -> Option<usize> {
        (self.from..=self.to).contains(&month).then(|| self.position(month))
    }

    fn position(self, month: Month) -> usize {
        let index = |m: Month| i64::from(m.year()) * 12 + i64::from(m.number());
        usize::try_from(index(month) - index(self.from)).unwrap_or_default()
    }
}
