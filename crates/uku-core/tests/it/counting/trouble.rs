//! Counting books whose answers can't be true or can't be read.

use uku_core::calendar::{Month, MonthRange};
use uku_core::clock::Clock as _;
use uku_core::counting::{Contradiction, Counting, Counts, DataField};
use uku_core::ledger::{Basis, EntriesQuery, Entry, EntryKind, EntryPage, Ledger as _, LedgerError};
use uku_testkit::build::{date, entry, month, months};
use uku_testkit::fake::{FakeLedger, ManualClock, PastEnd};

use crate::support::{Told, Watched, block_on, count, counting, morning, results, set};

const FIELD: DataField = DataField::AllEntries;

/// One entry in August, two in September, three in October.
fn books(clock: &ManualClock) -> FakeLedger {
    let dates = ["2026-08-01", "2026-09-01", "2026-09-30", "2026-10-01", "2026-10-15", "2026-10-31"];
    let entries = (1..).zip(dates).map(|(number, on)| entry(number, on, EntryKind::Manual));
    FakeLedger::new(clock, 100, entries)
}

fn quarter() -> MonthRange {
    months("2026-08", "2026-10")
}

fn garbled() -> LedgerError {
    LedgerError::Garbled { detail: "row 7 has no date".into() }
}

/// Whether a question covers a day.
fn covers(query: &EntriesQuery, day: &str) -> bool {
    match query.basis {
        Basis::EntryDate(from, to) => (from..=to).contains(&date(day)),
        Basis::ChangedSince(_) => false,
    }
}

fn counts(number: u64) -> Counts {
    [(FIELD, number)].into()
}

fn months_asked(ledger: &Watched) -> Vec<(Month, Month)> {
    let asked = ledger.asked();
    let bounds = asked.iter().filter_map(|query| match query.basis {
        Basis::EntryDate(from, to) => Some((Month::of(from), Month::of(to))),
        Basis::ChangedSince(_) => None,
    });
    bounds.collect()
}

#[test]
fn a_last_page_that_comes_again_and_again_is_reported() {
    let clock = morning();
    let entries = (1..=5).map(|number| entry(number, "2026-10-05", EntryKind::Manual));
    let mut ledger = FakeLedger::new(&clock, 2, entries);
    ledger.past_end = PastEnd::ClampForever;
    let counted = count(&ledger, &clock, &[FIELD], MonthRange::single(month("2026-10")));
    assert_eq!(results(counted), [Err(Contradiction::PageRepeats { page: 4 }.into())]);
    assert_eq!(ledger.requests_sent(), 4);
}

#[test]
fn an_empty_page_that_says_more_is_reported() {
    let clock = morning();
    let mut ledger = FakeLedger::new(&clock, 2, []);
    ledger.past_end = PastEnd::ClampForever;
    let counted = count(&ledger, &clock, &[FIELD], MonthRange::single(month("2026-10")));
    assert_eq!(results(counted), [Err(Contradiction::EmptyPage { page: 1 }.into())]);
    assert_eq!(ledger.requests_sent(), 1);
}

#[test]
fn an_entry_of_a_month_not_asked_for_is_reported() {
    let clock = morning();
    let now = clock.now();
    let stray = Entry { date: date("2026-11-01"), ..entry(9, "2026-11-01", EntryKind::Manual) };
    let ledger = Watched::new(books(&clock)).answering(move |_, _| {
        Some(Ok(EntryPage { entries: vec![stray], deleted: vec![], more: false, asked_at: now }))
    });
    let counted = count(&ledger, &clock, &[FIELD], MonthRange::single(month("2026-10")));
    assert_eq!(results(counted), [Err(Contradiction::OutsideRange { date: date("2026-11-01") }.into())]);
}

