use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::Mutex;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uku_core::clock::Clock;
use uku_core::ledger::{BudgetError, KeyFingerprint, Limits, REQUEST_TIMEOUT, RequestBudget, SlotId, Take};

use super::ManualClock;

/// A budget that is forgotten with the process.
#[derive(Debug)]
pub struct MemoryBudget {
    clock: ManualClock,
    slots: Mutex<Vec<Slot>>,
}

#[derive(Debug)]
struct Slot {
    key: KeyFingerprint,
    held_from: DateTime<Utc>,
    answered: bool,
}

impl MemoryBudget {
    /// An unspent budget that goes by this clock.
    #[must_use]
    pub fn new(clock: ManualClock) -> Self {
        Self { clock, slots: Mutex::default() }
    }

    /// The clock that it goes by.
    #[must_use]
    pub fn clock(&self) -> &ManualClock {
        &self.clock
    }

    /// How many slots were ever taken, by key.
    #[must_use]
    pub fn taken(&self) -> BTreeMap<KeyFingerprint, usize> {
        let mut taken = BTreeMap::new();
        for slot in self.slots.lock().unwrap().iter() {
            *taken.entry(slot.key.clone()).or_default() += 1;
        }
        taken
    }
}

/// The start of the n-th latest hold of a key that began after `since`.
fn nth_latest(
    slots: &[Slot],
    key: &KeyFingerprint,
    n: NonZeroU32,
    since: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let of_key = slots.iter().filter(|slot| slot.key == *key && slot.held_from > since);
    let mut held: Vec<_> = of_key.map(|slot| slot.held_from).collect();
    held.sort_unstable_by(|a, b| b.cmp(a));
    held.get(n.get() as usize - 1).copied()
}

#[async_trait]
impl RequestBudget for MemoryBudget {
    async fn take(&self, key: &KeyFingerprint, limits: Limits) -> Result<Take, BudgetError> {
        let mut slots = self.slots.lock().unwrap();
        let now = self.clock.now();
        for slot in slots.iter_mut() {
            slot.held_from = slot.held_from.min(now + REQUEST_TIMEOUT);
        }
        let full = limits.windows().into_iter().filter_map(|(most, window)| {
            nth_latest(&slots, key, most, now - window).map(|held_from| held_from + window)
        });
        if let Some(moment) = full.max() {
            return Ok(Take::NotBefore(moment));
        }
        slots.push(Slot { key: key.clone(), held_from: now + REQUEST_TIMEOUT, answered: false });
        Ok(Take::Slot(SlotId(slots.len().try_into().unwrap())))
    }

    async fn answered(&self, slot: SlotId) -> Result<(), BudgetError> {
        let now = self.clock.now();
        let index = usize::try_from(slot.0 - 1).unwrap();
        if let Some(slot) = self.slots.lock().unwrap().get_mut(index).filter(|slot| !slot.answered) {
            slot.answered = true;
            slot.held_from = now.min(slot.held_from);
        }
        Ok(())
    }
}
