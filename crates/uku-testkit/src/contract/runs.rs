//! The clauses of [`Runs`](uku_core::run::Runs).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use uku_core::counting::{Contradiction, CountError, DataField};
use uku_core::ledger::{LedgerError, VendorMessage};
use uku_core::run::{
    Epoch, Failure, Item, ItemId, ItemRecord, MonthOutcome, Outcome, Run, RunId, RunKind, RunRecord,
};
use uku_core::store::StoreError;
use uku_core::summary::{Change, TasksError};
use uuid::Uuid;

pub use super::stopped::{
    a_stopped_item_can_not_finish, a_stopped_item_can_not_start, an_attempt_is_current_until_a_later_one,
    another_firms_items_are_not_stopped, stopping_all_leaves_what_has_ended,
    stopping_twice_stops_nothing_more,
};
use super::store::{StoreHarness, commit, open};
use crate::build::{at, date, firm_a, firm_b, id, month, months};

suite! { $ runs_contract, runs {
    a_run_is_remembered_with_its_items,
    runs_of_every_kind_come_back_as_they_were,
    another_firms_run_is_not_seen,
    each_start_of_a_clients_items_has_a_later_epoch,
    every_outcome_is_remembered_as_it_was,
    an_overtaken_attempt_can_not_finish,
    an_item_never_started_can_not_finish,
    finishing_twice_keeps_the_second,
    starting_again_forgets_how_it_ended,
    another_firms_item_is_missing,
    an_attempt_is_current_until_a_later_one,
    a_stopped_item_can_not_start,
    a_stopped_item_can_not_finish,
    stopping_all_leaves_what_has_ended,
    stopping_twice_stops_nothing_more,
    another_firms_items_are_not_stopped,
    the_latest_outcome_of_each_month_is_that_of_the_latest_epoch,
    an_item_at_work_again_has_no_outcomes,
    outcomes_are_of_one_client_of_one_firm,
} }

/// The identity of an item.
pub(super) const fn item_id(number: u128) -> ItemId {
    ItemId(Uuid::from_u128(number))
}

/// The identity of a run.
pub(super) const fn run_id(number: u128) -> RunId {
    RunId(Uuid::from_u128(number))
}

/// An item of a client.
pub(super) fn item(number: u128, client: &str) -> Item {
    Item { id: item_id(number), client: id(client) }
}

/// A run of some items.
pub(super) fn run(number: u128, items: Vec<Item>) -> Run {
    Run {
        id: run_id(number),
        kind: RunKind::Reload,
        months: months("2025-11", "2026-10"),
        created_at: at("2026-11-10T05:00:00.123Z"),
        items,
    }
}

/// Adds a run of the first firm.
pub(super) async fn add(harness: &dyn StoreHarness, run: &Run) {
    commit(harness, &firm_a(), async |work| work.runs().add(run).await.unwrap()).await;
}

/// Starts an item of the first firm.
pub(super) async fn start(harness: &dyn StoreHarness, item: ItemId) -> Epoch {
    commit(harness, &firm_a(), async |work| work.runs().start_item(item).await.unwrap()).await
}

/// Ends an item of the first firm.
pub(super) async fn finish_at(
    harness: &dyn StoreHarness,
    item: ItemId,
    epoch: Epoch,
    at: DateTime<Utc>,
    outcomes: &[MonthOutcome],
) -> Result<(), StoreError> {
    let mut work = open(harness, &firm_a()).await;
    work.runs().finish_item(item, epoch, at, 3, outcomes).await?;
    work.commit().await
}

/// Ends an item of the first firm, a minute after the run was asked for.
pub(super) async fn finish(
    harness: &dyn StoreHarness,
    item: ItemId,
    epoch: Epoch,
    outcomes: &[MonthOutcome],
) -> Result<(), StoreError> {
    finish_at(harness, item, epoch, at("2026-11-10T05:01:00Z"), outcomes).await
}

/// A run of the first firm, as it is remembered.
pub(super) async fn record(harness: &dyn StoreHarness, run: &Run) -> RunRecord {
    open(harness, &firm_a()).await.runs().run(run.id).await.unwrap().unwrap()
}

/// What came of a month that was counted.
pub(super) fn outcome(of: &str, outcome: Outcome) -> MonthOutcome {
    MonthOutcome { month: month(of), counts: Some(BTreeMap::from([(DataField::Documents, 4)])), outcome }
}

/// A run comes back as it was added, with its items in order, none of them begun.
pub async fn a_run_is_remembered_with_its_items(harness: &dyn StoreHarness) {
    let run = run(1, vec![item(9, "tamm"), item(3, "kask")]);
    add(harness, &run).await;
    let expected = RunRecord { run: run.clone(), items: vec![ItemRecord::default(), ItemRecord::default()] };
    assert_eq!(record(harness, &run).await, expected);
}

