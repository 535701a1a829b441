use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use uku_core::ledger::LedgerError;
use uku_core::run::Outcome;
use uku_core::store::StoreError;
use uku_scheduler::{Means, NodeConfig, Worker};
use uku_testkit::build::{firm_a, key_pair, months, two_firms};

use super::{Working, over, watched};
use crate::house::House;
use crate::meddled::Meddled;
use crate::watched::Watched;

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn a_queue_that_fails_now_and_then_ends_nobody() {
    let house = House::paused(&two_firms()).await;
    for number in 0..30 {
        let ledger = house.connect(&firm_a(), &format!("client-{number}")).await;
        let unreachable = LedgerError::Unreachable { detail: "nobody answers".to_owned() };
        // Every second is tried again, so that something is let go.
        ledger.failures.lock().unwrap().extend((number % 2 == 0).then_some(unreachable));
    }
    let books = Watched::new(&house.ledgers, SECOND * 20);
    let calls = AtomicUsize::new(0);
    let queue = Meddled::new(&house.store, move |call| {
        if calls.fetch_add(1, Ordering::Relaxed) % 3 == 1 {
            return Err(StoreError::Failed(format!("{call:?}: nobody answers")));
        }
        Ok(())
    });
    let means = Means { queue: Arc::new(queue), ..watched(&house, &books) };
    let run = house.import(&firm_a(), &[], months("2026-10", "2026-10")).await;
    let worker = Working::new(&means, "one", 4);
    over(&house, &firm_a(), &run).await;
    assert_eq!(house.outcomes(&firm_a(), &run).await, vec![Outcome::Created; 30]);
    worker.stop().await;
}

#[tokio::test]
async fn keys_that_were_replaced_wait_in_their_own_lane() {
    let (house, _) = House::by_hand(&two_firms()).await;
    house.connect(&firm_a(), "kask").await;
    house.ledgers.give(&key_pair("new"), uku_testkit::fake::FakeLedger::new(&house.entered, 100, []));
    let run = house.import(&firm_a(), &["kask"], months("2026-10", "2026-10")).await;
    house.put_keys(&firm_a(), "kask", "new").await;
    Worker::new(house.means(), NodeConfig::named("one")).work_off().await;
    assert_eq!(house.outcomes(&firm_a(), &run).await, [Outcome::Created]);
    let requests = ["kask", "new"].map(|key| house.ledgers.requests(key_pair(key).public()));
    assert_eq!(requests, [0, 1]);
    let lane = &house.record(&firm_a(), &run).await.items[0].0.lane;
    assert_eq!(lane.as_str(), house.connection(&firm_a(), "kask").await.fingerprint.as_str());
}
