//! The clauses of [`WorkQueue`], with what [`Runs`](uku_core::run::Runs) does to it.

use std::slice::from_ref;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::join_all;
use uku_core::run::{Claim, Item, ItemId, Lane, WorkQueue};

pub use super::queue_leases::{
    a_crash_is_counted_until_there_is_a_word, a_lane_waits_for_the_item_whose_lease_ended,
    a_lease_holds_until_it_ends, a_lease_that_ended_is_renewed_if_nobody_overtook,
    a_lease_that_ended_is_taken_over_by_a_later_epoch, a_zombie_can_not_overwrite_a_hosts_own_tables,
    a_zombie_that_nobody_overtook_goes_on, a_zombie_that_was_overtaken_is_shut_out,
    renewing_holds_an_item_on, renewing_is_no_word, what_a_dead_program_held_goes_on_first,
};
pub use super::queue_order::{
    a_firm_never_served_comes_first, a_firm_that_can_only_wait_is_passed_over,
    a_large_firm_does_not_delay_a_small_one, firms_take_turns, interactive_comes_before_everything_else,
    of_a_firm_the_more_urgent_then_the_one_due_for_longer_then_the_first_of_its_run,
    what_waits_for_its_lane_is_passed_over,
};
pub use super::queue_release::{
    a_moved_item_waits_in_its_new_lane, a_parked_item_waits_for_its_moment, a_released_item_is_nobodys,
    a_retry_counts_and_anything_else_ends_the_row, a_second_delivery_of_a_release_changes_nothing,
    an_item_handed_over_is_due_at_once, an_item_that_was_never_claimed_can_not_be_released,
};
pub use super::queue_work::{
    a_finished_item_leaves_the_queue, a_reopened_item_is_due_at_once_and_begins_anew,
    a_second_delivery_of_an_end_changes_nothing, a_stopped_item_leaves_the_queue,
    an_item_is_queued_with_its_run, another_firms_claim_is_nobodys_else,
    what_a_unit_of_work_relies_on_is_not_claimed_meanwhile,
    what_a_unit_of_work_relies_on_is_not_stopped_meanwhile,
    what_was_done_to_an_item_in_a_dropped_unit_of_work_was_not, who_waits_comes_back_after_a_while,
    who_waits_comes_back_when_something_is_added, who_waits_comes_back_when_something_is_handed_over,
};

use super::claims::{add, add_for, claim, claim_item, claim_of, drain, finish, release};
use super::store::StoreHarness;
use crate::build::{firm_a, firm_b, item, item_id, run};

/// An empty queue of the [`two_firms`](crate::build::two_firms), and the memory in which its runs are.
#[async_trait]
pub trait QueueHarness: StoreHarness {
    /// The same queue, as another program sees it; the same handle where there can only be one program.
    fn other(&self) -> &dyn WorkQueue;
    /// The time on the clock that the queue goes by. It may stand still.
    async fn now(&self) -> DateTime<Utc>;
    /// Moves that clock on.
    async fn advance(&self, by: TimeDelta);
}

suite! { $ queue_contract, queue {
    a_claim_says_what_is_claimed,
    an_item_is_claimed_once,
    nothing_is_claimed_twice_by_many_at_once,
    every_claim_has_a_later_epoch_than_any_before,
    of_a_lane_one_item_is_claimed_at_a_time,
    a_lane_is_one_across_firms,
    of_a_lane_many_at_once_get_one_item,
    interactive_comes_before_everything_else,
    firms_take_turns,
    a_large_firm_does_not_delay_a_small_one,
    a_firm_never_served_comes_first,
    a_firm_that_can_only_wait_is_passed_over,
    of_a_firm_the_more_urgent_then_the_one_due_for_longer_then_the_first_of_its_run,
    what_waits_for_its_lane_is_passed_over,
    a_lease_holds_until_it_ends,
    a_lease_that_ended_is_taken_over_by_a_later_epoch,
    what_a_dead_program_held_goes_on_first,
    renewing_holds_an_item_on,
    renewing_is_no_word,
    a_lease_that_ended_is_renewed_if_nobody_overtook,
    a_lane_waits_for_the_item_whose_lease_ended,
    a_zombie_that_was_overtaken_is_shut_out,
    a_zombie_that_nobody_overtook_goes_on,
    a_zombie_can_not_overwrite_a_hosts_own_tables,
    a_crash_is_counted_until_there_is_a_word,
    an_item_handed_over_is_due_at_once,
    a_parked_item_waits_for_its_moment,
    a_retry_counts_and_anything_else_ends_the_row,
    a_moved_item_waits_in_its_new_lane,
    a_released_item_is_nobodys,
    a_second_delivery_of_a_release_changes_nothing,
    an_item_that_was_never_claimed_can_not_be_released,
    an_item_is_queued_with_its_run,
    what_was_done_to_an_item_in_a_dropped_unit_of_work_was_not,
    a_finished_item_leaves_the_queue,
    a_second_delivery_of_an_end_changes_nothing,
    a_stopped_item_leaves_the_queue,
    a_reopened_item_is_due_at_once_and_begins_anew,
    another_firms_claim_is_nobodys_else,
    what_a_unit_of_work_relies_on_is_not_stopped_meanwhile,
    what_a_unit_of_work_relies_on_is_not_claimed_meanwhile,
    who_waits_comes_back_when_something_is_added,
    who_waits_comes_back_when_something_is_handed_over,
    who_waits_comes_back_after_a_while,
} }