/// What a run is for is not lost, nor any of its times.
pub async fn runs_of_every_kind_come_back_as_they_were(harness: &dyn StoreHarness) {
    for (number, kind) in [(1, RunKind::ManualImport), (2, RunKind::Reload)] {
        let run = Run { kind, months: months("2024-02", "2024-02"), ..run(number, vec![]) };
        add(harness, &run).await;
        assert_eq!(record(harness, &run).await, RunRecord { run, items: vec![] });
    }
}

/// One firm's runs are not another's.
pub async fn another_firms_run_is_not_seen(harness: &dyn StoreHarness) {
    let run = run(1, vec![item(2, "kask")]);
    add(harness, &run).await;
    assert_eq!(open(harness, &firm_b()).await.runs().run(run.id).await.unwrap(), None);
}

/// Epochs count up over all of a client's items, so that the later of two attempts is always known.
pub async fn each_start_of_a_clients_items_has_a_later_epoch(harness: &dyn StoreHarness) {
    let (first, second) = (run(1, vec![item(2, "kask"), item(3, "tamm")]), run(4, vec![item(5, "kask")]));
    add(harness, &first).await;
    add(harness, &second).await;
    let epochs = [
        start(harness, first.items[0].id).await,
        start(harness, second.items[0].id).await,
        start(harness, first.items[0].id).await,
    ];
    assert!(epochs.is_sorted_by(|a, b| a < b), "{epochs:?}");
    assert_eq!(record(harness, &first).await.items[0].epoch, Some(epochs[2]));
    assert_eq!(record(harness, &second).await.items[0].epoch, Some(epochs[1]));
}

/// No outcome loses anything on its way in and out.
pub async fn every_outcome_is_remembered_as_it_was(harness: &dyn StoreHarness) {
    let run = run(1, vec![item(2, "kask")]);
    add(harness, &run).await;
    let changes = vec![
        Change { field: id("sales"), old: None, new: Decimal::ZERO },
        Change { field: id("bank"), old: Some(Decimal::new(125, 1)), new: Decimal::from(13) },
    ];
    let refused = LedgerError::Refused {
        messages: vec![VendorMessage { key: Some("PERIOD".to_owned()), text: "lukus 'õ'".to_owned() }],
    };
    let strange = Contradiction::OutsideRange { date: date("1999-01-01") };
    let uncounted = |of, outcome| MonthOutcome { month: month(of), counts: None, outcome };
    let outcomes = [
        outcome("2025-11", Outcome::Created),
        outcome("2025-12", Outcome::Updated(changes.clone())),
        outcome("2026-01", Outcome::Unchanged),
        outcome("2026-02", Outcome::Billed(changes)),
        uncounted("2026-03", Outcome::Failed(Failure::Count(CountError::Ledger(refused)))),
        uncounted("2026-04", Outcome::Failed(Failure::Count(CountError::Contradiction(strange)))),
        outcome("2026-05", Outcome::Failed(Failure::Task(TasksError::Unavailable("gone".to_owned())))),
        uncounted("2026-06", Outcome::Deferred(at("2026-11-11T05:00:00Z"))),
    ];
    let epoch = start(harness, run.items[0].id).await;
    finish(harness, run.items[0].id, epoch, &outcomes).await.unwrap();
    let expected = ItemRecord {
        epoch: Some(epoch),
        finished_at: Some(at("2026-11-10T05:01:00Z")),
        stopped_at: None,
        requests: 3,
        outcomes: outcomes.to_vec(),
    };
    assert_eq!(record(harness, &run).await.items, [expected]);
}

/// Whoever lost the item to a later start writes nothing.
pub async fn an_overtaken_attempt_can_not_finish(harness: &dyn StoreHarness) {
    let run = run(1, vec![item(2, "kask")]);
    add(harness, &run).await;
    let zombie = start(harness, run.items[0].id).await;
    let epoch = start(harness, run.items[0].id).await;
    let refused = finish(harness, run.items[0].id, zombie, &[outcome("2025-11", Outcome::Created)]).await;
    assert_eq!(refused, Err(StoreError::Fenced));
    let expected = ItemRecord { epoch: Some(epoch), ..ItemRecord::default() };
    assert_eq!(record(harness, &run).await.items, [expected]);
}

/// There is nothing to finish in what was never begun.
pub async fn an_item_never_started_can_not_finish(harness: &dyn StoreHarness) {
    let run = run(1, vec![item(2, "kask")]);
    add(harness, &run).await;
    assert_eq!(finish(harness, run.items[0].id, Epoch(1), &[]).await, Err(StoreError::Fenced));
}

