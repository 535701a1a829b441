//! The clauses of [`IntegrationStore`], its unit of work, and the runs in it.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use rust_decimal::Decimal;
use uku_core::counting::{Contradiction, CountError, DataField};
use uku_core::firm::FirmId;
use uku_core::ledger::{LedgerError, VendorMessage};
use uku_core::run::{
    Epoch, Failure, Item, ItemId, ItemRecord, MonthOutcome, Outcome, Run, RunId, RunKind, RunRecord,
};
use uku_core::store::{IntegrationStore, StoreError, UnitOfWork};
use uku_core::summary::{Change, SummarySettings, TaskStatus, TasksError};
use uuid::Uuid;

use crate::build::{at, date, firm_a, firm_b, id, month, months, settings};

/// An empty memory.
pub trait StoreHarness: Send + Sync {
    /// The adapter.
    fn store(&self) -> &dyn IntegrationStore;
}

impl<S: IntegrationStore> StoreHarness for S {
    fn store(&self) -> &dyn IntegrationStore {
        self
    }
}

suite! { $ store_contract, store {
    settings_are_remembered,
    settings_said_again_replace,
    another_firms_settings_are_not_seen,
    what_is_not_committed_never_was,
    a_run_is_remembered_with_its_items,
    another_firms_run_is_not_seen,
    each_start_of_a_clients_items_has_a_later_epoch,
    every_outcome_is_remembered_as_it_was,
    an_overtaken_attempt_can_not_finish,
    an_item_never_started_can_not_finish,
    finishing_twice_keeps_the_second,
    starting_again_forgets_how_it_ended,
    another_firms_item_is_missing,
    firms_and_clients_may_live_elsewhere,
    units_of_work_side_by_side_lose_nothing,
} }

async fn open(harness: &dyn StoreHarness, firm: &FirmId) -> Box<dyn UnitOfWork> {
    harness.store().open(firm).await.unwrap()
}

async fn put_settings(harness: &dyn StoreHarness, firm: &FirmId, settings: &SummarySettings) {
    let mut work = open(harness, firm).await;
    work.put_summary_settings(settings).await.unwrap();
    work.commit().await.unwrap();
}

fn item(number: u128, client: &str) -> Item {
    Item { id: ItemId(Uuid::from_u128(number)), client: id(client) }
}

fn run(number: u128, items: Vec<Item>) -> Run {
    Run {
        id: RunId(Uuid::from_u128(number)),
        kind: RunKind::Reload,
        months: months("2025-11", "2026-10"),
        created_at: at("2026-11-10T05:00:00.123Z"),
        items,
    }
}

async fn add(harness: &dyn StoreHarness, run: &Run) {
    let mut work = open(harness, &firm_a()).await;
    work.runs().add(run).await.unwrap();
    work.commit().await.unwrap();
}

async fn start(harness: &dyn StoreHarness, item: ItemId) -> Epoch {
    let mut work = open(harness, &firm_a()).await;
    let epoch = work.runs().start_item(item).await.unwrap();
    work.commit().await.unwrap();
    epoch
}

async fn finish(
    harness: &dyn StoreHarness,
    item: ItemId,
    epoch: Epoch,
    outcomes: &[MonthOutcome],
) -> Result<(), StoreError> {
    let mut work = open(harness, &firm_a()).await;
    work.runs().finish_item(item, epoch, at("2026-11-10T05:01:00Z"), 3, outcomes).await?;
    work.commit().await
}

async fn record(harness: &dyn StoreHarness, run: &Run) -> RunRecord {
    open(harness, &firm_a()).await.runs().run(run.id).await.unwrap().unwrap()
}

fn outcome(of: &str, outcome: Outcome) -> MonthOutcome {
    MonthOutcome { month: month(of), counts: Some(BTreeMap::from([(DataField::Documents, 4)])), outcome }
}

/// Settings come back as they were said.
pub async fn settings_are_remembered(harness: &dyn StoreHarness) {
    assert_eq!(open(harness, &firm_a()).await.summary_settings().await.unwrap(), None);
    let said = settings(&DataField::ALL);
    put_settings(harness, &firm_a(), &said).await;
    assert_eq!(open(harness, &firm_a()).await.summary_settings().await.unwrap(), Some(said));
}

/// A firm has one set of settings: what it said last.
pub async fn settings_said_again_replace(harness: &dyn StoreHarness) {
    put_settings(harness, &firm_a(), &settings(&DataField::ALL)).await;
    let said = SummarySettings { status: TaskStatus::Open, ..settings(&[DataField::BankEntries]) };
    put_settings(harness, &firm_a(), &said).await;
    assert_eq!(open(harness, &firm_a()).await.summary_settings().await.unwrap(), Some(said));
}

/// One firm's settings are not another's.
pub async fn another_firms_settings_are_not_seen(harness: &dyn StoreHarness) {
    put_settings(harness, &firm_a(), &settings(&DataField::MAIN)).await;
    assert_eq!(open(harness, &firm_b()).await.summary_settings().await.unwrap(), None);
}

/// A unit of work that is dropped changed nothing at all.
pub async fn what_is_not_committed_never_was(harness: &dyn StoreHarness) {
    let run = run(1, vec![item(2, "kask")]);
    let mut work = open(harness, &firm_a()).await;
    work.put_summary_settings(&settings(&DataField::MAIN)).await.unwrap();
    work.runs().add(&run).await.unwrap();
    work.runs().start_item(run.items[0].id).await.unwrap();
    drop(work);
    let mut work = open(harness, &firm_a()).await;
    assert_eq!(work.summary_settings().await.unwrap(), None);
    assert_eq!(work.runs().run(run.id).await.unwrap(), None);
}

/// A run comes back as it was added, with its items in order, none of them begun.
pub async fn a_run_is_remembered_with_its_items(harness: &dyn StoreHarness) {
    let run = run(1, vec![item(9, "tamm"), item(3, "kask")]);
    add(harness, &run).await;
    let expected = RunRecord { run: run.clone(), items: vec![ItemRecord::default(), ItemRecord::default()] };
    assert_eq!(record(harness, &run).await, expected);
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
    let mut work = open(harness, &firm_b()).await;
    let refused = work.runs().start_item(run.items[0].id).await;
    assert!(matches!(refused, Err(StoreError::Missing(_))), "{refused:?}");
}

/// A larger product keeps firms and clients in a database of its own.
pub async fn firms_and_clients_may_live_elsewhere(harness: &dyn StoreHarness) {
    let (elsewhere, said) = (id("firm elsewhere"), settings(&DataField::MAIN));
    put_settings(harness, &elsewhere, &said).await;
    let run = run(1, vec![item(2, "client elsewhere")]);
    let mut work = open(harness, &elsewhere).await;
    work.runs().add(&run).await.unwrap();
    work.runs().start_item(run.items[0].id).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(open(harness, &elsewhere).await.summary_settings().await.unwrap(), Some(said));
}

/// Units of work of several tasks at once each keep what they did.
pub async fn units_of_work_side_by_side_lose_nothing(harness: &dyn StoreHarness) {
    let runs: Vec<Run> = (0..8).map(|n| run(10 + n, vec![item(100 + n, "kask")])).collect();
    join_all(runs.iter().map(|run| add(harness, run))).await;
    let mut epochs = join_all(runs.iter().map(|run| start(harness, run.items[0].id))).await;
    epochs.sort_unstable();
    epochs.dedup();
    assert_eq!(epochs.len(), runs.len());
    for run in &runs {
        assert_eq!(record(harness, run).await.run, *run);
    }
}
