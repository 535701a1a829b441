//! A key that is refused stops itself and nothing else.

use uku_core::connection::{Connecting, ConnectionState, ConnectionTrouble, Saving, TestResult};
use uku_core::counting::CountError;
use uku_core::firm::Actor;
use uku_core::ledger::LedgerError;
use uku_core::run::{Failure, Outcome, SkipReason};
use uku_scheduler::{NodeConfig, Worker};
use uku_testkit::build::{firm_a, key_pair, months, two_firms};
use uku_testkit::fake::FakeLedger;

use crate::house::{House, owner_of, sale};

const NAMES: [&str; 3] = ["haab", "kask", "kuusk"];

/// Three clients; the keys of one are revoked before the first import.
struct Three(House);

impl Three {
    async fn new() -> Self {
        let (house, _) = House::by_hand(&two_firms()).await;
        for name in NAMES {
            house.connect(&firm_a(), name).await;
        }
        house.ledgers.revoke(key_pair("kask").public());
        Self(house)
    }

    /// What comes of importing September or October for all three.
    async fn import(&self, month: &str) -> [Outcome; 3] {
        let run = self.0.import(&firm_a(), &NAMES, months(month, month)).await;
        Worker::new(self.0.means(), NodeConfig::named("one")).work_off().await;
        self.0.outcomes(&firm_a(), &run).await.try_into().unwrap()
    }

    fn requests(&self) -> u64 {
        self.0.ledgers.requests(key_pair("kask").public())
    }

    fn connecting<'a>(&'a self, actor: &'a Actor) -> Connecting<'a> {
        let House { clients, store, vault, ledgers, clock, .. } = &self.0;
        Connecting {
            actor,
            clients: clients.as_ref(),
            store,
            vault: vault.as_ref(),
            ledgers,
            clock: clock.as_ref(),
        }
    }

    async fn test(&self) -> TestResult {
        let owner = self.0.connection(&firm_a(), "kask").await.owner;
        self.connecting(&owner_of(&firm_a())).test(&owner).await.unwrap()
    }
}

fn refused() -> Outcome {
    Outcome::Failed(Failure::Count(CountError::Ledger(LedgerError::WrongKeys)))
}

fn skipped() -> Outcome {
    Outcome::Skipped(SkipReason::Failing(ConnectionTrouble::WrongKeys))
}

#[tokio::test(start_paused = true)]
async fn it_is_asked_once_and_the_others_are_served() {
    let three = Three::new().await;
    assert_eq!(three.import("2026-10").await, [Outcome::Created, refused(), Outcome::Created]);
    assert_eq!(three.requests(), 1);
    let state = three.0.connection(&firm_a(), "kask").await.state;
    assert!(matches!(state, ConnectionState::Failing { why: ConnectionTrouble::WrongKeys, .. }), "{state:?}");
    for _ in 0..3 {
        assert_eq!(three.import("2026-10").await, [Outcome::Unchanged, skipped(), Outcome::Unchanged]);
    }
    assert_eq!(three.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_test_that_fails_leaves_it_stopped_and_one_that_works_lets_it_go_on() {
    let three = Three::new().await;
    three.import("2026-10").await;
    assert_eq!(three.test().await, TestResult::WrongKeys);
    assert_eq!(three.import("2026-10").await[1], skipped());
    assert_eq!(three.requests(), 2);

    let ledger = FakeLedger::new(&three.0.entered, 100, [sale(1, "2026-10-05")]);
    three.0.ledgers.give(&key_pair("kask"), ledger);
    // Nobody has tested it yet.
    assert_eq!(three.import("2026-10").await[1], skipped());
    assert!(three.test().await.is_successful());
    assert_eq!(three.import("2026-10").await[1], Outcome::Created);
}

#[tokio::test(start_paused = true)]
async fn other_keys_let_it_go_on() {
    let three = Three::new().await;
    three.import("2026-10").await;
    three.0.ledgers.give(&key_pair("new"), FakeLedger::new(&three.0.entered, 100, []));
    let owner = three.0.connection(&firm_a(), "kask").await.owner;
    let actor = owner_of(&firm_a());
    three.connecting(&actor).save(&owner, key_pair("new"), Saving::Tested).await.unwrap();
    assert_eq!(three.import("2026-10").await[1], Outcome::Created);
    assert_eq!(three.requests(), 1);
}

#[tokio::test(start_paused = true)]
async fn items_that_were_queued_before_ask_nothing_either() {
    let three = Three::new().await;
    let october = months("2026-10", "2026-10");
    let first = three.0.import(&firm_a(), &NAMES, october).await;
    let second = three.0.import(&firm_a(), &NAMES, october).await;
    Worker::new(three.0.means(), NodeConfig::named("one")).work_off().await;
    let of_kask = [
        three.0.outcomes(&firm_a(), &first).await[1].clone(),
        three.0.outcomes(&firm_a(), &second).await[1].clone(),
    ];
    assert_eq!(of_kask, [refused(), skipped()]);
    assert_eq!(three.requests(), 1);
}
