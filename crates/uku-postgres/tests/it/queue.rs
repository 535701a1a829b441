//! What the queue does beyond its contract.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future::join_all;
use uku_core::firm::FirmId;
use uku_core::run::{Claim, Epoch, Item, ItemId, LONGEST_LEASE, Lane, Release, WorkQueue as _};
use uku_core::store::{IntegrationStore as _, StoreError};
use uku_postgres::{PostgresQueue, PostgresStore};
use uku_testkit::build::{at, firm_a, firm_b, id, item, item_id, run, run_id};

use crate::database::{House, run as run_sql};
use crate::filled::node;

pub(crate) async fn add(store: &PostgresStore, firm: &FirmId, number: u128, items: &[Item]) {
    let mut work = store.open(firm).await.unwrap();
    assert!(work.runs().add(&run(number), items).await.unwrap());
    work.commit().await.unwrap();
}

pub(crate) async fn claim(queue: &PostgresQueue) -> Option<Claim> {
    queue.claim(&node("node"), LONGEST_LEASE).await.unwrap()
}

pub(crate) async fn finish(store: &PostgresStore, claim: &Claim) {
    let mut work = store.open(&claim.firm).await.unwrap();
    work.runs().finish_item(claim.item, claim.epoch, at("2026-11-10T05:01:00Z")).await.unwrap();
    work.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn however_many_claim_at_once_each_item_is_claimed_once_and_one_of_a_lane_at_a_time() {
    const FIRMS: u128 = 20;
    const EACH: u128 = 100;
    let house = Arc::new(House::new().await);
    for n in 0..FIRMS {
        let items: Vec<Item> = (n * EACH..(n + 1) * EACH)
            .map(|number| Item {
                lane: Lane::from_stored(format!("lane {}", number % 200)),
                ..item(number, "kask")
            })
            .collect();
        add(&house.store, &id(&format!("firm-{n}")), 1, &items).await;
    }
    let queues = [Arc::new(house.database.queue().await), Arc::new(house.database.queue().await)];
    let (claims, lanes) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(HashSet::new())));
    let workers = (0..8).map(|n| {
        let (house, queue) = (Arc::clone(&house), Arc::clone(&queues[n % 2]));
        let (claims, lanes) = (Arc::clone(&claims), Arc::clone(&lanes));
        tokio::spawn(async move {
            while claims.lock().unwrap().len() < usize::try_from(FIRMS * EACH).unwrap() {
                let Some(claim) = queue.claim(&node(&n.to_string()), LONGEST_LEASE).await.unwrap() else {
                    tokio::task::yield_now().await;
                    continue;
                };
                assert!(lanes.lock().unwrap().insert(claim.lane.clone()), "{claim:?}");
                claims.lock().unwrap().push(claim.clone());
                let mut work = house.open(&claim.firm).await.unwrap();
                assert!(work.runs().claimed(claim.item, claim.epoch).await.unwrap().is_some());
                let end = at("2026-11-10T05:01:00Z");
                work.runs().finish_item(claim.item, claim.epoch, end).await.unwrap();
                assert!(lanes.lock().unwrap().remove(&claim.lane));
                work.commit().await.unwrap();
            }
        })
    });
    join_all(workers).await.into_iter().for_each(Result::unwrap);
    let claims = claims.lock().unwrap_or_else(PoisonError::into_inner);
    let items: HashSet<ItemId> = claims.iter().map(|claim| claim.item).collect();
    let epochs: HashSet<Epoch> = claims.iter().map(|claim| claim.epoch).collect();
    assert_eq!((claims.len(), items.len(), epochs.len()), (2000, 2000, 2000));
    assert!(claims.iter().all(|claim| claim.crashes == 0));
}

#[tokio::test]
async fn firms_take_turns_however_much_they_have() {
    let house = House::new().await;
    let items: Vec<Item> = (0..40).map(|n| item(n, &format!("client-{n}"))).collect();
    add(&house.store, &firm_a(), 1, &items[..36]).await;
    add(&house.store, &firm_b(), 1, &items[36..]).await;
    let mut firms = Vec::new();
    for _ in 0..9 {
        firms.push(claim(&house.queue).await.unwrap().firm);
    }
    let (a, b) = (firm_a, firm_b);
    assert_eq!(firms, [a(), b(), a(), b(), a(), b(), a(), b(), a()]);
}

