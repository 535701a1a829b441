//! What others do while an item is worked off.

use std::sync::Arc;

use chrono::TimeDelta;
use rust_decimal::Decimal;
use uku_core::counting::DataField;
use uku_core::run::{Ended, Epoch, Failure, LONGEST_LEASE, Outcome};
use uku_core::store::IntegrationStore as _;
use uku_core::summary::{SummaryKey, SummaryWrite, TaskVersion, Tasks as _, TasksError, WriteStamp};
use uku_testkit::build::{at, draft, firm_a, id, key, values};

use super::audit::sales;
use super::disturbed::Disturbed;
use super::house::{House, autumn_of_kask, change};
use crate::connection::house::at_once;
use crate::support::{Watched, block_on};

const SALES: DataField = DataField::SalesEntries;

/// Types a number of sales into the task of October.
fn edit(house: &House, key: &SummaryKey, number: i64) {
    house.tasks.edit(&firm_a(), key, id(SALES.key()), Decimal::from(number));
}

/// A house where one sale of October was imported.
async fn imported() -> House {
    let house = House::new().await;
    house.import(&house.books(sales(1))).await;
    house
}

#[test]
fn a_number_typed_between_look_and_write_is_looked_at_again() {
    block_on(async {
        let house = imported().await;
        let tasks = Disturbed::new(&house.tasks, |number, key| {
            if number == 1 {
                edit(&house, key, 99);
            }
            Ok(())
        });
        let outcomes = house.overwrite_with(&tasks, &house.books(sales(2))).await;
        assert_eq!(outcomes[1], Outcome::Updated(vec![change(SALES, Some(99), 2)]));
        assert_eq!(tasks.writes(), 2);
        let october = house.task("2026-10").await.unwrap();
        assert_eq!(october.values, values(&[("sales_entries", 2), ("bank_entries", 0)]));
    });
}

#[test]
fn the_right_number_typed_between_look_and_write_is_left_unchanged() {
    block_on(async {
        let house = imported().await;
        let tasks = Disturbed::new(&house.tasks, |_, key| {
            edit(&house, key, 2);
            Ok(())
        });
        let outcomes = house.import_with(&tasks, &house.books(sales(2))).await;
        assert_eq!((outcomes[1].clone(), tasks.writes()), (Outcome::Unchanged, 1));
    });
}

#[test]
fn a_number_typed_between_look_and_write_stays_unless_overwriting_was_confirmed() {
    block_on(async {
        let house = imported().await;
        let tasks = Disturbed::new(&house.tasks, |_, key| {
            edit(&house, key, 99);
            Ok(())
        });
        let outcomes = house.import_with(&tasks, &house.books(sales(2))).await;
        assert_eq!(outcomes[1], Outcome::EditedByHand(vec![change(SALES, Some(99), 2)]));
        assert_eq!(tasks.writes(), 1);
        let october = house.task("2026-10").await.unwrap();
        assert_eq!(october.values[&id(SALES.key())], Decimal::from(99));
    });
}

#[test]
fn a_task_that_is_edited_every_time_fails_after_three_tries() {
    block_on(async {
        let house = imported().await;
        let tasks = Disturbed::new(&house.tasks, |number, key| {
            edit(&house, key, 90 + i64::try_from(number).unwrap());
            Ok(())
        });
        let outcomes = house.overwrite_with(&tasks, &house.books(sales(2))).await;
        assert_eq!(outcomes[1], Outcome::Failed(Failure::Task(TasksError::Changed)));
        assert_eq!(tasks.writes(), 3);
        let october = house.task("2026-10").await.unwrap();
        assert_eq!(october.values[&id(SALES.key())], Decimal::from(93));
    });
}

#[test]
fn a_task_edited_twice_is_written_at_the_third_try() {
    block_on(async {
        let house = imported().await;
        let tasks = Disturbed::new(&house.tasks, |number, key| {
            if number < 3 {
                edit(&house, key, 99);
            }
            Ok(())
        });
        let outcomes = house.overwrite_with(&tasks, &house.books(sales(2))).await;
        assert_eq!(outcomes[1], Outcome::Updated(vec![change(SALES, Some(99), 2)]));
    });
}

#[test]
fn a_task_billed_between_look_and_write_is_left_alone_and_the_difference_reported() {
    block_on(async {
        let house = imported().await;
        let tasks = Disturbed::new(&house.tasks, |_, key| {
            house.tasks.bill(&firm_a(), key);
            Ok(())
        });
        let outcomes = house.import_with(&tasks, &house.books(sales(2))).await;
        assert_eq!(outcomes[1], Outcome::Billed(vec![change(SALES, Some(1), 2)]));
        assert_eq!(tasks.writes(), 1);
    });
}

#[test]
fn a_refusal_because_the_task_is_billed_is_looked_at_again() {
    block_on(async {
        let house = imported().await;
        let tasks = Disturbed::new(&house.tasks, |_, key| {
            house.tasks.bill(&firm_a(), key);
            Err(TasksError::Billed)
        });
        let outcomes = house.import_with(&tasks, &house.books(sales(2))).await;
        assert_eq!(outcomes[1], Outcome::Billed(vec![change(SALES, Some(1), 2)]));
    });
}

#[test]
fn refusals_that_never_end_are_reported_as_they_are() {
    block_on(async {
        for (error, tries) in [
            (TasksError::Billed, 3),
            (TasksError::Changed, 3),
            (TasksError::Stale, 1),
            (TasksError::Unavailable("disk full".into()), 1),
        ] {
            let house = imported().await;
            let tasks = Disturbed::new(&house.tasks, |_, _| Err(error.clone()));
            let outcomes = house.import_with(&tasks, &house.books(sales(2))).await;
            assert_eq!(outcomes[1], Outcome::Failed(Failure::Task(error.clone())));
            assert_eq!(tasks.writes(), tries, "{error}");
        }
    });
}

