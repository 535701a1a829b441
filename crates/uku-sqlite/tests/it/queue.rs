//! What the queue does beyond its contract.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use chrono::TimeDelta;
use sqlx::{AssertSqlSafe, Row as _};
use uku_core::clock::Clock as _;
use uku_core::run::{Claim, LONGEST_LEASE, NodeName, Release, WorkQueue as _};
use uku_core::store::IntegrationStore as _;
use uku_sqlite::SqliteStore;
use uku_testkit::build::{firm_a, item, run};

use crate::machine::{Machine, open};

async fn claim(store: &SqliteStore) -> Option<Claim> {
    store.claim(&NodeName("node".to_owned()), LONGEST_LEASE).await.unwrap()
}

/// Adds a run with an item for each client.
async fn add(store: &SqliteStore, clients: &[&str]) {
    let items: Vec<_> = (2..).zip(clients).map(|(number, client)| item(number, client)).collect();
    let mut work = store.open(&firm_a()).await.unwrap();
    assert!(work.runs().add(&run(1), &items).await.unwrap());
    work.commit().await.unwrap();
}

#[tokio::test]
async fn what_a_former_program_held_goes_on_first_once_the_store_is_opened() {
    let machine = Machine::new().await;
    add(&machine, &["kask", "tamm"]).await;
    let held = claim(&machine).await.unwrap();
    let handed_over = claim(&machine).await.unwrap();
    machine.release(&handed_over, Release::HandOver).await.unwrap();
    let folder = machine.dropped();
    let store = open(folder.path()).await.unwrap();
    let again = [claim(&store).await.unwrap(), claim(&store).await.unwrap()];
    assert_eq!(
        again.each_ref().map(|claim| (claim.item, claim.crashes)),
        [(held.item, 1), (handed_over.item, 0)]
    );
    assert!(again[0].epoch > handed_over.epoch);
}

#[tokio::test]
async fn a_lease_that_was_given_while_the_clock_was_ahead_ends_like_any_other() {
    let machine = Machine::new().await;
    add(&machine, &["kask"]).await;
    machine.clock.advance(TimeDelta::hours(2));
    let first = claim(&machine).await.unwrap();
    machine.clock.advance(TimeDelta::hours(-2));
    assert_eq!(claim(&machine).await, None);
    machine.clock.advance(LONGEST_LEASE);
    let second = claim(&machine).await.unwrap();
    assert!(second.item == first.item && second.epoch > first.epoch);
}

/// How long somebody waits who would wait an hour.
async fn waited(machine: &Machine) -> TimeDelta {
    let before = machine.clock.now();
    machine.wait(Duration::from_hours(1)).await;
    machine.clock.now() - before
}

#[tokio::test]
async fn nobody_waits_for_what_was_added_since_they_looked() {
    let machine = Machine::new().await;
    assert_eq!(claim(&machine).await, None);
    let mut work = machine.open(&firm_a()).await.unwrap();
    assert!(work.runs().add(&run(1), &[item(2, "kask")]).await.unwrap());
    drop(work);
    assert_eq!(waited(&machine).await, TimeDelta::hours(1), "nothing was added after all");
    add(&machine, &["kask"]).await;
    assert_eq!(waited(&machine).await, TimeDelta::zero());
    assert!(claim(&machine).await.is_some());
    assert_eq!(claim(&machine).await, None);
    assert_eq!(waited(&machine).await, TimeDelta::hours(1));
}

/// Puts 100 items of each of 200 firms there: of each firm some are parked, and one is held.
async fn fill(machine: &Machine) {
    let numbers = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19999)";
    let now = machine.clock.now().to_rfc3339_opts(chrono::SecondsFormat::Nanos, true);
    let mut raw = machine.raw().await;
    for sql in [
        format!("{numbers} INSERT INTO firm_turns SELECT 'firm ' || i, i + 1 FROM n WHERE i < 200"),
        format!(
            "{numbers} INSERT INTO runs (firm_id, run_id, kind, from_month, to_month, created_at)
             SELECT 'firm ' || i, '00000000-0000-0000-0000-000000000001', 'reload', '2026-10', '2026-10', '{now}'
             FROM n WHERE i < 200"
        ),
        format!(
            "{numbers} INSERT INTO run_items (firm_id, item_id, run_id, position, client_id, lane, due_at, held_by,
                 lease_until, priority)
             SELECT 'firm ' || (i % 200), printf('00000000-0000-0000-0000-%012x', i),
                 '00000000-0000-0000-0000-000000000001', i / 200, 'client ' || i, 'lane ' || i,
                 CASE WHEN i / 200 < 40 THEN '2030-01-01T00:00:00.000000000Z' ELSE '{now}' END,
                 CASE WHEN i / 200 = 40 THEN 'node' END,
                 CASE WHEN i / 200 = 40 THEN '2030-01-01T00:00:00.000000000Z' END, 1 + i / 200 % 2
             FROM n"
        ),
    ] {
        sqlx::query(AssertSqlSafe(sql)).execute(&mut raw).await.unwrap();
    }
}

/// The only statement with this in it, as the compiler checked it.
fn statement(part: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(".sqlx");
    let texts = fs::read_dir(folder).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    let mut statements = texts.filter_map(|text| {
        let described: serde_json::Value = serde_json::from_str(&text).unwrap();
        let statement = described["query"].as_str().unwrap();
        statement.contains(part).then(|| statement.to_owned())
    });
    let statement = statements.next().unwrap();
    assert_eq!(statements.next(), None);
    statement
}

/// How a statement is run, if it is the only one with this in it.
async fn plan(machine: &Machine, part: &str) -> Vec<String> {
    let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", statement(part)));
    let rows = sqlx::query(explain).fetch_all(&mut machine.raw().await).await.unwrap();
    rows.iter().map(|row| row.get("detail")).collect()
}

#[tokio::test]
async fn a_claim_looks_at_few_of_many_waiting_items() {
    let machine = Machine::new().await;
    fill(&machine).await;
    for statistics in [false, true] {
        if statistics {
            sqlx::query("ANALYZE").execute(&mut machine.raw().await).await.unwrap();
        }
        // Along both indexes, so that it ends with the first that it finds: nothing is sorted.
        let expected = [
            "SCAN t USING COVERING INDEX firm_turns_by_epoch",
            "SEARCH i USING INDEX run_items_open (firm_id=? AND priority=? AND due_at<?)",
            "CORRELATED SCALAR SUBQUERY 1",
            "SEARCH other USING INDEX run_items_held (lane=?)",
        ];
        assert_eq!(plan(&machine, "FROM firm_turns AS t CROSS JOIN run_items AS i").await, expected);
        // Only what is held.
        let leases = plan(&machine, "held_by IS NOT NULL AND lease_until > ?1").await;
        assert_eq!(leases, ["SCAN run_items USING INDEX run_items_held"]);
    }
}

#[tokio::test]
async fn each_of_many_firms_is_served_in_turn() {
    let machine = Machine::new().await;
    fill(&machine).await;
    for _ in 0..2 {
        let mut firms = BTreeSet::new();
        for _ in 0..200 {
            firms.insert(claim(&machine).await.unwrap().firm);
        }
        assert_eq!(firms.len(), 200);
    }
}
