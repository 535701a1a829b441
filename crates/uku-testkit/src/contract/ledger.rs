//! The clauses of [`Ledger`].

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uku_core::client::ClientProfile;
use uku_core::ledger::{
    Basis, DocumentList, DocumentsQuery, EntriesQuery, Entry, EntryId, EntryKind, EntryPage, Ledger,
};

pub use super::ledger_look::{
    a_probe_looks_at_its_days_only, a_probe_of_empty_books_is_fine, a_probe_sends_one_request,
    a_probe_shows_the_latest_entries, customers_come_once_over_the_pages,
    customers_come_with_contacts_and_addresses, customers_of_an_empty_company, every_right_can_be_probed,
};

use crate::build::{date, month};

/// Empty books with a page size of three, and somebody who works in them.
#[async_trait]
pub trait LedgerHarness: Send + Sync {
    /// The adapter.
    fn ledger(&self) -> &dyn Ledger;
    /// Enters a document, with its ledger entry, and gives the identity of the entry. Of
    /// [`EntryKind::Unknown`], one of a kind that the adapter can't know.
    async fn enter(&self, on: NaiveDate, kind: EntryKind) -> EntryId;
    /// Deletes an entry.
    async fn delete(&self, id: EntryId);
    /// Adds a customer of this name with everything that the books can hold of one, and gives what the adapter says of
    /// it: its own name for it, a registry code, a VAT number, and a contact of every kind.
    async fn add_customer(&self, name: &str) -> ClientProfile;
    /// The time in the books, which moves on at least a minute with each call.
    async fn later(&self) -> DateTime<Utc>;
}

suite! { $ ledger_contract, ledger {
    empty_books_are_one_empty_page,
    every_entry_comes_once_over_the_pages,
    a_full_last_page_is_the_last,
    both_ends_of_the_dates_are_included,
    one_kind_comes_alone,
    every_kind_is_told_apart,
    changes_since_an_instant_name_what_was_entered,
    changes_since_an_instant_name_what_was_deleted,
    documents_come_by_list_and_month,
    pages_tell_when_they_were_asked_for,
    every_request_is_counted,
    a_probe_shows_the_latest_entries,
    a_probe_looks_at_its_days_only,
    a_probe_of_empty_books_is_fine,
    a_probe_sends_one_request,
    every_right_can_be_probed,
    customers_come_once_over_the_pages,
    customers_come_with_contacts_and_addresses,
    customers_of_an_empty_company,
} }

async fn page(harness: &dyn LedgerHarness, basis: Basis, kind: Option<EntryKind>, page: u32) -> EntryPage {
    let page = NonZeroU32::new(page).unwrap();
    harness.ledger().entries(&EntriesQuery { basis, kind, page }).await.unwrap()
}

async fn all(harness: &dyn LedgerHarness, basis: Basis, kind: Option<EntryKind>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for number in 1.. {
        let page = page(harness, basis, kind, number).await;
        entries.extend(page.entries);
        if !page.more {
            break;
        }
    }
    entries
}

fn october() -> Basis {
    Basis::EntryDate(date("2026-10-01"), date("2026-10-31"))
}

async fn enter(harness: &dyn LedgerHarness, on: &[&str]) -> Vec<EntryId> {
    let mut ids = Vec::new();
    for on in on {
        ids.push(harness.enter(date(on), EntryKind::ClientInvoice).await);
    }
    ids
}

fn ids(entries: &[Entry]) -> Vec<EntryId> {
    let mut ids: Vec<EntryId> = entries.iter().map(|entry| entry.id).collect();
    ids.sort_unstable();
    ids
}

fn sorted(mut ids: Vec<EntryId>) -> Vec<EntryId> {
    ids.sort_unstable();
    ids
}

/// No entries are no error.
pub async fn empty_books_are_one_empty_page(harness: &dyn LedgerHarness) {
    let page = page(harness, october(), None, 1).await;
    assert_eq!((page.entries.len(), page.more), (0, false));
}

/// Nothing is missing and nothing comes twice.
pub async fn every_entry_comes_once_over_the_pages(harness: &dyn LedgerHarness) {
    let entered = enter(harness, &["2026-10-05"; 7]).await;
    assert_eq!(ids(&all(harness, october(), None).await), sorted(entered));
}

/// Where the entries fill their pages, no empty page follows.
pub async fn a_full_last_page_is_the_last(harness: &dyn LedgerHarness) {
    enter(harness, &["2026-10-05"; 6]).await;
    assert!(page(harness, october(), None, 1).await.more);
    assert!(!page(harness, october(), None, 2).await.more);
}

