//! The clauses of runs that are stopped, opened again and announced.

use uku_core::firm::FirmId;
use uku_core::run::{ItemId, ItemRecord, Outcome, RunId};

use super::claims::{add, claim_item, finish, only_item, outcome, record, reopen, save, stop_all};
use super::runs::page;
use super::store::{StoreHarness, commit, open};
use crate::build::{at, firm_a, firm_b, item, item_id, run, run_id};

const STOPPED_AT: &str = "2026-11-10T05:02:00.123Z";

async fn stop(harness: &dyn StoreHarness, firm: &FirmId, run: RunId) -> u64 {
    commit(harness, firm, async |work| work.runs().stop(run, at(STOPPED_AT)).await.unwrap()).await
}

async fn announced(harness: &dyn StoreHarness, firm: &FirmId, run: RunId, round: u32) {
    commit(harness, firm, async |work| work.runs().announced(run, round).await.unwrap()).await;
}

async fn unannounced(harness: &dyn StoreHarness) -> Vec<RunId> {
    open(harness, &firm_a()).await.runs().unannounced().await.unwrap()
}

/// A run of three items, of which the first has ended and the second is at work.
async fn in_the_middle(harness: &dyn StoreHarness) {
    add(harness, &run(1), &[item(2, "kask"), item(3, "tamm"), item(4, "lepp")]).await;
    let first = claim_item(harness, item_id(2)).await;
    save(harness, &first, &[outcome("2026-10", Outcome::Created)]).await.unwrap();
    finish(harness, &first).await.unwrap();
    claim_item(harness, item_id(3)).await;
}

/// Shows that of the run in the middle all is stopped but what has ended.
async fn is_stopped(harness: &dyn StoreHarness, ended: &ItemRecord) {
    let now = record(harness, run_id(1)).await;
    assert!(now.is_over());
    assert_eq!(now.items[0].1, *ended);
    for (_, record) in &now.items[1..] {
        let kept = ItemRecord { epoch: record.epoch, due_at: record.due_at, ..ItemRecord::default() };
        assert_eq!(*record, ItemRecord { stopped_at: Some(at(STOPPED_AT)), ..kept });
    }
}

/// What was written stays written.
pub async fn stopping_a_run_leaves_what_has_ended_and_other_runs(harness: &dyn StoreHarness) {
    in_the_middle(harness).await;
    add(harness, &run(5), &[item(6, "saar")]).await;
    let ended = record(harness, run_id(1)).await.items[0].1.clone();
    assert_eq!(stop(harness, &firm_a(), run_id(1)).await, 2);
    is_stopped(harness, &ended).await;
    assert_eq!(only_item(harness, run_id(5)).await.stopped_at, None);
    assert_eq!(stop(harness, &firm_a(), run_id(99)).await, 0, "no such run");
}

/// In whichever run it is.
pub async fn stopping_all_leaves_what_has_ended(harness: &dyn StoreHarness) {
    in_the_middle(harness).await;
    add(harness, &run(5), &[item(6, "saar")]).await;
    let ended = record(harness, run_id(1)).await.items[0].1.clone();
    assert_eq!(stop_all(harness, at(STOPPED_AT)).await, 3);
    is_stopped(harness, &ended).await;
    assert_eq!(only_item(harness, run_id(5)).await.stopped_at, Some(at(STOPPED_AT)));
}

/// What is stopped stays stopped when it was.
pub async fn stopping_twice_stops_nothing_more(harness: &dyn StoreHarness) {
    add(harness, &run(1), &[item(2, "kask")]).await;
    assert_eq!(stop_all(harness, at(STOPPED_AT)).await, 1);
    assert_eq!(stop_all(harness, at("2026-11-10T07:00:00Z")).await, 0);
    assert_eq!(stop(harness, &firm_a(), run_id(1)).await, 0);
    assert_eq!(only_item(harness, run_id(1)).await.stopped_at, Some(at(STOPPED_AT)));
}

/// One firm stops nobody else's work.
pub async fn another_firms_items_are_not_stopped(harness: &dyn StoreHarness) {
    add(harness, &run(1), &[item(2, "kask")]).await;
    let now = at(STOPPED_AT);
    let all = commit(harness, &firm_b(), async |work| work.runs().stop_all(now).await.unwrap()).await;
    assert_eq!((all, stop(harness, &firm_b(), run_id(1)).await), (0, 0));
    assert_eq!(only_item(harness, run_id(1)).await.stopped_at, None);
}

