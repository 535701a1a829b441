//! What several suites do with runs and claims.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use uku_core::counting::DataField;
use uku_core::firm::FirmId;
use uku_core::run::{
    Claim, ClaimedItem, Item, ItemId, ItemRecord, LONGEST_LEASE, MonthOutcome, NodeName, Outcome, Release,
    Run, RunId, RunRecord, WorkQueue,
};
use uku_core::store::StoreError;

use super::store::{StoreHarness, commit, open};
use crate::build::{at, firm_a, month};

/// When items of the clauses end.
pub(super) const ENDED_AT: &str = "2026-11-10T05:01:00.789Z";

/// Adds a run of a firm.
pub(super) async fn add_for(harness: &dyn StoreHarness, firm: &FirmId, run: &Run, items: &[Item]) {
    assert!(commit(harness, firm, async |work| work.runs().add(run, items).await.unwrap()).await);
}

/// Adds a run of the first firm.
pub(super) async fn add(harness: &dyn StoreHarness, run: &Run, items: &[Item]) {
    add_for(harness, &firm_a(), run, items).await;
}

/// Claims the item that comes first in a queue; none if there is none.
pub(super) async fn claim_of(queue: &dyn WorkQueue) -> Option<Claim> {
    queue.claim(&NodeName("node-1".to_owned()), LONGEST_LEASE).await.unwrap()
}

/// Claims the item that comes first; none if there is none.
pub(super) async fn claim(harness: &dyn StoreHarness) -> Option<Claim> {
    claim_of(harness.queue()).await
}

/// Claims the item that comes first, which must be this one.
pub(super) async fn claim_item(harness: &dyn StoreHarness, item: ItemId) -> Claim {
    let claim = claim(harness).await.unwrap();
    assert_eq!(claim.item, item);
    claim
}

/// More claims than any clause expects: a queue that hands out the same again and again fails and doesn't hang.
const TOO_MANY: usize = 1000;

/// What is claimed of a queue until there is no more, in order.
pub(super) async fn drain(queue: &dyn WorkQueue) -> Vec<Claim> {
    let mut claims = Vec::new();
    while let Some(claim) = claim_of(queue).await {
        claims.push(claim);
        assert!(claims.len() < TOO_MANY, "there is no end of claims");
    }
    claims
}

/// The items that are claimed until there are no more, in order.
pub(super) async fn claim_all(harness: &dyn StoreHarness) -> Vec<ItemId> {
    drain(harness.queue()).await.into_iter().map(|claim| claim.item).collect()
}

/// The item of a claim, as a unit of work of its firm sees it.
pub(super) async fn claimed(harness: &dyn StoreHarness, claim: &Claim) -> Option<ClaimedItem> {
    open(harness, &claim.firm).await.runs().claimed(claim.item, claim.epoch).await.unwrap()
}

/// Saves what came of a claimed item after three requests.
pub(super) async fn save(
    harness: &dyn StoreHarness,
    claim: &Claim,
    outcomes: &[MonthOutcome],
) -> Result<(), StoreError> {
    let mut work = open(harness, &claim.firm).await;
    work.runs().save_outcomes(claim.item, claim.epoch, 3, outcomes).await?;
    work.commit().await
}

/// Ends a claimed item.
pub(super) async fn finish(harness: &dyn StoreHarness, claim: &Claim) -> Result<(), StoreError> {
    let mut work = open(harness, &claim.firm).await;
    work.runs().finish_item(claim.item, claim.epoch, at(ENDED_AT)).await?;
    work.commit().await
}

/// Lets a claimed item go.
pub(super) async fn release(harness: &dyn StoreHarness, claim: &Claim, release: Release) {
    harness.queue().release(claim, release).await.unwrap();
}

/// Stops all that the first firm has left; how many items.
pub(super) async fn stop_all(harness: &dyn StoreHarness, at: DateTime<Utc>) -> u64 {
    commit(harness, &firm_a(), async |work| work.runs().stop_all(at).await.unwrap()).await
}

/// Opens items of a run of the first firm again; how many.
pub(super) async fn reopen(harness: &dyn StoreHarness, run: RunId, items: &[ItemId]) -> u64 {
    commit(harness, &firm_a(), async |work| work.runs().reopen(run, items).await.unwrap()).await
}

/// A run of the first firm, as it is remembered.
pub(super) async fn record(harness: &dyn StoreHarness, run: RunId) -> RunRecord {
    open(harness, &firm_a()).await.runs().run(run).await.unwrap().unwrap()
}

/// What is remembered of the only item of a run of the first firm.
pub(super) async fn only_item(harness: &dyn StoreHarness, run: RunId) -> ItemRecord {
    let [(_, record)] = <[_; 1]>::try_from(record(harness, run).await.items).unwrap();
    record
}

/// What came of a month that was counted.
pub(super) fn outcome(of: &str, outcome: Outcome) -> MonthOutcome {
    MonthOutcome {
        month: month(of),
        counts: Some(BTreeMap::from([(DataField::Documents, 4)])),
        counted_at: Some(at("2026-11-10T05:00:30.456Z")),
        outcome,
    }
}

/// Shows that an attempt can do nothing at all with an item that it no longer has, and that trying changes nothing.
pub(super) async fn shut_out(harness: &dyn StoreHarness, run: RunId, claim: &Claim) {
    let before = record(harness, run).await;
    let outcomes = [outcome("2026-10", Outcome::Created)];
    assert_eq!(claimed(harness, claim).await, None);
    assert_eq!(save(harness, claim, &outcomes).await, Err(StoreError::Fenced));
    assert_eq!(finish(harness, claim).await, Err(StoreError::Fenced));
    assert_eq!(harness.queue().renew(claim, LONGEST_LEASE).await, Ok(false));
    let later = at("2036-01-01T00:00:00Z");
    for release in
        [Release::HandOver, Release::Park { until: later }, Release::Retry { after: TimeDelta::days(1) }]
    {
        assert_eq!(harness.queue().release(claim, release).await, Err(StoreError::Fenced));
    }
    assert_eq!(record(harness, run).await, before);
}
