//! The clauses of what units of work do to the queue, and of waiting for them.

use std::slice::from_ref;
use std::time::Duration;

use chrono::TimeDelta;
use futures_util::future::{Either, select};
use tokio::time::{sleep, timeout};
use uku_core::run::{Claim, ClaimedItem, ItemRecord, Outcome, Release};
use uku_core::store::StoreError;

use super::claims::{
    ENDED_AT, add, claim, claim_item, claimed, finish, only_item, outcome, record, release, reopen, save,
    shut_out, stop_all,
};
use super::queue::{QueueHarness, items};
use super::store::{commit, open};
use crate::build::{at, firm_a, firm_b, item, item_id, run, run_id};

const STOPPED_AT: &str = "2026-11-10T05:02:00.123Z";

/// Longer than a lease.
const TOO_LONG: TimeDelta = TimeDelta::seconds(60);

/// Both are there or neither is: there is no moment at which one of them is lost.
pub async fn an_item_is_queued_with_its_run(harness: &dyn QueueHarness) {
    let (run, part) = (run(1), item(2, "kask"));
    let mut work = open(harness, &firm_a()).await;
    assert!(work.runs().add(&run, from_ref(&part)).await.unwrap());
    drop(work);
    assert_eq!(claim(harness).await, None);
    add(harness, &run, from_ref(&part)).await;
    let claim = claim_item(harness, part.id).await;
    let expected = ClaimedItem { run, item: part, outcomes: vec![], requests: 0 };
    assert_eq!(claimed(harness, &claim).await, Some(expected));
}

/// Neither an end nor a stop, nor what came of it.
pub async fn what_was_done_to_an_item_in_a_dropped_unit_of_work_was_not(harness: &dyn QueueHarness) {
    add(harness, &run(1), &items(2, 1)).await;
    let first = claim_item(harness, item_id(2)).await;
    let before = record(harness, run_id(1)).await;
    let mut work = open(harness, &firm_a()).await;
    work.runs()
        .save_outcomes(first.item, first.epoch, 3, &[outcome("2026-10", Outcome::Created)])
        .await
        .unwrap();
    work.runs().finish_item(first.item, first.epoch, at(ENDED_AT)).await.unwrap();
    drop(work);
    let mut work = open(harness, &firm_a()).await;
    assert_eq!(work.runs().stop(run_id(1), at(STOPPED_AT)).await.unwrap(), 1);
    drop(work);
    assert_eq!(record(harness, run_id(1)).await, before);
    assert!(claimed(harness, &first).await.is_some());
    assert_eq!(claim(harness).await, None);
}

/// Nobody holds it and nobody gets it, however long one waits.
pub async fn a_finished_item_leaves_the_queue(harness: &dyn QueueHarness) {
    add(harness, &run(1), &items(2, 1)).await;
    let first = claim_item(harness, item_id(2)).await;
    let outcomes = [outcome("2026-10", Outcome::Created)];
    save(harness, &first, &outcomes).await.unwrap();
    finish(harness, &first).await.unwrap();
    harness.advance(TOO_LONG).await;
    assert_eq!(claim(harness).await, None);
    let ended = only_item(harness, run_id(1)).await;
    let expected = ItemRecord {
        epoch: Some(first.epoch),
        due_at: ended.due_at,
        finished_at: Some(at(ENDED_AT)),
        requests: 3,
        outcomes: outcomes.to_vec(),
        ..ItemRecord::default()
    };
    assert_eq!(ended, expected);
}

/// It has ended when it ended first.
pub async fn a_second_delivery_of_an_end_changes_nothing(harness: &dyn QueueHarness) {
    add(harness, &run(1), &items(2, 1)).await;
    let first = claim_item(harness, item_id(2)).await;
    finish(harness, &first).await.unwrap();
    shut_out(harness, run_id(1), &first).await;
    let mut work = open(harness, &firm_a()).await;
    let again = work.runs().finish_item(first.item, first.epoch, at(STOPPED_AT)).await;
    assert_eq!(again, Err(StoreError::Fenced));
}

/// Whoever is at work on it is shut out, and nobody gets it, whether its run was stopped or all that the firm has.
pub async fn a_stopped_item_leaves_the_queue(harness: &dyn QueueHarness) {
    for number in [1, 3] {
        add(harness, &run(number), &items(number * 10, 2)).await;
        let first = claim_item(harness, item_id(number * 10)).await;
        let stopped = if number == 1 {
            let stop = async |work: &mut dyn uku_core::store::UnitOfWork| {
                work.runs().stop(run_id(number), at(STOPPED_AT)).await.unwrap()
            };
            commit(harness, &firm_a(), stop).await
        } else {
            stop_all(harness, at(STOPPED_AT)).await
        };
        assert_eq!(stopped, 2);
        shut_out(harness, run_id(number), &first).await;
        harness.advance(TOO_LONG).await;
        assert_eq!(claim(harness).await, None);
        for (_, record) in record(harness, run_id(number)).await.items {
            assert_eq!((record.stopped_at, record.held_by), (Some(at(STOPPED_AT)), None));
        }
    }
}

