//! The clauses of what a person sees of books: what a probe shows, and the customers.

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use chrono::NaiveDate;
use uku_core::client::{ContactKind, ProfileRow};
use uku_core::ledger::{EntryKind, Probe, ProbeQuery, Right};

use super::ledger::LedgerHarness;
use crate::build::date;

async fn probe(harness: &dyn LedgerHarness, right: Right) -> Probe {
    let query = ProbeQuery { right, from: date("2026-10-01"), to: date("2026-10-31") };
    harness.ledger().probe(&query).await.unwrap()
}

async fn enter(harness: &dyn LedgerHarness, on: &[&str]) {
    for on in on {
        harness.enter(date(on), EntryKind::ClientInvoice).await;
    }
}

async fn customers(harness: &dyn LedgerHarness) -> Vec<ProfileRow> {
    let mut customers = Vec::new();
    for number in 1.. {
        let page = harness.ledger().customers(NonZeroU32::new(number).unwrap()).await.unwrap();
        customers.extend(page.customers);
        if !page.more {
            break;
        }
    }
    customers
}

fn dates(probe: &Probe) -> Vec<NaiveDate> {
    probe.latest.iter().map(|entry| entry.date).collect()
}

/// The latest first, each with its number, so that a person recognises the books.
pub async fn a_probe_shows_the_latest_entries(harness: &dyn LedgerHarness) {
    enter(harness, &["2026-10-07", "2026-10-31", "2026-10-01"]).await;
    let probe = probe(harness, Right::Entries).await;
    assert_eq!(dates(&probe), [date("2026-10-31"), date("2026-10-07"), date("2026-10-01")]);
    let numbers: BTreeSet<&str> = probe.latest.iter().map(|entry| entry.number.as_str()).collect();
    assert!(numbers.len() == 3 && !numbers.contains(""), "{numbers:?}");
}

/// What is dated before or after is not shown.
pub async fn a_probe_looks_at_its_days_only(harness: &dyn LedgerHarness) {
    enter(harness, &["2026-09-30", "2026-10-07", "2026-11-01"]).await;
    assert_eq!(dates(&probe(harness, Right::Entries).await), [date("2026-10-07")]);
}

/// Keys may be right for a company that has only begun.
pub async fn a_probe_of_empty_books_is_fine(harness: &dyn LedgerHarness) {
    assert_eq!(probe(harness, Right::Entries).await, Probe::default());
}

/// However many entries there are: a test costs one of the allowed requests.
pub async fn a_probe_sends_one_request(harness: &dyn LedgerHarness) {
    enter(harness, &["2026-10-07"; 7]).await;
    let before = harness.ledger().requests_sent();
    let probe = probe(harness, Right::Entries).await;
    assert_eq!(harness.ledger().requests_sent() - before, 1);
    assert_eq!(dates(&probe), [date("2026-10-07"); Probe::MOST]);
}

/// Each with one request, in empty books and in others; only entries are shown.
pub async fn every_right_can_be_probed(harness: &dyn LedgerHarness) {
    for round in 0..2_usize {
        for right in Right::OWN_BOOKS {
            let before = harness.ledger().requests_sent();
            let shown = probe(harness, right).await.latest.len();
            assert_eq!(harness.ledger().requests_sent() - before, 1, "{right}");
            assert_eq!(shown, if right == Right::Entries { round } else { 0 }, "{right}");
        }
        enter(harness, &["2026-10-07"]).await;
        harness.add_customer("Kask").await;
    }
}

/// Nothing is missing and nothing comes twice.
pub async fn customers_come_once_over_the_pages(harness: &dyn LedgerHarness) {
    let mut names = BTreeSet::new();
    for number in 1..=7 {
        let name = format!("Klient {number}");
        harness.add_customer(&name).await;
        names.insert(name);
    }
    let first = harness.ledger().customers(NonZeroU32::MIN).await.unwrap();
    assert!(first.more && first.customers.len() < names.len());
    let found: Vec<String> = customers(harness).await.into_iter().map(|row| row.unwrap().name).collect();
    assert_eq!(found.len(), names.len());
    assert_eq!(found.into_iter().collect::<BTreeSet<String>>(), names);
}

/// Nothing of a customer is lost.
pub async fn customers_come_with_contacts_and_addresses(harness: &dyn LedgerHarness) {
    let added = harness.add_customer("Õunapuu \"Žürii\" OÜ").await;
    assert!(added.source_id.is_some() && added.registry_code.is_some() && added.vat_number.is_some());
    let kinds: BTreeSet<ContactKind> = added.contacts.iter().map(|contact| contact.kind).collect();
    assert_eq!(kinds.len(), 4, "{kinds:?}");
    assert_eq!(customers(harness).await, [Ok(added)]);
}

/// No customers are no error.
pub async fn customers_of_an_empty_company(harness: &dyn LedgerHarness) {
    let page = harness.ledger().customers(NonZeroU32::MIN).await.unwrap();
    assert_eq!((page.customers.len(), page.more), (0, false));
}
