use uku_core::calendar::{ImportDay, MonthRange, RangeError};

use super::Say;
use crate::Said;

impl Say for ImportDay {
    fn said(&self) -> Said {
        match self {
            Self::LastWorkDay => Said::of("core-calendar-import-day-last-work-day"),
            Self::LastCalendarDay => Said::of("core-calendar-import-day-last-calendar-day"),
            Self::FollowingMonth(day) => {
                Said::of("core-calendar-import-day-following-month").with("day", u8::from(*day))
            }
        }
    }
}

/// One month, or from when to when.
impl Say for MonthRange {
    fn said(&self) -> Said {
        if self.from() == self.to() {
            Said::of("core-calendar-months-one").with("month", self.to())
        } else {
            Said::of("core-calendar-months-several").with("from", self.from()).with("to", self.to())
        }
    }
}

impl Say for RangeError {
    fn said(&self) -> Said {
        match self {
            Self::TurnedAround { from, to } => {
                Said::of("core-calendar-range-turned-around").with("from", *from).with("to", *to)
            }
            Self::TooLong { from, to, months } => Said::of("core-calendar-range-too-long")
                .with("from", *from)
                .with("to", *to)
                .with("months", *months)
                .with("longest", MonthRange::LONGEST),
            Self::Future { month, current } => {
                Said::of("core-calendar-range-future").with("month", *month).with("current", *current)
            }
        }
    }
}

impl Say for uku_core::calendar::MonthError {
    fn said(&self) -> Said {
        Said::of("core-calendar-month-unreadable").with("text", quoted(&self.to_string()))
    }
}

/// What an error quotes of what was typed.
pub(super) fn quoted(error: &str) -> String {
    error.split('`').nth(1).unwrap_or_default().to_owned()
}
