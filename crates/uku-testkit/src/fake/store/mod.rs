mod answers;
mod audit;
mod client_imports;
mod connections;
mod queue;
mod run_memory;
mod runs;

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use tokio::sync::{Mutex, Notify, OwnedMutexGuard};
use uku_core::activation::Activation;
use uku_core::answers::Answers;
use uku_core::audit::Audit;
use uku_core::client_import::ClientImports;
use uku_core::clock::Clock;
use uku_core::connection::Connections;
use uku_core::firm::FirmId;
use uku_core::run::Runs;
use uku_core::schedule::Schedule;
use uku_core::store::{IntegrationStore, StoreError, UnitOfWork};
use uku_core::summary::SettingsDraft;

use super::ManualClock;
use answers::MemoryAnswers;
use audit::MemoryAudit;
use client_imports::MemoryClientImports;
use connections::MemoryConnections;
use run_memory::RunMemory;
use runs::RunsInWork;

/// The integration's memory of every firm, and the queue of their work. One unit of work is open at a time; others wait
/// for it, and so does whoever claims work.
///
/// Clones are the same memory, as several programs see it.
#[derive(Clone)]
pub struct MemoryStore {
    memory: Arc<Mutex<Memory>>,
    clock: Arc<dyn Clock>,
    woken: Arc<Notify>,
}

#[derive(Default)]
struct Memory {
    firms: BTreeMap<FirmId, FirmMemory>,
    /// The latest epoch; there is one row of them for all.
    epoch: i64,
}

/// What a unit of work doesn't touch, it shares with what was there before.
#[derive(Clone, Default)]
struct FirmMemory {
    activation: Option<Activation>,
    settings: Option<Arc<SettingsDraft>>,
    schedule: Schedule,
    runs: Arc<RunMemory>,
    connections: Arc<MemoryConnections>,
    client_imports: Arc<MemoryClientImports>,
    audit: MemoryAudit,
    answers: Arc<MemoryAnswers>,
}

impl MemoryStore {
    /// An empty memory whose queue goes by this clock.
    #[must_use]
    pub fn new(clock: impl Clock + 'static) -> Self {
        Self { memory: Arc::default(), clock: Arc::new(clock), woken: Arc::default() }
    }

    /// Wakes whoever waits for work, or waits next.
    fn wake(&self) {
        self.woken.notify_waiters();
        self.woken.notify_one();
    }
}

impl Default for MemoryStore {
    /// A memory whose clock stands still.
    fn default() -> Self {
        Self::new(ManualClock::at("2026-11-10T09:00:00Z"))
    }
}

#[async_trait]
impl IntegrationStore for MemoryStore {
    async fn open(&self, firm: &FirmId) -> Result<Box<dyn UnitOfWork>, StoreError> {
        let all = Arc::clone(&self.memory).lock_owned().await;
        let memory = all.firms.get(firm).cloned().unwrap_or_default();
        let runs = RunsInWork::new(Arc::clone(&memory.runs), Arc::clone(&self.clock));
        Ok(Box::new(MemoryWork { all, firm: firm.clone(), memory, runs, store: self.clone() }))
    }

    async fn firms(&self) -> Result<Vec<FirmId>, StoreError> {
        let memory = self.memory.lock().await;
        let said = memory.firms.iter().filter(|(_, memory)| memory.activation.is_some());
        Ok(said.map(|(firm, _)| firm.clone()).collect())
    }
}

struct MemoryWork {
    all: OwnedMutexGuard<Memory>,
    firm: FirmId,
    memory: FirmMemory,
    runs: RunsInWork,
    store: MemoryStore,
}

#[async_trait]
impl UnitOfWork for MemoryWork {
    fn runs(&mut self) -> &mut dyn Runs {
        &mut self.runs
    }

    fn connections(&mut self) -> &mut dyn Connections {
        Arc::<MemoryConnections>::make_mut(&mut self.memory.connections)
    }

    fn client_imports(&mut self) -> &mut dyn ClientImports {
        Arc::<MemoryClientImports>::make_mut(&mut self.memory.client_imports)
    }

    fn audit(&mut self) -> &mut dyn Audit {
        &mut self.memory.audit
    }

    fn answers(&mut self) -> &mut dyn Answers {
        Arc::<MemoryAnswers>::make_mut(&mut self.memory.answers)
    }

    async fn activation(&mut self) -> Result<Option<Activation>, StoreError> {
        Ok(self.memory.activation)
    }

    async fn activation_to_change(&mut self) -> Result<Option<Activation>, StoreError> {
        // There is one unit of work at a time.
        self.activation().await
    }

    async fn put_activation(&mut self, activation: Activation) -> Result<(), StoreError> {
        self.memory.activation = Some(activation);
        Ok(())
    }

    async fn settings_draft(&mut self) -> Result<Option<SettingsDraft>, StoreError> {
        Ok(self.memory.settings.as_deref().cloned())
    }

    async fn settings_draft_to_change(&mut self) -> Result<Option<SettingsDraft>, StoreError> {
        // There is one unit of work at a time.
        self.settings_draft().await
    }

    async fn put_settings_draft(&mut self, settings: &SettingsDraft) -> Result<(), StoreError> {
        self.memory.settings = Some(Arc::new(settings.clone()));
        Ok(())
    }

    async fn schedule(&mut self) -> Result<Schedule, StoreError> {
        Ok(self.memory.schedule)
    }

    async fn put_schedule(&mut self, schedule: &Schedule) -> Result<(), StoreError> {
        self.memory.schedule = *schedule;
        Ok(())
    }

    async fn commit(mut self: Box<Self>) -> Result<(), StoreError> {
        // What was there before goes first, so that what is new is not shared with it.
        self.all.firms.remove(&self.firm);
        self.memory.audit.settle();
        self.memory.runs = self.runs.memory;
        self.all.firms.insert(self.firm, self.memory);
        drop(self.all);
        if self.runs.wakes {
            self.store.wake();
        }
        Ok(())
    }
}
