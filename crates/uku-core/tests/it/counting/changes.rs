//! Counting books in which somebody works meanwhile.

use chrono::{DateTime, TimeDelta, Utc};
use uku_core::calendar::MonthRange;
use uku_core::counting::{Contradiction, CountError, Counts, DataField};
use uku_core::ledger::{Entry, EntryKind, Ledger as _};
use uku_testkit::build::{entry, month, months};
use uku_testkit::fake::{Books, FakeLedger, ManualClock};

use crate::support::{Watched, count, morning, results, set, truth};

fn sale(number: u32, on: &str) -> Entry {
    entry(number, on, EntryKind::ClientInvoice)
}

/// Entries 1 to 5 of September and October, two on a page, each page taking longer than a moment.
fn slow_books(clock: &ManualClock) -> FakeLedger {
    let entries = ["2026-09-10", "2026-09-20", "2026-10-05", "2026-10-10", "2026-10-20"];
    let numbered = (1..).zip(entries).map(|(number, on)| sale(number, on));
    let mut books = FakeLedger::new(clock, 2, numbered);
    books.per_page = TimeDelta::seconds(11);
    books
}

/// The books with one change after the first answer.
fn changed_once(
    clock: &ManualClock,
    change: impl Fn(&mut Books, DateTime<Utc>) + Send + 'static,
) -> FakeLedger {
    let books = slow_books(clock);
    books.meanwhile(move |answers, books, now| {
        if answers == 1 {
            change(books, now);
        }
    });
    books
}

/// The counts of both months, and the requests they took.
fn counted(ledger: &FakeLedger, clock: &ManualClock, field: DataField) -> ([u64; 2], u64) {
    let counted = results(count(ledger, clock, &[field], months("2026-09", "2026-10")));
    ([0, 1].map(|month| counted[month].as_ref().unwrap()[&field]), ledger.requests_sent())
}

#[test]
fn an_entry_deleted_on_an_earlier_page_is_not_counted_and_none_is_missed() {
    let clock = morning();
    let books = changed_once(&clock, |books, now| books.delete(sale(1, "2026-09-10").id, now));
    // Two pages, the changes, two pages, the changes.
    assert_eq!(counted(&books, &clock, DataField::AllEntries), ([1, 3], 6));
}

#[test]
fn an_entry_entered_before_the_page_is_counted_and_none_twice() {
    let clock = morning();
    let books = changed_once(&clock, |books, now| books.put(sale(9, "2026-09-01"), now));
    // Two pages, of which the second repeats an entry; three pages, the changes.
    assert_eq!(counted(&books, &clock, DataField::AllEntries), ([3, 3], 6));
}

#[test]
fn an_entry_entered_after_the_page_is_counted() {
    let clock = morning();
    let books = changed_once(&clock, |books, now| books.put(sale(9, "2026-10-31"), now));
    assert_eq!(counted(&books, &clock, DataField::AllEntries), ([2, 4], 8));
}

#[test]
fn an_entry_moved_to_another_month_is_counted_there_only() {
    let clock = morning();
    let books = changed_once(&clock, |books, now| books.put(sale(1, "2026-10-06"), now));
    assert_eq!(counted(&books, &clock, DataField::AllEntries).0, [1, 4]);
}

#[test]
fn an_entry_moved_out_of_the_range_is_not_counted() {
    let clock = morning();
    let books = changed_once(&clock, |books, now| books.put(sale(1, "2026-08-31"), now));
    assert_eq!(counted(&books, &clock, DataField::AllEntries), ([1, 3], 6));
}

#[test]
fn an_entry_turned_into_another_kind_is_not_counted_any_more() {
    let clock = morning();
    let books = changed_once(&clock, |books, now| books.put(entry(1, "2026-09-10", EntryKind::Payroll), now));
    assert_eq!(counted(&books, &clock, DataField::SalesEntries), ([1, 3], 6));
}

#[test]
fn a_change_outside_the_months_has_nothing_read_again() {
    for outside in ["2026-08-31", "2026-11-01"] {
        let clock = morning();
        let books = changed_once(&clock, |books, now| books.put(sale(9, outside), now));
        assert_eq!(counted(&books, &clock, DataField::AllEntries), ([2, 3], 4));
    }
}

