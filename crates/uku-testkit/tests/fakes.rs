//! The fakes keep the contracts.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails by panicking")]

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use secrecy::SecretString;
use uku_core::client::{ClientProfile, ContactKind, ProfileRow, UnreadableRow};
use uku_core::clock::Clock;
use uku_core::firm::{FirmId, MemberProfile, Members};
use uku_core::ledger::{CompanyDirectory, Entry, EntryId, EntryKind, Ledger, Login};
use uku_core::run::WorkQueue;
use uku_core::sign_in::{Accounts, OneTimeCodes};
use uku_core::store::IntegrationStore;
use uku_testkit::build::{account, contact, profile, two_firms};
use uku_testkit::contract::accounts::AccountsHarness;
use uku_testkit::contract::codes::CodesHarness;
use uku_testkit::contract::directory::DirectoryHarness;
use uku_testkit::contract::ledger::LedgerHarness;
use uku_testkit::contract::members::MembersHarness;
use uku_testkit::contract::queue::QueueHarness;
use uku_testkit::contract::store::StoreHarness;
use uku_testkit::fake::{
    CountingIds, FakeCodes, FakeDirectory, FakeLedger, FakePasswords, FakeTokens, ManualClock,
    MemoryAccounts, MemoryBudget, MemoryClients, MemoryMembers, MemoryNotices, MemoryStore, MemoryTasks,
    MemoryVault,
};

uku_testkit::budget_contract!(super::MemoryBudget::new(super::ManualClock::at("2026-11-10T09:00:00Z")));
uku_testkit::clients_contract!(super::MemoryClients::of(super::two_firms()));
uku_testkit::ledger_contract!(super::books());
uku_testkit::store_contract!(super::MemoryStore::default());
uku_testkit::runs_contract!(super::MemoryStore::default());
uku_testkit::connections_contract!(super::MemoryStore::default());
uku_testkit::client_imports_contract!(super::MemoryStore::default());
uku_testkit::audit_contract!(super::MemoryStore::default());
uku_testkit::answers_contract!(super::MemoryStore::default());
uku_testkit::queue_contract!(super::Queue::new());
uku_testkit::notices_contract!(super::MemoryNotices::default());
uku_testkit::notice_board_contract!(super::MemoryNotices::default());
uku_testkit::tasks_contract!(super::MemoryTasks::default());
uku_testkit::directory_contract!(super::Directory::new());
uku_testkit::vault_contract!(super::MemoryVault::default());
uku_testkit::accounts_contract!(super::People::new());
uku_testkit::members_contract!(super::Host::default());
uku_testkit::passwords_contract!(super::FakePasswords::default());
uku_testkit::tokens_contract!(super::FakeTokens::default());
uku_testkit::codes_contract!(super::Authenticator::default());

struct People {
    store: Arc<MemoryStore>,
    accounts: MemoryAccounts,
}

impl People {
    fn new() -> Self {
        let store = Arc::new(MemoryStore::default());
        Self { accounts: MemoryAccounts::recording_in(store.clone()), store }
    }
}

impl AccountsHarness for People {
    fn accounts(&self) -> &dyn Accounts {
        &self.accounts
    }

    fn activity(&self) -> &dyn IntegrationStore {
        self.store.as_ref()
    }
}

/// A larger product with people of its own.
#[derive(Default)]
struct Host(MemoryMembers);

#[async_trait]
impl MembersHarness for Host {
    fn members(&self) -> &dyn Members {
        &self.0
    }

    async fn add(&self, firm: &FirmId, member: &MemberProfile) {
        self.0.put(firm, member.clone());
    }
}

mod of_accounts {
    uku_testkit::members_contract!(super::super::People::new());
}

#[async_trait]
impl MembersHarness for People {
    fn members(&self) -> &dyn Members {
        &self.accounts
    }

    async fn add(&self, firm: &FirmId, member: &MemberProfile) {
        let account = account(firm, member);
        self.accounts.put(&account, &[]).await.unwrap().unwrap();
    }
}

/// An app that makes codes.
#[derive(Default)]
struct Authenticator(FakeCodes);

