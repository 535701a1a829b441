//! A node that is told to stop while its database hangs.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::TimeDelta;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;
use uku_core::firm::FirmId;
use uku_core::run::{Claim, NodeName, Release, WorkQueue};
use uku_core::store::{IntegrationStore, StoreError, UnitOfWork};
use uku_scheduler::{Clockwork, Means, Node, NodeConfig, Worker};
use uku_testkit::build::{firm_a, months, two_firms};
use uku_testkit::fake::MemoryStore;

use crate::house::House;
use crate::watched::Watched;
use crate::worker::watched;

/// A node that is stopped is gone after so long.
const LONGEST: Duration = Duration::from_secs(10);

/// A memory that takes its time, or whose queue never answers to one of the calls.
struct Stuck {
    memory: MemoryStore,
    open: Duration,
    claim: bool,
    release: bool,
}

impl Stuck {
    fn new(memory: &MemoryStore) -> Self {
        Self { memory: memory.clone(), open: Duration::ZERO, claim: false, release: false }
    }
}

#[async_trait]
impl IntegrationStore for Stuck {
    async fn open(&self, firm: &FirmId) -> Result<Box<dyn UnitOfWork>, StoreError> {
        sleep(self.open).await;
        self.memory.open(firm).await
    }

    async fn firms(&self) -> Result<Vec<FirmId>, StoreError> {
        self.memory.firms().await
    }
}

#[async_trait]
impl WorkQueue for Stuck {
    async fn claim(&self, node: &NodeName, lease: TimeDelta) -> Result<Option<Claim>, StoreError> {
        if self.claim { pending().await } else { self.memory.claim(node, lease).await }
    }

    async fn renew(&self, claim: &Claim, lease: TimeDelta) -> Result<bool, StoreError> {
        self.memory.renew(claim, lease).await
    }

    async fn release(&self, claim: &Claim, release: Release) -> Result<(), StoreError> {
        if self.release { pending().await } else { self.memory.release(claim, release).await }
    }

    async fn wait(&self, longest: Duration) {
        self.memory.wait(longest).await;
    }
}

/// How long a node takes to stop that has worked for five seconds.
async fn takes_to_stop(means: Means) -> Duration {
    let stop = CancellationToken::new();
    let (node, told) = (Node::new(means, NodeConfig::named("one")), stop.clone());
    let node = tokio::spawn(async move { node.run(&told).await });
    sleep(Duration::from_secs(5)).await;
    let since = Instant::now();
    stop.cancel();
    node.await.unwrap();
    since.elapsed()
}

#[tokio::test(start_paused = true)]
async fn a_look_at_all_firms_is_broken_off() {
    let house = House::paused(&two_firms()).await;
    let slow = Stuck { open: Duration::from_mins(1), ..Stuck::new(&house.store) };
    assert_eq!(takes_to_stop(Means { store: Arc::new(slow), ..house.means() }).await, Duration::ZERO);
    // Nothing is lost by that.
    Clockwork::new(house.means()).tick().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_claim_that_never_comes_back_is_given_up() {
    let house = House::paused(&two_firms()).await;
    let stuck = Stuck { claim: true, ..Stuck::new(&house.store) };
    assert!(takes_to_stop(Means { queue: Arc::new(stuck), ..house.means() }).await < LONGEST);
}

#[tokio::test(start_paused = true)]
async fn items_that_can_not_be_handed_over_are_left_to_their_leases() {
    let house = House::paused(&two_firms()).await;
    house.connect(&firm_a(), "kask").await;
    let run = house.import(&firm_a(), &["kask"], months("2026-10", "2026-10")).await;
    let books = Watched::new(&house.ledgers, Duration::from_mins(10));
    let stuck = Stuck { release: true, ..Stuck::new(&house.store) };
    let took = takes_to_stop(Means { queue: Arc::new(stuck), ..watched(&house, &books) }).await;
    assert!(took < LONGEST, "{took:?}");
    sleep(Duration::from_secs(45)).await;
    Worker::new(house.means(), NodeConfig::named("two")).work_off().await;
    assert!(house.record(&firm_a(), &run).await.is_over());
}
