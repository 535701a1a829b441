//! The clauses of leases, and of whoever sleeps through the end of one.

use chrono::TimeDelta;
use uku_core::ledger::Priority;
use uku_core::run::{Claim, LONGEST_LEASE, Outcome, Release, Run};
use uku_core::summary::{SummaryWrite, Tasks, TasksError, WriteStamp};

use super::claims::{
    add, add_for, claim, claim_item, claim_of, claimed, finish, only_item, outcome, release, save, shut_out,
};
use super::queue::{QueueHarness, in_lane, items};
use crate::build::{at, draft, firm_a, firm_b, item, item_id, key, run, run_id, values};
use crate::fake::MemoryTasks;

/// Longer than a lease.
const TOO_LONG: TimeDelta = TimeDelta::seconds(60);

/// A run of one item, which is claimed.
async fn one_claimed(harness: &dyn QueueHarness) -> Claim {
    add(harness, &run(1), &items(2, 1)).await;
    claim_item(harness, item_id(2)).await
}

/// Lets the lease end and has the item claimed again.
async fn overtaken(harness: &dyn QueueHarness) -> Claim {
    harness.advance(TOO_LONG).await;
    claim(harness).await.unwrap()
}

/// Nobody gets it meanwhile.
pub async fn a_lease_holds_until_it_ends(harness: &dyn QueueHarness) {
    let first = one_claimed(harness).await;
    harness.advance(TimeDelta::seconds(30)).await;
    assert_eq!(claim_of(harness.other()).await, None);
    assert_eq!(claim(harness).await, None);
    assert_eq!(only_item(harness, run_id(1)).await.epoch, Some(first.epoch));
}

/// What a dead process held goes on with another.
pub async fn a_lease_that_ended_is_taken_over_by_a_later_epoch(harness: &dyn QueueHarness) {
    let first = one_claimed(harness).await;
    harness.advance(TOO_LONG).await;
    let second = claim_of(harness.other()).await.unwrap();
    let epoch = second.epoch;
    assert!(epoch > first.epoch);
    assert_eq!(second, Claim { epoch, crashes: 1, ..first });
    assert_eq!(claim(harness).await, None);
}

/// It had its turn: neither whoever waits longer nor what is urgent comes before it, and of two the one that stopped first.
pub async fn what_a_dead_program_held_goes_on_first(harness: &dyn QueueHarness) {
    add(harness, &run(1), &items(2, 3)).await;
    claim_item(harness, item_id(2)).await;
    harness.advance(TimeDelta::seconds(1)).await;
    claim_item(harness, item_id(3)).await;
    add_for(harness, &firm_b(), &Run { priority: Priority::Interactive, ..run(4) }, &items(40, 1)).await;
    harness.advance(TOO_LONG).await;
    for number in [2, 3, 40, 4] {
        assert_eq!(claim(harness).await.unwrap().item, item_id(number));
    }
}

/// As long as it is renewed in time, nobody else gets it.
pub async fn renewing_holds_an_item_on(harness: &dyn QueueHarness) {
    let first = one_claimed(harness).await;
    for _ in 0..3 {
        harness.advance(TimeDelta::seconds(30)).await;
        assert_eq!(harness.queue().renew(&first, LONGEST_LEASE).await, Ok(true));
        assert_eq!(claim_of(harness.other()).await, None);
    }
    assert_eq!(overtaken(harness).await.item, first.item);
}

/// A process that only ever renews is as dead as any other when its lease ends.
pub async fn renewing_is_no_word(harness: &dyn QueueHarness) {
    let first = one_claimed(harness).await;
    assert_eq!(harness.queue().renew(&first, LONGEST_LEASE).await, Ok(true));
    assert_eq!(overtaken(harness).await.crashes, 1);
}

/// Whoever slept too long has lost nothing while nobody missed it.
pub async fn a_lease_that_ended_is_renewed_if_nobody_overtook(harness: &dyn QueueHarness) {
    let first = one_claimed(harness).await;
    harness.advance(TOO_LONG).await;
    assert_eq!(harness.queue().renew(&first, LONGEST_LEASE).await, Ok(true));
    assert_eq!(claim_of(harness.other()).await, None);
}

