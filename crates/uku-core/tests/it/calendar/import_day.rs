use chrono::{Datelike, NaiveTime};
use chrono_tz::Europe::Tallinn;
use proptest::prelude::*;
use uku_core::calendar::{DayOfMonth, ImportDay, Month};
use uku_testkit::build::{at, date, month};

use crate::support::{a_month, cases};

fn rule(text: &str) -> ImportDay {
    text.parse().unwrap()
}

fn time(text: &str) -> NaiveTime {
    text.parse().unwrap()
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn day_n_imports_a_month_on_that_day_of_the_month_that_follows(of in a_month(), day in 1..=28_u8) {
        let on = rule(&format!("day-{day}")).date_for(of);
        prop_assert_eq!(on.day(), u32::from(day));
        prop_assert_eq!(Month::of(on), of.next());
    }

    #[test]
    fn the_rules_inside_the_month_import_the_month_they_lie_in(of in a_month()) {
        prop_assert_eq!(ImportDay::LastCalendarDay.date_for(of), of.last_day());
        prop_assert_eq!(Month::of(ImportDay::LastWorkDay.date_for(of)), of);
        prop_assert!(ImportDay::LastWorkDay.date_for(of) <= of.last_day());
    }
}

#[test]
fn every_rule_has_one_text_that_is_read_back() {
    let texts = (1..=28).map(|day| format!("day-{day}"));
    for text in texts.chain(["last-work-day".to_owned(), "last-calendar-day".to_owned()]) {
        assert_eq!(rule(&text).to_string(), text);
        let json = serde_json::to_string(&rule(&text)).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<ImportDay>(&json).unwrap(), rule(&text));
    }
    assert_eq!(rule("last-work-day"), ImportDay::LastWorkDay);
    assert_eq!(rule("last-calendar-day"), ImportDay::LastCalendarDay);
    assert_eq!(rule("day-7"), ImportDay::FollowingMonth(DayOfMonth::try_from(7).unwrap()));
}

#[test]
fn a_text_that_names_no_import_day_is_refused_and_the_error_repeats_it() {
    for text in [
        "",
        "day",
        "day-",
        "day-0",
        "day-00",
        "day-05",
        "day-+5",
        "day--5",
        "day-29",
        "day-31",
        "day-255",
        "day-256",
        "day-5.0",
        "day-5 ",
        " day-5",
        "day- 5",
        "day5",
        "5",
        "Day-5",
        "last-workday",
        "LAST-WORK-DAY",
        "last-work-day ",
        "first-work-day",
    ] {
        let error = text.parse::<ImportDay>().unwrap_err().to_string();
        assert!(error.starts_with(&format!("`{text}` is not an import day")), "{error}");
        assert!(error.ends_with("use last-work-day, last-calendar-day, or day-1 to day-28"), "{error}");
        assert!(serde_json::from_value::<ImportDay>(text.into()).is_err(), "{text}");
    }
}

#[test]
fn a_day_of_the_month_is_one_that_every_month_has() {
    for day in 1..=28 {
        assert_eq!(u8::from(DayOfMonth::try_from(day).unwrap()), day);
        assert_eq!(
            serde_json::from_value::<DayOfMonth>(day.into()).unwrap(),
            DayOfMonth::try_from(day).unwrap()
        );
    }
    for day in [0, 29, 31, 255] {
        let error = DayOfMonth::try_from(day).unwrap_err();
        assert_eq!(error.to_string(), format!("{day} is not a day from 1 to 28"));
        assert!(serde_json::from_value::<DayOfMonth>(day.into()).is_err());
    }
}

#[test]
fn a_month_is_imported_on_the_day_that_the_rule_names() {
    for (text, of, on) in [
        ("last-work-day", "2024-03", "2024-03-28"),
        ("last-work-day", "2029-03", "2029-03-29"),
        ("last-work-day", "2026-10", "2026-10-30"),
        ("last-calendar-day", "2026-10", "2026-10-31"),
        ("last-calendar-day", "2028-02", "2028-02-29"),
        ("day-1", "2026-12", "2027-01-01"),
        ("day-28", "2026-01", "2026-02-28"),
        ("day-10", "2026-10", "2026-11-10"),
    ] {
        assert_eq!(rule(text).date_for(month(of)), date(on), "{text}");
    }
}

#[test]
fn a_month_is_imported_in_the_evening_inside_it_and_early_in_the_month_that_follows() {
    assert_eq!(ImportDay::LastWorkDay.usual_time(), time("21:00:00"));
    assert_eq!(ImportDay::LastCalendarDay.usual_time(), time("21:00:00"));
    assert_eq!(rule("day-1").usual_time(), time("05:00:00"));
    assert_eq!(rule("day-28").usual_time(), time("05:00:00"));
}

#[test]
fn the_instant_of_an_import_follows_the_firms_clock_in_winter_and_in_summer() {
    for (text, of, instant) in [
        ("last-work-day", "2026-01", "2026-01-30T19:00:00Z"),
        ("last-work-day", "2026-03", "2026-03-31T18:00:00Z"),
        ("last-calendar-day", "2026-10", "2026-10-31T19:00:00Z"),
        ("last-calendar-day", "2026-07", "2026-07-31T18:00:00Z"),
        ("day-10", "2026-06", "2026-07-10T02:00:00Z"),
        ("day-10", "2026-10", "2026-11-10T03:00:00Z"),
    ] {
        let rule = rule(text);
        assert_eq!(rule.instant_for(month(of), rule.usual_time(), Tallinn), at(instant), "{text}");
    }
}

#[test]
fn an_import_at_a_time_that_is_skipped_happens_at_the_first_moment_after_it() {
    // Summer time began on 31 March 2024 and begins on 28 March 2027.
    let half_past_three = time("03:30:00");
    assert_eq!(
        rule("last-calendar-day").instant_for(month("2024-03"), half_past_three, Tallinn),
        at("2024-03-31T01:00:00Z")
    );
    assert_eq!(
        rule("day-28").instant_for(month("2027-02"), half_past_three, Tallinn),
        at("2027-03-28T01:00:00Z")
    );
}
