//! The plan by itself: what it asks for, told page by page.

use std::num::NonZeroU32;

use chrono::{DateTime, TimeDelta, Utc};
use uku_core::calendar::MonthRange;
use uku_core::counting::{Contradiction, CountingPlan as _, DataField, ReadRange, Step};
use uku_core::ledger::{Basis, EntriesQuery, Entry, EntryId, EntryKind, EntryPage};
use uku_testkit::build::{at, date, entry, month, months};

fn range() -> MonthRange {
    months("2026-09", "2026-10")
}

fn start() -> DateTime<Utc> {
    at("2026-11-10T09:00:00Z")
}

fn sale(number: u32, on: &str) -> Entry {
    entry(number, on, EntryKind::ClientInvoice)
}

fn page(entries: &[Entry], more: bool, after: TimeDelta) -> EntryPage {
    EntryPage { entries: entries.to_vec(), deleted: Vec::new(), more, asked_at: start() + after }
}

fn reading(kind: Option<EntryKind>, page: u32) -> Step {
    let basis = Basis::EntryDate(date("2026-09-01"), date("2026-10-31"));
    Step::Ask(EntriesQuery { basis, kind, page: NonZeroU32::new(page).unwrap() })
}

fn certifying(since: DateTime<Utc>) -> Step {
    Step::Ask(EntriesQuery { basis: Basis::ChangedSince(since), kind: None, page: NonZeroU32::MIN })
}

/// All entries by month, if the plan is done.
fn done(plan: &ReadRange) -> Option<Vec<(String, u64)>> {
    match plan.next() {
        Step::Done(months) => {
            Some(months.iter().map(|m| (m.month.to_string(), m.tally.count(DataField::AllEntries))).collect())
        }
        Step::Ask(_) => None,
    }
}

fn both_months(september: u64, october: u64) -> Vec<(String, u64)> {
    vec![("2026-09".into(), september), ("2026-10".into(), october)]
}

/// A plan that has read two pages of one entry each in so much time.
fn read_in(time: TimeDelta) -> ReadRange {
    let mut plan = ReadRange::new(range(), None);
    plan.tell(page(&[sale(1, "2026-09-30")], true, TimeDelta::zero())).unwrap();
    plan.tell(page(&[sale(2, "2026-10-01")], false, time)).unwrap();
    plan
}

/// A plan that waits for what changed since its start.
fn certifying_plan(kind: Option<EntryKind>) -> ReadRange {
    let mut plan = ReadRange::new(range(), kind);
    plan.tell(page(&[sale(1, "2026-09-30")], true, TimeDelta::zero())).unwrap();
    plan.tell(page(&[sale(2, "2026-10-01")], false, TimeDelta::minutes(1))).unwrap();
    assert_eq!(plan.next(), certifying(start() - TimeDelta::seconds(2)));
    plan
}

#[test]
fn it_asks_for_the_whole_range_by_entry_date_page_by_page() {
    let mut plan = ReadRange::new(range(), None);
    assert_eq!(plan.next(), reading(None, 1));
    assert_eq!(plan.next(), reading(None, 1));
    plan.tell(page(&[sale(1, "2026-09-01"), sale(2, "2026-09-30")], true, TimeDelta::zero())).unwrap();
    assert_eq!(plan.next(), reading(None, 2));
    plan.tell(page(&[sale(3, "2026-10-01")], true, TimeDelta::zero())).unwrap();
    assert_eq!(plan.next(), reading(None, 3));
    plan.tell(page(&[sale(4, "2026-10-31")], false, TimeDelta::zero())).unwrap();
    assert_eq!(done(&plan), Some(both_months(2, 2)));
}

#[test]
fn it_asks_for_one_kind_only_where_it_was_told_so() {
    let kind = Some(EntryKind::ClientInvoice);
    let mut plan = ReadRange::new(range(), kind);
    assert_eq!(plan.next(), reading(kind, 1));
    plan.tell(page(&[sale(1, "2026-09-01")], true, TimeDelta::zero())).unwrap();
    assert_eq!(plan.next(), reading(kind, 2));
}

#[test]
fn months_without_entries_are_there_with_nothing_in_them() {
    let mut plan = ReadRange::new(range(), None);
    plan.tell(page(&[], false, TimeDelta::zero())).unwrap();
    assert_eq!(done(&plan), Some(both_months(0, 0)));
}

