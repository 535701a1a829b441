//! Counting books that nobody touches meanwhile.

use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::sample::subsequence;
use uku_core::calendar::MonthRange;
use uku_core::counting::{Counting, DataField};
use uku_core::ledger::{Basis, Entry, EntryKind, Ledger as _, Patience};
use uku_testkit::build::{at, entry, month, months};
use uku_testkit::fake::FakeLedger;

use crate::support::{
    Told, Watched, a_range, block_on, cases, count, morning, results, set, some_entries, truth,
};

/// Some months, and entries in them and in the months around.
fn books() -> impl Strategy<Value = (MonthRange, Vec<Entry>)> {
    a_range(13).prop_flat_map(|range| {
        let around = MonthRange::new(range.from().previous(), range.to().next()).unwrap();
        (Just(range), some_entries(around, 250))
    })
}

fn fields() -> impl Strategy<Value = Vec<DataField>> {
    subsequence(DataField::ALL.to_vec(), 1..=11)
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn the_counts_are_those_of_the_books_in_as_few_requests_as_there_are_pages(
        (range, entries) in books(),
        fields in fields(),
        page_size in 1..=200_usize,
        slow: bool,
    ) {
        let clock = morning();
        let mut ledger = FakeLedger::new(&clock, page_size, entries.clone());
        if slow {
            ledger.per_page = TimeDelta::seconds(11);
        }
        let counted = count(&ledger, &clock, &fields, range);

        let expected: Vec<_> = range.months().map(|of| Ok(truth(&entries, &set(&fields), of))).collect();
        prop_assert!(counted.iter().map(|counted| counted.month).eq(range.months()));
        prop_assert_eq!(results(counted), expected);

        let only = set(&fields).only_kind();
        let read = entries.iter().filter(|entry| only.is_none_or(|kind| kind == entry.kind));
        let days = range.from().first_day()..=range.to().last_day();
        let pages = read.filter(|entry| days.contains(&entry.date)).count().div_ceil(page_size).max(1);
        let certificate = usize::from(slow && pages > 1);
        prop_assert_eq!(ledger.requests_sent(), (pages + certificate) as u64);
    }
}

#[test]
fn a_month_without_entries_counts_0_in_every_field() {
    let clock = morning();
    let ledger = FakeLedger::new(&clock, 100, [entry(1, "2026-09-30", EntryKind::ClientInvoice)]);
    let counted = count(&ledger, &clock, &DataField::MAIN, months("2026-09", "2026-10"));
    let october = DataField::MAIN.map(|field| (field, 0));
    assert_eq!(counted[1].counts, Ok(october.into()));
}

#[test]
fn one_kind_only_is_asked_for_where_it_is_enough() {
    let clock = morning();
    for (fields, kind) in [
        (&[DataField::BankEntries][..], Some(EntryKind::BankPayment)),
        (&[DataField::BankEntries, DataField::SalesEntries], None),
    ] {
        let ledger = Watched::new(FakeLedger::new(&clock, 100, []));
        count(&ledger, &clock, fields, MonthRange::single(month("2026-10")));
        assert_eq!(ledger.asked().iter().map(|query| query.kind).collect::<Vec<_>>(), [kind]);
    }
}

#[test]
fn a_read_longer_than_a_moment_asks_once_for_what_changed_since_its_start() {
    let clock = morning();
    let entries = (1..=5).map(|number| entry(number, "2026-10-05", EntryKind::Manual));
    let mut books = FakeLedger::new(&clock, 2, entries);
    books.per_page = TimeDelta::seconds(11);
    let ledger = Watched::new(books);
    count(&ledger, &clock, &[DataField::ManualLedgerEntries], MonthRange::single(month("2026-10")));
    assert_eq!(ledger.pages(), [1, 2, 3, 1]);
    let certificate = ledger.asked()[3];
    // Of every kind, for an entry may have been turned into another; with two seconds to spare.
    assert_eq!(
        (certificate.basis, certificate.kind),
        (Basis::ChangedSince(at("2026-11-10T08:59:58Z")), None)
    );
}

#[test]
fn a_read_of_several_pages_within_a_moment_asks_for_no_changes() {
    let clock = morning();
    let entries = (1..=5).map(|number| entry(number, "2026-10-05", EntryKind::Manual));
    let mut ledger = FakeLedger::new(&clock, 2, entries);
    ledger.per_page = TimeDelta::milliseconds(1_500);
    count(&ledger, &clock, &DataField::MAIN, MonthRange::single(month("2026-10")));
    assert_eq!(ledger.requests_sent(), 3);
}

#[test]
fn the_numbers_carry_the_time_at_which_they_were_counted() {
    let clock = morning();
    let mut ledger = FakeLedger::new(&clock, 100, []);
    ledger.per_page = TimeDelta::seconds(4);
    let counted = count(&ledger, &clock, &DataField::MAIN, months("2026-09", "2026-10"));
    assert!(counted.iter().all(|month| month.counted_at == at("2026-11-10T09:00:04Z")));
}

#[test]
fn every_page_that_is_read_is_told() {
    let clock = morning();
    let entries = (1..=5).map(|number| entry(number, "2026-10-05", EntryKind::Manual));
    let mut ledger = FakeLedger::new(&clock, 2, entries);
    ledger.per_page = TimeDelta::seconds(11);
    let told = Told::default();
    let counting = Counting { ledger: &ledger, clock: &clock, patience: Patience::Endless, progress: &told };
    block_on(counting.count(&set(&DataField::MAIN), MonthRange::single(month("2026-10"))));
    assert_eq!((told.pages(), told.waits()), (4, vec![]));
}
