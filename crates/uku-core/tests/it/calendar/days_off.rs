use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use uku_core::calendar::{ImportDay, Month, days_off, easter_sunday, is_work_day};
use uku_testkit::build::{date, month};

fn march(year: i32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 3, 1).unwrap() + Days::new(u64::from(day) - 1)
}

/// Easter as the church has it: the Sunday after the full moon on or after 21 March, the moon by the golden
/// number and the epact of the Gregorian reform (Clavius' tables as Knuth, TAOCP 1.3.2, exercise 14, has them).
fn easter_by_the_paschal_moon(year: i32) -> NaiveDate {
    let golden = year % 19 + 1;
    let century = year / 100 + 1;
    let leap_years_dropped = 3 * century / 4 - 12;
    let moon_correction = (8 * century + 5) / 25 - 5;
    let mut epact = (11 * golden + 20 + moon_correction - leap_years_dropped).rem_euclid(30);
    if epact == 24 || (epact == 25 && golden > 11) {
        epact += 1;
    }
    let moon = if 44 - epact < 21 { 44 - epact + 30 } else { 44 - epact };
    let mut day = march(year, u32::try_from(moon).unwrap()) + Days::new(1);
    while day.weekday() != Weekday::Sun {
        day = day + Days::new(1);
    }
    day
}

#[test]
fn easter_good_friday_and_pentecost_fall_where_the_table_says() {
    for (friday, easter, pentecost) in [
        ("2025-04-18", "2025-04-20", "2025-06-08"),
        ("2026-04-03", "2026-04-05", "2026-05-24"),
        ("2027-03-26", "2027-03-28", "2027-05-16"),
        ("2028-04-14", "2028-04-16", "2028-06-04"),
        ("2029-03-30", "2029-04-01", "2029-05-20"),
        ("2030-04-19", "2030-04-21", "2030-06-09"),
    ] {
        let year = date(easter).year();
        assert_eq!(easter_sunday(year), date(easter));
        let off = days_off(year);
        for day in [friday, easter, pentecost] {
            assert!(off.contains(&date(day)), "{day}");
        }
    }
}

#[test]
fn easter_falls_on_the_dates_known_for_years_far_apart() {
    for easter in [
        "1583-04-10",
        "1600-04-02",
        "1700-04-11",
        "1818-03-22",
        "1886-04-25",
        "1900-04-15",
        "1943-04-25",
        "1954-04-18",
        "1981-04-19",
        "2000-04-23",
        "2008-03-23",
        "2011-04-24",
        "2016-03-27",
        "2024-03-31",
        "2038-04-25",
        "2049-04-18",
        "2076-04-19",
        "2100-03-28",
        "2285-03-22",
    ] {
        assert_eq!(easter_sunday(date(easter).year()), date(easter));
    }
}

#[test]
fn easter_is_the_sunday_after_the_paschal_moon_in_every_year_of_the_gregorian_calendar() {
    for year in 1583..=9999 {
        assert_eq!(easter_sunday(year), easter_by_the_paschal_moon(year), "{year}");
    }
}

#[test]
fn the_days_off_are_the_nine_fixed_ones_and_the_three_that_move_with_easter() {
    let of_2026: BTreeSet<NaiveDate> = [
        "2026-01-01",
        "2026-02-24",
        "2026-04-03",
        "2026-04-05",
        "2026-05-01",
        "2026-05-24",
        "2026-06-23",
        "2026-06-24",
        "2026-08-20",
        "2026-12-24",
        "2026-12-25",
        "2026-12-26",
    ]
    .map(date)
    .into();
    assert_eq!(days_off(2026).into_iter().collect::<BTreeSet<_>>(), of_2026);

    for year in 1990..=2100 {
        let off = days_off(year);
        assert_eq!(off.len(), 12, "{year}");
        assert_eq!(off.iter().collect::<BTreeSet<_>>().len(), 12, "{year}");
        assert!(off.iter().all(|day| day.year() == year), "{year}");
        for (number, day) in
            [(1, 1), (2, 24), (5, 1), (6, 23), (6, 24), (8, 20), (12, 24), (12, 25), (12, 26)]
        {
            assert!(off.contains(&NaiveDate::from_ymd_opt(year, number, day).unwrap()), "{year}");
        }
        let easter = easter_by_the_paschal_moon(year);
        for day in [easter - Days::new(2), easter, easter + Days::new(49)] {
            assert!(off.contains(&day), "{year}");
        }
    }
}