#[test]
fn what_it_is_told_when_it_is_done_changes_nothing() {
    let mut plan = read_in(TimeDelta::zero());
    plan.tell(page(&[sale(9, "2026-10-01")], false, TimeDelta::zero())).unwrap();
    assert_eq!(done(&plan), Some(both_months(1, 1)));
}

#[test]
fn ten_seconds_are_one_moment_and_more_are_not() {
    assert_eq!(ReadRange::ONE_MOMENT, TimeDelta::seconds(3));
    assert_eq!(done(&read_in(TimeDelta::seconds(3))), Some(both_months(1, 1)));
    let slow = read_in(TimeDelta::seconds(3) + TimeDelta::milliseconds(1));
    assert_eq!(slow.next(), certifying(start() - TimeDelta::seconds(2)));
}

#[test]
fn the_moment_begins_with_the_first_page_and_not_with_the_page_before() {
    let mut plan = ReadRange::new(range(), None);
    plan.tell(page(&[sale(1, "2026-09-30")], true, TimeDelta::zero())).unwrap();
    plan.tell(page(&[sale(2, "2026-09-30")], true, TimeDelta::seconds(6))).unwrap();
    plan.tell(page(&[sale(3, "2026-10-01")], false, TimeDelta::seconds(12))).unwrap();
    assert_eq!(plan.next(), certifying(start() - TimeDelta::seconds(2)));
}

#[test]
fn no_change_since_the_start_certifies_the_counts() {
    let mut plan = certifying_plan(None);
    plan.tell(page(&[], false, TimeDelta::minutes(2))).unwrap();
    assert_eq!(done(&plan), Some(both_months(1, 1)));
}

#[test]
fn changes_that_do_not_matter_certify_the_counts() {
    let mut plan = certifying_plan(None);
    let elsewhere = page(&[sale(8, "2026-08-31"), sale(9, "2026-11-01")], false, TimeDelta::minutes(2));
    let deleted = vec![EntryId::from_text("never read")];
    plan.tell(EntryPage { deleted, ..elsewhere }).unwrap();
    assert_eq!(done(&plan), Some(both_months(1, 1)));
}

#[test]
fn a_change_of_another_kind_does_not_matter_where_one_kind_is_read() {
    let mut plan = certifying_plan(Some(EntryKind::ClientInvoice));
    plan.tell(page(&[entry(9, "2026-10-05", EntryKind::Payroll)], false, TimeDelta::minutes(2))).unwrap();
    assert_eq!(done(&plan), Some(both_months(1, 1)));
}

#[test]
fn every_change_that_matters_has_everything_read_again() {
    let change = |entry: Entry| page(&[entry], false, TimeDelta::minutes(2));
    let deleted = |id| EntryPage { deleted: vec![id], ..page(&[], false, TimeDelta::minutes(2)) };
    let only = Some(EntryKind::ClientInvoice);
    for (kind, changes) in [
        (None, change(sale(9, "2026-09-01"))),
        (None, change(sale(9, "2026-10-31"))),
        (None, change(entry(9, "2026-10-05", EntryKind::Unknown))),
        (None, change(sale(1, "2026-08-31"))),
        (None, deleted(sale(2, "2026-10-01").id)),
        (only, change(sale(9, "2026-10-05"))),
        (only, change(entry(1, "2026-10-05", EntryKind::Payroll))),
        (only, deleted(sale(1, "2026-09-30").id)),
    ] {
        let mut plan = certifying_plan(kind);
        plan.tell(changes.clone()).unwrap();
        assert_eq!(plan.next(), reading(kind, 1), "{changes:?}");
        // What was read before is forgotten, its time too.
        plan.tell(page(&[sale(1, "2026-09-30"), sale(9, "2026-10-31")], false, TimeDelta::minutes(3)))
            .unwrap();
        assert_eq!(done(&plan), Some(both_months(1, 1)));
    }
}

#[test]
fn more_changes_than_fit_on_a_page_have_everything_read_again() {
    // The pages of changes can shift like any others, and nothing certifies those.
    let mut plan = certifying_plan(None);
    plan.tell(page(&[sale(9, "2026-08-31")], true, TimeDelta::minutes(2))).unwrap();
    assert_eq!(plan.next(), reading(None, 1));
}

#[test]
fn changes_on_an_empty_page_that_says_more_are_not_asked_for_without_end() {
    let mut plan = certifying_plan(None);
    plan.tell(page(&[], true, TimeDelta::minutes(2))).unwrap();
    assert_eq!(plan.next(), reading(None, 1));
}

