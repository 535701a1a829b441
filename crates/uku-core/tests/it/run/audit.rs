//! What an import leaves in the activity: the intent before, the outcome after.

use uku_core::audit::{AuditEntry, AuditEvent, AuditQuery, Succeeded};
use uku_core::counting::DataField;
use uku_core::firm::Who;
use uku_core::ledger::{Entry, EntryKind};
use uku_core::run::Epoch;
use uku_core::store::IntegrationStore as _;
use uku_core::summary::TasksError;
use uku_testkit::build::{entry, firm_a, id};

use super::disturbed::Disturbed;
use super::house::{House, change};
use crate::connection::house::at_once;
use crate::support::block_on;

const SALES: DataField = DataField::SalesEntries;

pub(crate) fn sales(number: u32) -> Vec<Entry> {
    (1..=number).map(|number| entry(number, "2026-10-05", EntryKind::ClientInvoice)).collect()
}

/// What was recorded of the summary tasks of `kask`, the earliest first.
pub(crate) async fn recorded(house: &House) -> Vec<AuditEntry> {
    let mut work = house.store.open(&firm_a()).await.unwrap();
    let all = AuditQuery { client: Some(id("kask")), before: None, most: 1000 };
    let entries = work.audit().page(&all).await.unwrap().into_iter().rev().map(|record| record.entry);
    let of_summaries = |entry: &AuditEntry| {
        matches!(entry.event, AuditEvent::SummaryIntended { .. } | AuditEvent::SummaryWritten { .. })
    };
    entries.filter(of_summaries).collect()
}

async fn events(house: &House) -> Vec<AuditEvent> {
    recorded(house).await.into_iter().map(|entry| entry.event).collect()
}

pub(crate) fn intended(month: &str, epoch: i64) -> AuditEvent {
    AuditEvent::SummaryIntended { month: month.parse().unwrap(), epoch: Epoch(epoch) }
}

pub(crate) fn created(month: &str, epoch: i64) -> AuditEvent {
    let (month, epoch) = (month.parse().unwrap(), Epoch(epoch));
    AuditEvent::SummaryWritten { month, epoch, created: true, changes: Vec::new(), done: Succeeded::Yes }
}

#[test]
fn the_intent_is_recorded_before_a_task_is_written_and_the_outcome_after() {
    block_on(async {
        let house = House::new().await;
        let tasks = Disturbed::new(&house.tasks, |number, key| {
            let last = at_once(events(&house)).pop();
            assert_eq!(last, Some(intended(&key.month.to_string(), 1)), "write {number}");
            Ok(())
        });
        house.import_with(&tasks, &house.books(sales(1))).await;
        assert_eq!(tasks.writes(), 2);
        let expected =
            [intended("2026-09", 1), intended("2026-10", 1), created("2026-09", 1), created("2026-10", 1)];
        assert_eq!(events(&house).await, expected);
        assert!(recorded(&house).await.iter().all(|entry| entry.who == Who::Software));
    });
}

#[test]
fn importing_the_same_again_records_nothing_and_a_change_from_old_to_new() {
    block_on(async {
        let house = House::new().await;
        house.import(&house.books(sales(1))).await;
        let before = recorded(&house).await;
        house.import(&house.books(sales(1))).await;
        assert_eq!(recorded(&house).await, before);
        house.import(&house.books(sales(2))).await;
        let written = AuditEvent::SummaryWritten {
            month: "2026-10".parse().unwrap(),
            epoch: Epoch(3),
            created: false,
            changes: vec![change(SALES, Some(1), 2)],
            done: Succeeded::Yes,
        };
        assert_eq!(events(&house).await[before.len()..], [intended("2026-10", 3), written]);
    });
}

#[test]
fn a_write_that_is_tried_again_is_recorded_once_and_a_failed_one_says_why() {
    block_on(async {
        let house = House::new().await;
        house.import(&house.books(sales(1))).await;
        let before = recorded(&house).await.len();
        let tasks = Disturbed::new(&house.tasks, |_, _| Err(TasksError::Changed));
        house.import_with(&tasks, &house.books(sales(2))).await;
        assert_eq!(tasks.writes(), 3);
        let events = events(&house).await;
        let [intent, AuditEvent::SummaryWritten { done: Succeeded::No(why), .. }] = &events[before..] else {
            panic!("{events:?}")
        };
        assert_eq!(*intent, intended("2026-10", 2));
        assert_eq!(*why, TasksError::Changed.to_string());
    });
}

#[test]
fn every_intent_has_one_outcome_whatever_others_do_meanwhile() {
    block_on(async {
        for what in 0..3 {
            let house = House::new().await;
            house.import(&house.books(sales(1))).await;
            let tasks = Disturbed::new(&house.tasks, |_, key| {
                match what {
                    0 => house.tasks.edit(&firm_a(), key, id(SALES.key()), 2.into()),
                    1 => house.tasks.edit(&firm_a(), key, id(SALES.key()), 9.into()),
                    _ => house.tasks.bill(&firm_a(), key),
                }
                Ok(())
            });
            house.import_with(&tasks, &house.books(sales(2))).await;
            let events = events(&house).await;
            let count = |of: fn(&AuditEvent) -> bool| events.iter().filter(|event| of(event)).count();
            let intents = count(|event| matches!(event, AuditEvent::SummaryIntended { .. }));
            let outcomes = count(|event| matches!(event, AuditEvent::SummaryWritten { .. }));
            assert_eq!((intents, outcomes), (3, 3), "{events:?}");
        }
    });
}

#[test]
fn a_task_that_turns_out_to_differ_only_when_it_is_written_has_its_intent_recorded_too() {
    block_on(async {
        let house = House::new().await;
        house.import(&house.books(sales(1))).await;
        let mut edited = false;
        let tasks = Disturbed::each(&house.tasks, |write| {
            if !std::mem::replace(&mut edited, true) {
                house.tasks.edit(&firm_a(), &write.draft.key, id(SALES.key()), 9.into());
            }
        });
        house.overwrite_with(&tasks, &house.books(sales(1))).await;
        let events = events(&house).await;
        assert_eq!(events[4], intended("2026-09", 2));
        assert!(matches!(events[5], AuditEvent::SummaryWritten { done: Succeeded::Yes, .. }), "{events:?}");
    });
}
