//! Months, Estonian days off, and the day on which a month is imported.

mod days_off;
mod import_day;
mod local_time;
mod month;
mod month_range;

pub use days_off::{days_off, easter_sunday, is_work_day};
pub use import_day::{DayOfMonth, DayOfMonthError, ImportDay, ImportDayError};
pub use local_time::{current_month, instant_of};
pub use month::{Month, MonthError};
pub use month_range::{MonthRange, RangeError};