impl CodesHarness for Authenticator {
    fn codes(&self) -> &dyn OneTimeCodes {
        &self.0
    }

    fn shown(&self, secret: &SecretString, at: DateTime<Utc>) -> String {
        FakeCodes::code(secret, at)
    }
}

struct Queue {
    clock: ManualClock,
    store: MemoryStore,
}

impl Queue {
    fn new() -> Self {
        let clock = ManualClock::at("2026-11-10T09:00:00Z");
        Self { store: MemoryStore::new(clock.clone()), clock }
    }
}

impl StoreHarness for Queue {
    fn store(&self) -> &dyn IntegrationStore {
        &self.store
    }

    fn queue(&self) -> &dyn WorkQueue {
        &self.store
    }
}

#[async_trait]
impl QueueHarness for Queue {
    fn other(&self) -> &dyn WorkQueue {
        &self.store
    }

    async fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    async fn advance(&self, by: TimeDelta) {
        self.clock.advance(by);
    }
}

struct FakeBooks {
    clock: ManualClock,
    ledger: FakeLedger,
    ids: CountingIds,
}

fn books() -> FakeBooks {
    let clock = ManualClock::at("2026-11-10T09:00:00Z");
    FakeBooks { ledger: FakeLedger::new(&clock, 3, []), clock, ids: CountingIds::default() }
}

#[async_trait]
impl LedgerHarness for FakeBooks {
    fn ledger(&self) -> &dyn Ledger {
        &self.ledger
    }

    async fn enter(&self, date: NaiveDate, kind: EntryKind) -> EntryId {
        let id = EntryId::from_text(&uku_core::ids::Ids::next(&self.ids).to_string());
        self.ledger.books().lock().unwrap().put(Entry { id, date, kind }, self.clock.now());
        id
    }

    async fn delete(&self, id: EntryId) {
        self.ledger.books().lock().unwrap().delete(id, self.clock.now());
    }

    async fn add_customer(&self, name: &str) -> ClientProfile {
        let customer = full_profile(name);
        self.ledger.books().lock().unwrap().customers.push(Ok(customer.clone()));
        customer
    }

    async fn later(&self) -> DateTime<Utc> {
        self.clock.advance(TimeDelta::minutes(1));
        self.clock.now()
    }
}

fn full_profile(name: &str) -> ClientProfile {
    ClientProfile {
        source_id: Some(name.to_lowercase()),
        registry_code: Some("10421629".to_owned()),
        vat_number: Some("EE100594102".to_owned()),
        contacts: vec![
            contact(ContactKind::Person, "Mari Maasikas"),
            contact(ContactKind::Email, "mari@kask.ee"),
            contact(ContactKind::Phone, "+372 555"),
            contact(ContactKind::Address, "Pikk 1, 10123 Tallinn"),
        ],
        ..profile(name)
    }
}

struct Directory(FakeDirectory);

impl Directory {
    fn companies() -> Vec<ClientProfile> {
        (1..=7).map(|number| full_profile(&format!("Klient {number}"))).collect()
    }

    fn new() -> Self {
        let rows = Self::companies().into_iter().map(Ok).collect();
        Self(FakeDirectory::new("mari@firm.ee", "saladus 1", 3, rows))
    }
}

#[async_trait]
impl DirectoryHarness for Directory {
    fn directory(&self) -> &dyn CompanyDirectory {
        &self.0
    }

    fn login(&self) -> Login {
        Login { email: "mari@firm.ee".to_owned(), password: "saladus 1".into() }
    }

    async fn companies(&self) -> Vec<ClientProfile> {
        Self::companies()
    }

    async fn deactivate_user(&self) {
        self.0.deactivate();
    }

    async fn take_all_companies(&self) {
        self.0.set_rows(vec![]);
    }

    async fn spoil_one(&self) -> usize {
        let mut rows: Vec<ProfileRow> = Self::companies().into_iter().map(Ok).collect();
        rows[4] = Err(UnreadableRow("it has no name".to_owned()));
        self.0.set_rows(rows);
        4
    }
}
