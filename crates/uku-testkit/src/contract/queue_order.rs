//! The clauses of what is claimed first.

use chrono::TimeDelta;
use uku_core::firm::FirmId;
use uku_core::ledger::Priority;
use uku_core::run::Run;

use super::claims::{add, add_for, claim, claim_all, claim_item, drain};
use super::queue::{QueueHarness, in_lane, items};
use crate::build::{firm_a, firm_b, item, item_id, run};

fn urgent(number: u128, priority: Priority) -> Run {
    Run { priority, ..run(number) }
}

/// A person waits for it, so neither fairness nor age counts.
pub async fn interactive_comes_before_everything_else(harness: &dyn QueueHarness) {
    add_for(harness, &firm_b(), &run(1), &items(10, 2)).await;
    claim_item(harness, item_id(10)).await;
    add_for(harness, &firm_a(), &urgent(2, Priority::Scheduled), &items(20, 1)).await;
    harness.advance(TimeDelta::seconds(1)).await;
    add_for(harness, &firm_b(), &urgent(3, Priority::Interactive), &items(30, 1)).await;
    assert_eq!(claim_all(harness).await, [30, 20, 11].map(item_id));
}

/// Each firm has its turn, however many items it has.
pub async fn firms_take_turns(harness: &dyn QueueHarness) {
    add_for(harness, &firm_a(), &run(1), &items(10, 4)).await;
    add_for(harness, &firm_b(), &urgent(2, Priority::Scheduled), &items(20, 4)).await;
    let firms: Vec<FirmId> = drain(harness.queue()).await.into_iter().map(|claim| claim.firm).collect();
    assert_eq!(firms.len(), 8);
    assert!(firms.windows(2).all(|two| two[0] != two[1]), "{firms:?}");
}

/// Who has little to do is done soon, though the other was there before.
pub async fn a_large_firm_does_not_delay_a_small_one(harness: &dyn QueueHarness) {
    add_for(harness, &firm_a(), &run(1), &items(1000, 500)).await;
    harness.advance(TimeDelta::seconds(1)).await;
    add_for(harness, &firm_b(), &run(2), &items(2000, 5)).await;
    let mut of_small = 0;
    for _ in 0..10 {
        of_small += usize::from(claim(harness).await.unwrap().firm == firm_b());
    }
    assert_eq!(of_small, 5);
}

/// Who just came waits for nobody who has been served.
pub async fn a_firm_never_served_comes_first(harness: &dyn QueueHarness) {
    add_for(harness, &firm_a(), &urgent(1, Priority::Scheduled), &items(10, 3)).await;
    claim_item(harness, item_id(10)).await;
    harness.advance(TimeDelta::seconds(1)).await;
    add_for(harness, &firm_b(), &run(2), &items(20, 1)).await;
    claim_item(harness, item_id(20)).await;
    claim_item(harness, item_id(11)).await;
}

/// A turn that a firm can't take is not lost to the others.
pub async fn a_firm_that_can_only_wait_is_passed_over(harness: &dyn QueueHarness) {
    add_for(harness, &firm_a(), &run(1), &[in_lane("key", item(10, "kask"))]).await;
    claim_item(harness, item_id(10)).await;
    add_for(harness, &firm_b(), &run(2), &[in_lane("key", item(20, "kask"))]).await;
    add_for(harness, &firm_a(), &run(3), &items(30, 2)).await;
    assert_eq!(claim_all(harness).await, [30, 31].map(item_id));
}

/// What a firm has to do is done in this order.
pub async fn of_a_firm_the_more_urgent_then_the_one_due_for_longer_then_the_first_of_its_run(
    harness: &dyn QueueHarness,
) {
    let mut backwards = items(50, 3);
    backwards.reverse();
    add(harness, &run(5), &backwards).await;
    harness.advance(TimeDelta::seconds(1)).await;
    add(harness, &run(3), &items(30, 1)).await;
    harness.advance(TimeDelta::seconds(1)).await;
    add(harness, &urgent(6, Priority::Scheduled), &items(60, 1)).await;
    add(harness, &urgent(7, Priority::Interactive), &items(70, 1)).await;
    assert_eq!(claim_all(harness).await, [70, 60, 52, 51, 50, 30].map(item_id));
}

/// An item whose key is at work keeps nobody else of the firm from going on.
pub async fn what_waits_for_its_lane_is_passed_over(harness: &dyn QueueHarness) {
    let parts = [
        in_lane("key", item(10, "kask")),
        in_lane("key", item(11, "tamm")),
        item(12, "lepp"),
        item(13, "saar"),
    ];
    add(harness, &run(1), &parts).await;
    assert_eq!(claim_all(harness).await, [10, 12, 13].map(item_id));
}
