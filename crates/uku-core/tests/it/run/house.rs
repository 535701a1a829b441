//! A firm with its clients, tasks and memory, and the books of its clients.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use uku_core::activation::{activate, deactivate};
use uku_core::calendar::MonthRange;
use uku_core::client::Client;
use uku_core::clock::Clock as _;
use uku_core::connection::{Connecting, ConnectionOwner, Saving};
use uku_core::counting::{DataField, Quiet};
use uku_core::firm::Role;
use uku_core::ids::Ids as _;
use uku_core::ledger::{Entry, Ledger, Ledgers, Patience};
use uku_core::run::{
    Asked, Claim, Ended, Failure, ImportItem, Item, ItemId, ItemRecord, LONGEST_LEASE, Lane, NodeName,
    Outcome, Release, Run, RunId, StartError, Which, WorkQueue as _, cancel_run, start_import,
};
use uku_core::store::{IntegrationStore, StoreError};
use uku_core::summary::{Change, SummarySettings, SummaryTask, Tasks, WrittenMonth};
use uku_testkit::build::{
    actor, client, fingerprint, firm_a, id, key, key_pair, month, months, settings, two_firms,
};
use uku_testkit::fake::{
    CountingIds, FakeLedger, ManualClock, MemoryClients, MemoryNotices, MemoryStore, MemoryTasks, MemoryVault,
};

use super::opens::Opens;
use crate::support::morning;

pub(crate) struct House {
    pub(crate) clock: ManualClock,
    pub(crate) clients: MemoryClients,
    pub(crate) tasks: MemoryTasks,
    pub(crate) store: MemoryStore,
    pub(crate) vault: MemoryVault,
    pub(crate) notices: MemoryNotices,
    pub(crate) ids: CountingIds,
    pub(crate) patience: Patience,
}

impl House {
    /// The firm `firm-a` with the connected client `kask`; sales and bank entries are mapped.
    pub(crate) async fn new() -> Self {
        let house = Self::without_settings().await;
        house.set(&settings(&[DataField::SalesEntries, DataField::BankEntries])).await;
        house
    }

    pub(crate) async fn without_settings() -> Self {
        let house = Self::unused();
        house.activate().await;
        house.connect("kask").await;
        house
    }

    /// Nobody has activated or connected anything.
    pub(crate) fn unused() -> Self {
        let clock = morning();
        Self {
            clients: MemoryClients::of(two_firms()),
            tasks: MemoryTasks::default(),
            store: MemoryStore::new(clock.clone()),
            vault: MemoryVault::default(),
            notices: MemoryNotices::default(),
            ids: CountingIds::default(),
            patience: Patience::UpTo(TimeDelta::minutes(2)),
            clock,
        }
    }

    pub(crate) async fn activate(&self) {
        activate(&actor(Role::Admin), &self.store, &self.clock).await.unwrap();
    }

    pub(crate) async fn deactivate(&self) {
        deactivate(&actor(Role::Admin), &self.store, &self.clock).await.unwrap();
    }

    /// Adds a client with the keys of its name.
    pub(crate) async fn connect(&self, name: &str) {
        self.put(&client(name));
        self.give_keys(name, name).await;
    }

    /// Saves other keys for a client.
    pub(crate) async fn give_keys(&self, client: &str, public: &str) {
        let nobody: Arc<dyn Ledger> = self.books([]);
        let connecting = Connecting {
            actor: &actor(Role::Admin),
            clients: &self.clients,
            store: &self.store,
            vault: &self.vault,
            ledgers: &Opens(nobody),
            clock: &self.clock,
        };
        connecting.save(&of(client), key_pair(public), Saving::Untested).await.unwrap();
    }

    pub(crate) async fn set(&self, settings: &SummarySettings) {
        let mut work = self.store.open(&firm_a()).await.unwrap();
        work.put_settings_draft(&settings.clone().into()).await.unwrap();
        work.commit().await.unwrap();
    }

