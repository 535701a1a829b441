use std::sync::Arc;

use chrono::TimeDelta;
use uku_core::client::Client;
use uku_core::counting::DataField;
use uku_core::firm::Role;
use uku_core::ledger::{Basis, Entry, EntryKind, Ledger as _, LedgerError, Priority};
use uku_core::run::{Asked, Ended, Epoch, Failure, ItemRecord, MonthOutcome, Outcome, Which, cancel_run};
use uku_core::summary::{
    SummaryKey, SummarySettings, SummaryTask, TaskStatus, TaskVersion, Tasks as _, TasksError, Topic,
};
use uku_testkit::build::{
    actor, at, client, date, entry, firm_a, id, key, key_pair, member, month, months, settings, values,
};
use uku_testkit::fake::FakeLedgers;

use super::disturbed::Disturbed;
use super::house::{House, autumn, autumn_of_kask, change, kask};
use crate::support::{Watched, block_on};

const SALES: DataField = DataField::SalesEntries;
const BANK: DataField = DataField::BankEntries;

/// September: two sales, one bank entry. October: one sale and a payroll entry.
fn entries() -> Vec<Entry> {
    vec![
        entry(1, "2026-09-01", EntryKind::ClientInvoice),
        entry(2, "2026-09-30", EntryKind::ClientInvoice),
        entry(3, "2026-09-30", EntryKind::BankPayment),
        entry(4, "2026-10-01", EntryKind::ClientInvoice),
        entry(5, "2026-10-31", EntryKind::Payroll),
    ]
}

/// The same, with another sale in October.
fn grown() -> Vec<Entry> {
    let mut entries = entries();
    entries.push(entry(6, "2026-10-05", EntryKind::ClientInvoice));
    entries
}

fn garbled() -> LedgerError {
    LedgerError::Garbled { detail: "row 7 has no date".into() }
}

#[test]
fn one_task_a_month_is_made_with_the_numbers_of_its_month() {
    block_on(async {
        let house = House::new().await;
        let kask = Client { default_member: Some(member("mari", true)), ..client("kask") };
        house.put(&Client { name: "Kask {month} OÜ".into(), ..kask });
        assert_eq!(house.import(&house.books(entries())).await, [Outcome::Created, Outcome::Created]);

        let september = SummaryTask {
            id: id("task-1"),
            key: key("kask", "2026-09"),
            title: "Books of 2026-09, Kask {month} OÜ".into(),
            topic: id("books"),
            assignee: id("mari"),
            status: TaskStatus::Done,
            start: date("2026-09-30"),
            due: date("2026-09-30"),
            billed: false,
            values: values(&[("sales_entries", 2), ("bank_entries", 1)]),
            version: TaskVersion(1),
        };
        let october = SummaryTask {
            id: id("task-2"),
            key: key("kask", "2026-10"),
            title: "Books of 2026-10, Kask {month} OÜ".into(),
            start: date("2026-10-31"),
            due: date("2026-10-31"),
            values: values(&[("sales_entries", 1), ("bank_entries", 0)]),
            ..september.clone()
        };
        assert_eq!(house.summaries().await, [september, october.clone()]);
        assert_eq!(october.key.date(), date("2026-10-31"));
    });
}

#[test]
fn a_client_without_an_active_member_leaves_the_task_to_the_owner() {
    for default_member in [None, Some(member("mari", false))] {
        block_on(async {
            let house = House::new().await;
            house.put(&Client { default_member, ..client("kask") });
            house.import(&house.books(entries())).await;
            assert!(house.summaries().await.iter().all(|task| task.assignee == id("owner")));
        });
    }
}

#[test]
fn new_tasks_have_the_topic_and_the_status_of_the_settings() {
    block_on(async {
        let house = House::new().await;
        let payroll = Topic { id: id("payroll"), name: "Payroll".into(), archived: false };
        house.tasks.put_topic(&firm_a(), &payroll).await.unwrap();
        let open = SummarySettings { status: TaskStatus::Open, topic: id("payroll"), ..settings(&[SALES]) };
        house.set(&open).await;
        house.import(&house.books(entries())).await;
        let tasks = house.summaries().await;
        assert!(tasks.iter().all(|task| task.status == TaskStatus::Open && task.topic == id("payroll")));
    });
}

#[test]
fn only_mapped_fields_are_asked_for_and_written() {
    block_on(async {
        let house = House::new().await;
        house.set(&settings(&[BANK])).await;
        let ledger = Arc::new(Watched::new(house.ledger(entries())));
        house.import(&ledger).await;
        assert!(ledger.asked().iter().all(|query| query.kind == Some(EntryKind::BankPayment)));
        assert_eq!(house.task("2026-09").await.unwrap().values, values(&[("bank_entries", 1)]));
    });
}

