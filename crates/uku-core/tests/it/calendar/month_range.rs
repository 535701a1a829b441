use proptest::prelude::*;
use uku_core::calendar::{Month, MonthRange, RangeError};
use uku_testkit::build::{month, months};

use crate::support::{a_month, a_range, cases};

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_range_has_its_months_in_order_and_knows_where_each_lies(range in a_range(60)) {
        let months: Vec<Month> = range.months().collect();
        prop_assert_eq!(months.len(), range.len());
        prop_assert_eq!((months[0], months[months.len() - 1]), (range.from(), range.to()));
        for (position, month) in months.iter().enumerate() {
            prop_assert_eq!(range.position_of(*month), Some(position));
        }
        prop_assert!(months.windows(2).all(|pair| pair[0].next() == pair[1]));
        prop_assert_eq!(range.position_of(range.from().previous()), None);
        prop_assert_eq!(range.position_of(range.to().next()), None);
    }

    #[test]
    fn a_range_is_stored_and_read_back(range in a_range(60)) {
        let json = serde_json::to_string(&range).unwrap();
        prop_assert_eq!(&json, &format!(r#"{{"from":"{}","to":"{}"}}"#, range.from(), range.to()));
        prop_assert_eq!(serde_json::from_str::<MonthRange>(&json).unwrap(), range);
    }

    #[test]
    fn reload_covers_the_twelve_complete_months_before_the_current_one(current in a_month()) {
        let reload = MonthRange::twelve_before(current);
        prop_assert_eq!(reload.len(), 12);
        prop_assert_eq!(reload.to().next(), current);
        prop_assert!(reload.not_after(current).is_ok());
    }

    #[test]
    fn a_single_month_is_a_range_of_one(of in a_month()) {
        let range = MonthRange::single(of);
        prop_assert_eq!((range.from(), range.to(), range.len()), (of, of, 1));
        prop_assert_eq!(MonthRange::new(of, of), Ok(range));
    }
}

#[test]
fn reload_in_november_2026_goes_from_november_2025_to_october_2026() {
    assert_eq!(MonthRange::twelve_before(month("2026-11")), months("2025-11", "2026-10"));
}

#[test]
fn months_turned_around_are_refused() {
    let (from, to) = (month("2026-10"), month("2026-09"));
    let error = MonthRange::new(from, to).unwrap_err();
    assert_eq!(error, RangeError::TurnedAround { from, to });
    assert_eq!(
        error.to_string(),
        "the months are turned around: 2026-10 comes after 2026-09; put the earlier one first"
    );
}

#[test]
fn sixty_months_are_counted_at_a_time_and_sixty_one_are_refused() {
    let to = month("2026-10");
    assert_eq!(MonthRange::new(month("2021-11"), to).unwrap().len(), 60);
    let from = month("2021-10");
    let error = MonthRange::new(from, to).unwrap_err();
    assert_eq!(error, RangeError::TooLong { from, to, months: 61 });
    assert_eq!(error.to_string(), "2021-10 to 2026-10 are 61 months; ask for at most 60 at a time");
}

#[test]
fn the_current_month_can_be_counted_and_the_next_can_not() {
    let current = month("2026-10");
    let range = months("2026-01", "2026-10");
    assert_eq!(range.not_after(current), Ok(range));
    let error = months("2026-01", "2026-11").not_after(current).unwrap_err();
    assert_eq!(error, RangeError::Future { month: month("2026-11"), current });
    assert_eq!(error.to_string(), "2026-11 has not begun yet; the last month that can be counted is 2026-10");
}

#[test]
fn stored_months_that_are_turned_around_or_too_many_are_refused() {
    for (from, to) in [("2026-10", "2026-09"), ("2021-10", "2026-10")] {
        let json = format!(r#"{{"from":"{from}","to":"{to}"}}"#);
        assert!(serde_json::from_str::<MonthRange>(&json).is_err(), "{json}");
    }
}
