use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;
use uku_core::calendar::Month;
use uku_testkit::build::{date, month};

use crate::support::{a_month, cases};

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_month_is_written_as_year_and_month_and_read_back(year in 1..=9999_i32, number in 1..=12_u32) {
        let month = Month::new(year, number).unwrap();
        let text = format!("{year:04}-{number:02}");
        prop_assert_eq!(month.to_string(), text.clone());
        prop_assert_eq!(text.parse(), Ok(month));
        let json = serde_json::to_string(&month).unwrap();
        prop_assert_eq!(&json, &format!("\"{text}\""));
        prop_assert_eq!(serde_json::from_str::<Month>(&json).unwrap(), month);
        prop_assert_eq!((month.year(), month.number()), (year, number));
    }

    #[test]
    fn a_month_holds_the_days_from_its_first_to_its_last(month in a_month()) {
        let (first, last) = (month.first_day(), month.last_day());
        prop_assert_eq!((first.year(), first.month(), first.day()), (month.year(), month.number(), 1));
        prop_assert_eq!((last.year(), last.month()), (month.year(), month.number()));
        prop_assert_eq!(last + Days::new(1), month.next().first_day());
        prop_assert_eq!(Month::of(first), month);
        prop_assert_eq!(Month::of(last), month);
        prop_assert_eq!(Month::of(first - Days::new(1)), month.previous());
    }

    #[test]
    fn every_day_lies_in_the_month_that_its_date_names(days in 0..3_652_058_u64) {
        let date = NaiveDate::from_ymd_opt(1, 1, 1).unwrap() + Days::new(days);
        let month = Month::of(date);
        prop_assert_eq!((month.year(), month.number()), (date.year(), date.month()));
        prop_assert_eq!(month.first_day().day(), 1);
    }

    #[test]
    fn going_back_so_many_months_is_going_back_one_month_so_often(month in a_month(), back in 0..200_u32) {
        let one_by_one = (0..back).fold(month, |month, _| month.previous());
        prop_assert_eq!(month.back(back), one_by_one);
        prop_assert_eq!((0..back).fold(one_by_one, |month, _| month.next()), month);
    }

    #[test]
    fn months_are_ordered_by_time(month in a_month()) {
        prop_assert!(month.previous() < month);
        prop_assert!(month < month.next());
    }

    #[test]
    fn a_month_through_another_is_every_month_between_both_included(from in a_month(), count in 1..80_usize) {
        let mut last = from;
        for _ in 1..count {
            last = last.next();
        }
        let through: Vec<Month> = from.through(last).collect();
        prop_assert_eq!(through.len(), count);
        prop_assert_eq!((through[0], through[count - 1]), (from, last));
        prop_assert!(through.windows(2).all(|pair| pair[0].next() == pair[1]));
        prop_assert_eq!(last.next().through(from).count(), 0);
    }
}

#[test]
fn a_text_that_is_not_four_digits_and_two_is_no_month_and_the_error_repeats_it() {
    for text in [
        "",
        "-",
        "2026",
        "2026-",
        "-10",
        "2026-1",
        "2026-00",
        "2026-13",
        "2026-99",
        "0000-01",
        "26-10",
        "2026-010",
        "02026-10",
        "10000-01",
        "+026-10",
        "-026-10",
        "2026-+1",
        "2026--1",
        " 2026-10",
        "2026-10 ",
        "2026 -10",
        "2026/10",
        "2026-10-01",
        "2026-1x",
        "202x-10",
        "２０２６-10",
        "october",
    ] {
        let error = text.parse::<Month>().unwrap_err().to_string();
        assert!(error.starts_with(&format!("`{text}` is not a month")), "{error}");
        assert!(error.contains("like 2026-10"), "{error}");
        let json = serde_json::to_string(text).unwrap();
        assert!(serde_json::from_str::<Month>(&json).is_err(), "{text}");
    }
}

#[test]
fn months_are_of_the_years_1_to_9999() {
    assert_eq!(Month::new(1, 1).unwrap().to_string(), "0001-01");
    assert_eq!(Month::new(9999, 12).unwrap().last_day(), date("9999-12-31"));
    for (year, number) in [(0, 12), (-1, 1), (10_000, 1), (2026, 0), (2026, 13), (i32::MAX, 1), (i32::MIN, 1)]
    {
        let error = Month::new(year, number).unwrap_err().to_string();
        assert!(error.starts_with(&format!("`{year}-{number}` is not a month")), "{error}");
    }
}

#[test]
fn the_last_day_follows_the_leap_years() {
    for (of, last) in [
        ("2026-01", "2026-01-31"),
        ("2026-02", "2026-02-28"),
        ("2028-02", "2028-02-29"),
        ("1900-02", "1900-02-28"),
        ("2000-02", "2000-02-29"),
        ("2100-02", "2100-02-28"),
        ("2026-04", "2026-04-30"),
        ("2026-12", "2026-12-31"),
    ] {
        assert_eq!(month(of).last_day(), date(last));
    }
}

#[test]
fn december_is_followed_by_january_of_the_next_year() {
    assert_eq!(month("2026-12").next(), month("2027-01"));
    assert_eq!(month("2027-01").previous(), month("2026-12"));
    assert_eq!(month("2027-01").back(13), month("2025-12"));
}
