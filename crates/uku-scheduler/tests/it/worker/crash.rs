use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;
use uku_core::ledger::{KeyFingerprint, KeyPair, Ledger, Ledgers, Priority, PublicKey};
use uku_core::run::{Failure, LONGEST_LEASE, Outcome};
use uku_scheduler::Means;
use uku_testkit::build::{firm_a, months, two_firms};
use uku_testkit::fake::FakeLedgers;

use super::{Working, over, watched};
use crate::house::House;
use crate::watched::Watched;

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn an_item_that_kills_its_program_eight_times_is_given_up() {
    let house = House::paused(&two_firms()).await;
    house.connect(&firm_a(), "deadly").await;
    house.connect(&firm_a(), "harmless").await;
    let books = Watched::new(&house.ledgers, SECOND * 2);
    let means = watched(&house, &books);
    let run = house.import(&firm_a(), &["deadly", "harmless"], months("2026-10", "2026-10")).await;
    books.slow_down("deadly", SECOND * 600);
    for times in 1..=8 {
        let worker = Working::new(&means, "doomed", 2);
        sleep(SECOND * 10).await;
        let of_deadly = || books.asked().iter().filter(|key| *key == "deadly").count();
        assert_eq!(of_deadly(), times);
        worker.kill().await;
        sleep(LONGEST_LEASE.to_std().unwrap()).await;
    }
    let worker = Working::new(&means, "survivor", 2);
    over(&house, &firm_a(), &run).await;
    let failure = Failure::Crashed { times: 8 };
    assert_eq!(house.outcomes(&firm_a(), &run).await, [Outcome::Failed(failure.clone()), Outcome::Created]);
    assert_eq!(failure.to_string(), "the program stopped 8 times in a row while it worked on this");
    assert!(failure.remedy().starts_with("Retry what failed"));
    assert_eq!(books.asked().len(), 9);
    worker.stop().await;
}

#[tokio::test(start_paused = true)]
async fn items_that_died_together_three_times_work_one_after_the_other() {
    let house = House::paused(&two_firms()).await;
    for name in ["haab", "kask", "kuusk"] {
        house.connect(&firm_a(), name).await;
    }
    let books = Watched::new(&house.ledgers, SECOND * 5);
    let means = watched(&house, &books);
    let run = house.import(&firm_a(), &["haab", "kask"], months("2026-10", "2026-10")).await;
    for times in 1..=3 {
        let worker = Working::new(&means, "doomed", 4);
        sleep(SECOND).await;
        assert_eq!(books.asked().len(), 2 * times);
        worker.kill().await;
        sleep(LONGEST_LEASE.to_std().unwrap()).await;
    }
    let later = house.import(&firm_a(), &["kuusk", "haab"], months("2026-09", "2026-09")).await;
    let worker = Working::new(&means, "survivor", 4);
    for begun in 1..=2 {
        sleep(SECOND * 2).await;
        assert_eq!(books.asked().len(), 6 + begun, "{:?}", books.asked());
        sleep(SECOND * 3).await;
    }
    over(&house, &firm_a(), &run).await;
    over(&house, &firm_a(), &later).await;
    assert_eq!(house.outcomes(&firm_a(), &run).await, [Outcome::Created, Outcome::Created]);
    worker.stop().await;
}

#[tokio::test(start_paused = true)]
async fn what_a_dead_program_held_goes_on_when_its_lease_ends() {
    let house = House::paused(&two_firms()).await;
    house.connect(&firm_a(), "kask").await;
    let books = Watched::new(&house.ledgers, SECOND * 600);
    let means = watched(&house, &books);
    let run = house.import(&firm_a(), &["kask"], months("2026-10", "2026-10")).await;
    let first = Working::new(&means, "first", 1);
    sleep(SECOND).await;
    first.kill().await;
    books.slow_down("kask", SECOND);
    let second = Working::new(&means, "second", 1);
    sleep(SECOND * 15).await;
    assert_eq!(books.asked().len(), 1);
    // The lease of 20 seconds, the look for work every five seconds, and the answer.
    sleep(SECOND * 15).await;
    assert_eq!(house.outcomes(&firm_a(), &run).await, [Outcome::Created]);
    second.stop().await;
}

/// Books in which the software has a bug.
struct Buggy(FakeLedgers);

impl Ledgers for Buggy {
    fn open(&self, keys: KeyPair, priority: Priority) -> Box<dyn Ledger> {
        assert_ne!(keys.public().as_str(), "deadly", "a bug, as it is meant to be");
        self.0.open(keys, priority)
    }

    fn fingerprint(&self, key: &PublicKey) -> KeyFingerprint {
        self.0.fingerprint(key)
    }
}

#[tokio::test(start_paused = true)]
async fn a_bug_in_the_work_on_one_item_ends_that_item_only() {
    let house = House::paused(&two_firms()).await;
    house.connect(&firm_a(), "deadly").await;
    house.connect(&firm_a(), "harmless").await;
    let means = Means { ledgers: Arc::new(Buggy(house.ledgers.clone())), ..house.means() };
    let run = house.import(&firm_a(), &["deadly", "harmless"], months("2026-10", "2026-10")).await;
    let worker = Working::new(&means, "one", 2);
    over(&house, &firm_a(), &run).await;
    let failed = Outcome::Failed(Failure::Crashed { times: 8 });
    assert_eq!(house.outcomes(&firm_a(), &run).await, [failed, Outcome::Created]);
    worker.stop().await;
}