#[test]
fn it_reads_three_times_and_then_says_that_the_books_keep_changing() {
    assert_eq!(ReadRange::READS, 3);
    let mut plan = certifying_plan(None);
    let changed = || page(&[sale(9, "2026-10-31")], false, TimeDelta::minutes(2));
    for _ in 1..3 {
        plan.tell(changed()).unwrap();
        plan.tell(page(&[sale(1, "2026-09-30")], true, TimeDelta::zero())).unwrap();
        plan.tell(page(&[sale(2, "2026-10-01")], false, TimeDelta::minutes(1))).unwrap();
    }
    assert_eq!(plan.tell(changed()), Err(Contradiction::ChangingWhileCounted { reads: 3 }));
}

#[test]
fn an_entry_that_moved_on_to_a_later_page_has_everything_read_again() {
    let mut plan = ReadRange::new(range(), None);
    plan.tell(page(&[sale(1, "2026-09-30")], true, TimeDelta::zero())).unwrap();
    plan.tell(page(&[sale(1, "2026-09-30"), sale(2, "2026-10-01")], false, TimeDelta::zero())).unwrap();
    assert_eq!(plan.next(), reading(None, 1));
}

#[test]
fn a_page_of_nothing_but_entries_of_earlier_pages_is_a_contradiction() {
    let mut plan = ReadRange::new(range(), None);
    plan.tell(page(&[sale(1, "2026-09-30"), sale(2, "2026-10-01")], true, TimeDelta::zero())).unwrap();
    let repeated = page(&[sale(1, "2026-09-30"), sale(2, "2026-10-01")], true, TimeDelta::zero());
    assert_eq!(plan.tell(repeated), Err(Contradiction::PageRepeats { page: 2 }));
}

#[test]
fn a_last_page_of_nothing_but_entries_that_moved_there_has_everything_read_again() {
    let mut plan = ReadRange::new(range(), None);
    plan.tell(page(&[sale(1, "2026-09-30"), sale(2, "2026-10-01")], true, TimeDelta::zero())).unwrap();
    plan.tell(page(&[sale(1, "2026-10-31")], false, TimeDelta::zero())).unwrap();
    assert_eq!(plan.next(), reading(None, 1));
}

#[test]
fn an_empty_page_that_says_more_is_a_contradiction() {
    let mut plan = ReadRange::new(range(), None);
    plan.tell(page(&[sale(1, "2026-09-30")], true, TimeDelta::zero())).unwrap();
    let empty = page(&[], true, TimeDelta::zero());
    assert_eq!(plan.tell(empty), Err(Contradiction::EmptyPage { page: 2 }));
}

#[test]
fn an_entry_outside_the_range_is_a_contradiction() {
    for outside in ["2026-08-31", "2026-11-01", "2025-09-15"] {
        let mut plan = ReadRange::new(range(), None);
        let told = plan.tell(page(&[sale(1, "2026-09-30"), sale(2, outside)], false, TimeDelta::zero()));
        assert_eq!(told, Err(Contradiction::OutsideRange { date: date(outside) }));
    }
}

#[test]
fn thirty_thousand_pages_are_read_and_no_more() {
    let mut plan = ReadRange::new(MonthRange::single(month("2026-10")), None);
    let id = |number: u32| EntryId::from_text(&format!("{number:032x}"));
    for number in 1..30_000 {
        let entry = Entry { id: id(number), ..sale(0, "2026-10-01") };
        plan.tell(page(&[entry], true, TimeDelta::zero())).unwrap();
    }
    let last = |more| page(&[Entry { id: id(30_000), ..sale(0, "2026-10-01") }], more, TimeDelta::zero());
    assert_eq!(plan.tell(last(true)), Err(Contradiction::Endless { pages: 30_000 }));
}

#[test]
fn a_careful_read_of_several_pages_asks_for_changes_however_quick_it_was() {
    let mut careful = ReadRange::careful(MonthRange::single(month("2026-10")), None);
    careful.tell(page(&[sale(1, "2026-10-01")], true, TimeDelta::zero())).unwrap();
    careful.tell(page(&[sale(2, "2026-10-02")], false, TimeDelta::zero())).unwrap();
    assert_eq!(careful.next(), certifying(start() - TimeDelta::seconds(2)));
    let mut single = ReadRange::careful(MonthRange::single(month("2026-10")), None);
    single.tell(page(&[sale(1, "2026-10-01")], false, TimeDelta::zero())).unwrap();
    assert!(matches!(single.next(), Step::Done(_)));
}