#[tokio::test]
async fn whoever_dies_in_the_middle_of_a_claim_leaves_nothing_and_holds_up_nobody() {
    let house = House::new().await;
    add(&house.store, &firm_a(), 1, &[item(2, "kask"), item(5, "lepp")]).await;
    add(&house.store, &firm_b(), 1, &[item(3, "kask"), item(4, "tamm")]).await;
    let mut dying = house.database.raw_as("uku_engine").await;
    run_sql(&mut dying, "BEGIN; SELECT claim_item('dying', 45000000, 45000000)").await;

    // It may come to hold the lane, so nobody else gets an item of it; others are handed out.
    let others = [claim(&house.queue).await, claim(&house.queue).await].map(|claim| claim.unwrap().item);
    assert_eq!(others, [item_id(5), item_id(4)]);
    assert_eq!(claim(&house.queue).await, None);

    let mut raw = house.database.raw().await;
    let killed: Vec<bool> = sqlx::query_scalar(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
         WHERE datname = current_database() AND state = 'idle in transaction'",
    )
    .fetch_all(&mut raw)
    .await
    .unwrap();
    assert_eq!(killed, [true]);
    let next = claim(&house.queue).await.unwrap();
    assert_eq!((next.item, next.crashes), (item_id(2), 0));
}

#[tokio::test]
async fn no_transaction_is_open_while_an_item_is_worked_on() {
    let house = House::new().await;
    add(&house.store, &firm_a(), 1, &[item(2, "kask")]).await;
    let claimed = claim(&house.queue).await.unwrap();
    assert!(house.queue.renew(&claimed, LONGEST_LEASE).await.unwrap());
    let sql = "SELECT count(*) FROM pg_stat_activity
               WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()";
    let open: i64 = sqlx::query_scalar(sql).fetch_one(&mut house.database.raw().await).await.unwrap();
    assert_eq!(open, 0);
}

#[tokio::test]
async fn a_lease_that_was_given_while_the_clock_was_ahead_ends_like_any_other() {
    let house = House::new().await;
    house.database.set_clock("2026-11-10T09:00:00Z").await;
    add(&house.store, &firm_a(), 1, &[item(2, "kask")]).await;
    house.database.set_clock("2026-11-10T11:00:00Z").await;
    let first = claim(&house.queue).await.unwrap();
    house.database.set_clock("2026-11-10T09:00:10Z").await;
    assert_eq!(claim(&house.queue).await, None);
    house.database.advance_clock(LONGEST_LEASE).await;
    let second = claim(&house.queue).await.unwrap();
    assert!(second.item == first.item && second.epoch > first.epoch);
}

