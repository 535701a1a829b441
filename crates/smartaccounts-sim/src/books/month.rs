//! Calendar months.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};

/// A calendar month, counted from year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Month(i32);

impl Month {
    /// The month in which all books open.
    pub(crate) const OPENING: Self = Self(2015 * 12);

    pub(crate) fn of(date: NaiveDate) -> Self {
        Self(date.year() * 12 + date.month0().cast_signed())
    }

    /// The month this many months after the opening.
    pub(crate) fn after_opening(months: u16) -> Self {
        Self(Self::OPENING.0 + i32::from(months))
    }

    /// How many months after the opening; `None` before it.
    pub(crate) fn since_opening(self) -> Option<u16> {
        u16::try_from(self.0 - Self::OPENING.0).ok()
    }

    pub(crate) fn back(self, months: i32) -> Self {
        Self(self.0 - months)
    }

    pub(crate) fn next(self) -> Self {
        Self(self.0 + 1)
    }

    pub(crate) fn first_day(self) -> NaiveDate {
        let month = self.0.rem_euclid(12).cast_unsigned() + 1;
        NaiveDate::from_ymd_opt(self.0.div_euclid(12), month, 1).unwrap_or_default()
    }

    pub(crate) fn last_day(self) -> NaiveDate {
        let first = self.first_day();
        first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(first)
    }

    /// Reads `2026-10`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 {
            return None;
        }
        NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1).map(Self::of)
    }

    /// Year and month as a number such as 2610, the start of document numbers.
    pub(crate) fn stamp(self) -> u64 {
        let first = self.first_day();
        u64::from(first.year().unsigned_abs() % 100 * 100 + first.month())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }
}
