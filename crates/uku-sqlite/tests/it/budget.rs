//! What the budget does beyond its contract.

use std::path::Path;
use std::sync::Arc;

use chrono::TimeDelta;
use futures_util::future::join_all;
use uku_core::clock::Clock as _;
use uku_core::ledger::{KeyFingerprint, KeyPair, Limits, RequestBudget as _, Take};
use uku_core::store::StoreError;
use uku_sqlite::SqliteBudget;
use uku_testkit::fake::ManualClock;

use crate::machine::raw;

fn key(public: &str) -> KeyFingerprint {
    KeyFingerprint::of("books.example", KeyPair::new(public, "secret".into()).unwrap().public())
}

fn limits() -> Limits {
    "7/100".parse().unwrap()
}

fn clock() -> ManualClock {
    ManualClock::at("2026-11-10T09:00:00Z")
}

async fn open(file: &Path, clock: &ManualClock) -> SqliteBudget {
    SqliteBudget::open(file, Arc::new(clock.clone())).await.unwrap()
}

async fn take(budget: &SqliteBudget) -> Take {
    budget.take(&key("key"), limits()).await.unwrap()
}

async fn slots(file: &Path) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM request_slots").fetch_one(&mut raw(file).await).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_on_one_file_spend_from_one_budget() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("new").join("budget.db");
    let clock = clock();
    // A new folder and file, made ready by both at once.
    let (first, second) = tokio::join!(open(&file, &clock), open(&file, &clock));
    let budgets = [Arc::new(first), Arc::new(second)];
    let takes = (0..40).map(|n| {
        let budget = Arc::clone(&budgets[n % 2]);
        tokio::spawn(async move { take(&budget).await })
    });
    let answers: Vec<Take> = join_all(takes).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(answers.iter().filter(|take| matches!(take, Take::Slot(_))).count(), 7);

    // What one took the other answers.
    let Some(Take::Slot(slot)) = answers.into_iter().find(|take| matches!(take, Take::Slot(_))) else {
        panic!()
    };
    budgets[0].answered(slot).await.unwrap();
    let moment = clock.now() + TimeDelta::seconds(60);
    for budget in &budgets {
        assert_eq!(take(budget).await, Take::NotBefore(moment));
    }
}

#[tokio::test]
async fn what_was_spent_is_remembered_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("budget.db");
    let clock = clock();
    let budget = open(&file, &clock).await;
    for _ in 0..7 {
        let Take::Slot(slot) = take(&budget).await else { panic!("expected a slot") };
        budget.answered(slot).await.unwrap();
    }
    drop(budget);
    let budget = open(&file, &clock).await;
    assert_eq!(take(&budget).await, Take::NotBefore(clock.now() + TimeDelta::seconds(60)));
}

#[tokio::test]
async fn what_is_a_day_old_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("budget.db");
    let clock = clock();
    let budget = open(&file, &clock).await;
    take(&budget).await;
    budget.take(&key("unused-since"), limits()).await.unwrap();
    let Take::Slot(last) = take(&budget).await else { panic!("expected a slot") };
    clock.advance(TimeDelta::hours(25));
    let Take::Slot(slot) = take(&budget).await else { panic!("expected a slot") };
    assert_eq!(slots(&file).await, 1);
    // A very late answer is nobody else's.
    assert_ne!(slot, last);
    budget.answered(last).await.unwrap();
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("budget.db");
    std::fs::write(&file, "Dear diary, ".repeat(1000)).unwrap();
    let refused = SqliteBudget::open(&file, Arc::new(clock())).await.err();
    let expected = StoreError::Corrupt(format!("{} is not an SQLite database", file.display()));
    assert_eq!(refused, Some(expected));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_new_file_may_be_opened_by_many_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("budget.db");
    let opens = (0..8).map(|_| {
        let file = file.clone();
        tokio::spawn(async move { open(&file, &clock()).await })
    });
    for opened in join_all(opens).await {
        opened.unwrap();
    }
}
