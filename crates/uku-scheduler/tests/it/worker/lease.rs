use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rust_decimal::Decimal;
use tokio::time::sleep;
use uku_core::activation::deactivate;
use uku_core::run::{Outcome, WorkQueue, cancel_run};
use uku_core::store::StoreError;
use uku_scheduler::Means;
use uku_testkit::build::{at, firm_a, months, two_firms};

use super::{Working, over, watched};
use crate::house::{House, owner_of, sale};
use crate::meddled::{Call, Meddled};
use crate::watched::Watched;

const MINUTE: Duration = Duration::from_mins(1);

#[tokio::test(start_paused = true)]
async fn who_holds_an_item_for_long_renews_it_and_nobody_takes_it_over() {
    let house = House::paused(&two_firms()).await;
    house.connect(&firm_a(), "kask").await;
    let books = Watched::new(&house.ledgers, MINUTE * 10);
    let renewals = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&renewals);
    let queue = Meddled::new(&house.store, move |call| {
        counted.fetch_add(usize::from(call == Call::Renew), Ordering::Relaxed);
        Ok(())
    });
    let means = Means { queue: Arc::new(queue), ..watched(&house, &books) };
    let run = house.import(&firm_a(), &["kask"], months("2026-10", "2026-10")).await;
    let workers = ["one", "two"].map(|name| Working::new(&means, name, 4));
    over(&house, &firm_a(), &run).await;
    assert_eq!(books.asked(), ["kask"]);
    // Every 6 seconds in ten minutes.
    assert!((99..=100).contains(&renewals.load(Ordering::Relaxed)), "{renewals:?}");
    assert_eq!(house.outcomes(&firm_a(), &run).await, [Outcome::Created]);
    for worker in workers {
        worker.stop().await;
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_cancelled_is_dropped_at_the_next_renewal() {
    let house = House::paused(&two_firms()).await;
    house.connect(&firm_a(), "kask").await;
    house.connect(&firm_a(), "kuusk").await;
    let books = Watched::new(&house.ledgers, MINUTE * 10);
    books.slow_down("kuusk", MINUTE / 60);
    let worker = Working::new(&watched(&house, &books), "one", 1);
    let october = months("2026-10", "2026-10");
    let run = house.import(&firm_a(), &["kask"], october).await;
    sleep(MINUTE).await;
    let cancelled = cancel_run(&owner_of(&firm_a()), &house.store, house.clock.as_ref(), run.id).await;
    assert_eq!(cancelled, Ok(1));
    let other = house.import(&firm_a(), &["kuusk"], october).await;
    sleep(MINUTE / 3).await;
    // There is room again, long before the books of the first answer.
    assert!(house.record(&firm_a(), &other).await.is_over());
    sleep(MINUTE * 10).await;
    assert_eq!(house.summaries(&firm_a()).await.len(), 1);
    assert!(house.outcomes(&firm_a(), &run).await.is_empty());
    worker.stop().await;
}

#[tokio::test(start_paused = true)]
async fn what_was_deactivated_asks_and_writes_nothing_more() {
    let house = House::paused(&two_firms()).await;
    house.connect_books(&firm_a(), "kask", 1, (1..=5).map(|number| sale(number, "2026-10-05"))).await;
    let books = Watched::new(&house.ledgers, MINUTE / 6);
    let worker = Working::new(&watched(&house, &books), "one", 1);
    let run = house.import(&firm_a(), &["kask"], months("2026-10", "2026-10")).await;
    sleep(MINUTE / 4).await;
    deactivate(&owner_of(&firm_a()), &house.store, house.clock.as_ref()).await.unwrap();
    sleep(MINUTE * 5).await;
    // The second page was under way.
    assert_eq!(books.asked().len(), 2);
    assert!(house.summaries(&firm_a()).await.is_empty() && house.outcomes(&firm_a(), &run).await.is_empty());
    worker.stop().await;
}

/// The same queue, which never answers to renewals.
fn cut_off(house: &House) -> impl WorkQueue + 'static {
    Meddled::new(&house.store, |call| match call {
        Call::Renew => Err(StoreError::Failed("nobody answers".to_owned())),
        Call::Claim | Call::Release => Ok(()),
    })
}

#[tokio::test(start_paused = true)]
async fn who_was_cut_off_may_still_finish_what_nobody_took_over() {
    let house = House::paused(&two_firms()).await;
    house.connect(&firm_a(), "kask").await;
    let books = Watched::new(&house.ledgers, MINUTE * 2);
    let run = house.import(&firm_a(), &["kask"], months("2026-10", "2026-10")).await;
    let means = Means { queue: Arc::new(cut_off(&house)), ..watched(&house, &books) };
    let worker = Working::new(&means, "one", 1);
    over(&house, &firm_a(), &run).await;
    assert_eq!(house.outcomes(&firm_a(), &run).await, [Outcome::Created]);
    assert_eq!(books.asked(), ["kask"]);
    worker.stop().await;
}

#[tokio::test(start_paused = true)]
async fn who_was_cut_off_and_comes_back_writes_nothing_stale() {
    let house = House::paused(&two_firms()).await;
    let ledger = house.connect(&firm_a(), "kask").await;
    let books = Watched::new(&house.ledgers, MINUTE * 2);
    let run = house.import(&firm_a(), &["kask"], months("2026-10", "2026-10")).await;
    let means = Means { queue: Arc::new(cut_off(&house)), ..watched(&house, &books) };
    let first = Working::new(&means, "first", 1);
    sleep(MINUTE / 2).await;
    // The first was told one sale, and its answer is under way for another minute and a half. Meanwhile its lease ends.
    ledger.books().lock().unwrap().put(sale(2, "2026-10-06"), at("2026-11-10T09:00:30Z"));
    books.slow_down("kask", MINUTE / 60);
    let second = Working::new(&watched(&house, &books), "second", 1);
    sleep(MINUTE / 2).await;
    let counted = || async { house.summaries(&firm_a()).await[0].clone() };
    let written = counted().await;
    assert_eq!(written.values.values().copied().collect::<Vec<_>>(), [Decimal::TWO]);
    assert!(house.record(&firm_a(), &run).await.is_over());
    sleep(MINUTE * 5).await;
    assert_eq!(counted().await, written);
    assert_eq!(books.asked(), ["kask", "kask"]);
    assert_eq!(house.outcomes(&firm_a(), &run).await, [Outcome::Created]);
    first.stop().await;
    second.stop().await;
}
