use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use tokio::sync::{Mutex, OwnedMutexGuard};
use uku_core::client::ClientId;
use uku_core::firm::FirmId;
use uku_core::run::{Epoch, Item, ItemId, ItemRecord, MonthOutcome, Run, RunId, RunRecord, Runs};
use uku_core::store::{IntegrationStore, StoreError, UnitOfWork};
use uku_core::summary::SummarySettings;

/// The integration's memory of every firm. One unit of work is open at a time; others wait for it.
#[derive(Debug, Default)]
pub struct MemoryStore {
    firms: Arc<Mutex<BTreeMap<FirmId, FirmMemory>>>,
}

#[derive(Debug, Clone, Default)]
struct FirmMemory {
    settings: Option<SummarySettings>,
    runs: Vec<RunRecord>,
    epochs: BTreeMap<ClientId, i64>,
}

#[async_trait]
impl IntegrationStore for MemoryStore {
    async fn open(&self, firm: &FirmId) -> Result<Box<dyn UnitOfWork>, StoreError> {
        let firms = Arc::clone(&self.firms).lock_owned().await;
        let memory = firms.get(firm).cloned().unwrap_or_default();
        Ok(Box::new(MemoryWork { firms, firm: firm.clone(), memory }))
    }
}

struct MemoryWork {
    firms: OwnedMutexGuard<BTreeMap<FirmId, FirmMemory>>,
    firm: FirmId,
    memory: FirmMemory,
}

#[async_trait]
impl UnitOfWork for MemoryWork {
    fn runs(&mut self) -> &mut dyn Runs {
        &mut self.memory
    }

    async fn summary_settings(&mut self) -> Result<Option<SummarySettings>, StoreError> {
        Ok(self.memory.settings.clone())
    }

    async fn put_summary_settings(&mut self, settings: &SummarySettings) -> Result<(), StoreError> {
        self.memory.settings = Some(settings.clone());
        Ok(())
    }

    async fn commit(mut self: Box<Self>) -> Result<(), StoreError> {
        self.firms.insert(self.firm, self.memory);
        Ok(())
    }
}

impl FirmMemory {
    fn item(&mut self, id: ItemId) -> Result<(&Item, &mut ItemRecord), StoreError> {
        let all = self.runs.iter_mut().flat_map(|run| run.run.items.iter().zip(&mut run.items));
        all.into_iter()
            .find(|(item, _)| item.id == id)
            .ok_or_else(|| StoreError::Missing(format!("item {id}")))
    }
}

#[async_trait]
impl Runs for FirmMemory {
    async fn add(&mut self, run: &Run) -> Result<(), StoreError> {
        self.runs.push(RunRecord { run: run.clone(), items: vec![ItemRecord::default(); run.items.len()] });
        Ok(())
    }

    async fn start_item(&mut self, item: ItemId) -> Result<Epoch, StoreError> {
        let client = self.item(item)?.0.client.clone();
        let epoch = self.epochs.entry(client).or_default();
        *epoch += 1;
        let epoch = Epoch(*epoch);
        *self.item(item)?.1 = ItemRecord { epoch: Some(epoch), ..ItemRecord::default() };
        Ok(epoch)
    }

    async fn finish_item(
        &mut self,
        item: ItemId,
        epoch: Epoch,
        at: DateTime<Utc>,
        requests: u64,
        outcomes: &[MonthOutcome],
    ) -> Result<(), StoreError> {
        let (_, record) = self.item(item)?;
        if record.epoch != Some(epoch) {
            return Err(StoreError::Fenced);
        }
        *record =
            ItemRecord { epoch: Some(epoch), finished_at: Some(at), requests, outcomes: outcomes.to_vec() };
        Ok(())
    }

    async fn run(&mut self, run: RunId) -> Result<Option<RunRecord>, StoreError> {
        Ok(self.runs.iter().find(|record| record.run.id == run).cloned())
    }
}
