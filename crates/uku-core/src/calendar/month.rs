use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// A calendar month, written `2026-10`.
///
/// ```
/// use uku_core::calendar::Month;
/// let october: Month = "2026-10".parse()?;
/// assert_eq!(october.last_day().to_string(), "2026-10-31");
/// assert_eq!(october.next().to_string(), "2026-11");
/// # Ok::<(), uku_core::calendar::MonthError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Month {
    first: NaiveDate,
}

/// The text or the numbers name no month of the years 1 to 9999.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a month; write it as year and month, like 2026-10")]
pub struct MonthError(String);

impl Month {
    /// The month of a year between 1 and 9999; `month` counts from 1.
    pub fn new(year: i32, month: u32) -> Result<Self, MonthError> {
        NaiveDate::from_ymd_opt(year, month, 1)
            .filter(|_| (1..=9999).contains(&year))
            .map(|first| Self { first })
            .ok_or_else(|| MonthError(format!("{year}-{month}")))
    }

    /// The month in which a date lies.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self { first: date - Days::new(u64::from(date.day0())) }
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.first.year()
    }

    /// The month of the year, from 1.
    #[must_use]
    pub fn number(self) -> u32 {
        self.first.month()
    }

    /// The first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        self.first
    }

    /// The last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.next().first - Days::new(1)
    }

    /// The month after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self { first: self.first + Months::new(1) }
    }

    /// The month before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        self.back(1)
    }

    /// The month so many months before this one.
    #[must_use]
    pub fn back(self, months: u32) -> Self {
        Self { first: self.first - Months::new(months) }
    }

    /// This month and those after it, up to and including `last`; none if `last` is earlier.
    pub fn through(self, last: Self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |month| Some(month.next())).take_while(move |month| *month <= last)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Self, MonthError> {
        let wrong = || MonthError(text.to_owned());
        let (year, month) = text.split_once('-').ok_or_else(wrong)?;
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return Err(wrong());
        }
        Self::new(year.parse().map_err(|_| wrong())?, month.parse().map_err(|_| wrong())?)
            .map_err(|_| wrong())
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = MonthError;

    fn try_from(text: String) -> Result<Self, MonthError> {
        text.parse()
    }
}
