//! Firms with their clients, tasks and books, and what nodes need to work for them.

use std::sync::Arc;

use uku_core::activation::Activation;
use uku_core::calendar::MonthRange;
use uku_core::client::ClientId;
use uku_core::clock::Clock;
use uku_core::connection::{Connection, SealedKeys};
use uku_core::counting::DataField;
use uku_core::firm::{Actor, Firm, FirmId, Role};
use uku_core::ids::Ids;
use uku_core::ledger::{Entry, EntryKind};
use uku_core::run::{Asked, MonthOutcome, Outcome, Run, RunRecord, RunsQuery, Which, start_import};
use uku_core::schedule::Schedule;
use uku_core::store::{IntegrationStore as _, UnitOfWork};
use uku_core::summary::{SummarySettings, SummaryTask, Tasks as _};
use uku_scheduler::Means;
use uku_testkit::build::{actor, client, connection, entry, id, key_pair, settings};
use uku_testkit::fake::{
    CountingIds, FakeLedger, FakeLedgers, ManualClock, MemoryClients, MemoryNotices, MemoryStore,
    MemoryTasks, MemoryVault,
};

use crate::clocks::RuntimeClock;

pub(crate) const MORNING: &str = "2026-11-10T09:00:00Z";

pub(crate) struct House {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) store: MemoryStore,
    pub(crate) clients: Arc<MemoryClients>,
    pub(crate) tasks: Arc<MemoryTasks>,
    pub(crate) notices: Arc<MemoryNotices>,
    pub(crate) vault: Arc<MemoryVault>,
    pub(crate) ledgers: FakeLedgers,
    pub(crate) ids: Arc<dyn Ids>,
    /// The time by which entries are entered.
    pub(crate) entered: ManualClock,
}

impl House {
    /// Nobody has said yet whether they use the integration.
    pub(crate) fn of(
        firms: impl IntoIterator<Item = Firm>,
        clock: impl Clock + Clone + 'static,
        entered: &ManualClock,
        ids: impl Ids + 'static,
    ) -> Self {
        Self {
            store: MemoryStore::new(clock.clone()),
            clock: Arc::new(clock),
            clients: Arc::new(MemoryClients::of(firms)),
            tasks: Arc::default(),
            notices: Arc::default(),
            vault: Arc::default(),
            ledgers: FakeLedgers::default(),
            ids: Arc::new(ids),
            entered: entered.clone(),
        }
    }

    /// Firms that are active, on the morning of the 10th of November 2026, by a clock that is moved by hand.
    pub(crate) async fn by_hand(firms: &[Firm]) -> (Self, ManualClock) {
        let clock = ManualClock::at(MORNING);
        let house = Self::of(firms.iter().cloned(), clock.clone(), &clock, CountingIds::default());
        house.activate_all(firms).await;
        (house, clock)
    }

    /// The same firms on the same morning, by the runtime's clock.
    pub(crate) async fn paused(firms: &[Firm]) -> Self {
        let entered = ManualClock::at(MORNING);
        let clock = RuntimeClock::at(MORNING);
        let house = Self::of(firms.iter().cloned(), clock, &entered, CountingIds::default());
        house.activate_all(firms).await;
        house
    }

    async fn activate_all(&self, firms: &[Firm]) {
        for firm in firms {
            self.activate(&firm.id, &settings(&[DataField::SalesEntries])).await;
        }
    }

    /// The firm uses the integration and follows its schedule from now on.
    pub(crate) async fn activate(&self, firm: &FirmId, settings: &SummarySettings) {
        let now = self.clock.now();
        let mut work = self.open(firm).await;
        work.put_activation(Activation::Active { since: now }).await.unwrap();
        work.put_settings_draft(&settings.clone().into()).await.unwrap();
        let schedule = Schedule { followed_since: Some(now), ..Schedule::default() };
        work.put_schedule(&schedule).await.unwrap();
        work.commit().await.unwrap();
    }