    pub(crate) fn put(&self, client: &Client) {
        self.clients.put(&firm_a(), client.clone());
    }

    /// Books of a hundred entries on a page.
    pub(crate) fn ledger(&self, entries: impl IntoIterator<Item = Entry>) -> FakeLedger {
        FakeLedger::new(&self.clock, 100, entries)
    }

    pub(crate) fn books(&self, entries: impl IntoIterator<Item = Entry>) -> Arc<FakeLedger> {
        Arc::new(self.ledger(entries))
    }

    pub(crate) async fn start(&self, asked: &Asked) -> Run {
        self.try_to_start(asked).await.unwrap()
    }

    pub(crate) async fn try_to_start(&self, asked: &Asked) -> Result<Run, StartError> {
        let asks = actor(Role::Admin);
        start_import(&asks, &self.clients, &self.tasks, &self.store, &self.clock, &self.ids, asked).await
    }

    /// Adds a run as it is, with an item for each client.
    pub(crate) async fn add(&self, run: &Run, clients: &[&str]) {
        let item = |client: &&str| Item {
            id: ItemId(self.ids.next()),
            client: id(client),
            lane: Lane::of_key(&fingerprint(client)),
        };
        let items: Vec<Item> = clients.iter().map(item).collect();
        let mut work = self.store.open(&firm_a()).await.unwrap();
        assert!(work.runs().add(run, &items).await.unwrap());
        work.commit().await.unwrap();
    }