#[test]
fn importing_again_changes_nothing() {
    block_on(async {
        let house = House::new().await;
        house.import(&house.books(entries())).await;
        let before = house.summaries().await;
        house.clock.advance(TimeDelta::hours(1));
        let tasks = Disturbed::new(&house.tasks, |_, _| Ok(()));
        let again = house.import_with(&tasks, &house.books(entries())).await;
        assert_eq!(again, [Outcome::Unchanged, Outcome::Unchanged]);
        assert_eq!((house.summaries().await, tasks.writes()), (before, 0));
    });
}

#[test]
fn changed_books_change_the_task_from_old_to_new_and_nothing_else_in_it() {
    block_on(async {
        let house = House::new().await;
        house.import(&house.books(entries())).await;
        let before = house.task("2026-10").await.unwrap();
        // Meanwhile the settings and the client have changed; tasks that exist keep what people see in them.
        let renamed = Client { default_member: Some(member("mari", true)), ..client("kask") };
        house.put(&Client { name: "Tamm OÜ".into(), ..renamed });
        let outcomes = house.import(&house.books(grown())).await;
        assert_eq!(outcomes, [Outcome::Unchanged, Outcome::Updated(vec![change(SALES, Some(1), 2)])]);
        let after = house.task("2026-10").await.unwrap();
        let expected = SummaryTask {
            values: values(&[("sales_entries", 2), ("bank_entries", 0)]),
            version: TaskVersion(2),
            ..before
        };
        assert_eq!(after, expected);
    });
}

#[test]
fn a_field_mapped_later_is_filled_and_one_no_longer_mapped_keeps_its_number() {
    block_on(async {
        let house = House::new().await;
        house.import(&house.books(entries())).await;
        house.set(&settings(&[SALES, DataField::PayrollEntries])).await;
        let outcomes = house.import(&house.books(entries())).await;
        let filled = |new| Outcome::Updated(vec![change(DataField::PayrollEntries, None, new)]);
        assert_eq!(outcomes, [filled(0), filled(1)]);
        let october = values(&[("sales_entries", 1), ("bank_entries", 0), ("payroll_entries", 1)]);
        assert_eq!(house.task("2026-10").await.unwrap().values, october);
    });
}

#[test]
fn a_billed_task_is_left_alone_and_the_difference_reported() {
    block_on(async {
        let house = House::new().await;
        house.import(&house.books(entries())).await;
        house.tasks.bill(&firm_a(), &key("kask", "2026-09"));
        house.tasks.bill(&firm_a(), &key("kask", "2026-10"));
        let before = house.summaries().await;
        let tasks = Disturbed::new(&house.tasks, |_, _| Ok(()));
        let outcomes = house.import_with(&tasks, &house.books(grown())).await;
        assert_eq!(outcomes, [Outcome::Unchanged, Outcome::Billed(vec![change(SALES, Some(1), 2)])]);
        assert_eq!((house.summaries().await, tasks.writes()), (before, 0));
    });
}

#[test]
fn a_month_that_can_not_be_counted_is_left_as_it_was_and_the_others_are_written() {
    block_on(async {
        let house = House::new().await;
        house.import(&house.books(entries())).await;
        let september = house.task("2026-09").await;
        let mut changed = grown();
        changed.remove(0);
        let ledger = Watched::new(house.ledger(changed)).answering(|_, query| match query.basis {
            Basis::EntryDate(from, _) if from == date("2026-09-01") => Some(Err(garbled())),
            _ => None,
        });
        let outcomes = house.import(&Arc::new(ledger)).await;
        let failed = Outcome::Failed(Failure::Count(garbled().into()));
        assert_eq!(outcomes, [failed, Outcome::Updated(vec![change(SALES, Some(1), 2)])]);
        assert_eq!(house.task("2026-09").await, september);
    });
}

#[test]
fn a_task_that_can_not_be_written_fails_its_month_only() {
    block_on(async {
        let house = House::new().await;
        let down = || TasksError::Unavailable("disk full".into());
        let september = SummaryKey { client: id("kask"), month: month("2026-09") };
        let tasks =
            Disturbed::new(&house.tasks, |_, key| if *key == september { Err(down()) } else { Ok(()) });
        let outcomes = house.import_with(&tasks, &house.books(entries())).await;
        assert_eq!(outcomes, [Outcome::Failed(Failure::Task(down())), Outcome::Created]);
        assert_eq!((house.task("2026-09").await, tasks.writes()), (None, 2));
    });
}