    pub(crate) async fn open(&self, firm: &FirmId) -> Box<dyn UnitOfWork> {
        self.store.open(firm).await.unwrap()
    }

    /// A client by this name, connected with keys of the same name, and its books: a sales invoice in October.
    pub(crate) async fn connect(&self, firm: &FirmId, name: &str) -> Arc<FakeLedger> {
        self.connect_books(firm, name, 100, [sale(1, "2026-10-05")]).await
    }

    /// The same with these entries, so many of them on a page.
    pub(crate) async fn connect_books(
        &self,
        firm: &FirmId,
        name: &str,
        page_size: usize,
        entries: impl IntoIterator<Item = Entry>,
    ) -> Arc<FakeLedger> {
        self.clients.put(firm, client(name));
        self.put_keys(firm, name, name).await;
        self.ledgers.give(&key_pair(name), FakeLedger::new(&self.entered, page_size, entries))
    }

    /// Saves the keys of this name for a client, untested.
    pub(crate) async fn put_keys(&self, firm: &FirmId, client: &str, key: &str) {
        let connection = connection(client, key);
        let owner = connection.owner.to_string();
        let keys = SealedKeys::seal(self.vault.as_ref(), firm, &owner, &key_pair(key)).await.unwrap();
        let mut work = self.open(firm).await;
        work.connections().put(&connection, &keys).await.unwrap();
        work.commit().await.unwrap();
    }

    pub(crate) async fn connection(&self, firm: &FirmId, name: &str) -> Connection {
        let owner = connection(name, name).owner;
        self.open(firm).await.connections().get(&owner).await.unwrap().unwrap()
    }

    /// Import data, as the firm's owner asks for it; for no names, for everybody who is connected.
    pub(crate) async fn import(&self, firm: &FirmId, names: &[&str], months: MonthRange) -> Run {
        let which = if names.is_empty() {
            Which::Everybody
        } else {
            Which::These(names.iter().map(|name| id::<ClientId>(name)).collect())
        };
        let (clients, tasks) = (self.clients.as_ref(), self.tasks.as_ref());
        let (clock, ids) = (self.clock.as_ref(), self.ids.as_ref());
        let asked = Asked::import(which, months);
        start_import(&owner_of(firm), clients, tasks, &self.store, clock, ids, &asked).await.unwrap()
    }

    pub(crate) async fn record(&self, firm: &FirmId, run: &Run) -> RunRecord {
        self.open(firm).await.runs().run(run.id).await.unwrap().unwrap()
    }

    /// What came of each client's months in a run, in order.
    pub(crate) async fn outcomes(&self, firm: &FirmId, run: &Run) -> Vec<Outcome> {
        let of_month = |month: MonthOutcome| month.outcome;
        let items = self.record(firm, run).await.items.into_iter();
        items.flat_map(|(_, record)| record.outcomes).map(of_month).collect()
    }

    /// All runs of a firm, the latest first.
    pub(crate) async fn runs(&self, firm: &FirmId) -> Vec<RunRecord> {
        let all = RunsQuery { before: None, most: u32::MAX };
        self.open(firm).await.runs().page(all).await.unwrap()
    }

    pub(crate) async fn summaries(&self, firm: &FirmId) -> Vec<SummaryTask> {
        self.tasks.summaries(firm).await.unwrap()
    }

    pub(crate) fn means(&self) -> Means {
        Means {
            clients: self.clients.clone(),
            tasks: self.tasks.clone(),
            notices: self.notices.clone(),
            store: Arc::new(self.store.clone()),
            queue: Arc::new(self.store.clone()),
            vault: self.vault.clone(),
            ledgers: Arc::new(self.ledgers.clone()),
            clock: Arc::clone(&self.clock),
            ids: Arc::clone(&self.ids),
        }
    }
}

pub(crate) fn owner_of(firm: &FirmId) -> Actor {
    Actor { firm: firm.clone(), ..actor(Role::Owner) }
}

pub(crate) fn sale(number: u32, on: &str) -> Entry {
    entry(number, on, EntryKind::ClientInvoice)
}
