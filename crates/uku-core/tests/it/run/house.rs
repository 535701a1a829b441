//! A firm with its clients, tasks and memory, and the books of one client.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use rust_decimal::Decimal;
use uku_core::activation::Activation;
use uku_core::calendar::MonthRange;
use uku_core::client::Client;
use uku_core::clock::Clock as _;
use uku_core::counting::DataField;
use uku_core::firm::{FirmId, Role};
use uku_core::ledger::{Entry, Ledger};
use uku_core::run::{
    ImportItem, ImportItemError, Item, ItemRecord, MonthOutcome, Outcome, Run, RunKind, start_import,
};
use uku_core::store::IntegrationStore as _;
use uku_core::summary::{
    Change, SummaryKey, SummarySettings, SummaryTask, SummaryWrite, TaskId, Tasks, TasksError,
};
use uku_testkit::build::{actor, client, firm_a, id, key, months, settings, two_firms};
use uku_testkit::fake::{CountingIds, FakeLedger, ManualClock, MemoryClients, MemoryStore, MemoryTasks};

use crate::support::{counting, morning};

pub(super) struct House {
    pub(super) clock: ManualClock,
    pub(super) clients: MemoryClients,
    pub(super) tasks: MemoryTasks,
    pub(super) store: MemoryStore,
    pub(super) ids: CountingIds,
}

impl House {
    /// The firm `firm-a` with the client `kask`; sales and bank entries are mapped.
    pub(super) async fn new() -> Self {
        let house = Self::without_settings().await;
        house.set(&settings(&[DataField::SalesEntries, DataField::BankEntries])).await;
        house
    }

    pub(super) async fn without_settings() -> Self {
        let house = Self {
            clock: morning(),
            clients: MemoryClients::of(two_firms()),
            tasks: MemoryTasks::default(),
            store: MemoryStore::default(),
            ids: CountingIds::default(),
        };
        house.activate(&firm_a()).await;
        house.put(&client("kask"));
        house
    }

    pub(super) async fn activate(&self, firm: &FirmId) {
        let mut work = self.store.open(firm).await.unwrap();
        work.put_activation(Activation::Active { since: self.clock.now() }).await.unwrap();
        work.commit().await.unwrap();
    }

    pub(super) async fn set(&self, settings: &SummarySettings) {
        let mut work = self.store.open(&firm_a()).await.unwrap();
        work.put_summary_settings(settings).await.unwrap();
        work.commit().await.unwrap();
    }

    pub(super) fn put(&self, client: &Client) {
        self.clients.put(&firm_a(), client.clone());
    }

    /// Books of so many entries on a page.
    pub(super) fn books(&self, entries: impl IntoIterator<Item = Entry>) -> FakeLedger {
        FakeLedger::new(&self.clock, 100, entries)
    }

    /// A run of the months for `kask`.
    pub(super) async fn start(&self, range: MonthRange) -> Run {
        let kind = RunKind::ManualImport;
        let kask = vec![id("kask")];
        start_import(&actor(Role::Admin), &self.store, &self.clock, &self.ids, kind, range, kask)
            .await
            .unwrap()
    }

    pub(super) async fn work_off(
        &self,
        item: &Item,
        range: MonthRange,
        tasks: &dyn Tasks,
        ledger: &dyn Ledger,
    ) -> Result<Vec<MonthOutcome>, ImportItemError> {
        let firm = firm_a();
        let import = ImportItem { firm: &firm, clients: &self.clients, tasks, store: &self.store };
        import.run(item, range, &counting(ledger, &self.clock)).await
    }

    /// What came of importing September and October, with these tasks.
    pub(super) async fn import_with(&self, tasks: &dyn Tasks, ledger: &dyn Ledger) -> Vec<Outcome> {
        let run = self.start(autumn()).await;
        let outcomes = self.work_off(&run.items[0], autumn(), tasks, ledger).await.unwrap();
        assert!(outcomes.iter().map(|outcome| outcome.month).eq(autumn().months()));
        outcomes.into_iter().map(|outcome| outcome.outcome).collect()
    }

    /// What came of importing September and October.
    pub(super) async fn import(&self, ledger: &dyn Ledger) -> Vec<Outcome> {
        self.import_with(&self.tasks, ledger).await
    }

    pub(super) async fn task(&self, month: &str) -> Option<SummaryTask> {
        self.tasks.summary(&firm_a(), &key("kask", month)).await.unwrap()
    }

    pub(super) async fn summaries(&self) -> Vec<SummaryTask> {
        self.tasks.summaries(&firm_a()).await.unwrap()
    }

    pub(super) async fn record(&self, run: &Run) -> ItemRecord {
        let mut work = self.store.open(&firm_a()).await.unwrap();
        work.runs().run(run.id).await.unwrap().unwrap().items.remove(0)
    }
}

pub(super) fn autumn() -> MonthRange {
    months("2026-09", "2026-10")
}

pub(super) fn change(field: DataField, old: Option<i64>, new: i64) -> Change {
    Change { field: id(field.key()), old: old.map(Decimal::from), new: Decimal::from(new) }
}

type Before<'a> = Box<dyn FnMut(usize, &SummaryKey) -> Result<(), TasksError> + Send + 'a>;

/// Tasks to which something happens just before each write that changes a number; it may fail the write, too.
pub(super) struct Disturbed<'a> {
    tasks: &'a dyn Tasks,
    before: Mutex<Before<'a>>,
    writes: AtomicUsize,
}

impl<'a> Disturbed<'a> {
    /// It is told the how manieth write it is, from 1, and of which task.
    pub(super) fn new(
        tasks: &'a dyn Tasks,
        before: impl FnMut(usize, &SummaryKey) -> Result<(), TasksError> + Send + 'a,
    ) -> Self {
        Self { tasks, before: Mutex::new(Box::new(before)), writes: AtomicUsize::new(0) }
    }

    /// How many writes there were.
    pub(super) fn writes(&self) -> usize {
        self.writes.load(Ordering::Relaxed)
    }
}

#[async_trait]
impl Tasks for Disturbed<'_> {
    async fn summary(&self, firm: &FirmId, key: &SummaryKey) -> Result<Option<SummaryTask>, TasksError> {
        self.tasks.summary(firm, key).await
    }

    async fn summaries(&self, firm: &FirmId) -> Result<Vec<SummaryTask>, TasksError> {
        self.tasks.summaries(firm).await
    }

    async fn write_summary(&self, firm: &FirmId, write: &SummaryWrite) -> Result<TaskId, TasksError> {
        let found = self.tasks.summary(firm, &write.draft.key).await?;
        let same =
            |(field, number)| found.as_ref().is_some_and(|task| task.values.get(field) == Some(number));
        if write.draft.values.iter().all(same) {
            return self.tasks.write_summary(firm, write).await;
        }
        let number = self.writes.fetch_add(1, Ordering::Relaxed) + 1;
        (self.before.lock().unwrap())(number, &write.draft.key)?;
        self.tasks.write_summary(firm, write).await
    }
}
