use chrono::NaiveDate;
use proptest::prelude::*;
use uku_core::counting::{Comparison, Contradiction, CountError, Counting, DataField, verify_month};
use uku_core::ledger::{
    Document, DocumentList, DocumentPage, Entry, EntryKind, EntryPage, Ledger as _, LedgerError,
};
use uku_testkit::build::{at, date, entry, month, months};
use uku_testkit::fake::{FakeLedger, PastEnd};

use crate::support::{Told, Watched, block_on, cases, counting, entry_id, morning, set, some_entries, truth};

const LISTS: [(DataField, DocumentList); 4] = [
    (DataField::SalesEntries, DocumentList::ClientInvoices),
    (DataField::PurchaseEntries, DocumentList::VendorInvoices),
    (DataField::BankEntries, DocumentList::BankPayments),
    (DataField::CashEntries, DocumentList::CashPayments),
];

/// One entry and two documents more of each list than of the one before.
fn books() -> Vec<Entry> {
    let kinds = [
        EntryKind::ClientInvoice,
        EntryKind::VendorInvoice,
        EntryKind::VendorInvoice,
        EntryKind::BankPayment,
        EntryKind::BankPayment,
        EntryKind::BankPayment,
        EntryKind::CashPayment,
        EntryKind::Manual,
    ];
    (1..).zip(kinds).map(|(number, kind)| entry(number, "2026-10-05", kind)).collect()
}

fn documents(on: NaiveDate, numbers: std::ops::Range<usize>, more: bool) -> DocumentPage {
    let documents = numbers.map(|number| Document { id: entry_id(number), date: on }).collect();
    DocumentPage { documents, more }
}

fn verified(ledger: &Watched) -> Result<Vec<Comparison>, CountError> {
    let clock = morning();
    block_on(verify_month(&counting(ledger, &clock), month("2026-10")))
}

#[test]
fn books_of_one_document_an_entry_are_the_same_both_ways() {
    let ledger = Watched::new(FakeLedger::new(&morning(), 100, books()));
    let same = [1, 2, 3, 1].into_iter().zip(LISTS);
    let expected = same.map(|(n, (field, list))| Comparison { field, list, entries: n, documents: n });
    assert_eq!(verified(&ledger).unwrap(), expected.collect::<Vec<_>>());
    assert_eq!(ledger.requests_sent(), 5);
    assert!(ledger.asked_documents().iter().all(|query| query.month == month("2026-10")));
}

#[test]
fn a_list_with_other_documents_than_entries_shows_both_numbers() {
    let ledger = Watched::new(FakeLedger::new(&morning(), 100, books())).answering_documents(|_, query| {
        (query.list == DocumentList::BankPayments).then(|| Ok(documents(date("2026-10-31"), 0..7, false)))
    });
    let numbers: Vec<_> = verified(&ledger).unwrap().iter().map(|c| (c.entries, c.documents)).collect();
    assert_eq!(numbers, [(1, 1), (2, 2), (3, 7), (1, 1)]);
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn every_page_of_every_list_is_read_and_told(
        entries in some_entries(months("2026-09", "2026-11"), 60),
        page_size in 1..=20_usize,
    ) {
        let clock = morning();
        let ledger = Watched::new(FakeLedger::new(&clock, page_size, entries.clone()));
        let told = Told::default();
        let counting = Counting { progress: &told, ..counting(&ledger, &clock) };
        let compared = block_on(verify_month(&counting, month("2026-10"))).unwrap();

        let truth = truth(&entries, &set(&LISTS.map(|(field, _)| field)), month("2026-10"));
        let mut pages = 0;
        for (comparison, (field, list)) in compared.iter().zip(LISTS) {
            let expected = Comparison { field, list, entries: truth[&field], documents: truth[&field] };
            prop_assert_eq!(*comparison, expected);
            pages += truth[&field].div_ceil(page_size as u64).max(1);
        }
        prop_assert_eq!(ledger.asked_documents().len() as u64, pages);
        prop_assert_eq!(told.pages(), ledger.requests_sent());
    }
}

#[test]
fn a_document_on_two_pages_is_counted_once() {
    let ledger = Watched::new(FakeLedger::new(&morning(), 100, books())).answering_documents(|_, query| {
        let on = date("2026-10-01");
        Some(Ok(if query.page.get() == 1 { documents(on, 0..5, true) } else { documents(on, 4..8, false) }))
    });
    assert!(verified(&ledger).unwrap().iter().all(|comparison| comparison.documents == 8));
}

#[test]
fn a_page_of_documents_that_comes_again_and_again_is_reported() {
    let mut books = FakeLedger::new(&morning(), 100, books());
    books.past_end = PastEnd::ClampForever;
    let ledger = Watched::new(books).answering(|_, _| {
        let asked_at = at("2026-11-10T09:00:00Z");
        Some(Ok(EntryPage { entries: vec![], deleted: vec![], more: false, asked_at }))
    });
    assert_eq!(verified(&ledger), Err(Contradiction::PageRepeats { page: 2 }.into()));
    assert_eq!(ledger.asked_documents().len(), 2);
}

#[test]
fn a_document_of_another_month_is_reported() {
    for outside in ["2026-09-30", "2026-11-01", "2025-10-15"] {
        let ledger = Watched::new(FakeLedger::new(&morning(), 100, books()))
            .answering_documents(move |_, _| Some(Ok(documents(date(outside), 0..1, false))));
        let expected = Contradiction::OutsideRange { date: date(outside) };
        assert_eq!(verified(&ledger), Err(expected.into()));
    }
}

#[test]
fn trouble_with_the_books_is_reported_and_spent_requests_are_waited_for() {
    let books = || FakeLedger::new(&morning(), 100, books());
    let ledger = Watched::new(books()).failing(&[(1, LedgerError::WrongKeys)]);
    assert_eq!(verified(&ledger), Err(LedgerError::WrongKeys.into()));
    assert_eq!(ledger.requests_sent(), 1);

    let until = at("2026-11-10T09:01:00Z");
    let ledger = Watched::new(books()).answering_documents(move |number, _| match number {
        1 => Some(Err(LedgerError::BudgetSpent { until })),
        3 => Some(Err(LedgerError::Unpaid)),
        _ => None,
    });
    assert_eq!(verified(&ledger), Err(LedgerError::Unpaid.into()));
    assert_eq!(ledger.asked_documents().len(), 3);
}
