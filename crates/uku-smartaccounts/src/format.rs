//! The vendor's dates and times: Estonian local time, day first.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::Tallinn;

/// The time of a signature.
pub(crate) fn timestamp(at: DateTime<Utc>) -> String {
    at.with_timezone(&Tallinn).format("%d%m%Y%H%M%S").to_string()
}

/// Whether the time of a signature can be read in two ways: it lies in the hour that autumn repeats.
pub(crate) fn comes_twice(at: DateTime<Utc>) -> bool {
    let local = at.with_timezone(&Tallinn).naive_local();
    matches!(Tallinn.from_local_datetime(&local), LocalResult::Ambiguous(..))
}

/// A day in a query.
pub(crate) fn day(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}

/// A second in a query for changes.
pub(crate) fn second(at: DateTime<Utc>) -> String {
    at.with_timezone(&Tallinn).format("%d.%m.%Y_%H:%M:%S").to_string()
}

/// A day in an answer, with or without a time behind it. The vendor writes `31.10.2026`; the year first is read too.
pub(crate) fn parse_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let first = text.split([' ', '_', 'T']).next().unwrap_or_default();
    NaiveDate::parse_from_str(first, "%d.%m.%Y")
        .or_else(|_| NaiveDate::parse_from_str(first, "%Y-%m-%d"))
        .ok()
}

/// The time in a Date header.
pub(crate) fn parse_http_date(text: &str) -> Option<DateTime<Utc>> {
    NaiveDateTime::parse_from_str(text, "%a, %d %b %Y %H:%M:%S GMT").ok().map(|time| time.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_estonian_in_summer_and_winter() {
        assert_eq!(timestamp("2021-03-03T07:00:00Z".parse().unwrap()), "03032021090000");
        assert_eq!(timestamp("2026-07-15T09:30:45Z".parse().unwrap()), "15072026123045");
        assert_eq!(second("2026-06-30T21:00:00Z".parse().unwrap()), "01.07.2026_00:00:00");
    }

    #[test]
    fn only_the_hour_that_autumn_repeats_comes_twice() {
        let twice = |at: &str| comes_twice(at.parse().unwrap());
        assert!(twice("2026-10-25T00:00:00Z") && twice("2026-10-25T01:59:59Z"));
        assert!(
            !twice("2026-10-24T23:59:59Z")
                && !twice("2026-10-25T02:00:00Z")
                && !twice("2026-03-29T01:00:00Z")
        );
    }

    #[test]
    fn days_are_read_with_and_without_a_time() {
        let october = NaiveDate::from_ymd_opt(2026, 10, 31);
        for text in [
            "31.10.2026",
            " 31.10.2026 ",
            "31.10.2026 12:00:00",
            "31.10.2026_12:00:00",
            "2026-10-31T00:00:00",
        ] {
            assert_eq!(parse_day(text), october, "{text}");
        }
        for text in ["", "31.02.2026", "99.99.9999", "31102026", "31.10.26x"] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }

    #[test]
    fn date_headers_are_read() {
        let time = parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
        assert_eq!(time.to_rfc3339(), "1994-11-06T08:49:37+00:00");
        assert_eq!(parse_http_date("yesterday"), None);
    }
}
