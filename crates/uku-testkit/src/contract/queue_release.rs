//! The clauses of letting an item go that has not ended.

use chrono::TimeDelta;
use uku_core::run::{Claim, Epoch, LONGEST_LEASE, Lane, Release};
use uku_core::store::StoreError;

use super::claims::{add, claim, claim_item, claim_of, claimed, only_item, record, release, shut_out};
use super::queue::{QueueHarness, in_lane, items};
use crate::build::{firm_a, item, item_id, run, run_id};

/// Whoever asks next gets it, before what is due for less long.
pub async fn an_item_handed_over_is_due_at_once(harness: &dyn QueueHarness) {
    add(harness, &run(1), &items(2, 2)).await;
    let first = claim_item(harness, item_id(2)).await;
    harness.advance(TimeDelta::seconds(10)).await;
    release(harness, &first, Release::HandOver).await;
    let second = claim_of(harness.other()).await.unwrap();
    assert_eq!(second, Claim { epoch: second.epoch, ..first.clone() });
    assert!(second.epoch > first.epoch);
}

/// Not before, and then like any other.
pub async fn a_parked_item_waits_for_its_moment(harness: &dyn QueueHarness) {
    add(harness, &run(1), &items(2, 1)).await;
    let first = claim_item(harness, item_id(2)).await;
    let until = harness.now().await + TimeDelta::hours(24);
    release(harness, &first, Release::Park { until }).await;
    assert_eq!(only_item(harness, run_id(1)).await.due_at, until);
    assert_eq!(claim(harness).await, None);
    harness.advance(TimeDelta::hours(23)).await;
    assert_eq!(claim(harness).await, None);
    harness.advance(TimeDelta::hours(1)).await;
    claim_item(harness, item_id(2)).await;
}

/// How often in a row something was in the way that passes.
pub async fn a_retry_counts_and_anything_else_ends_the_row(harness: &dyn QueueHarness) {
    add(harness, &run(1), &items(2, 1)).await;
    let now = harness.now().await;
    let elsewhere = Lane::from_stored("elsewhere".to_owned());
    for ending in [Release::HandOver, Release::Park { until: now }, Release::Move(elsewhere)] {
        for tries in 0..3 {
            let attempt = claim_item(harness, item_id(2)).await;
            assert_eq!(attempt.tries, tries);
            let after = TimeDelta::minutes(5);
            let at = harness.now().await + after;
            release(harness, &attempt, Release::Retry { after }).await;
            let record = only_item(harness, run_id(1)).await;
            assert_eq!((record.tries, record.due_at), (tries + 1, at));
            assert_eq!(claim(harness).await, None);
            harness.advance(TimeDelta::minutes(5)).await;
        }
        let attempt = claim_item(harness, item_id(2)).await;
        assert_eq!(attempt.tries, 3);
        release(harness, &attempt, ending).await;
        assert_eq!(only_item(harness, run_id(1)).await.tries, 0);
    }
}

/// The lane of the keys that it has now, in everything that tells of it.
pub async fn a_moved_item_waits_in_its_new_lane(harness: &dyn QueueHarness) {
    let parts =
        [in_lane("old", item(2, "kask")), in_lane("old", item(3, "tamm")), in_lane("new", item(4, "lepp"))];
    add(harness, &run(1), &parts).await;
    let moving = claim_item(harness, item_id(2)).await;
    let in_the_way = claim_item(harness, item_id(4)).await;
    let new = Lane::from_stored("new".to_owned());
    release(harness, &moving, Release::Move(new.clone())).await;
    claim_item(harness, item_id(3)).await;
    assert_eq!(claim(harness).await, None);
    release(harness, &in_the_way, Release::Park { until: harness.now().await + TimeDelta::hours(1) }).await;
    let moved = claim_item(harness, item_id(2)).await;
    assert_eq!(moved.lane, new);
    assert_eq!(claimed(harness, &moved).await.map(|claimed| claimed.item.lane), Some(new.clone()));
    assert_eq!(record(harness, run_id(1)).await.items[0].0.lane, new);
}

/// Whoever let it go has it no longer, though nobody else has it yet.
pub async fn a_released_item_is_nobodys(harness: &dyn QueueHarness) {
    add(harness, &run(1), &items(2, 1)).await;
    let first = claim_item(harness, item_id(2)).await;
    assert_eq!(only_item(harness, run_id(1)).await.held_by.as_deref(), Some("node-1"));
    release(harness, &first, Release::HandOver).await;
    assert_eq!(only_item(harness, run_id(1)).await.held_by, None);
    shut_out(harness, run_id(1), &first).await;
}

/// Neither does it count as a try again, nor does it make due what somebody else holds.
pub async fn a_second_delivery_of_a_release_changes_nothing(harness: &dyn QueueHarness) {
    add(harness, &run(1), &items(2, 1)).await;
    let first = claim_item(harness, item_id(2)).await;
    let retry = Release::Retry { after: TimeDelta::zero() };
    release(harness, &first, retry.clone()).await;
    assert_eq!(harness.queue().release(&first, retry.clone()).await, Err(StoreError::Fenced));
    assert_eq!(only_item(harness, run_id(1)).await.tries, 1);
    claim_item(harness, item_id(2)).await;
    assert_eq!(harness.queue().release(&first, retry).await, Err(StoreError::Fenced));
    assert_eq!(only_item(harness, run_id(1)).await.tries, 1);
    assert_eq!(claim(harness).await, None);
}

/// Nor renewed; nor can one that isn't there at all.
pub async fn an_item_that_was_never_claimed_can_not_be_released(harness: &dyn QueueHarness) {
    let part = item(2, "kask");
    add(harness, &run(1), std::slice::from_ref(&part)).await;
    let never =
        Claim { firm: firm_a(), item: part.id, lane: part.lane, epoch: Epoch(1), crashes: 0, tries: 0 };
    shut_out(harness, run_id(1), &never).await;
    let unknown = Claim { item: item_id(99), ..never };
    assert_eq!(harness.queue().renew(&unknown, LONGEST_LEASE).await, Ok(false));
    assert_eq!(harness.queue().release(&unknown, Release::HandOver).await, Err(StoreError::Fenced));
}
