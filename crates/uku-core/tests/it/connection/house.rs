//! Two firms with some clients, their memory, and the books of many companies.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use chrono::TimeDelta;
use uku_core::activation::{Activation, activate, deactivate};
use uku_core::audit::{AuditEntry, AuditEvent, AuditQuery};
use uku_core::client::Client;
use uku_core::clock::Clock as _;
use uku_core::connection::{
    Books, ConnectError, ConnectedLedger, Connecting, Connection, ConnectionOwner, ConnectionState, NoBooks,
    Saved, Saving, SealedKeys, TestResult, open_books, set_paused,
};
use uku_core::firm::{Actor, FirmId, Role};
use uku_core::ledger::{EntryKind, KeyPair, Priority};
use uku_core::store::IntegrationStore as _;
use uku_testkit::build::{actor, client, entry, firm_a, firm_b, id, key_pair, two_firms};
use uku_testkit::fake::{FakeLedger, FakeLedgers, ManualClock, MemoryClients, MemoryStore, MemoryVault};

use crate::support::morning;

/// Clones are the same house.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) clock: ManualClock,
    pub(crate) clients: Arc<MemoryClients>,
    pub(crate) store: Arc<MemoryStore>,
    pub(crate) vault: Arc<MemoryVault>,
    pub(crate) ledgers: FakeLedgers,
}

impl House {
    /// Both firms use the integration. Each has the clients `kask` and `tamm`; `meie` is the first firm itself.
    pub(crate) async fn new() -> Self {
        let house = Self::unused();
        for firm in [firm_a(), firm_b()] {
            activate(&admin_of(&firm), house.store.as_ref(), &house.clock).await.unwrap();
        }
        house
    }

    /// The same, before anybody activated anything.
    pub(crate) fn unused() -> Self {
        let house = Self {
            clock: morning(),
            clients: Arc::new(MemoryClients::of(two_firms())),
            store: Arc::default(),
            vault: Arc::default(),
            ledgers: FakeLedgers::default(),
        };
        for firm in [firm_a(), firm_b()] {
            house.clients.put(&firm, Client { name: "Kask OÜ".into(), ..client("kask") });
            house.clients.put(&firm, Client { name: "Tamm OÜ".into(), ..client("tamm") });
        }
        let code = Some(" 1000 0018".to_owned());
        house.clients.put(&firm_a(), Client { registry_code: code, ..client("meie") });
        house
    }

    /// The keys of a company with five entries, one on each of the days before today.
    pub(crate) fn company(&self, public: &str) -> KeyPair {
        let keys = key_pair(public);
        self.books(&keys);
        keys
    }

    /// The books that a key pair opens.
    pub(crate) fn books(&self, keys: &KeyPair) -> Arc<FakeLedger> {
        let days = ["2026-11-06", "2026-11-09", "2026-11-05", "2026-11-08", "2026-11-07"];
        let entries = (1..).zip(days).map(|(number, day)| entry(number, day, EntryKind::ClientInvoice));
        self.ledgers.give(keys, FakeLedger::new(&self.clock, 100, entries))
    }

    pub(crate) fn connecting<'a>(&'a self, actor: &'a Actor) -> Connecting<'a> {
        Connecting {
            actor,
            clients: self.clients.as_ref(),
            store: self.store.as_ref(),
            vault: self.vault.as_ref(),
            ledgers: &self.ledgers,
            clock: &self.clock,
        }
    }

    /// An admin of the first firm saves keys.
    pub(crate) async fn save(
        &self,
        owner: &ConnectionOwner,
        keys: &KeyPair,
        saving: Saving,
    ) -> Result<Saved, ConnectError> {
        self.connecting(&admin()).save(owner, keys.clone(), saving).await
    }

    /// A client of the first firm, connected and tested with keys of this name.
    pub(crate) async fn connected(&self, client: &str, public: &str) -> KeyPair {
        let keys = self.company(public);
        self.save(&of(client), &keys, Saving::Tested).await.unwrap();
        keys
    }

