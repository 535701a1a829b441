use chrono::{DateTime, LocalResult, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use super::Month;

/// The instant that a clock on the wall shows in a time zone.
///
/// A time that daylight saving skips means the first moment after the gap; one that comes twice means the first.
#[must_use]
pub fn instant_of(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => instant.to_utc(),
        LocalResult::None => first_after_gap(zone, local),
    }
}

/// The month that it is in a time zone.
#[must_use]
pub fn current_month(zone: Tz, now: DateTime<Utc>) -> Month {
    Month::of(now.with_timezone(&zone).date_naive())
}

/// Gaps end on a whole minute and none in the zone database is longer than a day.
fn first_after_gap(zone: Tz, skipped: NaiveDateTime) -> DateTime<Utc> {
    let minute = NaiveTime::from_hms_opt(skipped.hour(), skipped.minute(), 0).unwrap_or_default();
    let start = skipped.date().and_time(minute);
    (1..=24 * 60)
        .find_map(|minutes| zone.from_local_datetime(&(start + TimeDelta::minutes(minutes))).earliest())
        .map_or_else(|| start.and_utc(), |instant| instant.to_utc())
}
