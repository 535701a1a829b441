//! The clauses of runs that were stopped before their end.

use uku_core::run::{ItemRecord, Outcome};
use uku_core::store::StoreError;

use super::runs::{add, finish, item, item_id, outcome, record, run, start};
use super::store::{StoreHarness, commit, open};
use crate::build::{at, firm_a, firm_b};

const STOPPED_AT: &str = "2026-11-10T05:02:00.123Z";

async fn stop_all(harness: &dyn StoreHarness) -> u64 {
    commit(harness, &firm_a(), async |work| work.runs().stop_all(at(STOPPED_AT)).await.unwrap()).await
}

/// An attempt has its item from its start until it starts again or is stopped; that it ended changes nothing.
pub async fn an_attempt_is_current_until_a_later_one(harness: &dyn StoreHarness) {
    add(harness, &run(1, vec![item(2, "kask"), item(3, "kask")])).await;
    let first = start(harness, item_id(2)).await;
    let other = start(harness, item_id(3)).await;
    let is_current = async |item, epoch| {
        open(harness, &firm_a()).await.runs().is_current(item_id(item), epoch).await.unwrap()
    };
    assert!(is_current(2, first).await, "another item of the same client takes nothing away");
    assert!(is_current(3, other).await);
    assert!(!is_current(2, other).await, "an epoch of another item");
    let second = start(harness, item_id(2)).await;
    assert!(!is_current(2, first).await);
    finish(harness, item_id(2), second, &[]).await.unwrap();
    assert!(is_current(2, second).await);
    stop_all(harness).await;
    assert!(is_current(2, second).await, "it had ended");
    assert!(!is_current(3, other).await);
}

/// Not one that was at work, and not one that never was.
pub async fn a_stopped_item_can_not_start(harness: &dyn StoreHarness) {
    let run = run(1, vec![item(2, "kask"), item(3, "tamm")]);
    add(harness, &run).await;
    let epoch = start(harness, item_id(2)).await;
    assert_eq!(stop_all(harness).await, 2);
    for item in &run.items {
        let refused = open(harness, &firm_a()).await.runs().start_item(item.id).await;
        assert_eq!(refused, Err(StoreError::Fenced));
    }
    let stopped = ItemRecord { stopped_at: Some(at(STOPPED_AT)), ..ItemRecord::default() };
    let expected = [ItemRecord { epoch: Some(epoch), ..stopped.clone() }, stopped];
    assert_eq!(record(harness, &run).await.items, expected);
}

/// Whoever is still at work on it writes nothing.
pub async fn a_stopped_item_can_not_finish(harness: &dyn StoreHarness) {
    let run = run(1, vec![item(2, "kask")]);
    add(harness, &run).await;
    let epoch = start(harness, item_id(2)).await;
    stop_all(harness).await;
    let refused = finish(harness, item_id(2), epoch, &[outcome("2026-10", Outcome::Created)]).await;
    assert_eq!(refused, Err(StoreError::Fenced));
    assert_eq!(record(harness, &run).await.items[0].outcomes, []);
}

/// Items that have ended are neither counted nor touched, in whichever run they are.
pub async fn stopping_all_leaves_what_has_ended(harness: &dyn StoreHarness) {
    let (first, second) = (run(1, vec![item(2, "kask"), item(3, "tamm")]), run(4, vec![item(5, "lepp")]));
    add(harness, &first).await;
    add(harness, &second).await;
    let epoch = start(harness, item_id(2)).await;
    finish(harness, item_id(2), epoch, &[outcome("2026-10", Outcome::Created)]).await.unwrap();
    let before = record(harness, &first).await;
    assert_eq!(stop_all(harness).await, 2);
    let after = record(harness, &first).await;
    assert_eq!(after.items[0], before.items[0]);
    assert_eq!(after.items[1].stopped_at, Some(at(STOPPED_AT)));
    assert_eq!(record(harness, &second).await.items[0].stopped_at, Some(at(STOPPED_AT)));
}

/// What is stopped stays stopped when it was; later work is another matter.
pub async fn stopping_twice_stops_nothing_more(harness: &dyn StoreHarness) {
    let run = run(1, vec![item(2, "kask")]);
    add(harness, &run).await;
    assert_eq!(stop_all(harness).await, 1);
    let later = at("2026-11-10T07:00:00Z");
    let stopped = commit(harness, &firm_a(), async |work| work.runs().stop_all(later).await.unwrap()).await;
    assert_eq!(stopped, 0);
    assert_eq!(record(harness, &run).await.items[0].stopped_at, Some(at(STOPPED_AT)));
}

/// One firm's deactivation stops nobody else's work.
pub async fn another_firms_items_are_not_stopped(harness: &dyn StoreHarness) {
    let run = run(1, vec![item(2, "kask")]);
    add(harness, &run).await;
    let now = at(STOPPED_AT);
    let stopped = commit(harness, &firm_b(), async |work| work.runs().stop_all(now).await.unwrap()).await;
    assert_eq!(stopped, 0);
    assert_eq!(record(harness, &run).await.items, [ItemRecord::default()]);
}