/// A second end of the same attempt replaces the first whole.
pub async fn finishing_twice_keeps_the_second(harness: &dyn StoreHarness) {
    let run = run(1, vec![item(2, "kask")]);
    add(harness, &run).await;
    let epoch = start(harness, run.items[0].id).await;
    let first = [outcome("2025-11", Outcome::Created), outcome("2025-12", Outcome::Created)];
    let second = [outcome("2025-11", Outcome::Unchanged)];
    finish(harness, run.items[0].id, epoch, &first).await.unwrap();
    finish(harness, run.items[0].id, epoch, &second).await.unwrap();
    assert_eq!(record(harness, &run).await.items[0].outcomes, second);
}

/// An item that is at work again has not ended.
pub async fn starting_again_forgets_how_it_ended(harness: &dyn StoreHarness) {
    let run = run(1, vec![item(2, "kask")]);
    add(harness, &run).await;
    let epoch = start(harness, run.items[0].id).await;
    finish(harness, run.items[0].id, epoch, &[outcome("2025-11", Outcome::Created)]).await.unwrap();
    let epoch = start(harness, run.items[0].id).await;
    assert_eq!(
        record(harness, &run).await.items,
        [ItemRecord { epoch: Some(epoch), ..ItemRecord::default() }]
    );
}

/// One firm can't touch another's items.
pub async fn another_firms_item_is_missing(harness: &dyn StoreHarness) {
    let run = run(1, vec![item(2, "kask")]);
    add(harness, &run).await;
    let epoch = start(harness, run.items[0].id).await;
    let refused = open(harness, &firm_b()).await.runs().start_item(run.items[0].id).await;
    assert!(matches!(refused, Err(StoreError::Missing(_))), "{refused:?}");
    let now = at("2026-11-10T05:01:00Z");
    let refused =
        open(harness, &firm_b()).await.runs().finish_item(run.items[0].id, epoch, now, 3, &[]).await;
    assert!(refused.is_err());
    let current = open(harness, &firm_b()).await.runs().is_current(run.items[0].id, epoch).await;
    assert!(!matches!(current, Ok(true)));
}

/// Months come in order, each as the item that started last left it; one that started earlier may end after it.
pub async fn the_latest_outcome_of_each_month_is_that_of_the_latest_epoch(harness: &dyn StoreHarness) {
    let run = run(1, vec![item(2, "kask"), item(3, "kask"), item(4, "kask")]);
    add(harness, &run).await;
    let early = start(harness, item_id(2)).await;
    let late = start(harness, item_id(3)).await;
    start(harness, item_id(4)).await;
    let first = [outcome("2026-10", Outcome::Created), outcome("2026-09", Outcome::Created)];
    finish_at(harness, item_id(3), late, at("2026-11-10T05:01:00Z"), &first).await.unwrap();
    let second = [outcome("2026-08", Outcome::Unchanged), outcome("2026-10", Outcome::Unchanged)];
    finish_at(harness, item_id(2), early, at("2026-11-10T05:02:00Z"), &second).await.unwrap();
    let latest = open(harness, &firm_a()).await.runs().latest_outcomes(&id("kask")).await.unwrap();
    assert_eq!(latest, [second[0].clone(), first[1].clone(), first[0].clone()]);
}

/// How it ended before is forgotten here too.
pub async fn an_item_at_work_again_has_no_outcomes(harness: &dyn StoreHarness) {
    let run = run(1, vec![item(2, "kask")]);
    add(harness, &run).await;
    let epoch = start(harness, item_id(2)).await;
    finish(harness, item_id(2), epoch, &[outcome("2026-10", Outcome::Created)]).await.unwrap();
    start(harness, item_id(2)).await;
    assert_eq!(open(harness, &firm_a()).await.runs().latest_outcomes(&id("kask")).await.unwrap(), []);
}

/// Neither another client's nor another firm's are told.
pub async fn outcomes_are_of_one_client_of_one_firm(harness: &dyn StoreHarness) {
    let run = run(1, vec![item(2, "kask"), item(3, "tamm")]);
    add(harness, &run).await;
    let epoch = start(harness, item_id(2)).await;
    let outcomes = [outcome("2026-10", Outcome::Created)];
    finish(harness, item_id(2), epoch, &outcomes).await.unwrap();
    let mut work = open(harness, &firm_a()).await;
    assert_eq!(work.runs().latest_outcomes(&id("kask")).await.unwrap(), outcomes);
    assert_eq!(work.runs().latest_outcomes(&id("tamm")).await.unwrap(), []);
    drop(work);
    assert_eq!(open(harness, &firm_b()).await.runs().latest_outcomes(&id("kask")).await.unwrap(), []);
}
