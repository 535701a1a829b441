use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{Month, instant_of, is_work_day};

/// A day that every month has: 1 to 28.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub struct DayOfMonth(u8);

impl DayOfMonth {
    /// The 10th.
    pub const TENTH: Self = Self(10);
}

/// A day that not every month has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a day from 1 to 28")]
pub struct DayOfMonthError(u8);

impl TryFrom<u8> for DayOfMonth {
    type Error = DayOfMonthError;

    fn try_from(day: u8) -> Result<Self, DayOfMonthError> {
        if (1..=28).contains(&day) { Ok(Self(day)) } else { Err(DayOfMonthError(day)) }
    }
}

impl From<DayOfMonth> for u8 {
    fn from(day: DayOfMonth) -> Self {
        day.0
    }
}

/// The rule for when a month is imported (help page, step 4: "Data import").
///
/// The two rules inside the month miss what is entered later in it; the late look finds that.
///
/// ```
/// use uku_core::calendar::ImportDay;
/// let rule: ImportDay = "last-work-day".parse()?;
/// assert_eq!(rule.date_for("2029-03".parse()?).to_string(), "2029-03-29"); // the 30th is Good Friday
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum ImportDay {
    /// The last day of the month on which people work in Estonia; imports the month it lies in.
    LastWorkDay,
    /// The last day of the month; imports the month it lies in.
    LastCalendarDay,
    /// A day of the month that follows; imports the month before it.
    FollowingMonth(DayOfMonth),
}

/// The text names no import day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an import day; use last-work-day, last-calendar-day, or day-1 to day-28")]
pub struct ImportDayError(String);

impl ImportDay {
    /// The date on which `month` is imported.
    #[must_use]
    pub fn date_for(self, month: Month) -> NaiveDate {
        match self {
            Self::LastWorkDay => last_work_day(month),
            Self::LastCalendarDay => month.last_day(),
            Self::FollowingMonth(day) => month.next().first_day() + Days::new(u64::from(day.0) - 1),
        }
    }

    /// The hour unless a firm sets another: in the evening inside the month, early in the month that follows.
    #[must_use]
    pub fn usual_time(self) -> NaiveTime {
        let hour = match self {
            Self::LastWorkDay | Self::LastCalendarDay => 21,
            Self::FollowingMonth(_) => 5,
        };
        NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()
    }

    /// The instant at which `month` is imported, by the firm's clock.
    #[must_use]
    pub fn instant_for(self, month: Month, time: NaiveTime, zone: Tz) -> DateTime<Utc> {
        instant_of(zone, self.date_for(month).and_time(time))
    }
}

fn last_work_day(month: Month) -> NaiveDate {
    let mut day = month.last_day();
    while !is_work_day(day) {
        day = day - Days::new(1);
    }
    day
}

impl fmt::Display for ImportDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LastWorkDay => f.write_str("last-work-day"),
            Self::LastCalendarDay => f.write_str("last-calendar-day"),
            Self::FollowingMonth(day) => write!(f, "day-{}", day.0),
        }
    }
}

impl FromStr for ImportDay {
    type Err = ImportDayError;

    fn from_str(text: &str) -> Result<Self, ImportDayError> {
        let wrong = || ImportDayError(text.to_owned());
        match text {
            "last-work-day" => Ok(Self::LastWorkDay),
            "last-calendar-day" => Ok(Self::LastCalendarDay),
            _ => {
                let number = text.strip_prefix("day-").filter(|day| !day.starts_with(['0', '+']));
                let day: u8 = number.and_then(|day| day.parse().ok()).ok_or_else(wrong)?;
                DayOfMonth::try_from(day).map(Self::FollowingMonth).map_err(|_| wrong())
            }
        }
    }
}

impl From<ImportDay> for String {
    fn from(day: ImportDay) -> Self {
        day.to_string()
    }
}

impl TryFrom<String> for ImportDay {
    type Error = ImportDayError;

    fn try_from(text: String) -> Result<Self, ImportDayError> {
        text.parse()
    }
}
