//! A firm that imports clients, with everything that it needs.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Mutex;

use async_trait::async_trait;
use uku_core::activation::{activate, deactivate};
use uku_core::audit::{AuditEvent, AuditQuery, AuditRecord};
use uku_core::client::{
    Client, ClientId, ClientPage, ClientProfile, ClientQuery, ClientRefusal, ClientWrite, Clients,
    ClientsError, ProfileRow,
};
use uku_core::client_import::{
    AsClient, ChoiceError, ClientImport, ClientImportId, ClientSource, Confirm, ConfirmError, Confirmed,
    FetchError, Fetching, FoundClient, ImportRow, ImportSource, ImportState, RowChoice, choose, fetch,
    review, start,
};
use uku_core::client_import::{ReviewRow, StartImportError};
use uku_core::firm::{Firm, FirmId, Role};
use uku_core::store::{IntegrationStore, StoreError};
use uku_testkit::build::{actor, firm_a, profile, two_firms};
use uku_testkit::fake::{CountingIds, FakeLedgers, ManualClock, MemoryClients, MemoryStore, MemoryVault};

use crate::support::morning;

/// Clients of which some can be deleted.
pub(super) struct Office {
    clients: MemoryClients,
    deleted: Mutex<BTreeSet<ClientId>>,
}

impl Office {
    pub(super) fn put(&self, client: Client) {
        self.clients.put(&firm_a(), client);
    }

    pub(super) fn delete(&self, client: &Client) {
        self.put(Client { registry_code: None, ..client.clone() });
        self.deleted.lock().unwrap().insert(client.id.clone());
    }

    fn is_deleted(&self, id: &ClientId) -> bool {
        self.deleted.lock().unwrap().contains(id)
    }
}

#[async_trait]
impl Clients for Office {
    async fn firm(&self, firm: &FirmId) -> Result<Option<Firm>, ClientsError> {
        self.clients.firm(firm).await
    }

    async fn client(&self, firm: &FirmId, client: &ClientId) -> Result<Option<Client>, ClientsError> {
        Ok(self.clients.client(firm, client).await?.filter(|client| !self.is_deleted(&client.id)))
    }

    async fn clients(&self, firm: &FirmId) -> Result<Vec<Client>, ClientsError> {
        let mut clients = self.clients.clients(firm).await?;
        clients.retain(|client| !self.is_deleted(&client.id));
        Ok(clients)
    }

    async fn find_clients(&self, firm: &FirmId, query: &ClientQuery) -> Result<ClientPage, ClientsError> {
        Ok(query.page_of(self.clients(firm).await?))
    }

    async fn write_clients(
        &self,
        firm: &FirmId,
        writes: &[ClientWrite],
    ) -> Result<Vec<Result<(), ClientRefusal>>, ClientsError> {
        let mut done = Vec::new();
        for write in writes {
            if self.is_deleted(&write.client.id) {
                done.push(Err(ClientRefusal::Changed));
            } else {
                done.extend(self.clients.write_clients(firm, std::slice::from_ref(write)).await?);
            }
        }
        Ok(done)
    }
}

/// A source that tells these pages, one after another.
pub(super) struct Listed {
    source: ImportSource,
    pages: VecDeque<Result<Vec<FoundClient>, FetchError>>,
}

impl Listed {
    pub(super) fn pages(
        source: ImportSource,
        pages: impl IntoIterator<Item = Result<Vec<FoundClient>, FetchError>>,
    ) -> Self {
        Self { source, pages: pages.into_iter().collect() }
    }

    pub(super) fn rows(source: ImportSource, rows: impl IntoIterator<Item = ProfileRow>) -> Self {
        Self::pages(source, [Ok(rows.into_iter().map(FoundClient::from).collect())])
    }
}

#[async_trait]
impl ClientSource for Listed {
    fn source(&self) -> ImportSource {
        self.source
    }

    async fn next_page(&mut self) -> Result<Option<Vec<FoundClient>>, FetchError> {
        self.pages.pop_front().transpose()
    }
}

pub(super) struct House {
    pub(super) clock: ManualClock,
    pub(super) clients: Office,
    pub(super) store: MemoryStore,
    pub(super) vault: MemoryVault,
    pub(super) ledgers: FakeLedgers,
    pub(super) ids: CountingIds,
}

impl House {
    /// The firm `firm-a`, which uses the integration and has no client.
    pub(super) async fn new() -> Self {
        let house = Self {
            clock: morning(),
            clients: Office { clients: MemoryClients::of(two_firms()), deleted: Mutex::default() },
            store: MemoryStore::default(),
            vault: MemoryVault::default(),
            ledgers: FakeLedgers::default(),
            ids: CountingIds::default(),
        };
        house.activate().await;
        house
    }

    pub(super) async fn activate(&self) {
        activate(&actor(Role::Owner), &self.store, &self.clock).await.unwrap();
    }

    pub(super) async fn deactivate(&self) {
        deactivate(&actor(Role::Owner), &self.store, &self.clock).await.unwrap();
    }

    pub(super) async fn start(&self, source: ImportSource) -> Result<ClientImport, StartImportError> {
        start(&actor(Role::Admin), &self.store, &self.clock, &self.ids, source).await
    }

    pub(super) async fn fetch(
        &self,
        import: ClientImport,
        source: &mut dyn ClientSource,
    ) -> Result<ClientImport, StoreError> {
        fetch(self.fetching(&self.store, &firm_a()), import, source).await
    }