/// Only what was asked for, ended or stopped, and it is over no longer.
pub async fn opening_again_keeps_what_came_of_it(harness: &dyn StoreHarness) {
    in_the_middle(harness).await;
    assert_eq!(stop(harness, &firm_a(), run_id(1)).await, 2);
    let before = record(harness, run_id(1)).await;
    assert_eq!(reopen(harness, run_id(1), &[item_id(2), item_id(4), item_id(99)]).await, 2);
    let after = record(harness, run_id(1)).await;
    assert_eq!((before.round, after.round), (0, 1));
    for number in [0, 2] {
        let open = &after.items[number].1;
        let expected = ItemRecord {
            finished_at: None,
            stopped_at: None,
            due_at: open.due_at,
            ..before.items[number].1.clone()
        };
        assert_eq!(*open, expected);
    }
    assert_eq!(after.items[1], before.items[1]);
    claim_item(harness, item_id(2)).await;
    claim_item(harness, item_id(4)).await;
}

/// Neither what is still to be done nor another run's items are opened, and the round stays what it was.
pub async fn opening_nothing_changes_nothing(harness: &dyn StoreHarness) {
    in_the_middle(harness).await;
    add(harness, &run(5), &[item(6, "saar")]).await;
    let before = page(harness, &firm_a(), None, 10).await;
    assert_eq!(reopen(harness, run_id(1), &[item_id(3), item_id(4)]).await, 0);
    assert_eq!(reopen(harness, run_id(5), &[item_id(2)]).await, 0);
    assert_eq!(reopen(harness, run_id(99), &[item_id(2)]).await, 0);
    assert_eq!(reopen(harness, run_id(1), &[]).await, 0);
    assert_eq!(page(harness, &firm_a(), None, 10).await, before);
}

/// One firm opens nobody else's.
pub async fn another_firms_runs_are_not_opened_again(harness: &dyn StoreHarness) {
    in_the_middle(harness).await;
    let before = record(harness, run_id(1)).await;
    let items: [ItemId; 1] = [item_id(2)];
    let opened =
        commit(harness, &firm_b(), async |work| work.runs().reopen(run_id(1), &items).await.unwrap()).await;
    assert_eq!(opened, 0);
    assert_eq!(record(harness, run_id(1)).await, before);
}

/// Whether all of it ended or some was stopped, the earliest run first; not while something is left.
pub async fn runs_that_are_over_are_announced_once(harness: &dyn StoreHarness) {
    in_the_middle(harness).await;
    assert_eq!(unannounced(harness).await, []);
    add(harness, &run(9), &[]).await;
    assert_eq!(unannounced(harness).await, [run_id(9)]);
    stop(harness, &firm_a(), run_id(1)).await;
    assert_eq!(unannounced(harness).await, [run_id(1), run_id(9)]);
    announced(harness, &firm_a(), run_id(1), 0).await;
    assert_eq!(unannounced(harness).await, [run_id(9)]);
    announced(harness, &firm_a(), run_id(1), 0).await;
    announced(harness, &firm_a(), run_id(9), 0).await;
    assert_eq!(unannounced(harness).await, []);
}

/// Once it is over again; who comes late with the announcement of the round before announces nothing.
pub async fn what_is_opened_again_is_announced_again(harness: &dyn StoreHarness) {
    add(harness, &run(1), &[item(2, "kask")]).await;
    finish(harness, &claim_item(harness, item_id(2)).await).await.unwrap();
    announced(harness, &firm_a(), run_id(1), 0).await;
    assert_eq!(reopen(harness, run_id(1), &[item_id(2)]).await, 1);
    assert_eq!(unannounced(harness).await, []);
    announced(harness, &firm_a(), run_id(1), 0).await;
    finish(harness, &claim_item(harness, item_id(2)).await).await.unwrap();
    assert_eq!(unannounced(harness).await, [run_id(1)]);
    announced(harness, &firm_a(), run_id(1), 0).await;
    assert_eq!(unannounced(harness).await, [run_id(1)]);
    announced(harness, &firm_a(), run_id(1), 1).await;
    assert_eq!(unannounced(harness).await, []);
}

/// Each firm is told of its own.
pub async fn another_firms_runs_are_neither_listed_nor_announced(harness: &dyn StoreHarness) {
    add(harness, &run(1), &[]).await;
    assert_eq!(open(harness, &firm_b()).await.runs().unannounced().await.unwrap(), []);
    announced(harness, &firm_b(), run_id(1), 0).await;
    assert_eq!(unannounced(harness).await, [run_id(1)]);
}
