//! An item whose data can't be read: it is tried again and again, and in the end people learn of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;
use chrono::TimeDelta;
use uku_core::firm::FirmId;
use uku_core::run::{Failure, Outcome};
use uku_core::store::{IntegrationStore, StoreError, UnitOfWork};
use uku_scheduler::{Means, NodeConfig, Worker};
use uku_testkit::build::{firm_a, months, two_firms};
use uku_testkit::fake::MemoryStore;

use crate::house::House;

/// How often an item is tried in all.
const TRIES: u32 = 9;

/// A memory that can't be opened so many times.
struct Unreadable {
    memory: MemoryStore,
    left: AtomicU32,
}

#[async_trait]
impl IntegrationStore for Unreadable {
    async fn open(&self, firm: &FirmId) -> Result<Box<dyn UnitOfWork>, StoreError> {
        let less = |left: u32| left.checked_sub(1);
        match self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, less) {
            Ok(_) => Err(StoreError::Corrupt("a row".to_owned())),
            Err(_) => self.memory.open(firm).await,
        }
    }

    async fn firms(&self) -> Result<Vec<FirmId>, StoreError> {
        self.memory.firms().await
    }
}

async fn outcomes_after(unreadable: u32) -> Vec<Outcome> {
    let (house, clock) = House::by_hand(&two_firms()).await;
    house.connect(&firm_a(), "kask").await;
    let run = house.import(&firm_a(), &["kask"], months("2026-10", "2026-10")).await;
    let store = Unreadable { memory: house.store.clone(), left: AtomicU32::new(unreadable) };
    let means = Means { store: Arc::new(store), ..house.means() };
    let worker = Worker::new(means, NodeConfig::named("one"));
    for _ in 0..TRIES {
        worker.work_off().await;
        clock.advance(TimeDelta::hours(3));
    }
    house.outcomes(&firm_a(), &run).await
}

#[tokio::test]
async fn it_goes_on_once_the_data_can_be_read() {
    assert_eq!(outcomes_after(TRIES - 1).await, [Outcome::Created]);
}

#[tokio::test]
async fn in_the_end_it_fails_with_the_reason() {
    let failure = Failure::Data(StoreError::Corrupt("a row".to_owned()).to_string());
    assert_eq!(outcomes_after(TRIES).await, [Outcome::Failed(failure)]);
}
