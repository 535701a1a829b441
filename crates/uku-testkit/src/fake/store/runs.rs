use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uku_core::calendar::Month;
use uku_core::client::ClientId;
use uku_core::run::{Epoch, Item, ItemId, ItemRecord, MonthOutcome, Run, RunId, RunRecord, Runs};
use uku_core::store::StoreError;

/// The runs of a firm.
#[derive(Debug, Clone, Default)]
pub(super) struct MemoryRuns {
    runs: Vec<RunRecord>,
    epochs: BTreeMap<ClientId, i64>,
}

impl MemoryRuns {
    fn items(&mut self) -> impl Iterator<Item = (&Item, &mut ItemRecord)> {
        self.runs.iter_mut().flat_map(|run| run.run.items.iter().zip(&mut run.items))
    }

    fn item(&mut self, id: ItemId) -> Result<(&Item, &mut ItemRecord), StoreError> {
        let found = self.items().find(|(item, _)| item.id == id);
        found.ok_or_else(|| StoreError::Missing(format!("item {id}")))
    }

    /// The record of an item, unless the attempt lost it.
    fn current(&mut self, item: ItemId, epoch: Epoch) -> Result<&mut ItemRecord, StoreError> {
        let (_, record) = self.item(item)?;
        if record.epoch == Some(epoch) && record.stopped_at.is_none() {
            Ok(record)
        } else {
            Err(StoreError::Fenced)
        }
    }
}

#[async_trait]
impl Runs for MemoryRuns {
    async fn add(&mut self, run: &Run) -> Result<(), StoreError> {
        self.runs.push(RunRecord { run: run.clone(), items: vec![ItemRecord::default(); run.items.len()] });
        Ok(())
    }

    async fn start_item(&mut self, item: ItemId) -> Result<Epoch, StoreError> {
        let (Item { client, .. }, record) = self.item(item)?;
        if record.stopped_at.is_some() {
            return Err(StoreError::Fenced);
        }
        let client = client.clone();
        let epoch = self.epochs.entry(client).or_default();
        *epoch += 1;
        let epoch = Epoch(*epoch);
        *self.item(item)?.1 = ItemRecord { epoch: Some(epoch), ..ItemRecord::default() };
        Ok(epoch)
    }

    async fn is_current(&mut self, item: ItemId, epoch: Epoch) -> Result<bool, StoreError> {
        match self.current(item, epoch) {
            Ok(_) => Ok(true),
            Err(StoreError::Fenced) => Ok(false),
            Err(error) => Err(error),
        }
    }

    async fn finish_item(
        &mut self,
        item: ItemId,
        epoch: Epoch,
        at: DateTime<Utc>,
        requests: u64,
        outcomes: &[MonthOutcome],
    ) -> Result<(), StoreError> {
        *self.current(item, epoch)? = ItemRecord {
            epoch: Some(epoch),
            finished_at: Some(at),
            stopped_at: None,
            requests,
            outcomes: outcomes.to_vec(),
        };
        Ok(())
    }

    async fn stop_all(&mut self, at: DateTime<Utc>) -> Result<u64, StoreError> {
        let mut stopped = 0;
        for (_, record) in self.items() {
            if record.finished_at.is_none() && record.stopped_at.is_none() {
                record.stopped_at = Some(at);
                stopped += 1;
            }
        }
        Ok(stopped)
    }

    async fn latest_outcomes(&mut self, client: &ClientId) -> Result<Vec<MonthOutcome>, StoreError> {
        let mut ended: Vec<&ItemRecord> =
            self.items().filter(|(item, _)| item.client == *client).map(|(_, record)| &*record).collect();
        ended.sort_by_key(|record| record.epoch);
        let outcomes = ended.into_iter().flat_map(|record| &record.outcomes);
        let latest: BTreeMap<Month, MonthOutcome> =
            outcomes.map(|outcome| (outcome.month, outcome.clone())).collect();
        Ok(latest.into_values().collect())
    }

    async fn run(&mut self, run: RunId) -> Result<Option<RunRecord>, StoreError> {
        Ok(self.runs.iter().find(|record| record.run.id == run).cloned())
    }
}
