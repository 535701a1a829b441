//! What the fakes do at a test's word, beside what the contracts ask of them.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails by panicking")]

use std::num::NonZeroU32;

use futures_util::FutureExt;
use secrecy::{ExposeSecret, SecretString};
use uku_core::ledger::{
    CompanyDirectory, CustomerPage, DirectoryError, EntryKind, KeyPair, LedgerError, Ledgers, Login,
    Priority, Probe, ProbeQuery, Right, SignedIn,
};
use uku_core::vault::{SecretPlace, Vault};
use uku_testkit::build::{date, entry, firm_a, key_pair, profile};
use uku_testkit::fake::{FakeDirectory, FakeLedger, FakeLedgers, ManualClock, MemoryVault, Mishap};

fn clock() -> ManualClock {
    ManualClock::at("2026-11-10T09:00:00Z")
}

fn query() -> ProbeQuery {
    ProbeQuery { right: Right::Entries, from: date("2026-10-01"), to: date("2026-10-31") }
}

fn login() -> Login {
    Login { email: "mari@firm.ee".to_owned(), password: "saladus".into() }
}

fn directory() -> FakeDirectory {
    let rows = ["Kask", "Tamm", "Lepp"].map(|name| Ok(profile(name)));
    FakeDirectory::new("mari@firm.ee", "saladus", 2, rows.into())
}

async fn sign_in(directory: &FakeDirectory) -> Box<dyn SignedIn> {
    directory.sign_in(login()).await.ok().unwrap()
}

#[tokio::test]
async fn keys_open_the_books_that_were_given_for_them() {
    let ledgers = FakeLedgers::default();
    let sale = entry(1, "2026-10-07", EntryKind::ClientInvoice);
    ledgers.give(&key_pair("kask"), FakeLedger::new(&clock(), 3, [sale]));
    ledgers.give(&key_pair("tamm"), FakeLedger::new(&clock(), 3, []));
    let probe = ledgers.open(key_pair("kask"), Priority::Bulk).probe(&query()).await.unwrap();
    assert_eq!(probe.latest.len(), 1);
    assert_eq!(ledgers.open(key_pair("tamm"), Priority::Bulk).probe(&query()).await, Ok(Probe::default()));
}

#[tokio::test]
async fn other_keys_are_wrong_for_everything() {
    let ledgers = FakeLedgers::default();
    ledgers.give(&key_pair("kask"), FakeLedger::new(&clock(), 3, []));
    let other_secret = KeyPair::new("kask", "another-secret".into()).unwrap();
    for keys in [key_pair("nobody's"), other_secret] {
        let ledger = ledgers.open(keys, Priority::Bulk);
        assert_eq!(ledger.probe(&query()).await, Err(LedgerError::WrongKeys));
        assert_eq!(ledger.customers(NonZeroU32::MIN).await, Err(LedgerError::WrongKeys));
        assert_eq!(ledger.requests_sent(), 2);
    }
    assert_eq!(ledgers.requests(key_pair("kask").public()), 2);
    assert_eq!(ledgers.requests(key_pair("nobody's").public()), 2);
}

#[tokio::test]
async fn a_key_that_is_revoked_or_fails_does_so_for_books_already_open() {
    let ledgers = FakeLedgers::default();
    let keys = key_pair("kask");
    ledgers.give(&keys, FakeLedger::new(&clock(), 3, []));
    let ledger = ledgers.open(keys.clone(), Priority::Interactive);
    assert_eq!(ledger.probe(&query()).await, Ok(Probe::default()));
    ledgers.fail(keys.public(), Some(LedgerError::Unpaid));
    assert_eq!(ledger.probe(&query()).await, Err(LedgerError::Unpaid));
    ledgers.fail(keys.public(), None);
    ledgers.revoke(keys.public());
    assert_eq!(ledger.probe(&query()).await, Err(LedgerError::WrongKeys));
}

#[tokio::test]
async fn scripted_failures_come_first_for_probes_and_customers() {
    let ledgers = FakeLedgers::default();
    let ledger = ledgers.give(&key_pair("kask"), FakeLedger::new(&clock(), 3, []));
    ledger.books().lock().unwrap().customers.push(Ok(profile("Kask")));
    ledger.failures.lock().unwrap().extend([LedgerError::Unpaid, LedgerError::WrongKeys]);
    let open = ledgers.open(key_pair("kask"), Priority::Bulk);
    assert_eq!(open.probe(&query()).await, Err(LedgerError::Unpaid));
    assert_eq!(open.customers(NonZeroU32::MIN).await, Err(LedgerError::WrongKeys));
    let expected = CustomerPage { customers: vec![Ok(profile("Kask"))], more: false };
    assert_eq!(open.customers(NonZeroU32::MIN).await, Ok(expected));
}

#[tokio::test]
async fn a_sign_in_can_fail_once() {
    let directory = directory();
    directory.next_sign_in(Mishap::Fails(DirectoryError::NoAnswer));
    assert_eq!(directory.sign_in(login()).await.err(), Some(DirectoryError::NoAnswer));
    sign_in(&directory).await;
    assert_eq!(directory.logins_held(), 0);
}

#[tokio::test]
async fn a_sign_in_that_hangs_holds_its_login_until_it_is_given_up() {
    let directory = directory();
    directory.next_sign_in(Mishap::Hangs);
    let mut hanging = directory.sign_in(login());
    assert!((&mut hanging).now_or_never().is_none());
    assert_eq!(directory.logins_held(), 1);
    drop(hanging);
    assert_eq!(directory.logins_held(), 0);
}

#[tokio::test]
async fn after_a_page_that_failed_the_same_page_comes() {
    let directory = directory();
    let mut signed_in = sign_in(&directory).await;
    assert_eq!(signed_in.next_page().await.unwrap().unwrap().len(), 2);
    directory.next_page(Mishap::Fails(DirectoryError::SignedOut));
    directory.next_page(Mishap::Hangs);
    assert_eq!(signed_in.next_page().await, Err(DirectoryError::SignedOut));
    assert!(signed_in.next_page().now_or_never().is_none());
    assert_eq!(signed_in.next_page().await, Ok(Some(vec![Ok(profile("Lepp"))])));
    assert_eq!(signed_in.next_page().await, Ok(None));
    assert_eq!(directory.pages_asked(), 5);
}

#[tokio::test]
async fn a_data_key_is_sealed_anew_under_a_newer_master_key_and_opens_the_same() {
    let vault = MemoryVault::default();
    let place = SecretPlace { firm: firm_a(), owner: "kask".to_owned(), name: "secret_key" };
    let old = vault.new_data_key(&firm_a(), "kask").await.unwrap();
    let sealed = vault.seal(&old, &place, &SecretString::from("0f1e")).await.unwrap();
    vault.add_master_key();
    let new = vault.reseal(&firm_a(), "kask", &old).await.unwrap().unwrap();
    assert_ne!(new, old);
    assert_eq!(vault.open(&new, &place, &sealed).await.unwrap().expose_secret(), "0f1e");
    assert_eq!(vault.reseal(&firm_a(), "kask", &new).await, Ok(None));
}
