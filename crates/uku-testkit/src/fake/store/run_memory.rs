use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use uku_core::calendar::Month;
use uku_core::client::ClientId;
use uku_core::ledger::Priority;
use uku_core::run::{Claim, Epoch, Item, ItemId, ItemRecord, Lane, NodeName, Release, Run, RunId, RunRecord};
use uku_core::summary::WrittenMonth;

/// The runs of a firm. A copy shares the runs until it changes them.
#[derive(Debug, Clone, Default)]
pub(super) struct RunMemory {
    pub(super) runs: BTreeMap<RunId, Arc<StoredRun>>,
    pub(super) unannounced: BTreeSet<RunId>,
    pub(super) written: BTreeMap<ClientId, Arc<BTreeMap<Month, WrittenMonth>>>,
    /// Items that are not over, in the order in which they come up when all are due.
    open: BTreeSet<(Priority, Place)>,
    /// Items that somebody claimed and did not let go, their leases ended or not.
    held: BTreeSet<Place>,
    /// The latest claim of the firm.
    served: Option<Epoch>,
}

/// Where an item is: its run, and its number in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    run: RunId,
    number: usize,
}

#[derive(Debug, Clone)]
pub(super) struct StoredRun {
    pub(super) run: Run,
    pub(super) round: u32,
    pub(super) slots: Vec<Slot>,
}

#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub(super) item: Item,
    pub(super) record: ItemRecord,
    pub(super) crashes: u32,
    held_until: DateTime<Utc>,
}

impl StoredRun {
    pub(super) fn is_over(&self) -> bool {
        self.slots.iter().all(|slot| slot.record.is_over())
    }

    pub(super) fn record(&self) -> RunRecord {
        let items = self.slots.iter().map(|slot| (slot.item.clone(), slot.record.clone()));
        RunRecord { run: self.run.clone(), round: self.round, items: items.collect() }
    }
}

impl RunMemory {
    pub(super) fn add(&mut self, run: &Run, items: &[Item], now: DateTime<Utc>) {
        let record = ItemRecord { due_at: now, ..ItemRecord::default() };
        let slot =
            |item: &Item| Slot { item: item.clone(), record: record.clone(), crashes: 0, held_until: now };
        let slots = items.iter().map(slot).collect();
        self.open.extend((0..items.len()).map(|number| (run.priority, Place { run: run.id, number })));
        self.unannounced.insert(run.id);
        self.runs.insert(run.id, Arc::new(StoredRun { run: run.clone(), round: 0, slots }));
    }

    /// The item that an attempt has; none if it has it no longer.
    pub(super) fn had(&self, item: ItemId, epoch: Epoch) -> Option<Place> {
        self.held.iter().copied().find(|place| {
            let slot = self.slot(*place);
            slot.item.id == item && slot.record.epoch == Some(epoch)
        })
    }

    pub(super) fn run_of(&self, place: Place) -> &Run {
        &self.runs[&place.run].run
    }

    pub(super) fn slot(&self, place: Place) -> &Slot {
        &self.runs[&place.run].slots[place.number]
    }

    pub(super) fn slot_mut(&mut self, place: Place) -> &mut Slot {
        let run = self.runs.get_mut(&place.run).unwrap();
        &mut Arc::make_mut(run).slots[place.number]
    }

    /// The items that are not over, of one run or of all.
    pub(super) fn open_items(&self, run: Option<RunId>) -> Vec<Place> {
        let open = self.open.iter().map(|(_, place)| *place);
        open.filter(|place| run.is_none_or(|run| place.run == run)).collect()
    }

    /// Takes an item out of the queue.
    pub(super) fn close(&mut self, place: Place) -> &mut ItemRecord {
        let priority = self.run_of(place).priority;
        self.open.remove(&(priority, place));
        self.let_go(place);
        &mut self.slot_mut(place).record
    }

