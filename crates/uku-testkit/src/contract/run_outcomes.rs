//! The clauses of what came of items.

use uku_core::calendar::Month;
use uku_core::client::ClientId;
use uku_core::firm::FirmId;
use uku_core::ledger::Priority;
use uku_core::run::{ItemRecord, MonthOutcome, Outcome, Release, Run};

use super::claims::{add, claim_item, claimed, finish, only_item, outcome, release, save};
use super::outcomes::of_every_kind;
use super::queue::in_lane;
use super::store::{StoreHarness, open};
use crate::build::{firm_a, firm_b, id, item, item_id, month, run, run_id};

async fn latest(harness: &dyn StoreHarness, firm: &FirmId, client: &str) -> Vec<MonthOutcome> {
    let client = id::<ClientId>(client);
    open(harness, firm).await.runs().latest_outcomes(&client).await.unwrap()
}

fn months_from(first: Month) -> impl Iterator<Item = Month> {
    std::iter::successors(Some(first), |month| Some(month.next()))
}

/// Nothing of it is lost on its way in and out, whether something was counted or not.
pub async fn every_outcome_is_remembered_as_it_was(harness: &dyn StoreHarness) {
    add(harness, &run(1), &[item(2, "kask")]).await;
    let claim = claim_item(harness, item_id(2)).await;
    let twice = of_every_kind().into_iter().flat_map(|outcome| [(outcome.clone(), true), (outcome, false)]);
    let outcomes: Vec<MonthOutcome> = twice
        .zip(months_from(month("2020-11")))
        .map(|((came, counted), month)| {
            let uncounted = MonthOutcome::uncounted(month, came.clone());
            if counted { MonthOutcome { month, ..outcome("2026-10", came) } } else { uncounted }
        })
        .collect();
    save(harness, &claim, &outcomes).await.unwrap();
    let found = only_item(harness, run_id(1)).await;
    let expected = ItemRecord {
        epoch: Some(claim.epoch),
        held_by: Some("node-1".to_owned()),
        due_at: found.due_at,
        requests: 3,
        outcomes: outcomes.clone(),
        ..ItemRecord::default()
    };
    assert_eq!(found, expected);
    assert_eq!(latest(harness, &firm_a(), "kask").await, outcomes);
}

/// In whatever order they are saved.
pub async fn outcomes_come_in_order_of_months(harness: &dyn StoreHarness) {
    add(harness, &run(1), &[item(2, "kask")]).await;
    let claim = claim_item(harness, item_id(2)).await;
    let [a, b, c] = ["2025-12", "2026-01", "2026-10"].map(|month| outcome(month, Outcome::Created));
    save(harness, &claim, &[c.clone(), a.clone(), b.clone()]).await.unwrap();
    assert_eq!(only_item(harness, run_id(1)).await.outcomes, [a, b, c]);
}

/// Whole: a month that is left out is not there any more.
pub async fn outcomes_said_again_replace(harness: &dyn StoreHarness) {
    add(harness, &run(1), &[item(2, "kask")]).await;
    let claim = claim_item(harness, item_id(2)).await;
    let first = ["2026-09", "2026-10"].map(|month| outcome(month, Outcome::Created));
    save(harness, &claim, &first).await.unwrap();
    let second = [outcome("2026-10", Outcome::Unchanged)];
    save(harness, &claim, &second).await.unwrap();
    assert_eq!(only_item(harness, run_id(1)).await.outcomes, second);
    finish(harness, &claim).await.unwrap();
    assert_eq!(only_item(harness, run_id(1)).await.outcomes, second);
    assert_eq!(latest(harness, &firm_a(), "kask").await, second);
}

/// What is settled is not done again.
pub async fn outcomes_are_there_for_the_next_attempt(harness: &dyn StoreHarness) {
    add(harness, &run(1), &[item(2, "kask")]).await;
    let first = claim_item(harness, item_id(2)).await;
    let outcomes = [outcome("2026-10", Outcome::Created)];
    save(harness, &first, &outcomes).await.unwrap();
    release(harness, &first, Release::HandOver).await;
    let second = claim_item(harness, item_id(2)).await;
    let goes_on = claimed(harness, &second).await.unwrap();
    assert_eq!((goes_on.outcomes.as_slice(), goes_on.requests), (outcomes.as_slice(), 3));
}

/// Months come in order, each as the item that was claimed last has it; one that was claimed earlier may end after it.
pub async fn the_latest_outcome_of_a_month_is_that_of_the_latest_claim(harness: &dyn StoreHarness) {
    add(harness, &run(1), &[item(2, "kask")]).await;
    let urgent = Run { priority: Priority::Interactive, ..run(3) };
    add(harness, &urgent, &[in_lane("another", item(4, "kask"))]).await;
    let early = claim_item(harness, item_id(4)).await;
    let late = claim_item(harness, item_id(2)).await;
    let by_late = ["2026-09", "2026-10"].map(|month| outcome(month, Outcome::Created));
    save(harness, &late, &by_late).await.unwrap();
    finish(harness, &late).await.unwrap();
    let by_early = ["2026-08", "2026-10"].map(|month| outcome(month, Outcome::Unchanged));
    save(harness, &early, &by_early).await.unwrap();
    let [september, october] = by_late;
    let expected = [by_early[0].clone(), september, october];
    assert_eq!(latest(harness, &firm_a(), "kask").await, expected, "while the early one is at work");
    finish(harness, &early).await.unwrap();
    assert_eq!(latest(harness, &firm_a(), "kask").await, expected);
}

/// Nor are those of an item that nothing came of.
pub async fn another_clients_and_another_firms_outcomes_are_not_told(harness: &dyn StoreHarness) {
    add(harness, &run(1), &[item(2, "kask"), item(3, "tamm")]).await;
    let claim = claim_item(harness, item_id(2)).await;
    let outcomes = [outcome("2026-10", Outcome::Created)];
    save(harness, &claim, &outcomes).await.unwrap();
    assert_eq!(latest(harness, &firm_a(), "kask").await, outcomes);
    assert_eq!(latest(harness, &firm_a(), "tamm").await, []);
    assert_eq!(latest(harness, &firm_b(), "kask").await, []);
}