#[test]
fn wrong_keys_fail_every_month_and_write_nothing() {
    block_on(async {
        let house = House::new().await;
        let ledger = Watched::new(house.ledger(entries())).failing(&[(1, LedgerError::WrongKeys)]);
        let failed = Outcome::Failed(Failure::Count(LedgerError::WrongKeys.into()));
        assert_eq!(house.import(&Arc::new(ledger)).await, [failed.clone(), failed]);
        assert_eq!(house.summaries().await, []);
    });
}

#[test]
fn spent_requests_defer_the_months_and_park_the_item_until_requests_are_free() {
    block_on(async {
        let house = House::new().await;
        let until = at("2026-11-11T09:00:00Z");
        for error in [LedgerError::BudgetSpent { until }, LedgerError::OverLimit { until }] {
            let run = house.start(&autumn_of_kask()).await;
            let claim = house.claim().await.unwrap();
            let ledger = Arc::new(Watched::new(house.ledger(entries())).failing(&[(1, error)]));
            assert_eq!(house.work(&claim, &ledger).await, Ok(Ended::Parked { until }));
            let deferred = |of| MonthOutcome::uncounted(of, Outcome::Deferred(until));
            let record = house.record(run.id).await;
            assert_eq!(record.outcomes, autumn().months().map(deferred).collect::<Vec<_>>());
            assert_eq!((record.requests, record.is_over()), (1, false));
            assert_eq!(house.summaries().await, []);
            cancel_run(&actor(Role::Admin), &house.store, &house.clock, run.id).await.unwrap();
        }
    });
}

#[test]
fn what_came_of_it_is_remembered_with_the_requests_it_took() {
    block_on(async {
        let house = House::new().await;
        let mut books = house.ledger(entries());
        books.page_size = 2;
        books.per_page = TimeDelta::seconds(1);
        let run = house.start(&autumn_of_kask()).await;
        let waiting = ItemRecord { due_at: house.now(), ..ItemRecord::default() };
        assert_eq!(house.record(run.id).await, waiting);
        assert_eq!(house.work_off(&Arc::new(books)).await, [Ended::Finished]);
        let of = |of, counts: [(DataField, u64); 2]| MonthOutcome {
            month: month(of),
            counts: Some(counts.into()),
            counted_at: Some(at("2026-11-10T09:00:03Z")),
            outcome: Outcome::Created,
        };
        let expected = ItemRecord {
            epoch: Some(Epoch(1)),
            finished_at: Some(at("2026-11-10T09:00:03Z")),
            requests: 3,
            outcomes: vec![of("2026-09", [(SALES, 2), (BANK, 1)]), of("2026-10", [(SALES, 1), (BANK, 0)])],
            ..waiting
        };
        assert_eq!(house.record(run.id).await, expected);
    });
}

#[test]
fn only_the_requests_of_this_item_are_counted() {
    block_on(async {
        let house = House::new().await;
        let books = house.books(entries());
        house.import(&books).await;
        let run = house.start(&kask(months("2026-10", "2026-10"))).await;
        house.work_off(&books).await;
        assert_eq!((house.record(run.id).await.requests, books.requests_sent()), (1, 2));
        assert_eq!(house.record(run.id).await.epoch, Some(Epoch(2)));
    });
}

#[test]
fn the_time_of_the_end_is_the_clocks() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(&autumn_of_kask()).await;
        house.clock.advance(TimeDelta::hours(5));
        house.work_off(&house.books([])).await;
        assert_eq!(house.record(run.id).await.finished_at, Some(house.now()));
    });
}

#[test]
fn the_books_are_opened_with_the_clients_keys_for_work_as_urgent_as_the_run() {
    block_on(async {
        let house = House::new().await;
        house.connect("tamm").await;
        let ledgers = FakeLedgers::default();
        for name in ["kask", "tamm"] {
            ledgers.give(&key_pair(name), house.ledger(entries()));
        }
        house.start(&autumn_of_kask()).await;
        house.start(&Asked::import(Which::Everybody, autumn())).await;
        let importing = house.importing(&house.tasks, &house.store, &ledgers);
        while let Some(claim) = house.claim().await {
            assert_eq!(importing.run(&claim).await, Ok(Ended::Finished));
        }
        let priorities = |name| ledgers.priorities(key_pair(name).public());
        assert_eq!(priorities("kask"), [Priority::Interactive, Priority::Bulk]);
        assert_eq!(priorities("tamm"), [Priority::Bulk]);
    });
}