#[tokio::test]
async fn an_item_that_a_unit_of_work_is_at_is_passed_over() {
    let house = House::new().await;
    house.database.set_clock("2026-11-10T09:00:00Z").await;
    add(&house.store, &firm_a(), 1, &[item(2, "kask"), item(3, "tamm")]).await;
    let first = claim(&house.queue).await.unwrap();
    house.database.advance_clock(LONGEST_LEASE).await;
    let mut work = house.open(&firm_a()).await.unwrap();
    assert!(work.runs().claimed(first.item, first.epoch).await.unwrap().is_some());
    assert_eq!(claim(&house.queue).await.unwrap().item, item_id(3));
    assert_eq!(claim(&house.queue).await, None);
    work.commit().await.unwrap();
    let again = claim(&house.queue).await.unwrap();
    assert_eq!((again.item, again.crashes), (first.item, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn claiming_stopping_and_opening_again_at_once_never_deadlock() {
    let house = Arc::new(House::new().await);
    let items: Vec<Item> = (0..30).map(|n| item(n, &format!("client-{}", n % 12))).collect();
    let ids: Vec<ItemId> = items.iter().map(|item| item.id).collect();
    add(&house.store, &firm_a(), 1, &items).await;
    add(&house.store, &firm_b(), 1, &items).await;
    let mut at_work = Vec::new();
    for n in 0..4 {
        let house = Arc::clone(&house);
        at_work.push(tokio::spawn(async move {
            for _ in 0..60 {
                let Some(claim) = claim(&house.queue).await else { continue };
                house.queue.renew(&claim, LONGEST_LEASE).await.unwrap();
                let mut work = house.open(&claim.firm).await.unwrap();
                let has_it = work.runs().claimed(claim.item, claim.epoch).await.unwrap().is_some();
                let saved = work.runs().save_outcomes(claim.item, claim.epoch, 1, &[]).await;
                assert_eq!(saved, if has_it { Ok(()) } else { Err(StoreError::Fenced) });
                work.commit().await.unwrap();
                let released = house.queue.release(&claim, Release::HandOver).await;
                assert!(matches!(released, Ok(()) | Err(StoreError::Fenced)), "{released:?} {n}");
            }
        }));
    }
    for firm in [firm_a(), firm_b(), firm_a()] {
        let (house, ids) = (Arc::clone(&house), ids.clone());
        at_work.push(tokio::spawn(async move {
            for n in 0..40 {
                let mut work = house.open(&firm).await.unwrap();
                match n % 3 {
                    0 => work.runs().stop(run_id(1), at("2026-11-10T05:01:00Z")).await.unwrap(),
                    1 => work.runs().stop_all(at("2026-11-10T05:01:00Z")).await.unwrap(),
                    _ => work.runs().reopen(run_id(1), &ids).await.unwrap(),
                };
                work.commit().await.unwrap();
            }
        }));
    }
    join_all(at_work).await.into_iter().for_each(Result::unwrap);

    // Nothing fell between them: what is left is stopped, all of it and nothing twice.
    for firm in [firm_a(), firm_b()] {
        let mut work = house.open(&firm).await.unwrap();
        let before = work.runs().run(run_id(1)).await.unwrap().unwrap();
        let left = before.items.iter().filter(|(_, record)| !record.is_over()).count();
        assert_eq!(work.runs().stop_all(at("2026-11-10T05:02:00Z")).await, Ok(u64::try_from(left).unwrap()));
        assert!(work.runs().run(run_id(1)).await.unwrap().unwrap().is_over());
        work.commit().await.unwrap();
    }
    assert_eq!(claim(&house.queue).await, None);
}

#[tokio::test]
async fn a_claim_looks_at_a_handful_of_fifty_thousand_waiting_items() {
    let house = House::new().await;
    let mut raw = house.database.raw().await;
    for sql in [
        "INSERT INTO tenants (firm_id) SELECT 'firm-' || f FROM generate_series(1, 50) AS f",
        "INSERT INTO runs (firm_id, run_id, kind, from_month, to_month, created_at, hand_edits, priority, asked_by)
         SELECT 'firm-' || f, lpad(f::text, 32, '0')::uuid, 'reload', '2025-11', '2026-10', '2026-11-10T05:00:00Z',
             'keep', 2, '\"software\"' FROM generate_series(1, 50) AS f",
        // A tenth of them was done with long ago.
        "INSERT INTO run_items (firm_id, run_id, item_id, position, client_id, lane, priority, due_at, finished_at)
         SELECT 'firm-' || f, lpad(f::text, 32, '0')::uuid, lpad((f * 10000 + n)::text, 32, '0')::uuid, n,
             'client-' || n, 'lane ' || f || ' ' || n, 2, uku.now(),
             CASE WHEN n > 1000 THEN '2026-11-10T05:00:00Z' END
         FROM generate_series(1, 50) AS f, generate_series(1, 1100) AS n",
        "ANALYZE run_items; ANALYZE tenants",
    ] {
        run_sql(&mut raw, sql).await;
    }
    // More often than the server plans anew for each call.
    let mut engine = house.database.raw_as("uku_engine").await;
    run_sql(&mut engine, "BEGIN").await;
    for _ in 0..12 {
        let item: Option<uuid::Uuid> =
            sqlx::query_scalar("SELECT item FROM claim_item('node', 45000000, 45000000)")
                .fetch_one(&mut engine)
                .await
                .unwrap();
        assert!(item.is_some());
    }
    let (whole, by_index): (i64, i64) = sqlx::query_as(
        "SELECT seq_scan, idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relid = 'uku.run_items'::regclass",
    )
    .fetch_one(&mut engine)
    .await
    .unwrap();
    assert_eq!(whole, 0, "the table was read whole");
    assert!(by_index < 12 * 200, "{by_index} items were looked at");
}