#[test]
fn an_answer_that_can_not_be_read_costs_only_the_month_it_is_about() {
    let clock = morning();
    let ledger =
        Watched::new(books(&clock)).answering(|_, query| covers(query, "2026-09-15").then(|| Err(garbled())));
    let counted = count(&ledger, &clock, &[FIELD], quarter());
    assert!(counted.iter().map(|counted| counted.month).eq(quarter().months()));
    assert_eq!(results(counted), [Ok(counts(1)), Err(garbled().into()), Ok(counts(3))]);
    let [august, september, october] = ["2026-08", "2026-09", "2026-10"].map(month);
    assert_eq!(
        months_asked(&ledger),
        [(august, october), (august, august), (september, september), (october, october)]
    );
}

#[test]
fn a_contradiction_costs_only_the_month_it_is_about() {
    let clock = morning();
    let mut books = books(&clock);
    books.page_size = 2;
    let now = clock.now();
    let stray = entry(9, "2027-01-01", EntryKind::Manual);
    let ledger = Watched::new(books).answering(move |_, query| {
        let page = EntryPage { entries: vec![stray], deleted: vec![], more: false, asked_at: now };
        covers(query, "2026-09-15").then_some(Ok(page))
    });
    let counted = results(count(&ledger, &clock, &[FIELD], quarter()));
    let outside = Contradiction::OutsideRange { date: date("2027-01-01") };
    assert_eq!(counted, [Ok(counts(1)), Err(outside.into()), Ok(counts(3))]);
}

#[test]
fn keys_that_stop_working_month_by_month_fail_the_rest_without_asking() {
    let clock = morning();
    let ledger = Watched::new(books(&clock)).failing(&[(1, garbled()), (3, LedgerError::WrongKeys)]);
    let counted = results(count(&ledger, &clock, &[FIELD], quarter()));
    let wrong = || Err(LedgerError::WrongKeys.into());
    assert_eq!(counted, [Ok(counts(1)), wrong(), wrong()]);
    assert_eq!(ledger.requests_sent(), 3);
}

#[test]
fn keys_that_stop_working_in_the_last_month_fail_that_month_only() {
    let clock = morning();
    let ledger = Watched::new(books(&clock)).failing(&[(1, garbled()), (4, LedgerError::Unpaid)]);
    let counted = count(&ledger, &clock, &[FIELD], quarter());
    assert!(counted.iter().map(|counted| counted.month).eq(quarter().months()));
    assert_eq!(results(counted), [Ok(counts(1)), Ok(counts(2)), Err(LedgerError::Unpaid.into())]);
}

#[test]
fn trouble_that_lies_not_in_the_content_fails_all_months_in_one_request() {
    for error in [
        LedgerError::WrongKeys,
        LedgerError::ClockOff { seconds: 200 },
        LedgerError::Unpaid,
        LedgerError::Unavailable { detail: "maintenance".into() },
        LedgerError::RightMissing { what: "read the general ledger".into() },
        LedgerError::Refused { messages: vec![] },
        LedgerError::Unreachable { detail: "no route".into() },
        LedgerError::BudgetUnknown { detail: "disk full".into() },
    ] {
        let clock = morning();
        let ledger = Watched::new(books(&clock)).failing(&[(1, error.clone())]);
        let counted = count(&ledger, &clock, &[FIELD], quarter());
        assert!(counted.iter().map(|counted| counted.month).eq(quarter().months()));
        assert!(results(counted).into_iter().all(|month| month == Err(error.clone().into())), "{error}");
        assert_eq!((ledger.requests_sent(), clock.now()), (1, morning().now()));
    }
}

#[test]
fn one_month_that_can_not_be_read_is_not_read_again() {
    let clock = morning();
    let ledger = Watched::new(books(&clock)).failing(&[(1, garbled())]);
    let counted = results(count(&ledger, &clock, &[FIELD], MonthRange::single(month("2026-10"))));
    assert_eq!((counted, ledger.requests_sent()), (vec![Err(garbled().into())], 1));
}

#[test]
fn a_page_that_is_no_good_is_not_told_as_read() {
    let clock = morning();
    let ledger = Watched::new(books(&clock)).failing(&[(1, garbled())]);
    let told = Told::default();
    let counting = Counting { progress: &told, ..counting(&ledger, &clock) };
    block_on(counting.count(&set(&[FIELD]), quarter()));
    assert_eq!(told.pages(), 3);
}
