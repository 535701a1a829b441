use chrono::TimeDelta;
use uku_core::client::{Client, ClientsError};
use uku_core::clock::Clock as _;
use uku_core::counting::{Counting, DataField, Quiet};
use uku_core::ledger::{Basis, Entry, EntryKind, Ledger as _, LedgerError, Patience};
use uku_core::run::{
    Epoch, Failure, ImportItem, ImportItemError, ItemId, ItemRecord, MonthOutcome, Outcome, StartError,
};
use uku_core::store::StoreError;
use uku_core::summary::{SummaryKey, SummarySettings, SummaryTask, TaskStatus, TaskVersion, TasksError};
use uku_testkit::build::{
    at, client, date, entry, firm_a, firm_b, id, key, member, month, months, settings, values,
};
use uuid::Uuid;

use super::house::{Disturbed, House, autumn, change};
use crate::support::{Watched, block_on, counting};

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
            billed: false,
            values: values(&[("sales_entries", 2), ("bank_entries", 1)]),
            version: TaskVersion(1),
        };
        let october = SummaryTask {
            id: id("task-2"),
            key: key("kask", "2026-10"),
            title: "Books of 2026-10, Kask {month} OÜ".into(),
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
        let ledger = Watched::new(house.books(entries()));
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
        let ledger = Watched::new(house.books(changed)).answering(|_, query| match query.basis {
            Basis::EntryDate(from, _) if from == date("2026-09-01") => Some(Err(garbled())),
            _ => None,
        });
        let outcomes = house.import(&ledger).await;
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
        let ledger = Watched::new(house.books(entries())).failing(&[(1, LedgerError::WrongKeys)]);
        let failed = Outcome::Failed(Failure::Count(LedgerError::WrongKeys.into()));
        assert_eq!(house.import(&ledger).await, [failed.clone(), failed]);
        assert_eq!(house.summaries().await, []);
    });
}

#[test]
fn spent_requests_defer_the_months_until_requests_are_free() {
    block_on(async {
        let house = House::new().await;
        let until = at("2026-11-11T09:00:00Z");
        for error in [LedgerError::BudgetSpent { until }, LedgerError::OverLimit { until }] {
            let ledger = Watched::new(house.books(entries())).failing(&[(1, error)]);
            let run = house.start(autumn()).await;
            let firm = firm_a();
            let import =
                ImportItem { firm: &firm, clients: &house.clients, tasks: &house.tasks, store: &house.store };
            let patience = Patience::UpTo(TimeDelta::minutes(2));
            let counting = Counting { ledger: &ledger, clock: &house.clock, patience, progress: &Quiet };
            let outcomes = import.run(&run.items[0], autumn(), &counting).await.unwrap();
            let deferred = |of| MonthOutcome { month: of, counts: None, outcome: Outcome::Deferred(until) };
            assert_eq!(outcomes, autumn().months().map(deferred).collect::<Vec<_>>());
            assert_eq!(house.record(&run).await.outcomes, outcomes);
            assert_eq!(house.summaries().await, []);
        }
    });
}

#[test]
fn what_came_of_it_is_remembered_with_the_requests_it_took() {
    block_on(async {
        let house = House::new().await;
        let mut books = house.books(entries());
        books.page_size = 2;
        books.per_page = TimeDelta::seconds(1);
        let run = house.start(autumn()).await;
        assert_eq!(house.record(&run).await, ItemRecord::default());
        let outcomes = house.work_off(&run.items[0], autumn(), &house.tasks, &books).await.unwrap();
        let of = |of, counts: [(DataField, u64); 2]| MonthOutcome {
            month: month(of),
            counts: Some(counts.into()),
            outcome: Outcome::Created,
        };
        assert_eq!(
            outcomes,
            [of("2026-09", [(SALES, 2), (BANK, 1)]), of("2026-10", [(SALES, 1), (BANK, 0)])]
        );
        let expected = ItemRecord {
            epoch: Some(Epoch(1)),
            finished_at: Some(at("2026-11-10T09:00:03Z")),
            stopped_at: None,
            requests: 3,
            outcomes,
        };
        assert_eq!(house.record(&run).await, expected);
    });
}

#[test]
fn only_the_requests_of_this_item_are_counted() {
    block_on(async {
        let house = House::new().await;
        let books = house.books(entries());
        house.import(&books).await;
        let run = house.start(months("2026-10", "2026-10")).await;
        house.work_off(&run.items[0], run.months, &house.tasks, &books).await.unwrap();
        assert_eq!((house.record(&run).await.requests, books.requests_sent()), (1, 2));
        assert_eq!(house.record(&run).await.epoch, Some(Epoch(2)));
    });
}

#[test]
fn without_settings_nothing_is_started_and_nothing_asked() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(autumn()).await;
        let bare = House::without_settings().await;
        let books = bare.books(entries());
        let refused = bare.work_off(&run.items[0], autumn(), &bare.tasks, &books).await;
        assert_eq!(refused, Err(ImportItemError::Start(StartError::NoSettings)));
        assert_eq!(books.requests_sent(), 0);
    });
}

#[test]
fn a_client_who_is_gone_is_named_and_nothing_is_asked() {
    block_on(async {
        let house = House::new().await;
        let books = house.books(entries());
        let mut item = house.start(autumn()).await.items.remove(0);
        item.client = id("gone");
        let refused = house.work_off(&item, autumn(), &house.tasks, &books).await;
        assert_eq!(refused, Err(ImportItemError::NoSuchClient(id("gone"))));
        assert_eq!(books.requests_sent(), 0);
    });
}

#[test]
fn a_client_of_another_firm_is_not_seen() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(autumn()).await;
        let firm = firm_b();
        let import =
            ImportItem { firm: &firm, clients: &house.clients, tasks: &house.tasks, store: &house.store };
        let books = house.books(entries());
        let refused = import.run(&run.items[0], autumn(), &counting(&books, &house.clock)).await;
        assert_eq!(refused, Err(ImportItemError::NoSuchClient(id("kask"))));
    });
}

#[test]
fn a_firm_that_is_not_there_is_named() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(autumn()).await;
        let firm = id("firm-z");
        let import =
            ImportItem { firm: &firm, clients: &house.clients, tasks: &house.tasks, store: &house.store };
        let books = house.books(entries());
        let refused = import.run(&run.items[0], autumn(), &counting(&books, &house.clock)).await;
        assert_eq!(refused, Err(ImportItemError::Clients(ClientsError::NoSuchFirm(id("firm-z")))));
    });
}

#[test]
fn an_item_that_was_never_stored_is_missing_and_nothing_is_asked() {
    block_on(async {
        let house = House::new().await;
        let books = house.books(entries());
        let mut item = house.start(autumn()).await.items.remove(0);
        item.id = ItemId(Uuid::nil());
        let refused = house.work_off(&item, autumn(), &house.tasks, &books).await;
        assert!(matches!(refused, Err(ImportItemError::Store(StoreError::Missing(_)))), "{refused:?}");
        assert_eq!(books.requests_sent(), 0);
    });
}

#[test]
fn the_time_of_the_end_is_the_clocks() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(autumn()).await;
        house.clock.advance(TimeDelta::hours(5));
        house.work_off(&run.items[0], autumn(), &house.tasks, &house.books([])).await.unwrap();
        assert_eq!(house.record(&run).await.finished_at, Some(house.clock.now()));
    });
}
