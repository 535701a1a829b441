//! How many requests, and how long.

use chrono::TimeDelta;
use proptest::prelude::*;
use uku_core::calendar::MonthRange;
use uku_core::counting::{Counts, DataField};
use uku_core::ledger::Limits;
use uku_core::run::{Effort, Estimate, Lane, MonthOutcome, Outcome};
use uku_testkit::build::{at, fingerprint, month, months};

use crate::support::cases;

fn lane(name: &str) -> Lane {
    Lane::of_key(&fingerprint(name))
}

/// A month that held so much.
fn held(of: &str, counts: &[(DataField, u64)]) -> MonthOutcome {
    let counts: Counts = counts.iter().copied().collect();
    let counted_at = Some(at("2026-11-10T09:00:00Z"));
    MonthOutcome { month: month(of), counts: Some(counts), counted_at, outcome: Outcome::Created }
}

fn requests(range: MonthRange, known: &[MonthOutcome]) -> u64 {
    Effort::of(lane("kask"), range.months(), known).requests
}

fn year() -> MonthRange {
    months("2025-11", "2026-10")
}

#[test]
fn books_of_which_nothing_is_known_are_taken_for_a_small_companys() {
    assert_eq!(requests(months("2026-10", "2026-10"), &[]), 1);
    // Twelve pages, and a query for what changed meanwhile.
    assert_eq!(requests(year(), &[]), 13);
    let failed = MonthOutcome::uncounted(month("2026-09"), Outcome::Deleted);
    assert_eq!(requests(year(), &[failed]), 13);
}

#[test]
fn known_months_count_as_they_were_and_the_others_as_the_average() {
    let sales = |of, count| held(of, &[(DataField::SalesEntries, count)]);
    let known = [sales("2026-08", 150), sales("2026-09", 250)];
    assert_eq!(requests(months("2026-08", "2026-08"), &known), 2 + 1);
    assert_eq!(requests(months("2026-08", "2026-09"), &known), 4 + 1);
    assert_eq!(requests(months("2026-08", "2026-10"), &known), 6 + 1);
    assert_eq!(
        requests(months("2026-10", "2026-10"), &[sales("2026-08", 0)]),
        1,
        "one request there is always"
    );
}

#[test]
fn a_month_holds_at_least_the_main_fields_together_or_the_greatest_of_all() {
    use DataField as F;
    for (counts, entries) in [
        (vec![(F::SalesEntries, 60), (F::BankEntries, 50)], 110),
        (vec![(F::Documents, 60), (F::CashEntries, 50)], 60),
        (vec![(F::SalesEntries, 60), (F::AllEntries, 250)], 250),
        (vec![(F::PayrollEntries, 40)], 40),
    ] {
        let pages = u64::div_ceil(entries, 100);
        let expected = pages + u64::from(pages > 1);
        assert_eq!(
            requests(months("2026-10", "2026-10"), &[held("2026-10", &counts)]),
            expected,
            "{counts:?}"
        );
    }
}

fn takes(efforts: &[(&str, u64)], limits: &str) -> (u64, TimeDelta) {
    let efforts: Vec<Effort> =
        efforts.iter().map(|(name, requests)| Effort { lane: lane(name), requests: *requests }).collect();
    let Estimate { requests, takes } = Estimate::of(&efforts, limits.parse().unwrap());
    (requests, takes)
}

#[test]
fn requests_of_one_key_take_the_minutes_and_days_that_the_limits_make_of_them() {
    let half_a_second = TimeDelta::milliseconds(500);
    for (requests, expected) in [
        (0, TimeDelta::zero()),
        (1, half_a_second),
        (60, half_a_second * 60),
        (61, TimeDelta::minutes(1) + half_a_second),
        (1_000, TimeDelta::minutes(16) + half_a_second * 40),
        (1_001, TimeDelta::days(1) + half_a_second),
        (2_500, TimeDelta::days(2) + TimeDelta::minutes(8) + half_a_second * 20),
    ] {
        assert_eq!(takes(&[("kask", requests)], "60/1000"), (requests, expected));
    }
}

#[test]
fn keys_are_worked_on_side_by_side_and_one_key_at_a_time() {
    let one = takes(&[("kask", 100)], "60/1000").1;
    assert_eq!(takes(&[("kask", 100), ("tamm", 10)], "60/1000"), (110, one));
    assert_eq!(takes(&[("kask", 60), ("kask", 40)], "60/1000"), (100, one));
    // All keys together have a ceiling of twenty requests a second.
    let names: Vec<String> = (0..1_000).map(|number| format!("key-{number}")).collect();
    let efforts: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 20)).collect();
    assert_eq!(takes(&efforts, "60/1000"), (20_000, TimeDelta::seconds(1_000)));
    assert_eq!(takes(&[], "60/1000"), (0, TimeDelta::zero()));
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn more_requests_never_take_less_and_any_number_has_an_answer(
        requests in any::<u32>(),
        more in any::<u32>(),
        (minute, day) in (1..=1_000_u32).prop_flat_map(|minute| (Just(minute), 1..=(minute * 1_440).min(172_800))),
    ) {
        let limits = format!("{minute}/{day}");
        let few = takes(&[("kask", u64::from(requests))], &limits).1;
        let many = takes(&[("kask", u64::from(requests) + u64::from(more))], &limits).1;
        prop_assert!(few <= many, "{few} {many}");
        prop_assert!(takes(&[("kask", u64::MAX)], &limits).1 >= many);
    }

    #[test]
    fn one_request_comes_after_the_other_however_wide_the_limits_are(
        requests in any::<u32>(), minute in 1..=u32::MAX, day in 1..=u32::MAX,
    ) {
        let takes = takes(&[("kask", u64::from(requests))], &format!("{minute}/{day}")).1;
        prop_assert!(takes >= TimeDelta::milliseconds(500 * i64::from(requests / 2)));
    }

    #[test]
    fn what_a_priority_may_spend_is_never_nothing_and_never_more(minute in 1..=u32::MAX, day in 1..=u32::MAX) {
        use uku_core::ledger::Priority;
        let limits: Limits = format!("{minute}/{day}").parse().unwrap();
        prop_assert_eq!(limits.for_priority(Priority::Interactive), limits);
        for priority in [Priority::Scheduled, Priority::Bulk] {
            let spends = limits.for_priority(priority);
            let reserve = (minute - spends.per_minute.get(), day - spends.per_day.get());
            prop_assert_eq!(reserve, (minute / 20, day / 40));
        }
    }
}