/// Whether it ended or was stopped; whoever was at work on it before doesn't get it back.
pub async fn a_reopened_item_is_due_at_once_and_begins_anew(harness: &dyn QueueHarness) {
    add(harness, &run(1), &items(2, 1)).await;
    claim_item(harness, item_id(2)).await;
    harness.advance(TOO_LONG).await;
    let second = claim_item(harness, item_id(2)).await;
    release(harness, &second, Release::Retry { after: TimeDelta::zero() }).await;
    let third = claim_item(harness, item_id(2)).await;
    stop_all(harness, at(STOPPED_AT)).await;
    assert_eq!(reopen(harness, run_id(1), &[item_id(2)]).await, 1);
    shut_out(harness, run_id(1), &third).await;
    let fourth = claim_item(harness, item_id(2)).await;
    assert!(fourth.epoch > third.epoch);
    assert_eq!((fourth.crashes, fourth.tries), (0, 0));
    shut_out(harness, run_id(1), &third).await;

    finish(harness, &fourth).await.unwrap();
    assert_eq!(reopen(harness, run_id(1), &[item_id(2)]).await, 1);
    shut_out(harness, run_id(1), &fourth).await;
    claim_item(harness, item_id(2)).await;
}

/// A unit of work of one firm can't touch what another firm's claim holds.
pub async fn another_firms_claim_is_nobodys_else(harness: &dyn QueueHarness) {
    add(harness, &run(1), &items(2, 1)).await;
    let first = claim_item(harness, item_id(2)).await;
    let elsewhere = Claim { firm: firm_b(), ..first.clone() };
    let before = record(harness, run_id(1)).await;
    assert_eq!(claimed(harness, &elsewhere).await, None);
    let outcomes = [outcome("2026-10", Outcome::Created)];
    assert_eq!(save(harness, &elsewhere, &outcomes).await, Err(StoreError::Fenced));
    assert_eq!(finish(harness, &elsewhere).await, Err(StoreError::Fenced));
    assert_eq!(record(harness, run_id(1)).await, before);
    assert!(claimed(harness, &first).await.is_some());
}

/// What a unit of work does because it has the item is done before the item is stopped.
pub async fn what_a_unit_of_work_relies_on_is_not_stopped_meanwhile(harness: &dyn QueueHarness) {
    add(harness, &run(1), &items(2, 1)).await;
    let first = claim_item(harness, item_id(2)).await;
    let mut relies = open(harness, &firm_a()).await;
    assert!(relies.runs().claimed(first.item, first.epoch).await.unwrap().is_some());
    let mut stopping = std::pin::pin!(stop_all(harness, at(STOPPED_AT)));
    let meanwhile = timeout(Duration::from_millis(100), &mut stopping).await;
    assert!(meanwhile.is_err(), "it was stopped while a unit of work relied on it");
    relies.commit().await.unwrap();
    assert_eq!(stopping.await, 1);
}

/// Nor is it taken over, though its lease ended: whoever asks waits or gets nothing.
pub async fn what_a_unit_of_work_relies_on_is_not_claimed_meanwhile(harness: &dyn QueueHarness) {
    add(harness, &run(1), &items(2, 1)).await;
    let first = claim_item(harness, item_id(2)).await;
    harness.advance(TOO_LONG).await;
    let mut relies = open(harness, &firm_a()).await;
    assert!(relies.runs().claimed(first.item, first.epoch).await.unwrap().is_some());
    let mut claiming = std::pin::pin!(claim(harness));
    let meanwhile = timeout(Duration::from_millis(100), &mut claiming).await;
    if let Ok(found) = &meanwhile {
        assert_eq!(*found, None, "it was claimed while a unit of work relied on it");
    }
    relies.commit().await.unwrap();
    let second = if meanwhile.is_ok() { claim(harness).await } else { claiming.await };
    assert_eq!(second.map(|claim| claim.item), Some(first.item));
}

/// How long a clause waits in vain before it fails.
const IN_VAIN: u32 = 300;

/// Whoever waits is told, and not only when it would have looked again anyway.
pub async fn who_waits_comes_back_when_something_is_added(harness: &dyn QueueHarness) {
    let waiting = harness.other().wait(Duration::from_hours(1));
    let adding = async {
        for number in 1..=IN_VAIN {
            add(harness, &run(number.into()), &items(number.into(), 1)).await;
            sleep(Duration::from_millis(50)).await;
        }
    };
    let woken = matches!(select(std::pin::pin!(waiting), std::pin::pin!(adding)).await, Either::Left(_));
    assert!(woken, "nobody woke it");
}

/// What another program lets go when it ends goes on at once.
pub async fn who_waits_comes_back_when_something_is_handed_over(harness: &dyn QueueHarness) {
    add(harness, &run(1), &items(2, 1)).await;
    let mut held = claim_item(harness, item_id(2)).await;
    let waiting = harness.other().wait(Duration::from_hours(1));
    let handing_over = async {
        for _ in 0..IN_VAIN {
            release(harness, &held, Release::HandOver).await;
            sleep(Duration::from_millis(50)).await;
            held = claim_item(harness, item_id(2)).await;
        }
    };
    let woken =
        matches!(select(std::pin::pin!(waiting), std::pin::pin!(handing_over)).await, Either::Left(_));
    assert!(woken, "nobody woke it");
}

/// A message may be lost, so whoever waits looks again by itself.
pub async fn who_waits_comes_back_after_a_while(harness: &dyn QueueHarness) {
    let waiting = harness.queue().wait(Duration::from_millis(20));
    assert!(timeout(Duration::from_secs(15), waiting).await.is_ok());
}