#[test]
fn a_change_of_another_kind_has_nothing_read_again_where_one_kind_is_counted() {
    let clock = morning();
    let books = changed_once(&clock, |books, now| books.put(entry(9, "2026-10-05", EntryKind::Payroll), now));
    assert_eq!(counted(&books, &clock, DataField::SalesEntries), ([2, 3], 4));
}

#[test]
fn a_deletion_of_what_was_never_read_has_nothing_read_again() {
    let clock = morning();
    let books = changed_once(&clock, |books, now| books.delete(sale(99, "2026-10-05").id, now));
    assert_eq!(counted(&books, &clock, DataField::AllEntries), ([2, 3], 4));
}

#[test]
fn a_change_before_the_first_page_has_nothing_read_again() {
    let clock = morning();
    let books = slow_books(&clock);
    books.books().lock().unwrap().put(sale(9, "2026-10-31"), DateTime::UNIX_EPOCH);
    assert_eq!(counted(&books, &clock, DataField::AllEntries), ([2, 4], 4));
}

#[test]
fn books_that_change_every_time_are_read_three_times_and_then_reported() {
    let clock = morning();
    let books = slow_books(&clock);
    books.meanwhile(|answers, books, now| {
        books.put(sale(100 + u32::try_from(answers).unwrap(), "2026-10-31"), now);
    });
    let counted = count(&books, &clock, &[DataField::AllEntries], MonthRange::single(month("2026-10")));
    let changing = CountError::from(Contradiction::ChangingWhileCounted { reads: 3 });
    assert_eq!(results(counted), [Err(changing)]);
}

#[test]
fn where_one_month_keeps_changing_the_others_are_counted() {
    let clock = morning();
    let books = slow_books(&clock);
    books.meanwhile(|answers, books, now| {
        books.put(sale(100 + u32::try_from(answers).unwrap(), "2026-10-31"), now);
    });
    let counted = results(count(&books, &clock, &[DataField::AllEntries], months("2026-09", "2026-10")));
    assert_eq!(counted[0], Ok([(DataField::AllEntries, 2)].into()));
    let changing = CountError::from(Contradiction::ChangingWhileCounted { reads: 3 });
    assert_eq!(counted[1], Err(changing));
}

#[test]
fn within_a_moment_no_change_is_looked_for() {
    let clock = morning();
    let mut books = changed_once(&clock, |books, now| books.put(sale(9, "2026-11-01"), now));
    books.per_page = TimeDelta::seconds(1);
    assert_eq!(counted(&books, &clock, DataField::AllEntries), ([2, 3], 3));
}

#[test]
fn a_change_is_not_missed_when_the_pages_of_changes_shift() {
    let clock = morning();
    let in_october = [
        sale(1, "2026-10-01"),
        sale(2, "2026-10-02"),
        entry(3, "2026-10-03", EntryKind::VendorInvoice),
        sale(4, "2026-10-04"),
        sale(5, "2026-10-05"),
    ];
    let mut books = FakeLedger::new(&clock, 2, in_october);
    books.per_page = TimeDelta::seconds(11);
    books.meanwhile(|answers, books, now| match answers {
        // The purchase slips onto the page that was read, for a sale moves to November; two changes in September
        // stand before that one.
        1 => {
            books.put(sale(2, "2026-11-02"), now);
            books.put(sale(11, "2026-09-01"), now);
            books.put(sale(12, "2026-09-02"), now);
        }
        // One of them goes after the first page of changes was read, so the move slips onto that page.
        3 => books.delete(sale(11, "2026-09-01").id, now),
        _ => {}
    });
    let fields = [DataField::SalesEntries, DataField::PurchaseEntries];
    let ledger = Watched::new(books);
    let counted = results(count(&ledger, &clock, &fields, MonthRange::single(month("2026-10"))));
    let now = [in_october[0], in_october[2], in_october[3], in_october[4]];
    let expected: Counts = truth(&now, &set(&fields), month("2026-10"));
    assert_eq!(counted, [Ok(expected)]);
}