    pub(crate) async fn test(&self, owner: &ConnectionOwner) -> Result<TestResult, ConnectError> {
        self.connecting(&admin()).test(owner).await
    }

    pub(crate) async fn open<'a>(
        &'a self,
        firm: &'a FirmId,
        owner: &ConnectionOwner,
    ) -> Result<ConnectedLedger<'a>, NoBooks> {
        let with = Books {
            firm,
            store: self.store.as_ref(),
            vault: self.vault.as_ref(),
            ledgers: &self.ledgers,
            clock: &self.clock,
            priority: Priority::Bulk,
        };
        open_books(with, owner).await
    }

    pub(crate) async fn pause(&self, owner: &ConnectionOwner, paused: bool) -> Result<(), ConnectError> {
        set_paused(&admin(), self.store.as_ref(), &self.clock, owner, paused).await
    }

    pub(crate) async fn deactivate(&self) -> Activation {
        deactivate(&admin(), self.store.as_ref(), &self.clock).await.unwrap()
    }

    pub(crate) async fn activate(&self) -> Activation {
        activate(&admin(), self.store.as_ref(), &self.clock).await.unwrap()
    }

    pub(crate) async fn connections(&self, firm: &FirmId) -> Vec<Connection> {
        self.store.open(firm).await.unwrap().connections().all().await.unwrap()
    }

    /// A connection of the first firm with its sealed keys.
    pub(crate) async fn stored(&self, owner: &ConnectionOwner) -> Option<(Connection, SealedKeys)> {
        let mut work = self.store.open(&firm_a()).await.unwrap();
        let connection = work.connections().get(owner).await.unwrap();
        connection.zip(work.connections().keys(owner).await.unwrap())
    }

    pub(crate) async fn state(&self, owner: &ConnectionOwner) -> ConnectionState {
        self.stored(owner).await.unwrap().0.state
    }

    /// Everything that was recorded, the earliest first.
    pub(crate) async fn recorded(&self, firm: &FirmId) -> Vec<AuditEntry> {
        let mut work = self.store.open(firm).await.unwrap();
        let all = AuditQuery { client: None, before: None, most: 10_000 };
        let page = work.audit().page(&all).await.unwrap();
        page.into_iter().rev().map(|record| record.entry).collect()
    }

    /// What happened in the first firm after its activation.
    pub(crate) async fn events(&self) -> Vec<AuditEvent> {
        self.recorded(&firm_a()).await.into_iter().skip(1).map(|entry| entry.event).collect()
    }

    /// How often the first firm's connections came to fare otherwise.
    pub(crate) async fn state_changes(&self) -> usize {
        let events = self.events().await;
        events.iter().filter(|event| matches!(event, AuditEvent::ConnectionChanged { .. })).count()
    }

    pub(crate) fn wait(&self, by: TimeDelta) {
        self.clock.advance(by);
    }

    pub(crate) fn requests(&self, keys: &KeyPair) -> u64 {
        self.ledgers.requests(keys.public())
    }

    /// The state of a connection that works, as of now.
    pub(crate) fn works(&self) -> ConnectionState {
        ConnectionState::Connected { at: self.clock.now() }
    }
}

/// What somebody else does at once, in the middle of something: nothing that it needs may be held by others.
pub(crate) fn at_once<T>(future: impl Future<Output = T>) -> T {
    let done = match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => Some(done),
        Poll::Pending => None,
    };
    // Otherwise it waits for something that is held.
    done.unwrap()
}

pub(crate) fn of(client: &str) -> ConnectionOwner {
    ConnectionOwner::Client(id(client))
}

pub(crate) fn admin() -> Actor {
    actor(Role::Admin)
}

pub(crate) fn admin_of(firm: &FirmId) -> Actor {
    Actor { firm: firm.clone(), ..admin() }
}