#[test]
fn people_work_on_easter_monday_on_whit_monday_and_on_shortened_days() {
    for day in ["2026-04-06", "2026-05-25", "2026-02-23", "2026-06-22", "2026-12-23", "2026-12-31"] {
        assert!(is_work_day(date(day)), "{day}");
    }
}

#[test]
fn no_day_off_is_made_up_for_when_it_falls_on_a_weekend() {
    // Independence Day 2024 on a Saturday, Victory Day 2029 on a Saturday, 20 August 2028 on a Sunday.
    for day in ["2024-02-26", "2024-02-23", "2029-06-25", "2028-08-21", "2026-12-28"] {
        assert!(is_work_day(date(day)), "{day}");
    }
}

#[test]
fn nobody_works_on_weekends_and_on_days_off() {
    let saturday = date("2026-10-03");
    for weeks in 0..52 {
        let saturday = saturday + Days::new(7 * weeks);
        assert!(!is_work_day(saturday));
        assert!(!is_work_day(saturday + Days::new(1)));
    }
    for year in 2000..=2060 {
        assert!(days_off(year).into_iter().all(|day| !is_work_day(day)), "{year}");
    }
}

#[test]
fn the_work_days_of_2026_are_as_many_as_the_calendar_says() {
    let counted = |of: &str| {
        month(of)
            .first_day()
            .iter_days()
            .take_while(|day| *day <= month(of).last_day())
            .filter(|day| is_work_day(*day))
            .count()
    };
    // October has no day off; June loses two, December two (the 26th is a Saturday), April, May one each.
    assert_eq!(["2026-10", "2026-06", "2026-12", "2026-04", "2026-05"].map(counted), [22, 20, 21, 21, 20]);
}

#[test]
fn the_last_work_days_of_2026_are_those_of_the_table() {
    for last in [
        "2026-01-30",
        "2026-02-27",
        "2026-03-31",
        "2026-04-30",
        "2026-05-29",
        "2026-06-30",
        "2026-07-31",
        "2026-08-31",
        "2026-09-30",
        "2026-10-30",
        "2026-11-30",
        "2026-12-31",
    ] {
        assert_eq!(ImportDay::LastWorkDay.date_for(Month::of(date(last))), date(last));
    }
}

#[test]
fn good_friday_is_the_reason_at_the_end_of_march_in_six_years_and_no_other() {
    let mut found = Vec::new();
    for year in 2015..=2060 {
        let of = Month::new(year, 3).unwrap();
        let mut weekday = of.last_day();
        while matches!(weekday.weekday(), Weekday::Sat | Weekday::Sun) {
            weekday = weekday - Days::new(1);
        }
        let last_work_day = ImportDay::LastWorkDay.date_for(of);
        if last_work_day != weekday {
            found.push(last_work_day.to_string());
        }
    }
    assert_eq!(found, ["2018-03-29", "2024-03-28", "2029-03-29", "2040-03-29", "2051-03-30", "2056-03-30"]);
}

#[test]
fn the_last_work_day_is_a_work_day_and_no_later_day_of_the_month_is() {
    for of in month("2000-01").through(month("2100-12")) {
        let last = ImportDay::LastWorkDay.date_for(of);
        assert_eq!(Month::of(last), of);
        assert!(is_work_day(last), "{last}");
        let later = last.iter_days().skip(1).take_while(|day| Month::of(*day) == of);
        assert!(later.into_iter().all(|day| !is_work_day(day)), "{of}");
    }
}
