//! Months that are only looked at again.

use uku_core::counting::DataField;
use uku_core::ledger::{Entry, EntryKind, Ledger as _, Priority};
use uku_core::run::{Ended, Outcome, Run, RunKind};
use uku_testkit::build::{entry, firm_a, key, month, months, run, settings};

use super::disturbed::Disturbed;
use super::house::{House, change, kask};
use crate::support::{Watched, block_on};

const SALES: DataField = DataField::SalesEntries;

/// A sale in each of these months.
fn sales(of: &[&str]) -> Vec<Entry> {
    (1..).zip(of).map(|(number, of)| entry(number, &format!("{of}-15"), EntryKind::ClientInvoice)).collect()
}

/// A late document of September.
fn late() -> Entry {
    entry(99, "2026-09-30", EntryKind::ClientInvoice)
}

fn look(number: u128) -> Run {
    let months = months("2026-08", "2026-10");
    Run { kind: RunKind::LateLook, months, priority: Priority::Bulk, ..run(number) }
}

fn scheduled(number: u128) -> Run {
    let months = months("2026-07", "2026-10");
    Run { kind: RunKind::Scheduled, months, priority: Priority::Scheduled, ..run(number) }
}

/// A house where some months were imported, each with one sale.
async fn imported(from: &str, to: &str) -> House {
    let house = House::new().await;
    house.set(&settings(&[SALES])).await;
    house.start(&kask(months(from, to))).await;
    house.work_off(&house.books(sales(&["2026-07", "2026-08", "2026-09", "2026-10"]))).await;
    house
}

async fn outcomes(house: &House, run: &Run, entries: Vec<Entry>) -> Vec<(String, Outcome)> {
    house.add(run, &["kask"]).await;
    assert_eq!(house.work_off(&house.books(entries)).await, [Ended::Finished]);
    let record = house.record(run.id).await;
    record.outcomes.into_iter().map(|it| (it.month.to_string(), it.outcome)).collect()
}

fn with_late() -> Vec<Entry> {
    let mut entries = sales(&["2026-07", "2026-08", "2026-09", "2026-10"]);
    entries.push(late());
    entries
}

#[test]
fn a_late_document_changes_an_unbilled_task_that_nobody_touched() {
    block_on(async {
        let house = imported("2026-08", "2026-10").await;
        let changed = Outcome::Updated(vec![change(SALES, Some(1), 2)]);
        let expected =
            [("2026-08", Outcome::Unchanged), ("2026-09", changed), ("2026-10", Outcome::Unchanged)]
                .map(|(month, outcome)| (month.to_owned(), outcome));
        assert_eq!(outcomes(&house, &look(1), with_late()).await, expected);
        assert_eq!(
            house.task("2026-09").await.unwrap().values[&uku_testkit::build::id(SALES.key())],
            2.into()
        );
    });
}

#[test]
fn months_without_a_task_of_ours_get_none_and_are_not_told() {
    block_on(async {
        let house = imported("2026-09", "2026-09").await;
        let told = outcomes(&house, &look(1), with_late()).await;
        assert_eq!(told.iter().map(|(month, _)| month.as_str()).collect::<Vec<_>>(), ["2026-09"]);
        assert_eq!(house.summaries().await.len(), 1);
    });
}

#[test]
fn where_no_month_has_a_task_nothing_is_asked() {
    block_on(async {
        let house = House::new().await;
        house.add(&look(1), &["kask"]).await;
        let books = house.books(with_late());
        assert_eq!(house.work_off(&books).await, [Ended::Finished]);
        assert_eq!((books.requests_sent(), house.record(look(1).id).await.outcomes), (0, Vec::new()));
    });
}

#[test]
fn only_the_months_from_the_first_with_a_task_to_the_last_are_asked_for() {
    block_on(async {
        let house = imported("2026-09", "2026-09").await;
        house.add(&look(1), &["kask"]).await;
        let books = std::sync::Arc::new(Watched::new(house.ledger(with_late())));
        house.work_off(&books).await;
        let asked: Vec<_> = books.asked().into_iter().map(|query| query.basis).collect();
        let september =
            uku_core::ledger::Basis::EntryDate(month("2026-09").first_day(), month("2026-09").last_day());
        assert_eq!(asked, [september]);
    });
}

#[test]
fn for_billed_edited_and_deleted_tasks_a_late_document_is_only_reported() {
    block_on(async {
        let house = imported("2026-07", "2026-10").await;
        let keys = ["2026-08", "2026-09", "2026-10"].map(|of| key("kask", of));
        house.tasks.bill(&firm_a(), &keys[0]);
        house.type_sales("2026-09", 7);
        house.tasks.delete(&firm_a(), &keys[2]);
        let before = house.summaries().await;
        let grown: Vec<Entry> = (1..)
            .zip(["2026-08", "2026-08", "2026-09", "2026-09", "2026-10", "2026-10"])
            .map(|(number, of)| entry(number, &format!("{of}-15"), EntryKind::ClientInvoice))
            .collect();
        let told = outcomes(&house, &look(1), grown).await;
        let expected = [
            ("2026-08", Outcome::Billed(vec![change(SALES, Some(1), 2)])),
            ("2026-09", Outcome::EditedByHand(vec![change(SALES, Some(7), 2)])),
            ("2026-10", Outcome::Deleted),
        ]
        .map(|(month, outcome)| (month.to_owned(), outcome));
        assert_eq!(told, expected);
        assert_eq!(house.summaries().await, before);
    });
}

#[test]
fn a_scheduled_run_imports_its_last_month_and_looks_at_those_before() {
    block_on(async {
        let house = imported("2026-09", "2026-09").await;
        let told = outcomes(&house, &scheduled(1), with_late()).await;
        let expected =
            [("2026-09", Outcome::Updated(vec![change(SALES, Some(1), 2)])), ("2026-10", Outcome::Created)]
                .map(|(month, outcome)| (month.to_owned(), outcome));
        assert_eq!(told, expected);
    });
}

#[test]
fn a_task_that_a_person_deleted_comes_back_only_when_a_person_asks() {
    block_on(async {
        let house = imported("2026-10", "2026-10").await;
        house.tasks.delete(&firm_a(), &key("kask", "2026-10"));
        let all = sales(&["2026-10"]);
        let deleted = [("2026-10".to_owned(), Outcome::Deleted)];
        assert_eq!(outcomes(&house, &scheduled(1), all.clone()).await, deleted);
        assert_eq!(outcomes(&house, &look(2), all.clone()).await, deleted);
        assert_eq!(house.summaries().await, []);
        house.start(&kask(months("2026-10", "2026-10"))).await;
        house.work_off(&house.books(all)).await;
        assert_eq!(house.summaries().await.len(), 1);
        // It is ours again.
        let told = outcomes(&house, &scheduled(3), with_late()).await;
        assert_eq!(told, [("2026-10".to_owned(), Outcome::Unchanged)]);
    });
}

#[test]
fn a_task_in_which_nothing_changed_gets_the_stamp_of_the_look() {
    block_on(async {
        let house = imported("2026-10", "2026-10").await;
        house.add(&look(1), &["kask"]).await;
        let mut stamps = Vec::new();
        {
            let tasks = Disturbed::each(&house.tasks, |write| stamps.push(write.stamp.epoch.0));
            let claim = house.claim().await.unwrap();
            house.work_with(&claim, &tasks, &house.store, &house.books(with_late())).await.unwrap();
        }
        assert_eq!(stamps, [2]);
    });
}
