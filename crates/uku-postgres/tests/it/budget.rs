//! What the budget does beyond its contract.

use std::sync::Arc;

use futures_util::future::join_all;
use uku_core::ledger::{Limits, RequestBudget as _, Take};
use uku_postgres::PostgresBudget;
use uku_testkit::build::fingerprint;

use crate::database::Database;

fn limits() -> Limits {
    "7/100".parse().unwrap()
}

async fn open(database: &Database) -> PostgresBudget {
    PostgresBudget::open(&database.config()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_machines_spend_from_one_budget() {
    let database = Database::migrated().await;
    database.set_clock("2026-11-10T09:00:00Z").await;
    let budgets = [Arc::new(open(&database).await), Arc::new(open(&database).await)];
    let takes = (0..40).map(|n| {
        let budget = Arc::clone(&budgets[n % 2]);
        tokio::spawn(async move { budget.take(&fingerprint("key"), limits()).await.unwrap() })
    });
    let answers: Vec<Take> = join_all(takes).await.into_iter().map(Result::unwrap).collect();
    let slots: Vec<_> = answers.iter().filter(|take| matches!(take, Take::Slot(_))).collect();
    assert_eq!(slots.len(), 7);

    // What one took the other answers.
    let Take::Slot(slot) = slots[0] else { panic!("expected a slot") };
    budgets[0].answered(*slot).await.unwrap();
    for budget in &budgets {
        let expected = "2026-11-10T09:01:00Z".parse().unwrap();
        assert_eq!(budget.take(&fingerprint("key"), limits()).await.unwrap(), Take::NotBefore(expected));
    }
}

#[tokio::test]
async fn what_is_a_day_old_is_forgotten() {
    let database = Database::migrated().await;
    database.set_clock("2026-11-10T09:00:00Z").await;
    let budget = open(&database).await;
    for key in ["key", "unused-since"] {
        budget.take(&fingerprint(key), limits()).await.unwrap();
    }
    database.set_clock("2026-11-11T10:00:00Z").await;
    assert!(matches!(budget.take(&fingerprint("key"), limits()).await.unwrap(), Take::Slot(_)));
    let slots: i64 = sqlx::query_scalar("SELECT count(*) FROM request_slots")
        .fetch_one(&mut database.raw().await)
        .await
        .unwrap();
    assert_eq!(slots, 1);
}

#[tokio::test]
async fn without_a_fixed_moment_the_servers_clock_counts() {
    let database = Database::migrated().await;
    let budget = open(&database).await;
    let once = "1/1".parse().unwrap();
    assert!(matches!(budget.take(&fingerprint("key"), once).await.unwrap(), Take::Slot(_)));
    let Take::NotBefore(moment) = budget.take(&fingerprint("key"), once).await.unwrap() else {
        panic!("expected no slot")
    };
    let ahead: bool = sqlx::query_scalar("SELECT $1::text::timestamptz > now() + interval '23 hours'")
        .bind(moment.to_rfc3339())
        .fetch_one(&mut database.raw().await)
        .await
        .unwrap();
    assert!(ahead, "{moment}");
}
