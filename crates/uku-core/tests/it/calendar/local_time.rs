use chrono_tz::{America, Asia, Australia, Europe, Pacific, Tz, UTC};
use uku_core::calendar::{current_month, instant_of};
use uku_testkit::build::{at, month};

fn shown(zone: Tz, local: &str, instant: &str) {
    assert_eq!(instant_of(zone, local.parse().unwrap()), at(instant), "{local} in {zone}");
}

#[test]
fn tallinn_is_two_hours_ahead_in_winter_and_three_in_summer() {
    shown(Europe::Tallinn, "2026-01-30T21:00:00", "2026-01-30T19:00:00Z");
    shown(Europe::Tallinn, "2026-07-31T21:00:00", "2026-07-31T18:00:00Z");
    shown(Europe::Tallinn, "2026-07-01T00:00:00", "2026-06-30T21:00:00Z");
}

#[test]
fn a_time_that_is_skipped_means_the_first_moment_after_the_gap() {
    shown(Europe::Tallinn, "2026-03-29T02:59:59", "2026-03-29T00:59:59Z");
    for skipped in ["03:00:00", "03:00:01", "03:30:00", "03:30:59", "03:59:00", "03:59:59"] {
        shown(Europe::Tallinn, &format!("2026-03-29T{skipped}"), "2026-03-29T01:00:00Z");
    }
    shown(Europe::Tallinn, "2026-03-29T04:00:00", "2026-03-29T01:00:00Z");
    shown(Europe::Tallinn, "2026-03-29T04:00:01", "2026-03-29T01:00:01Z");
}

#[test]
fn a_time_that_comes_twice_means_the_first() {
    shown(Europe::Tallinn, "2026-10-25T02:59:59", "2026-10-24T23:59:59Z");
    shown(Europe::Tallinn, "2026-10-25T03:00:00", "2026-10-25T00:00:00Z");
    shown(Europe::Tallinn, "2026-10-25T03:30:00", "2026-10-25T00:30:00Z");
    shown(Europe::Tallinn, "2026-10-25T03:59:59", "2026-10-25T00:59:59Z");
    shown(Europe::Tallinn, "2026-10-25T04:00:00", "2026-10-25T02:00:00Z");
}

#[test]
fn other_zones_skip_other_hours_half_hours_and_a_whole_day() {
    shown(UTC, "2026-03-29T03:30:00", "2026-03-29T03:30:00Z");
    shown(America::New_York, "2026-03-08T02:30:00", "2026-03-08T07:00:00Z");
    shown(America::New_York, "2026-11-01T01:30:00", "2026-11-01T05:30:00Z");
    shown(Asia::Beirut, "2026-03-29T00:30:00", "2026-03-28T22:00:00Z");
    shown(Australia::Lord_Howe, "2026-10-04T02:15:00", "2026-10-03T15:30:00Z");
    shown(Pacific::Apia, "2011-12-30T00:00:00", "2011-12-30T10:00:00Z");
    shown(Pacific::Apia, "2011-12-30T21:00:00", "2011-12-30T10:00:00Z");
}

#[test]
fn the_current_month_is_that_of_the_firms_clock() {
    for (zone, now, of) in [
        (Europe::Tallinn, "2026-10-31T21:59:59Z", "2026-10"),
        (Europe::Tallinn, "2026-10-31T22:00:00Z", "2026-11"),
        (Europe::Tallinn, "2026-06-30T20:59:59Z", "2026-06"),
        (Europe::Tallinn, "2026-06-30T21:00:00Z", "2026-07"),
        (Europe::Tallinn, "2026-12-31T22:00:00Z", "2027-01"),
        (UTC, "2026-10-31T23:59:59Z", "2026-10"),
        (America::New_York, "2026-11-01T03:59:59Z", "2026-10"),
    ] {
        assert_eq!(current_month(zone, at(now)), month(of), "{now} in {zone}");
    }
}
