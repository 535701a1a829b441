//! When months come up.

use chrono::{NaiveTime, TimeDelta};
use chrono_tz::America::New_York;
use chrono_tz::Europe::Tallinn;
use uku_core::schedule::{Due, NextImport, Schedule, due, next_import};
use uku_testkit::build::{at, month};

use super::house::{due_at, imports, rule, since};

#[test]
fn a_month_comes_up_at_its_moment_by_each_rule_in_winter_and_summer_time() {
    for (day, time, moment, of) in [
        ("day-1", None, "2026-11-01T03:00:00Z", "2026-10"),
        ("day-1", None, "2026-07-01T02:00:00Z", "2026-06"),
        ("day-10", None, "2026-12-10T03:00:00Z", "2026-11"),
        ("day-28", None, "2027-02-28T03:00:00Z", "2027-01"),
        ("last-calendar-day", None, "2026-10-31T19:00:00Z", "2026-10"),
        ("last-calendar-day", None, "2028-02-29T19:00:00Z", "2028-02"),
        ("last-calendar-day", None, "2026-07-31T18:00:00Z", "2026-07"),
        ("last-work-day", None, "2026-10-30T19:00:00Z", "2026-10"),
        ("last-work-day", None, "2026-05-29T18:00:00Z", "2026-05"),
        ("last-work-day", None, "2029-03-29T18:00:00Z", "2029-03"),
        ("day-10", Some("13:45"), "2026-12-10T11:45:00Z", "2026-11"),
        ("last-calendar-day", Some("00:00"), "2026-12-30T22:00:00Z", "2026-12"),
        // The clock is turned forward from 3 to 4 and back from 4 to 3.
        ("day-28", Some("03:30"), "2027-03-28T01:00:00Z", "2027-02"),
        ("day-28", Some("03:30"), "2029-10-28T00:30:00Z", "2029-09"),
    ] {
        let mut settings = rule(day);
        settings.import_time = time.map(|time| NaiveTime::parse_from_str(time, "%H:%M").unwrap());
        let followed =
            Schedule { followed_since: Some(at(moment) - TimeDelta::days(20)), ..Schedule::default() };
        let before = at(moment) - TimeDelta::milliseconds(1);
        assert_eq!(due(&settings, Tallinn, followed, before), Due::default(), "{day} {moment}");
        let next = NextImport { at: at(moment), month: month(of) };
        assert_eq!(next_import(&settings, Tallinn, followed, before), next);
        assert_eq!(due(&settings, Tallinn, followed, at(moment)), imports(&[of]), "{day} {moment}");
    }
}

#[test]
fn months_are_those_of_the_firms_own_clock() {
    let settings = rule("last-calendar-day");
    let moment = at("2026-11-01T01:00:00Z"); // still October in New York
    let schedule = since("2026-10-10T00:00:00Z");
    assert_eq!(due(&settings, New_York, schedule, moment), imports(&["2026-10"]));
    assert_eq!(due(&settings, New_York, schedule, moment - TimeDelta::seconds(1)), Due::default());
}

#[test]
fn what_came_up_is_not_due_again_and_the_next_month_is_next() {
    let settings = rule("day-10");
    let schedule = Schedule { imported: Some(month("2026-10")), ..since("2026-11-01T00:00:00Z") };
    for now in ["2026-11-10T03:00:00Z", "2026-12-10T02:59:59Z", "2026-10-01T00:00:00Z"] {
        assert_eq!(due_at(&settings, schedule, now), Due::default());
        let next = NextImport { at: at("2026-12-10T03:00:00Z"), month: month("2026-11") };
        assert_eq!(next_import(&settings, Tallinn, schedule, at(now)), next);
    }
    assert_eq!(due_at(&settings, schedule, "2026-12-10T03:00:00Z"), imports(&["2026-11"]));
}

#[test]
fn who_was_down_catches_up_three_months_and_older_ones_are_offered() {
    let settings = rule("last-work-day");
    let schedule = since("2026-01-15T00:00:00Z");
    assert_eq!(
        due_at(&settings, schedule, "2026-03-31T19:00:00Z"),
        imports(&["2026-01", "2026-02", "2026-03"])
    );
    let five = due_at(&settings, schedule, "2026-06-10T00:00:00Z");
    let expected = Due {
        missed: vec![month("2026-01"), month("2026-02")],
        ..imports(&["2026-03", "2026-04", "2026-05"])
    };
    assert_eq!(five, expected);
}

#[test]
fn nothing_that_passed_before_the_schedule_is_followed_runs_back() {
    let settings = rule("day-10");
    // At the very moment it has passed.
    for followed in ["2026-11-10T03:00:00Z", "2026-11-25T00:00:00Z", "2026-12-10T02:59:59Z"] {
        let schedule = since(followed);
        assert_eq!(due_at(&settings, schedule, "2026-12-10T02:59:59Z"), Due::default());
        assert_eq!(due_at(&settings, schedule, "2026-12-10T03:00:00Z"), imports(&["2026-11"]));
    }
    assert_eq!(due_at(&settings, Schedule::default(), "2026-12-10T03:00:00Z"), Due::default());
}

#[test]
fn a_changed_rule_neither_brings_a_month_twice_nor_loses_the_next() {
    // October came up on its last work day; then the rule became the 10th of the next month, on which October was due.
    let schedule = Schedule { imported: Some(month("2026-10")), ..since("2026-11-05T00:00:00Z") };
    let settings = rule("day-10");
    assert_eq!(due_at(&settings, schedule, "2026-12-09T00:00:00Z"), Due::default());
    assert_eq!(due_at(&settings, schedule, "2026-12-10T03:00:00Z"), imports(&["2026-11"]));
    // The other way round: September came up on the 10th of October, and October's last work day passed before.
    let schedule = Schedule { imported: Some(month("2026-09")), ..since("2026-11-05T00:00:00Z") };
    let settings = rule("last-work-day");
    assert_eq!(due_at(&settings, schedule, "2026-11-30T18:59:59Z"), Due::default());
    assert_eq!(due_at(&settings, schedule, "2026-11-30T19:00:00Z"), imports(&["2026-11"]));
}