/// Items of as many clients, each in a lane of its own, numbered from here on.
pub(super) fn items(from: u128, how_many: u128) -> Vec<Item> {
    (from..from + how_many).map(|number| item(number, &format!("client-{number}"))).collect()
}

/// The same item in another lane.
pub(super) fn in_lane(lane: &str, item: Item) -> Item {
    Item { lane: Lane::from_stored(lane.to_owned()), ..item }
}

/// What is claimed is named, with its firm and its lane; nothing has happened to it before.
pub async fn a_claim_says_what_is_claimed(harness: &dyn QueueHarness) {
    let part = item(2, "kask");
    add_for(harness, &firm_b(), &run(1), from_ref(&part)).await;
    let found = claim(harness).await.unwrap();
    let epoch = found.epoch;
    assert_eq!(found, Claim { firm: firm_b(), item: part.id, lane: part.lane, epoch, crashes: 0, tries: 0 });
}

/// Whoever asks while it is held gets nothing.
pub async fn an_item_is_claimed_once(harness: &dyn QueueHarness) {
    add(harness, &run(1), &items(2, 1)).await;
    claim_item(harness, item_id(2)).await;
    assert_eq!(claim(harness).await, None);
    assert_eq!(claim_of(harness.other()).await, None);
}

/// However many programs ask at the same moment, and however often.
pub async fn nothing_is_claimed_twice_by_many_at_once(harness: &dyn QueueHarness) {
    add_for(harness, &firm_a(), &run(1), &items(100, 20)).await;
    add_for(harness, &firm_b(), &run(2), &items(200, 20)).await;
    let queues = (0..8).map(|n| if n % 2 == 0 { harness.queue() } else { harness.other() });
    let mut claims = join_all(queues.map(drain)).await.concat();
    // Whoever found everything locked may have gone away too early.
    claims.extend(drain(harness.queue()).await);
    let mut found: Vec<ItemId> = claims.iter().map(|claim| claim.item).collect();
    found.sort_unstable();
    let all = [items(100, 20), items(200, 20)].concat();
    assert_eq!(found, all.iter().map(|item| item.id).collect::<Vec<_>>());
    let mut epochs: Vec<_> = claims.iter().map(|claim| claim.epoch).collect();
    epochs.sort_unstable();
    epochs.dedup();
    assert_eq!(epochs.len(), claims.len());
}

/// Of two attempts, at whatever item of whichever firm, it is always known which is the later.
pub async fn every_claim_has_a_later_epoch_than_any_before(harness: &dyn QueueHarness) {
    add_for(harness, &firm_a(), &run(1), &items(2, 2)).await;
    add_for(harness, &firm_b(), &run(4), &items(5, 1)).await;
    let mut epochs = Vec::new();
    for _ in 0..3 {
        let claim = claim(harness).await.unwrap();
        epochs.push(claim.epoch);
        release(harness, &claim, uku_core::run::Release::HandOver).await;
    }
    epochs.extend(drain(harness.other()).await.iter().map(|claim| claim.epoch));
    assert_eq!(epochs.len(), 6);
    assert!(epochs.is_sorted_by(|a, b| a < b), "{epochs:?}");
}

/// One key has one request in flight.
pub async fn of_a_lane_one_item_is_claimed_at_a_time(harness: &dyn QueueHarness) {
    add(harness, &run(1), &[in_lane("key", item(2, "kask")), in_lane("key", item(3, "tamm"))]).await;
    let first = claim_item(harness, item_id(2)).await;
    assert_eq!(claim(harness).await, None);
    finish(harness, &first).await.unwrap();
    claim_item(harness, item_id(3)).await;
}

/// Two firms may use the same key, and so may two programs.
pub async fn a_lane_is_one_across_firms(harness: &dyn QueueHarness) {
    add_for(harness, &firm_a(), &run(1), &[in_lane("key", item(2, "kask"))]).await;
    add_for(harness, &firm_b(), &run(3), &[in_lane("key", item(4, "kask"))]).await;
    let first = claim(harness).await.unwrap();
    assert_eq!(claim_of(harness.other()).await, None);
    finish(harness, &first).await.unwrap();
    let second = claim_of(harness.other()).await.unwrap();
    assert_ne!(second.firm, first.firm);
}

/// Not even those that ask at the same moment get two, whichever items of it they find first.
pub async fn of_a_lane_many_at_once_get_one_item(harness: &dyn QueueHarness) {
    let in_one = |from| items(from, 8).into_iter().map(|item| in_lane("key", item)).collect::<Vec<_>>();
    add_for(harness, &firm_a(), &run(1), &in_one(100)).await;
    add_for(harness, &firm_b(), &run(2), &in_one(200)).await;
    for left in (1..=16).rev() {
        let queues = (0..8).map(|n| if n % 2 == 0 { harness.queue() } else { harness.other() });
        let mut claims: Vec<Claim> = join_all(queues.map(claim_of)).await.into_iter().flatten().collect();
        // Whoever found the lane locked may have gone away; the lane is not lost by it.
        claims.extend(claim(harness).await);
        assert_eq!(claims.len(), 1, "with {left} left");
        finish(harness, &claims[0]).await.unwrap();
    }
    assert_eq!(claim(harness).await, None);
}
