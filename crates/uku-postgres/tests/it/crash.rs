//! Whatever dies in the middle, nothing half done is left, and the next call works.

use sqlx::{AssertSqlSafe, PgConnection};
use throwaway_postgres::{Cluster, Programs};
use uku_core::client::Clients as _;
use uku_core::store::{IntegrationStore as _, StoreError};
use uku_postgres::{PostgresConfig, PostgresStore, migrate};
use uku_testkit::build::{firm, firm_a};

use crate::database::{House, LOGIN, OWNER, let_in, make_database, make_users, url_as};
use crate::filled::{THINGS, do_one};

/// How many rows there are in all tables together.
async fn rows(raw: &mut PgConnection) -> i64 {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'uku'::regnamespace AND relkind = 'r'",
    )
    .fetch_all(&mut *raw)
    .await
    .unwrap();
    let counts: Vec<String> = tables.iter().map(|table| format!("(SELECT count(*) FROM {table})")).collect();
    let sql = format!("SELECT {}", counts.join(" + "));
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(raw).await.unwrap()
}

/// Ends whoever is in the middle of a transaction in this database.
async fn kill(raw: &mut PgConnection) {
    let killed: Vec<bool> = sqlx::query_scalar(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
         WHERE datname = current_database() AND state = 'idle in transaction'",
    )
    .fetch_all(raw)
    .await
    .unwrap();
    assert_eq!(killed, [true]);
}

#[tokio::test]
async fn killed_between_any_two_statements_a_unit_of_work_leaves_nothing() {
    let house = House::with_clients().await;
    let mut raw = house.database.raw().await;
    let before = rows(&mut raw).await;
    for last in 0..=THINGS {
        let mut work = house.open(&firm_a()).await.unwrap();
        for n in 0..last {
            do_one(&mut *work, n).await.unwrap();
        }
        kill(&mut raw).await;
        if last < THINGS {
            assert!(do_one(&mut *work, last).await.is_err());
        }
        assert!(work.commit().await.is_err());
        assert_eq!(rows(&mut raw).await, before, "killed after {last}");
    }
    // What failed can be done again from the start.
    let mut work = house.open(&firm_a()).await.unwrap();
    for n in 0..THINGS {
        do_one(&mut *work, n).await.unwrap();
    }
    work.commit().await.unwrap();
    assert!(rows(&mut raw).await > before);
}

#[tokio::test]
async fn after_a_statement_that_failed_nothing_is_committed() {
    let house = House::with_clients().await;
    let mut raw = house.database.raw().await;
    let before = rows(&mut raw).await;
    let mut work = house.open(&firm_a()).await.unwrap();
    do_one(&mut *work, 2).await.unwrap();
    assert!(matches!(do_one(&mut *work, 2).await, Err(StoreError::Failed(_))), "the same run again");
    assert!(work.commit().await.is_err());
    assert_eq!(rows(&mut raw).await, before);
}

#[tokio::test]
async fn after_the_server_crashed_the_next_call_works() {
    let mut cluster = Cluster::start(&Programs::find().unwrap()).unwrap();
    make_users(&cluster).await;
    make_database(&cluster, "uku", "template0").await;
    migrate(&PostgresConfig::from_url(&url_as(&cluster, OWNER, "uku")).unwrap()).await.unwrap();
    let_in(&cluster).await;
    let config = PostgresConfig::from_url(&url_as(&cluster, LOGIN, "uku")).unwrap();
    let store = PostgresStore::open(&config).await.unwrap();
    store.put_firm(&firm("firm-a")).await.unwrap();

    let mut work = store.open(&firm_a()).await.unwrap();
    do_one(&mut *work, 0).await.unwrap();
    cluster.restart().unwrap();
    assert!(work.commit().await.is_err());

    assert_eq!(store.firm(&firm_a()).await.unwrap(), Some(firm("firm-a")));
    let mut work = store.open(&firm_a()).await.unwrap();
    assert_eq!(work.settings_draft().await.unwrap(), None);
}