/// What is dated on the first or the last day belongs to the range; the days beside it don't.
pub async fn both_ends_of_the_dates_are_included(harness: &dyn LedgerHarness) {
    let entered = enter(harness, &["2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01"]).await;
    let entries = all(harness, october(), None).await;
    assert_eq!(ids(&entries), sorted(entered[1..3].to_vec()));
    let dates: BTreeSet<NaiveDate> = entries.iter().map(|entry| entry.date).collect();
    assert_eq!(dates, BTreeSet::from([date("2026-10-01"), date("2026-10-31")]));
}

/// A query for one kind leaves out the others.
pub async fn one_kind_comes_alone(harness: &dyn LedgerHarness) {
    let sale = harness.enter(date("2026-10-05"), EntryKind::ClientInvoice).await;
    harness.enter(date("2026-10-05"), EntryKind::BankPayment).await;
    assert_eq!(ids(&all(harness, october(), Some(EntryKind::ClientInvoice)).await), [sale]);
    assert!(all(harness, october(), Some(EntryKind::Payroll)).await.is_empty());
}

/// Each kind comes as what it is, and one that nobody knows as unknown.
pub async fn every_kind_is_told_apart(harness: &dyn LedgerHarness) {
    for kind in EntryKind::ALL {
        harness.enter(date("2026-10-05"), kind).await;
    }
    let mut kinds: Vec<EntryKind> =
        all(harness, october(), None).await.iter().map(|entry| entry.kind).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, EntryKind::ALL);
}

/// A change query names what came after the instant, of any date, and not what came before.
pub async fn changes_since_an_instant_name_what_was_entered(harness: &dyn LedgerHarness) {
    enter(harness, &["2026-10-05"]).await;
    harness.later().await;
    let since = harness.later().await;
    let later = enter(harness, &["2026-10-06", "2020-01-01"]).await;
    assert_eq!(ids(&all(harness, Basis::ChangedSince(since), None).await), sorted(later));
}

/// The first page of a change query names what was deleted after the instant.
pub async fn changes_since_an_instant_name_what_was_deleted(harness: &dyn LedgerHarness) {
    let entered = enter(harness, &["2026-10-05", "2026-10-06"]).await;
    harness.delete(entered[0]).await;
    harness.later().await;
    let since = harness.later().await;
    harness.delete(entered[1]).await;
    let page = page(harness, Basis::ChangedSince(since), None, 1).await;
    assert_eq!((page.entries.len(), page.deleted, page.more), (0, vec![entered[1]], false));
}

/// Each list holds its documents of the month, and nothing else.
pub async fn documents_come_by_list_and_month(harness: &dyn LedgerHarness) {
    let lists = [
        (DocumentList::ClientInvoices, EntryKind::ClientInvoice, 5),
        (DocumentList::VendorInvoices, EntryKind::VendorInvoice, 2),
        (DocumentList::BankPayments, EntryKind::BankPayment, 4),
        (DocumentList::CashPayments, EntryKind::CashPayment, 1),
    ];
    for (_, kind, count) in lists {
        harness.enter(date("2026-09-30"), kind).await;
        harness.enter(date("2026-11-01"), kind).await;
        for _ in 0..count {
            harness.enter(date("2026-10-31"), kind).await;
        }
    }
    for (list, _, count) in lists {
        let mut documents = BTreeSet::new();
        for number in 1.. {
            let query =
                DocumentsQuery { list, month: month("2026-10"), page: NonZeroU32::new(number).unwrap() };
            let page = harness.ledger().documents(&query).await.unwrap();
            assert!(page.documents.iter().all(|document| document.date == date("2026-10-31")));
            documents.extend(page.documents.iter().map(|document| document.id));
            if !page.more {
                break;
            }
        }
        assert_eq!(documents.len(), count, "{list:?}");
    }
}

/// A page says when it was asked for, by the clock of the books; that clock may show whole seconds.
pub async fn pages_tell_when_they_were_asked_for(harness: &dyn LedgerHarness) {
    let before = harness.later().await;
    let asked_at = page(harness, october(), None, 1).await.asked_at;
    let after = harness.later().await;
    assert!(before - TimeDelta::seconds(2) <= asked_at && asked_at <= after, "{before} {asked_at} {after}");
}

/// The number of requests sent goes up with each.
pub async fn every_request_is_counted(harness: &dyn LedgerHarness) {
    let before = harness.ledger().requests_sent();
    page(harness, october(), None, 1).await;
    page(harness, october(), None, 1).await;
    assert_eq!(harness.ledger().requests_sent() - before, 2);
}
