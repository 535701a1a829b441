//! A firm with clients, people and connections.

use async_trait::async_trait;
use uku_core::audit::{AuditEvent, AuditQuery, AuditRecord};
use uku_core::client::{AddClient, Client, EditClient};
use uku_core::connection::{Connection, ConnectionState, ConnectionTrouble};
use uku_core::firm::{Actor, FirmId, MemberId, MemberProfile, Members, MembersError, Role};
use uku_core::store::IntegrationStore as _;
use uku_testkit::build::{actor, at, client, connection, firm_a, firm_b, id, sealed_keys, two_firms};
use uku_testkit::fake::{CountingIds, ManualClock, MemoryClients, MemoryStore};

use crate::support::morning;

/// Mari and Jaan work for the first firm, Peeter did; Liis works for the second.
struct People;

#[async_trait]
impl Members for People {
    async fn members(&self, firm: &FirmId) -> Result<Vec<MemberProfile>, MembersError> {
        let person = |name: &str, active| MemberProfile {
            id: id(&name.to_lowercase()),
            name: name.to_owned(),
            email: None,
            role: Role::Member,
            exports_invoices: false,
            active,
        };
        if *firm == firm_b() {
            return Ok(vec![person("Liis", true)]);
        }
        Ok(vec![person("Jaan", true), person("Mari", true), person("Peeter", false)])
    }

    async fn member(&self, firm: &FirmId, member: &MemberId) -> Result<Option<MemberProfile>, MembersError> {
        Ok(self.members(firm).await?.into_iter().find(|person| person.id == *member))
    }
}

pub(super) struct House {
    pub(super) actor: Actor,
    pub(super) clients: MemoryClients,
    pub(super) store: MemoryStore,
    pub(super) clock: ManualClock,
    ids: CountingIds,
}

impl House {
    /// Nobody's clients yet, with an admin of the first firm at work.
    pub(super) fn new() -> Self {
        Self {
            actor: actor(Role::Admin),
            clients: MemoryClients::of(two_firms()),
            store: MemoryStore::default(),
            clock: morning(),
            ids: CountingIds::default(),
        }
    }

    /// A client of the first firm, whose identity is the first word of its name in small letters.
    pub(super) fn put(&self, name: &str) -> Client {
        let word = name.split(' ').next().unwrap_or_default().to_lowercase();
        let client = Client { name: name.to_owned(), ..client(&word) };
        self.clients.put(&firm_a(), client.clone());
        client
    }

    /// Gives a client of the first firm keys that fare so.
    pub(super) async fn connect(&self, client: &Client, state: ConnectionState, paused: bool) -> Connection {
        let saved = Connection { state, paused, ..connection(client.id.as_ref(), client.id.as_ref()) };
        let mut work = self.store.open(&firm_a()).await.unwrap();
        work.connections().put(&saved, &sealed_keys(1)).await.unwrap();
        work.commit().await.unwrap();
        saved
    }

    pub(super) fn add(&self) -> AddClient<'_> {
        AddClient {
            actor: &self.actor,
            clients: &self.clients,
            members: &People,
            store: &self.store,
            clock: &self.clock,
            ids: &self.ids,
        }
    }

    pub(super) fn edit(&self) -> EditClient<'_> {
        EditClient {
            actor: &self.actor,
            clients: &self.clients,
            members: &People,
            store: &self.store,
            clock: &self.clock,
        }
    }

    /// What was recorded in the first firm, the earliest first.
    pub(super) async fn records(&self) -> Vec<AuditRecord> {
        let mut work = self.store.open(&firm_a()).await.unwrap();
        let all = AuditQuery { client: None, before: None, most: 1000 };
        let mut records = work.audit().page(&all).await.unwrap();
        records.reverse();
        records
    }

    pub(super) async fn events(&self) -> Vec<AuditEvent> {
        self.records().await.into_iter().map(|record| record.entry.event).collect()
    }
}

pub(super) fn working() -> ConnectionState {
    ConnectionState::Connected { at: at("2026-11-09T09:00:00Z") }
}

pub(super) fn failing() -> ConnectionState {
    ConnectionState::Failing { since: at("2026-11-09T09:00:00Z"), why: ConnectionTrouble::WrongKeys }
}
