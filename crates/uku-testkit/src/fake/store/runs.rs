use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uku_core::calendar::{Month, MonthRange};
use uku_core::client::ClientId;
use uku_core::clock::Clock;
use uku_core::run::{ClaimedItem, Epoch, Item, ItemId, MonthOutcome, Run, RunId, RunRecord, Runs, RunsQuery};
use uku_core::store::StoreError;
use uku_core::summary::WrittenMonth;

use super::run_memory::{Place, RunMemory, Slot};

/// The runs of a firm in a unit of work.
pub(super) struct RunsInWork {
    pub(super) memory: Arc<RunMemory>,
    clock: Arc<dyn Clock>,
    /// Whether something became due.
    pub(super) wakes: bool,
}

impl RunsInWork {
    pub(super) fn new(memory: Arc<RunMemory>, clock: Arc<dyn Clock>) -> Self {
        Self { memory, clock, wakes: false }
    }

    fn change(&mut self) -> &mut RunMemory {
        Arc::make_mut(&mut self.memory)
    }

    fn had(&self, item: ItemId, epoch: Epoch) -> Result<Place, StoreError> {
        self.memory.had(item, epoch).ok_or(StoreError::Fenced)
    }

    fn stop_items(&mut self, run: Option<RunId>, at: DateTime<Utc>) -> u64 {
        let open = self.memory.open_items(run);
        for place in &open {
            self.change().close(*place).stopped_at = Some(at);
        }
        open.len() as u64
    }
}

#[async_trait]
impl Runs for RunsInWork {
    async fn add(&mut self, run: &Run, items: &[Item]) -> Result<bool, StoreError> {
        let same = |other: &RunMemory| other.runs.values().any(|other| other.run.once == run.once);
        if run.once.is_some() && same(&self.memory) {
            return Ok(false);
        }
        let now = self.clock.now();
        self.change().add(run, items, now);
        self.wakes = true;
        Ok(true)
    }

    async fn claimed(&mut self, item: ItemId, epoch: Epoch) -> Result<Option<ClaimedItem>, StoreError> {
        // It stays so: there is one unit of work at a time, and no claim meanwhile.
        let Ok(place) = self.had(item, epoch) else { return Ok(None) };
        let Slot { item, record, .. } = self.memory.slot(place).clone();
        let run = self.memory.run_of(place).clone();
        Ok(Some(ClaimedItem { run, item, outcomes: record.outcomes, requests: record.requests }))
    }

    async fn save_outcomes(
        &mut self,
        item: ItemId,
        epoch: Epoch,
        requests: u64,
        outcomes: &[MonthOutcome],
    ) -> Result<(), StoreError> {
        let place = self.had(item, epoch)?;
        let slot = self.change().slot_mut(place);
        slot.crashes = 0;
        slot.record.requests = requests;
        slot.record.outcomes = outcomes.to_vec();
        slot.record.outcomes.sort_by_key(|outcome| outcome.month);
        Ok(())
    }

    async fn finish_item(&mut self, item: ItemId, epoch: Epoch, at: DateTime<Utc>) -> Result<(), StoreError> {
        let place = self.had(item, epoch)?;
        self.change().close(place).finished_at = Some(at);
        // Its lane is free.
        self.wakes = true;
        Ok(())
    }

    async fn stop_all(&mut self, at: DateTime<Utc>) -> Result<u64, StoreError> {
        Ok(self.stop_items(None, at))
    }

    async fn stop(&mut self, run: RunId, at: DateTime<Utc>) -> Result<u64, StoreError> {
        Ok(self.stop_items(Some(run), at))
    }

    async fn reopen(&mut self, run: RunId, items: &[ItemId]) -> Result<u64, StoreError> {
        let now = self.clock.now();
        self.wakes = true;
        Ok(self.change().reopen(run, items, now))
    }

    async fn latest_outcomes(&mut self, client: &ClientId) -> Result<Vec<MonthOutcome>, StoreError> {
        let slots = self.memory.runs.values().flat_map(|run| &run.slots);
        let mut records: Vec<_> =
            slots.filter(|slot| slot.item.client == *client).map(|slot| &slot.record).collect();
        records.sort_by_key(|record| record.epoch);
        let outcomes = records.into_iter().flat_map(|record| &record.outcomes);
        let latest: BTreeMap<Month, &MonthOutcome> =
            outcomes.map(|outcome| (outcome.month, outcome)).collect();
        Ok(latest.into_values().cloned().collect())
    }

    async fn run(&mut self, run: RunId) -> Result<Option<RunRecord>, StoreError> {
        Ok(self.memory.runs.get(&run).map(|run| run.record()))
    }

    async fn page(&mut self, RunsQuery { before, most }: RunsQuery) -> Result<Vec<RunRecord>, StoreError> {
        let runs = self.memory.runs.iter().rev();
        let wanted = runs.filter(|(run, _)| before.is_none_or(|before| **run < before));
        Ok(wanted.take(most as usize).map(|(_, run)| run.record()).collect())
    }

    async fn unannounced(&mut self) -> Result<Vec<RunId>, StoreError> {
        let over = |run: &&RunId| self.memory.runs[run].is_over();
        Ok(self.memory.unannounced.iter().filter(over).copied().collect())
    }

    async fn announced(&mut self, run: RunId, round: u32) -> Result<(), StoreError> {
        if self.memory.runs.get(&run).is_some_and(|run| run.round == round) {
            self.change().unannounced.remove(&run);
        }
        Ok(())
    }

    async fn written(
        &mut self,
        client: &ClientId,
        months: MonthRange,
    ) -> Result<Vec<(Month, WrittenMonth)>, StoreError> {
        let Some(written) = self.memory.written.get(client) else { return Ok(Vec::new()) };
        let wanted = written.range(months.from()..=months.to());
        Ok(wanted.map(|(month, written)| (*month, written.clone())).collect())
    }

    async fn put_written(
        &mut self,
        client: &ClientId,
        month: Month,
        written: &WrittenMonth,
    ) -> Result<(), StoreError> {
        let of_client = self.change().written.entry(client.clone()).or_default();
        Arc::make_mut(of_client).insert(month, written.clone());
        Ok(())
    }
}
