//! How long items that meet trouble wait.

use chrono::{DateTime, TimeDelta, Utc};
use uku_core::ledger::LedgerError;
use uku_core::run::{Failure, ItemRecord, Outcome, Run};
use uku_scheduler::{NodeConfig, Worker};
use uku_testkit::build::{firm_a, key_pair, months, two_firms};
use uku_testkit::fake::ManualClock;

use crate::house::House;

fn clock_off() -> LedgerError {
    LedgerError::ClockOff { seconds: 600 }
}

async fn in_trouble(error: &LedgerError, clients: &[&str]) -> (House, ManualClock, Run, Worker) {
    let (house, clock) = House::by_hand(&two_firms()).await;
    for client in clients {
        house.connect(&firm_a(), client).await;
        house.ledgers.fail(key_pair(client).public(), Some(error.clone()));
    }
    let run = house.import(&firm_a(), clients, months("2026-10", "2026-10")).await;
    let worker = Worker::new(house.means(), NodeConfig::named("one"));
    (house, clock, run, worker)
}

async fn records(house: &House, run: &Run) -> Vec<ItemRecord> {
    house.record(&firm_a(), run).await.items.into_iter().map(|(_, record)| record).collect()
}

async fn go_to(clock: &ManualClock, moment: DateTime<Utc>) {
    use uku_core::clock::Clock as _;
    clock.sleep_until(moment).await;
}

#[tokio::test(start_paused = true)]
async fn pauses_grow_and_end() {
    use uku_core::clock::Clock as _;
    let (house, clock, run, worker) = in_trouble(&clock_off(), &["kask"]).await;
    let mut waits = Vec::new();
    loop {
        worker.work_off().await;
        let record = records(&house, &run).await.remove(0);
        if record.is_over() {
            break;
        }
        waits.push(record.due_at - clock.now());
        assert_eq!(usize::try_from(record.tries).unwrap(), waits.len());
        go_to(&clock, record.due_at - TimeDelta::milliseconds(1)).await;
        let before = house.ledgers.requests(key_pair("kask").public());
        worker.work_off().await;
        assert_eq!(house.ledgers.requests(key_pair("kask").public()), before);
        go_to(&clock, record.due_at).await;
    }
    assert!(waits.is_sorted() && waits.len() == 8, "{waits:?}");
    let minutes = [waits[0], waits[7], waits.iter().sum()].map(|wait| wait.num_minutes());
    assert!(minutes[0] < 1 && (120..=150).contains(&minutes[1]), "{waits:?}");
    // All in all, half a working day is bridged.
    assert!((3 * 60..5 * 60).contains(&minutes[2]), "{waits:?}");
    let failure = Failure::Count(clock_off().into());
    assert_eq!(house.outcomes(&firm_a(), &run).await, [Outcome::Failed(failure)]);
}

#[tokio::test(start_paused = true)]
async fn what_failed_together_is_not_tried_again_together() {
    let names: Vec<String> = (0..20).map(|number| format!("client-{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (house, _, run, worker) = in_trouble(&clock_off(), &names).await;
    worker.work_off().await;
    let mut moments: Vec<_> = records(&house, &run).await.iter().map(|record| record.due_at).collect();
    moments.sort();
    moments.dedup();
    assert_eq!(moments.len(), 20);
}

#[tokio::test(start_paused = true)]
async fn an_item_that_got_on_begins_with_short_pauses_again() {
    use uku_core::clock::Clock as _;
    let (house, clock, run, worker) = in_trouble(&clock_off(), &["kask"]).await;
    for _ in 0..4 {
        worker.work_off().await;
        go_to(&clock, records(&house, &run).await[0].due_at).await;
    }
    let until = clock.now() + TimeDelta::hours(3);
    house.ledgers.fail(key_pair("kask").public(), Some(LedgerError::BudgetSpent { until }));
    worker.work_off().await;
    let parked = records(&house, &run).await.remove(0);
    assert_eq!((parked.due_at, parked.tries), (until, 0));
    house.ledgers.fail(key_pair("kask").public(), Some(clock_off()));
    go_to(&clock, until).await;
    worker.work_off().await;
    let wait = records(&house, &run).await[0].due_at - until;
    assert!(wait < TimeDelta::minutes(1), "{wait}");
}
