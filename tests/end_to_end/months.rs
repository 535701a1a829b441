//! Months by the firm's clock, as text.

use chrono::{Datelike, Months, NaiveDate};
use chrono_tz::Europe::Tallinn;
use uku_core::clock::Clock;
use uku_system::SystemClock;

/// The month that lies so many months before the current one.
pub(crate) fn month_back(months: u32) -> String {
    let first = SystemClock.now().with_timezone(&Tallinn).date_naive().with_day(1).unwrap();
    (first - Months::new(months)).format("%Y-%m").to_string()
}

/// The month before another.
pub(crate) fn month_before(month: &str) -> String {
    let first: NaiveDate = format!("{month}-01").parse().unwrap();
    (first - Months::new(1)).format("%Y-%m").to_string()
}
