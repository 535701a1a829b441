use std::collections::BTreeSet;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::select;
use uku_core::firm::FirmId;
use uku_core::ledger::Priority;
use uku_core::run::{Claim, Epoch, Lane, NodeName, Release, WorkQueue};
use uku_core::store::StoreError;

use super::run_memory::{Place, RunMemory, Slot};
use super::{Memory, MemoryStore};

/// The items of all firms as a queue. Its clock is the store's; who waits on a clock that is moved by hand moves it on.
#[async_trait]
impl WorkQueue for MemoryStore {
    async fn claim(&self, node: &NodeName, lease: TimeDelta) -> Result<Option<Claim>, StoreError> {
        let mut memory = self.memory.lock().await;
        let now = self.clock.now();
        let Some((firm, place)) = memory.next(now) else { return Ok(None) };
        memory.epoch += 1;
        let epoch = Epoch(memory.epoch);
        let Some(runs) = memory.runs_of(&firm) else { return Ok(None) };
        let slot = runs.claim(place, epoch, node, now + lease);
        let Slot { item, record, crashes, .. } = slot.clone();
        runs.slot_mut(place).crashes += 1;
        Ok(Some(Claim { firm, item: item.id, lane: item.lane, epoch, crashes, tries: record.tries }))
    }

    async fn renew(&self, claim: &Claim, lease: TimeDelta) -> Result<bool, StoreError> {
        let mut memory = self.memory.lock().await;
        let until = self.clock.now() + lease;
        let runs = memory.runs_of(&claim.firm);
        Ok(runs.is_some_and(|runs| runs.renew(claim, until)))
    }

    async fn release(&self, claim: &Claim, release: Release) -> Result<(), StoreError> {
        let mut memory = self.memory.lock().await;
        let now = self.clock.now();
        let runs = memory.runs_of(&claim.firm);
        if !runs.is_some_and(|runs| runs.release(claim, &release, now)) {
            return Err(StoreError::Fenced);
        }
        self.wake();
        Ok(())
    }

    async fn wait(&self, longest: std::time::Duration) {
        let longest = TimeDelta::from_std(longest).unwrap_or(TimeDelta::MAX);
        let latest = self.clock.now().checked_add_signed(longest).unwrap_or(DateTime::<Utc>::MAX_UTC);
        select(std::pin::pin!(self.woken.notified()), self.clock.sleep_until(latest)).await;
    }
}

impl Memory {
    fn runs_of(&mut self, firm: &FirmId) -> Option<&mut RunMemory> {
        self.firms.get_mut(firm).map(|memory| Arc::make_mut(&mut memory.runs))
    }

    fn busy_lanes(&self, now: DateTime<Utc>) -> BTreeSet<Lane> {
        self.firms.values().flat_map(|memory| memory.runs.busy_lanes(now)).collect()
    }

    /// The item that comes first of all.
    fn next(&self, now: DateTime<Utc>) -> Option<(FirmId, Place)> {
        let busy = self.busy_lanes(now);
        let lapsed = self.firms.iter().flat_map(|(firm, memory)| {
            memory.runs.lapsed(now, &busy).map(move |(until, place)| (until, firm, place))
        });
        if let Some((_, firm, place)) = lapsed.min_by_key(|(until, ..)| *until) {
            return Some((firm.clone(), place));
        }
        let mut firms: Vec<_> =
            self.firms.iter().filter(|(_, memory)| memory.runs.has_open_items()).collect();
        firms.sort_by_key(|(_, memory)| memory.runs.served());
        [Priority::Interactive, Priority::Bulk].into_iter().find_map(|least| {
            firms.iter().find_map(|(firm, memory)| {
                memory.runs.first(now, &busy, least).map(|place| ((*firm).clone(), place))
            })
        })
    }
}