#[test]
fn a_task_made_by_another_between_look_and_write_is_not_made_twice() {
    block_on(async {
        let house = House::new().await;
        let tasks = Disturbed::each(&house.tasks, |write| {
            let key = &write.draft.key;
            if at_once(house.tasks.summary(&firm_a(), key)).unwrap().is_none() {
                let draft = draft(key.clone(), &[("sales_entries", 7), ("bank_entries", 0)]);
                let stamp = WriteStamp { epoch: Epoch(0), counted_at: at("2026-11-10T08:00:00Z") };
                let first = SummaryWrite { draft, expected: None, stamp };
                at_once(house.tasks.write_summary(&firm_a(), &first)).unwrap();
            }
        });
        let outcomes = house.overwrite_with(&tasks, &house.books(sales(2))).await;
        assert_eq!(outcomes[1], Outcome::Updated(vec![change(SALES, Some(7), 2)]));
        assert_eq!(house.summaries().await.len(), 2);
    });
}

#[test]
fn a_zombie_can_neither_write_its_older_counts_nor_end_the_item() {
    block_on(async {
        let house = Arc::new(House::new().await);
        let run = house.start(&autumn_of_kask()).await;
        let zombie = house.claim().await.unwrap();
        // While it counts, its lease ends, and another works the item off with newer books.
        let other = Arc::clone(&house);
        let books = Arc::new(Watched::new(house.ledger(sales(1))).answering(move |_, _| {
            other.clock.advance(LONGEST_LEASE);
            assert_eq!(at_once(other.attempt(&other.books(sales(2)))), Some(Ended::Finished));
            None
        }));
        let tasks = Disturbed::each(&house.tasks, |_| {});
        let ended = house.work_with(&zombie, &tasks, &house.store, &books).await;
        // It had counted less in October, and didn't even try to write it.
        assert_eq!((ended, tasks.writes()), (Ok(Ended::Lost), 0));
        let october = house.task("2026-10").await.unwrap();
        assert_eq!(october.values, values(&[("sales_entries", 2), ("bank_entries", 0)]));
        assert_eq!(october.version, TaskVersion(1));
        let record = house.record(run.id).await;
        assert_eq!(record.epoch, Some(Epoch(2)));
        assert!(record.outcomes.iter().all(|month| month.outcome == Outcome::Created));
    });
}

#[test]
fn an_earlier_epoch_is_refused_as_stale_and_not_tried_again() {
    block_on(async {
        let house = House::new().await;
        let later = SummaryWrite {
            draft: draft(key("kask", "2026-10"), &[("sales_entries", 7), ("bank_entries", 0)]),
            expected: None,
            stamp: WriteStamp { epoch: Epoch(9), counted_at: at("2026-11-10T08:00:00Z") },
        };
        house.tasks.write_summary(&firm_a(), &later).await.unwrap();
        let outcomes = house.overwrite_with(&house.tasks, &house.books(sales(2))).await;
        assert_eq!(outcomes, [Outcome::Created, Outcome::Failed(Failure::Task(TasksError::Stale))]);
    });
}

#[test]
fn a_write_carries_the_epoch_of_the_start_and_the_time_of_the_count() {
    block_on(async {
        let house = imported().await;
        let mut books = house.ledger(sales(2));
        books.per_page = TimeDelta::seconds(3);
        house.import(&Arc::new(books)).await;
        // The last accepted stamp is epoch 2 at three seconds past nine: a hair earlier is stale, the same is not.
        let october = house.task("2026-10").await.unwrap();
        let write = |epoch, counted_at: &str| SummaryWrite {
            draft: draft(october.key.clone(), &[("sales_entries", 5)]),
            expected: Some(october.version),
            stamp: WriteStamp { epoch: Epoch(epoch), counted_at: at(counted_at) },
        };
        for earlier in [write(1, "2026-11-10T23:00:00Z"), write(2, "2026-11-10T09:00:02.999Z")] {
            let refused = house.tasks.write_summary(&firm_a(), &earlier).await;
            assert_eq!(refused, Err(TasksError::Stale));
        }
        let same = write(2, "2026-11-10T09:00:03Z");
        assert!(house.tasks.write_summary(&firm_a(), &same).await.is_ok());
    });
}

#[test]
fn no_unit_of_work_is_open_while_the_books_are_asked() {
    block_on(async {
        let house = Arc::new(House::new().await);
        let other = Arc::clone(&house);
        let books = Arc::new(Watched::new(house.ledger(sales(1))).answering(move |_, _| {
            drop(at_once(other.store.open(&firm_a())).unwrap());
            None
        }));
        assert_eq!(house.import(&books).await, [Outcome::Created, Outcome::Created]);
        assert_eq!(books.asked().len(), 1);
    });
}

#[test]
fn an_earlier_count_that_comes_after_a_later_one_found_nothing_to_change_is_stale() {
    block_on(async {
        let house = imported().await;
        let october = key("kask", "2026-10");
        let looked = house.task("2026-10").await.unwrap();
        let outcomes = house.import(&house.books(sales(1))).await;
        assert_eq!(outcomes[1], Outcome::Unchanged);
        // Counted before that import by somebody who lost the work, and written after it.
        let stamp = WriteStamp { epoch: Epoch(1), counted_at: at("2026-11-10T05:59:00Z") };
        let zombie = SummaryWrite {
            draft: draft(october, &[(SALES.key(), 0)]),
            expected: Some(looked.version),
            stamp,
        };
        assert_eq!(house.tasks.write_summary(&firm_a(), &zombie).await, Err(TasksError::Stale));
        assert_eq!(house.task("2026-10").await.unwrap(), looked);
    });
}