    pub(crate) fn importing<'a>(
        &'a self,
        tasks: &'a dyn Tasks,
        store: &'a dyn IntegrationStore,
        ledgers: &'a dyn Ledgers,
    ) -> ImportItem<'a> {
        ImportItem {
            clients: &self.clients,
            tasks,
            store,
            vault: &self.vault,
            ledgers,
            clock: &self.clock,
            patience: self.patience,
            progress: &Quiet,
        }
    }

    pub(crate) async fn claim(&self) -> Option<Claim> {
        self.store.claim(&NodeName("node".into()), LONGEST_LEASE).await.unwrap()
    }

    /// One attempt at a claimed item.
    pub(crate) async fn work<L: Ledger + 'static>(
        &self,
        claim: &Claim,
        ledger: &Arc<L>,
    ) -> Result<Ended, StoreError> {
        self.work_with(claim, &self.tasks, &self.store, ledger).await
    }

    pub(crate) async fn work_with<L: Ledger + 'static>(
        &self,
        claim: &Claim,
        tasks: &dyn Tasks,
        store: &dyn IntegrationStore,
        ledger: &Arc<L>,
    ) -> Result<Ended, StoreError> {
        let ledgers = Opens(Arc::<L>::clone(ledger));
        self.importing(tasks, store, &ledgers).run(claim).await
    }

    /// Ends an item that can't be tried any more.
    pub(crate) async fn fail(&self, claim: &Claim, failure: Failure) -> Ended {
        let nobody: Arc<dyn Ledger> = self.books([]);
        let ledgers = Opens(nobody);
        self.importing(&self.tasks, &self.store, &ledgers).fail(claim, failure).await.unwrap()
    }

    /// Claims what is due and works on it, once; how that ended. Whatever is not over is let go as the engine does.
    pub(crate) async fn attempt<L: Ledger + 'static>(&self, ledger: &Arc<L>) -> Option<Ended> {
        let claim = self.claim().await?;
        let ended = self.work(&claim, ledger).await.unwrap();
        let release = match &ended {
            Ended::Finished | Ended::Lost => return Some(ended),
            Ended::Parked { until } => Release::Park { until: *until },
            Ended::Troubled(_) => Release::Retry { after: TimeDelta::minutes(1) },
            Ended::Moved(lane) => Release::Move(lane.clone()),
        };
        self.store.release(&claim, release).await.unwrap();
        Some(ended)
    }

    /// Works off everything that is due; how the attempts ended.
    pub(crate) async fn work_off<L: Ledger + 'static>(&self, ledger: &Arc<L>) -> Vec<Ended> {
        let mut ends = Vec::new();
        while let Some(ended) = self.attempt(ledger).await {
            ends.push(ended);
        }
        ends
    }

    /// What came of an import with these tasks, in one attempt; what was not over then is cancelled.
    pub(crate) async fn import_as<L: Ledger + 'static>(
        &self,
        asked: &Asked,
        tasks: &dyn Tasks,
        ledger: &Arc<L>,
    ) -> Vec<Outcome> {
        let run = self.start(asked).await;
        let claim = self.claim().await.unwrap();
        let ended = self.work_with(&claim, tasks, &self.store, ledger).await.unwrap();
        if ended != Ended::Finished {
            cancel_run(&actor(Role::Admin), &self.store, &self.clock, run.id).await.unwrap();
        }
        self.outcomes(run.id).await
    }

    /// What came of importing September and October with these tasks, and hand edits overwritten.
    pub(crate) async fn overwrite_with<L: Ledger + 'static>(
        &self,
        tasks: &dyn Tasks,
        ledger: &Arc<L>,
    ) -> Vec<Outcome> {
        self.import_as(&autumn_of_kask().overwriting(), tasks, ledger).await
    }

    /// What came of importing September and October with these tasks.
    pub(crate) async fn import_with<L: Ledger + 'static>(
        &self,
        tasks: &dyn Tasks,
        ledger: &Arc<L>,
    ) -> Vec<Outcome> {
        self.import_as(&autumn_of_kask(), tasks, ledger).await
    }

    /// What came of importing September and October.
    pub(crate) async fn import<L: Ledger + 'static>(&self, ledger: &Arc<L>) -> Vec<Outcome> {
        self.import_with(&self.tasks, ledger).await
    }

    pub(crate) async fn task(&self, month: &str) -> Option<SummaryTask> {
        self.tasks.summary(&firm_a(), &key("kask", month)).await.unwrap()
    }

    pub(crate) async fn summaries(&self) -> Vec<SummaryTask> {
        self.tasks.summaries(&firm_a()).await.unwrap()
    }

    pub(crate) async fn written(&self, of: &str) -> Option<WrittenMonth> {
        let mut work = self.store.open(&firm_a()).await.unwrap();
        let range = MonthRange::single(month(of));
        let mut written = work.runs().written(&id("kask"), range).await.unwrap();
        written.pop().map(|(_, written)| written)
    }

    /// What is remembered of a run's first item.
    pub(crate) async fn record(&self, run: RunId) -> ItemRecord {
        let mut work = self.store.open(&firm_a()).await.unwrap();
        work.runs().run(run).await.unwrap().unwrap().items.remove(0).1
    }

    /// What came of the months of a run's first item.
    pub(crate) async fn outcomes(&self, run: RunId) -> Vec<Outcome> {
        self.record(run).await.outcomes.into_iter().map(|outcome| outcome.outcome).collect()
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Types a number of sales into a task of `kask`.
    pub(crate) fn type_sales(&self, of: &str, number: i64) {
        let sales = id(DataField::SalesEntries.key());
        self.tasks.edit(&firm_a(), &key("kask", of), sales, Decimal::from(number));
    }
}

pub(crate) fn of(client: &str) -> ConnectionOwner {
    ConnectionOwner::Client(id(client))
}

pub(crate) fn autumn() -> MonthRange {
    months("2026-09", "2026-10")
}

/// Import data for `kask`, of some months.
pub(crate) fn kask(months: MonthRange) -> Asked {
    Asked::import(Which::These(vec![id("kask")]), months)
}

pub(crate) fn autumn_of_kask() -> Asked {
    kask(autumn())
}

pub(crate) fn change(field: DataField, old: Option<i64>, new: i64) -> Change {
    Change { field: id(field.key()), old: old.map(Decimal::from), new: Decimal::from(new) }
}
