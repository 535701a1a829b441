//! How whoever waits for work is woken.

use std::time::Duration;

use sqlx::PgConnection;
use throwaway_postgres::{Cluster, Programs};
use tokio::time::timeout;
use uku_core::run::{LONGEST_LEASE, Release, WorkQueue as _};
use uku_core::store::IntegrationStore as _;
use uku_postgres::{PostgresConfig, PostgresQueue, PostgresStore, migrate};
use uku_testkit::build::{firm_a, item, item_id, run, run_id};

use crate::database::{House, LOGIN, OWNER, connect, let_in, make_database, make_users, url_as};
use crate::queue::{add, claim, finish};

/// Long enough for a busy machine, and far shorter than [`LONG`].
const SOON: Duration = Duration::from_secs(20);

/// Longer than any of these tests may take.
const LONG: Duration = Duration::from_mins(10);

/// The connections to this database that listen for work; each may have asked since whether the server is there.
async fn listening(raw: &mut PgConnection) -> Vec<i32> {
    let sql = r#"SELECT pid FROM pg_stat_activity WHERE datname = current_database()
                     AND application_name = 'uku-listener' AND query IN ('LISTEN "uku_work"', 'SELECT 1 AS one')"#;
    sqlx::query_scalar(sql).fetch_all(raw).await.unwrap()
}

async fn until_listening(raw: &mut PgConnection, many: usize) {
    while listening(raw).await.len() != many {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn whoever_waits_is_woken_from_another_machine() {
    let house = House::new().await;
    let mut raw = house.database.raw().await;
    until_listening(&mut raw, 1).await;
    let elsewhere = house.database.store().await;
    assert_eq!(claim(&house.queue).await, None);
    add(&elsewhere, &firm_a(), 1, &[item(2, "kask")]).await;
    timeout(SOON, house.queue.wait(LONG)).await.unwrap();
    let claimed = claim(&house.queue).await.unwrap();
    assert_eq!(claimed.item, item_id(2));

    // So it is when somebody lets an item go.
    let other = house.database.queue().await;
    until_listening(&mut raw, 2).await;
    while let Ok(()) = timeout(Duration::ZERO, other.wait(LONG)).await {
        assert_eq!(claim(&other).await, None);
    }
    house.queue.release(&claimed, Release::HandOver).await.unwrap();
    timeout(SOON, other.wait(LONG)).await.unwrap();
    let again = claim(&other).await.unwrap();

    // And when an item that is over is opened again.
    finish(&house.store, &again).await;
    assert_eq!(claim(&other).await, None);
    let mut work = elsewhere.open(&firm_a()).await.unwrap();
    assert_eq!(work.runs().reopen(run_id(1), &[item_id(2)]).await.unwrap(), 1);
    work.commit().await.unwrap();
    timeout(SOON, other.wait(LONG)).await.unwrap();
    assert!(claim(&other).await.is_some());
}

#[tokio::test]
async fn work_that_is_not_committed_wakes_nobody() {
    let house = House::new().await;
    until_listening(&mut house.database.raw().await, 1).await;
    while let Ok(()) = timeout(Duration::ZERO, house.queue.wait(LONG)).await {
        assert_eq!(claim(&house.queue).await, None);
    }
    let mut work = house.open(&firm_a()).await.unwrap();
    assert!(work.runs().add(&run(1), &[item(2, "kask")]).await.unwrap());
    drop(work);
    timeout(Duration::from_millis(200), house.queue.wait(LONG)).await.unwrap_err();
    assert_eq!(claim(&house.queue).await, None);
}

#[tokio::test]
async fn without_a_word_the_wait_ends_by_itself() {
    let house = House::new().await;
    until_listening(&mut house.database.raw().await, 1).await;
    while let Ok(()) = timeout(Duration::ZERO, house.queue.wait(LONG)).await {
        assert_eq!(claim(&house.queue).await, None);
    }
    let begun = tokio::time::Instant::now();
    timeout(SOON, house.queue.wait(Duration::from_millis(200))).await.unwrap();
    assert!(begun.elapsed() >= Duration::from_millis(150), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_queue_that_is_closed_or_dropped_listens_no_more() {
    let house = House::new().await;
    let mut raw = house.database.raw().await;
    until_listening(&mut raw, 1).await;
    let (closed, dropped) = (house.database.queue().await, house.database.queue().await);
    until_listening(&mut raw, 3).await;
    closed.close().await;
    until_listening(&mut raw, 2).await;
    drop(dropped);
    until_listening(&mut raw, 1).await;
}

#[tokio::test]
async fn whoever_lost_the_connection_listens_again() {
    let house = House::new().await;
    let mut raw = house.database.raw().await;
    until_listening(&mut raw, 1).await;
    assert_eq!(claim(&house.queue).await, None);
    let lost = listening(&mut raw).await;
    let kill = sqlx::query_scalar("SELECT pg_terminate_backend($1, 10000)").bind(lost[0]);
    let killed: bool = kill.fetch_one(&mut raw).await.unwrap();
    assert!(killed);
    // What was said meanwhile counts as heard.
    timeout(SOON, house.queue.wait(LONG)).await.unwrap();
    until_listening(&mut raw, 1).await;
    assert_eq!(claim(&house.queue).await, None);
    add(&house.store, &firm_a(), 1, &[item(2, "kask")]).await;
    timeout(SOON, house.queue.wait(LONG)).await.unwrap();
    assert!(claim(&house.queue).await.is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_the_server_crashed_work_goes_on() {
    let mut cluster = Cluster::start(&Programs::find().unwrap()).unwrap();
    make_users(&cluster).await;
    make_database(&cluster, "uku", "template0").await;
    migrate(&PostgresConfig::from_url(&url_as(&cluster, OWNER, "uku")).unwrap()).await.unwrap();
    let_in(&cluster).await;
    let config = PostgresConfig::from_url(&url_as(&cluster, LOGIN, "uku")).unwrap();
    let (store, queue) =
        (PostgresStore::open(&config).await.unwrap(), PostgresQueue::open(&config).await.unwrap());
    add(&store, &firm_a(), 1, &[item(2, "kask"), item(3, "tamm")]).await;
    let before = claim(&queue).await.unwrap();

    for number in 2..4 {
        cluster.restart().unwrap();
        // What was claimed is still held, by the same claim.
        assert!(queue.renew(&before, LONGEST_LEASE).await.unwrap());
        until_listening(&mut connect(&cluster.url("uku")).await, 1).await;
        while let Some(claim) = claim(&queue).await {
            finish(&store, &claim).await;
        }
        let lepp = item(number * 10, &format!("lepp-{number}"));
        add(&store, &firm_a(), number, std::slice::from_ref(&lepp)).await;
        timeout(SOON, queue.wait(LONG)).await.unwrap();
        let after = claim(&queue).await.unwrap();
        assert_eq!(after.item, lepp.id);
        assert!(after.epoch > before.epoch);
        finish(&store, &after).await;
    }
    finish(&store, &before).await;
}