    pub(super) fn fetching<'a>(&'a self, store: &'a dyn IntegrationStore, firm: &'a FirmId) -> Fetching<'a> {
        Fetching { firm, store, vault: &self.vault, clock: &self.clock, ids: &self.ids }
    }

    /// Fetches all that a source has.
    pub(super) async fn import_from(&self, source: &mut dyn ClientSource) -> ClientImport {
        let import = self.start(source.source()).await.unwrap();
        self.fetch(import, source).await.unwrap()
    }

    /// Fetches a file of these rows, up to the review.
    pub(super) async fn import(&self, rows: impl IntoIterator<Item = ClientProfile>) -> Vec<ReviewRow> {
        let mut source = Listed::rows(ImportSource::File, rows.into_iter().map(Ok));
        assert_eq!(self.import_from(&mut source).await.state, ImportState::Ready);
        self.review().await
    }

    /// Imports a file of these rows with the ticks that are proposed.
    pub(super) async fn take(&self, rows: impl IntoIterator<Item = ClientProfile>) -> Confirmed {
        self.import(rows).await;
        self.confirm().await
    }

    pub(super) async fn review(&self) -> Vec<ReviewRow> {
        review(&actor(Role::Admin), &self.store, &self.clients, &self.clock).await.unwrap().rows
    }

    /// The identity of the import that was begun last; of one that never was if there was none.
    pub(super) async fn latest_id(&self) -> ClientImportId {
        let mut work = self.store.open(&firm_a()).await.unwrap();
        let latest = work.client_imports().latest().await.unwrap();
        latest.map_or(ClientImportId(uuid::Uuid::nil()), |latest| latest.id)
    }

    pub(super) async fn choose(&self, choices: &[(u32, RowChoice)]) -> Result<(), ChoiceError> {
        choose(&actor(Role::Admin), &self.store, &self.clients, &self.clock, self.latest_id().await, choices)
            .await
    }

    pub(super) async fn confirm_with(
        &self,
        clients: &dyn Clients,
        store: &dyn IntegrationStore,
    ) -> Result<ClientImport, ConfirmError> {
        let actor = actor(Role::Admin);
        let (vault, ledgers, clock) = (&self.vault, &self.ledgers, &self.clock);
        Confirm { actor: &actor, clients, store, vault, ledgers, clock }.run(self.latest_id().await).await
    }

    pub(super) async fn confirm(&self) -> Confirmed {
        confirmed(&self.confirm_with(&self.clients, &self.store).await.unwrap())
    }

    pub(super) async fn all(&self) -> Vec<Client> {
        self.clients.clients(&firm_a()).await.unwrap()
    }

    pub(super) async fn names(&self) -> Vec<String> {
        self.all().await.into_iter().map(|client| client.name).collect()
    }

    /// The only client.
    pub(super) async fn only(&self) -> Client {
        let [client] = <[Client; 1]>::try_from(self.all().await).unwrap();
        client
    }

    /// Changes the only client as a person would.
    pub(super) async fn edit(&self, change: impl FnOnce(&mut Client)) {
        let mut client = self.only().await;
        change(&mut client);
        self.clients.put(client);
    }

    pub(super) async fn latest(&self) -> ClientImport {
        let mut work = self.store.open(&firm_a()).await.unwrap();
        work.client_imports().latest().await.unwrap().unwrap()
    }

    pub(super) async fn rows(&self) -> Vec<ImportRow> {
        let id = self.latest().await.id;
        let mut work = self.store.open(&firm_a()).await.unwrap();
        work.client_imports().rows(id, 0, 100_000).await.unwrap()
    }

    /// The whole activity, the first first.
    pub(super) async fn activity(&self) -> Vec<AuditRecord> {
        let mut work = self.store.open(&firm_a()).await.unwrap();
        let query = AuditQuery { client: None, before: None, most: 1_000_000 };
        let mut records = work.audit().page(&query).await.unwrap();
        records.reverse();
        records
    }

    /// Each row that was intended to be written was also written, or the failure recorded, and each just once.
    pub(super) async fn assert_every_intent_has_its_outcome(&self) {
        let records = self.activity().await;
        let keys = |intended: bool| -> Vec<String> {
            let wanted = records.iter().filter(|record| match record.entry.event {
                AuditEvent::ClientIntended { .. } => intended,
                AuditEvent::ClientWritten { .. } => !intended,
                _ => false,
            });
            let row = |record: &AuditRecord| {
                let key = record.entry.once.clone().unwrap();
                key.rsplit_once(':').unwrap().0.to_owned()
            };
            let mut keys: Vec<String> = wanted.map(row).collect();
            keys.sort();
            keys
        };
        let (intended, written) = (keys(true), keys(false));
        assert_eq!(intended, written);
        let distinct: BTreeSet<&String> = intended.iter().collect();
        assert_eq!(distinct.len(), intended.len());
    }
}

pub(super) fn confirmed(import: &ClientImport) -> Confirmed {
    let ImportState::Confirmed(confirmed) = import.state else { return Confirmed::default() };
    let Confirmed { created, updated, unchanged, declined, left, failed, .. } = confirmed;
    assert_eq!(created + updated + unchanged + declined + left + failed, import.rows, "{confirmed:?}");
    confirmed
}

/// What a source says of a company of the register.
pub(super) fn company(name: &str, code: &str) -> ClientProfile {
    ClientProfile { registry_code: Some(code.to_owned()), ..profile(name) }
}

pub(super) fn tick() -> RowChoice {
    RowChoice { ticked: Some(true), ..RowChoice::default() }
}

pub(super) fn untick() -> RowChoice {
    RowChoice { ticked: Some(false), ..RowChoice::default() }
}

pub(super) fn as_new() -> RowChoice {
    RowChoice { as_client: Some(AsClient::New), ..tick() }
}

pub(super) fn as_existing(id: &ClientId) -> RowChoice {
    RowChoice { as_client: Some(AsClient::Existing(id.clone())), ..tick() }
}