/// Nobody else of its lane comes before it: otherwise two items of a lane would be at work once it is renewed.
pub async fn a_lane_waits_for_the_item_whose_lease_ended(harness: &dyn QueueHarness) {
    add(harness, &run(1), &[in_lane("key", item(2, "kask"))]).await;
    let first = claim_item(harness, item_id(2)).await;
    harness.advance(TOO_LONG).await;
    let interactive = Run { priority: Priority::Interactive, ..run(3) };
    add(harness, &interactive, &[in_lane("key", item(4, "tamm"))]).await;
    assert_eq!(harness.queue().renew(&first, LONGEST_LEASE).await, Ok(true));
    assert_eq!(claim(harness).await, None);
    harness.advance(TOO_LONG).await;
    claim_item(harness, item_id(2)).await;
    assert_eq!(claim(harness).await, None);
}

/// Whoever lost the item and wakes up can neither save nor end it, nor hold it, nor let it go.
pub async fn a_zombie_that_was_overtaken_is_shut_out(harness: &dyn QueueHarness) {
    let zombie = one_claimed(harness).await;
    let second = overtaken(harness).await;
    save(harness, &second, &[outcome("2026-09", Outcome::Unchanged)]).await.unwrap();
    shut_out(harness, run_id(1), &zombie).await;
    assert!(claimed(harness, &second).await.is_some());
    finish(harness, &second).await.unwrap();
    shut_out(harness, run_id(1), &zombie).await;
}

/// What it did was not in vain.
pub async fn a_zombie_that_nobody_overtook_goes_on(harness: &dyn QueueHarness) {
    let first = one_claimed(harness).await;
    harness.advance(TOO_LONG).await;
    assert!(claimed(harness, &first).await.is_some());
    let outcomes = [outcome("2026-10", Outcome::Created)];
    save(harness, &first, &outcomes).await.unwrap();
    finish(harness, &first).await.unwrap();
    assert_eq!(only_item(harness, run_id(1)).await.outcomes, outcomes);
    assert_eq!(claim(harness).await, None);
}

/// Tasks may lie where no unit of work reaches, so the epochs of claims themselves say who came later: of one item, and
/// of a client's items in different runs.
pub async fn a_zombie_can_not_overwrite_a_hosts_own_tables(harness: &dyn QueueHarness) {
    let tasks = MemoryTasks::default();
    let month = key("kask", "2026-10");
    let write = async |claim: &Claim, counted_at: &str, number: i64| {
        let expected = tasks.summary(&firm_a(), &month).await.unwrap().map(|task| task.version);
        let stamp = WriteStamp { epoch: claim.epoch, counted_at: at(counted_at) };
        let draft = draft(month.clone(), &[("sales", number)]);
        tasks.write_summary(&firm_a(), &SummaryWrite { draft, expected, stamp }).await
    };
    add(harness, &run(1), &[item(2, "kask")]).await;
    let zombie = claim_item(harness, item_id(2)).await;
    let second = overtaken(harness).await;
    write(&second, "2026-11-10T05:00:00Z", 2).await.unwrap();
    // It counted later, by a clock that runs ahead.
    assert_eq!(write(&zombie, "2026-11-10T06:00:00Z", 1).await, Err(TasksError::Stale));
    release(harness, &second, Release::HandOver).await;
    finish(harness, &claim(harness).await.unwrap()).await.unwrap();

    add(harness, &run(3), &[item(4, "kask")]).await;
    let later_run = claim_item(harness, item_id(4)).await;
    write(&later_run, "2026-11-10T04:00:00Z", 3).await.unwrap();
    assert_eq!(write(&second, "2026-11-10T07:00:00Z", 2).await, Err(TasksError::Stale));
    let stands = tasks.summary(&firm_a(), &month).await.unwrap().unwrap();
    assert_eq!(stands.values, values(&[("sales", 3)]));
}

/// An item that keeps killing its process is known by it; progress and an orderly release begin anew.
pub async fn a_crash_is_counted_until_there_is_a_word(harness: &dyn QueueHarness) {
    assert_eq!(one_claimed(harness).await.crashes, 0);
    assert_eq!(overtaken(harness).await.crashes, 1);
    let third = overtaken(harness).await;
    assert_eq!(third.crashes, 2);
    save(harness, &third, &[]).await.unwrap();
    assert_eq!(overtaken(harness).await.crashes, 0);
    let fifth = overtaken(harness).await;
    assert_eq!(fifth.crashes, 1);
    let now = harness.now().await;
    for orderly in
        [Release::HandOver, Release::Park { until: now }, Release::Retry { after: TimeDelta::zero() }]
    {
        let claim = overtaken(harness).await;
        assert!(claim.crashes > 0, "before {orderly:?}");
        release(harness, &claim, orderly).await;
        assert_eq!(claim_of(harness.other()).await.unwrap().crashes, 0);
    }
}
