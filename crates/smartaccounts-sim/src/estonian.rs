//! Estonian time and the vendor's ways of writing it.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Tallinn;

/// The clock on a wall in Tallinn.
pub(crate) fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&Tallinn).naive_local()
}

/// The date in Tallinn.
pub(crate) fn date(at: DateTime<Utc>) -> NaiveDate {
    local(at).date()
}

/// The first moment of a date in Tallinn.
pub(crate) fn midnight(date: NaiveDate) -> DateTime<Utc> {
    instant(date.and_time(NaiveTime::MIN))
}

/// The moment that ends a date in Tallinn.
pub(crate) fn end_of(date: NaiveDate) -> DateTime<Utc> {
    midnight(date.succ_opt().unwrap_or(date))
}

/// The first moment at which a wall clock in Tallinn shows this; one that daylight saving skips counts as an
/// hour later.
pub(crate) fn instant(local: NaiveDateTime) -> DateTime<Utc> {
    first(Tallinn.from_local_datetime(&local))
        .or_else(|| first(Tallinn.from_local_datetime(&(local + TimeDelta::hours(1)))))
        .unwrap_or_else(|| local.and_utc())
}

fn first(found: LocalResult<DateTime<chrono_tz::Tz>>) -> Option<DateTime<Utc>> {
    found.earliest().map(|at| at.with_timezone(&Utc))
}

/// `dd.MM.yyyy`.
pub(crate) fn write_date(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}

/// Reads `dd.MM.yyyy`.
pub(crate) fn read_date(text: &str) -> Option<NaiveDate> {
    (text.len() == 10).then(|| NaiveDate::parse_from_str(text, "%d.%m.%Y").ok()).flatten()
}

/// Reads `dd.MM.yyyy_HH:mm:ss`.
pub(crate) fn read_moment(text: &str) -> Option<DateTime<Utc>> {
    (text.len() == 19)
        .then(|| NaiveDateTime::parse_from_str(text, "%d.%m.%Y_%H:%M:%S").ok())
        .flatten()
        .map(instant)
}

/// Reads the `ddMMyyyyHHmmss` of a signed request: both moments, when the hour is doubled in autumn.
pub(crate) fn read_timestamp(text: &str) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    if text.len() != 14 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Apart from each other, since chrono reads a year of any number of digits.
    let spaced = format!("{}.{}.{} {}", text.get(..2)?, text.get(2..4)?, text.get(4..8)?, text.get(8..)?);
    let wall = NaiveDateTime::parse_from_str(&spaced, "%d.%m.%Y %H%M%S").ok()?;
    match Tallinn.from_local_datetime(&wall) {
        LocalResult::Ambiguous(one, other) => Some((one.with_timezone(&Utc), other.with_timezone(&Utc))),
        LocalResult::Single(_) | LocalResult::None => Some((instant(wall), instant(wall))),
    }
}

/// The HTTP Date header.
pub(crate) fn http_date(at: DateTime<Utc>) -> String {
    at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
