//! Counting when the allowed requests are spent.

use chrono::{DateTime, TimeDelta, Utc};
use uku_core::calendar::MonthRange;
use uku_core::clock::Clock as _;
use uku_core::counting::{CountError, Counting, Counts, DataField};
use uku_core::ledger::{EntryKind, LedgerError, Patience};
use uku_testkit::build::{entry, month};
use uku_testkit::fake::{FakeLedger, ManualClock};

use crate::support::{Told, Watched, block_on, morning, set};

/// What came of counting five entries of one month, two on a page.
struct Went {
    counts: Result<Counts, CountError>,
    pages: Vec<u32>,
    waits: Vec<DateTime<Utc>>,
    ended: DateTime<Utc>,
}

fn go(clock: &ManualClock, patience: Patience, errors: &[(usize, LedgerError)]) -> Went {
    let entries = (1..=5).map(|number| entry(number, "2026-10-05", EntryKind::Manual));
    let ledger = Watched::new(FakeLedger::new(clock, 2, entries)).failing(errors);
    let told = Told::default();
    let counting = Counting { ledger: &ledger, clock, patience, progress: &told };
    let fields = set(&[DataField::AllEntries]);
    let mut counted = block_on(counting.count(&fields, MonthRange::single(month("2026-10"))));
    Went { counts: counted.remove(0).counts, pages: ledger.pages(), waits: told.waits(), ended: clock.now() }
}

fn five() -> Counts {
    [(DataField::AllEntries, 5)].into()
}

fn after(seconds: i64) -> DateTime<Utc> {
    morning().now() + TimeDelta::seconds(seconds)
}

fn spent(seconds: i64) -> LedgerError {
    LedgerError::BudgetSpent { until: after(seconds) }
}

fn over(seconds: i64) -> LedgerError {
    LedgerError::OverLimit { until: after(seconds) }
}

#[test]
fn when_requests_are_spent_it_waits_and_goes_on_with_the_page_it_was_at() {
    let went = go(&morning(), Patience::Endless, &[(2, spent(2)), (4, spent(3))]);
    assert_eq!(went.counts, Ok(five()));
    assert_eq!(went.pages, [1, 2, 2, 3, 3]);
    assert_eq!(went.waits, [after(2), after(3)]);
    assert_eq!(went.ended, after(3));
}

#[test]
fn a_day_is_waited_with_endless_patience_and_the_counts_are_certified_after() {
    let went = go(&morning(), Patience::Endless, &[(2, spent(86_400))]);
    assert_eq!(went.counts, Ok(five()));
    assert_eq!(went.pages, [1, 2, 2, 3, 1]);
}

#[test]
fn spent_requests_are_waited_for_as_often_as_need_be() {
    let errors: Vec<_> = (1..=5).zip([10, 20, 30, 40, 50].map(spent)).collect();
    let went = go(&morning(), Patience::Endless, &errors);
    assert_eq!((went.counts, went.pages), (Ok(five()), vec![1, 1, 1, 1, 1, 1, 2, 3]));
    assert_eq!(went.waits, [10, 20, 30, 40, 50].map(after));
}

#[test]
fn patience_waits_no_longer_at_a_time_than_it_lasts() {
    let minute = Patience::UpTo(TimeDelta::minutes(1));
    let went = go(&morning(), minute, &[(1, spent(60)), (3, spent(120))]);
    assert_eq!((went.counts, went.waits), (Ok(five()), vec![after(60), after(120)]));

    let went = go(&morning(), minute, &[(2, spent(61))]);
    assert_eq!(went.counts, Err(spent(61).into()));
    assert_eq!((went.pages, went.waits, went.ended), (vec![1, 2], vec![], after(0)));
}

#[test]
fn no_patience_waits_only_for_what_is_over() {
    let none = Patience::UpTo(TimeDelta::zero());
    assert_eq!(go(&morning(), none, &[(1, spent(0))]).counts, Ok(five()));
    assert_eq!(go(&morning(), none, &[(1, spent(1))]).counts, Err(spent(1).into()));
}

#[test]
fn too_many_requests_are_waited_for_once_and_then_reported() {
    let went = go(&morning(), Patience::Endless, &[(1, over(60))]);
    assert_eq!((went.counts, went.pages, went.waits), (Ok(five()), vec![1, 1, 2, 3], vec![after(60)]));

    let went = go(&morning(), Patience::Endless, &[(1, over(60)), (2, over(120))]);
    assert_eq!(went.counts, Err(over(120).into()));
    assert_eq!((went.pages, went.waits, went.ended), (vec![1, 1], vec![after(60)], after(60)));
}

#[test]
fn too_many_requests_are_reported_the_second_time_also_when_requests_were_spent_between() {
    let went = go(&morning(), Patience::Endless, &[(1, over(60)), (2, spent(90)), (3, over(120))]);
    assert_eq!(went.counts, Err(over(120).into()));
    assert_eq!((went.pages, went.waits), (vec![1, 1, 1], vec![after(60), after(90)]));

    let went = go(&morning(), Patience::Endless, &[(1, spent(30)), (2, over(60)), (3, spent(90))]);
    assert_eq!((went.counts, went.waits), (Ok(five()), vec![after(30), after(60), after(90)]));
}

#[test]
fn each_page_is_waited_for_by_itself() {
    let went = go(&morning(), Patience::Endless, &[(1, over(2)), (3, over(4))]);
    assert_eq!((went.counts, went.pages), (Ok(five()), vec![1, 1, 2, 2, 3]));
}

#[test]
fn patience_holds_for_too_many_requests_as_well() {
    let went = go(&morning(), Patience::UpTo(TimeDelta::seconds(30)), &[(1, over(31))]);
    assert_eq!((went.counts, went.waits), (Err(over(31).into()), vec![]));
}