    /// Puts items that are over back into the queue; how many.
    pub(super) fn reopen(&mut self, run: RunId, items: &[ItemId], now: DateTime<Utc>) -> u64 {
        let Some(stored) = self.runs.get_mut(&run) else { return 0 };
        let stored = Arc::make_mut(stored);
        let mut opened = 0;
        for (number, slot) in stored.slots.iter_mut().enumerate() {
            if items.contains(&slot.item.id) && slot.record.is_over() {
                let ItemRecord { epoch, requests, ref outcomes, .. } = slot.record;
                let outcomes = outcomes.clone();
                slot.record = ItemRecord { epoch, requests, outcomes, due_at: now, ..ItemRecord::default() };
                slot.crashes = 0;
                self.open.insert((stored.run.priority, Place { run, number }));
                opened += 1;
            }
        }
        if opened > 0 {
            stored.round += 1;
            self.unannounced.insert(run);
        }
        opened
    }

    fn let_go(&mut self, place: Place) {
        self.held.remove(&place);
        self.slot_mut(place).record.held_by = None;
    }

    pub(super) fn has_open_items(&self) -> bool {
        !self.open.is_empty()
    }

    /// The latest claim of the firm; none if there was none.
    pub(super) fn served(&self) -> Option<Epoch> {
        self.served
    }

    /// The lanes that have a held item.
    pub(super) fn busy_lanes(&self, now: DateTime<Utc>) -> impl Iterator<Item = Lane> {
        let held = self.held.iter().map(|place| self.slot(*place));
        held.filter(move |slot| slot.held_until > now).map(|slot| slot.item.lane.clone())
    }

    /// The items whose lease ended without a word, and when it did.
    pub(super) fn lapsed(
        &self,
        now: DateTime<Utc>,
        busy: &BTreeSet<Lane>,
    ) -> impl Iterator<Item = (DateTime<Utc>, Place)> {
        let held = self.held.iter().map(|place| (self.slot(*place), *place));
        held.filter(move |(slot, _)| slot.held_until <= now && !busy.contains(&slot.item.lane))
            .map(|(slot, place)| (slot.held_until, place))
    }

    /// The item that comes first, of those no less urgent than `least`.
    pub(super) fn first(&self, now: DateTime<Utc>, busy: &BTreeSet<Lane>, least: Priority) -> Option<Place> {
        let wanted = self.open.iter().take_while(|(priority, _)| *priority <= least);
        let due = wanted.filter(|(_, place)| {
            let slot = self.slot(*place);
            slot.record.due_at <= now && !busy.contains(&slot.item.lane)
        });
        let first = due.min_by_key(|(priority, place)| (*priority, self.slot(*place).record.due_at, *place));
        first.map(|(_, place)| *place)
    }

    /// Hands an item out; the claim lacks the firm.
    pub(super) fn claim(
        &mut self,
        place: Place,
        epoch: Epoch,
        node: &NodeName,
        until: DateTime<Utc>,
    ) -> &Slot {
        self.served = Some(epoch);
        self.held.insert(place);
        let slot = self.slot_mut(place);
        slot.record.epoch = Some(epoch);
        slot.record.held_by = Some(node.0.clone());
        slot.held_until = until;
        slot
    }

    /// Holds an item on; false if the attempt has it no longer.
    pub(super) fn renew(&mut self, claim: &Claim, until: DateTime<Utc>) -> bool {
        let Some(place) = self.had(claim.item, claim.epoch) else { return false };
        self.slot_mut(place).held_until = until;
        true
    }

    /// Lets an item go; false if the attempt has it no longer.
    pub(super) fn release(&mut self, claim: &Claim, release: &Release, now: DateTime<Utc>) -> bool {
        let Some(place) = self.had(claim.item, claim.epoch) else { return false };
        self.let_go(place);
        let Slot { item, record, crashes, .. } = self.slot_mut(place);
        *crashes = 0;
        record.tries = if matches!(release, Release::Retry { .. }) { record.tries + 1 } else { 0 };
        record.due_at = match release {
            Release::HandOver | Release::Move(_) => record.due_at.min(now),
            Release::Park { until } => *until,
            Release::Retry { after } => now + *after,
        };
        if let Release::Move(lane) = release {
            item.lane = lane.clone();
        }
        true
    }
}
