use std::time::Duration;

use tokio::time::{Instant, sleep};
use uku_core::run::{LONGEST_LEASE, NodeName, Outcome, WorkQueue as _};
use uku_testkit::build::{firm_a, id, months, two_firms};

use super::{Working, over, watched};
use crate::house::House;
use crate::watched::Watched;

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn who_is_told_to_stop_ends_what_it_can_and_hands_over_the_rest_at_once() {
    let house = House::paused(&two_firms()).await;
    for name in ["long", "short", "waiting"] {
        house.connect(&firm_a(), name).await;
    }
    let books = Watched::new(&house.ledgers, SECOND * 5);
    books.slow_down("long", SECOND * 600);
    let means = watched(&house, &books);
    let worker = Working::new(&means, "first", 2);
    let run = house.import(&firm_a(), &["long", "short", "waiting"], months("2026-10", "2026-10")).await;
    sleep(SECOND).await;
    let told = Instant::now();
    worker.stop().await;
    // Seven seconds to end, and no more.
    assert_eq!(told.elapsed(), SECOND * 7);
    let record = house.record(&firm_a(), &run).await;
    let finished = |name: &str| {
        let (_, record) = record.items.iter().find(|(item, _)| item.client == id(name)).unwrap();
        (record.finished_at.is_some(), record.held_by.is_some())
    };
    assert_eq!(["long", "short", "waiting"].map(finished), [(false, false), (true, false), (false, false)]);
    assert_eq!(books.asked(), ["long", "short"]);

    // Both that are left go on at once elsewhere, and nothing of it was a crash.
    books.slow_down("long", SECOND);
    let worker = Working::new(&means, "second", 2);
    sleep(SECOND * 6).await;
    assert_eq!(books.asked()[2..].len(), 2);
    over(&house, &firm_a(), &run).await;
    assert_eq!(house.outcomes(&firm_a(), &run).await, [Outcome::Created, Outcome::Created, Outcome::Created]);
    worker.stop().await;
}

#[tokio::test(start_paused = true)]
async fn handing_over_is_no_crash() {
    let house = House::paused(&two_firms()).await;
    house.connect(&firm_a(), "kask").await;
    let books = Watched::new(&house.ledgers, SECOND * 600);
    house.import(&firm_a(), &["kask"], months("2026-10", "2026-10")).await;
    for _ in 0..10 {
        let worker = Working::new(&watched(&house, &books), "short-lived", 1);
        sleep(SECOND).await;
        worker.stop().await;
    }
    assert_eq!(books.asked().len(), 10);
    let claim = house.store.claim(&NodeName("look".to_owned()), LONGEST_LEASE).await.unwrap().unwrap();
    assert_eq!((claim.crashes, claim.tries), (0, 0));
}
