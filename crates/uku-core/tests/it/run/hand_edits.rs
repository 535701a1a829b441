//! Numbers that people changed.

use rust_decimal::Decimal;
use uku_core::counting::DataField;
use uku_core::ledger::{Entry, EntryKind};
use uku_core::run::{Outcome, Run, RunKind};
use uku_testkit::build::{entry, firm_a, id, key, months, run, settings, values};

use super::disturbed::Disturbed;
use super::house::{House, change, kask};
use crate::support::block_on;

const SALES: DataField = DataField::SalesEntries;
const BANK: DataField = DataField::BankEntries;

/// So many sales and bank entries in October.
fn october(sales: u32, bank: u32) -> Vec<Entry> {
    let sales = (1..=sales).map(|number| entry(number, "2026-10-05", EntryKind::ClientInvoice));
    sales
        .chain((1001..=1000 + bank).map(|number| entry(number, "2026-10-06", EntryKind::BankPayment)))
        .collect()
}

async fn house() -> House {
    let house = House::new().await;
    assert_eq!(ask(&house, 3, 1).await, Outcome::Created);
    house
}

/// What comes of importing October, when a person asks.
async fn ask(house: &House, sales: u32, bank: u32) -> Outcome {
    let asked = kask(months("2026-10", "2026-10"));
    house.import_as(&asked, &house.tasks, &house.books(october(sales, bank))).await.remove(0)
}

/// The same, when its import day has come; runs have different numbers.
async fn scheduled(house: &House, number: u128, sales: u32, bank: u32) -> Outcome {
    let run = Run { kind: RunKind::Scheduled, months: months("2026-10", "2026-10"), ..run(number) };
    house.add(&run, &["kask"]).await;
    house.work_off(&house.books(october(sales, bank))).await;
    house.outcomes(run.id).await.remove(0)
}

#[test]
fn a_number_that_a_person_changed_stays_until_overwriting_is_confirmed() {
    block_on(async {
        let house = house().await;
        house.type_sales("2026-10", 9);
        let edited = Outcome::EditedByHand(vec![change(SALES, Some(9), 3)]);
        assert_eq!(scheduled(&house, 1, 3, 1).await, edited);
        assert_eq!(ask(&house, 3, 1).await, edited);
        // One such number keeps the month as it is.
        let both = Outcome::EditedByHand(vec![change(BANK, Some(1), 2), change(SALES, Some(9), 3)]);
        assert_eq!(ask(&house, 3, 2).await, both);
        let asked = kask(months("2026-10", "2026-10")).overwriting();
        let told = house.import_as(&asked, &house.tasks, &house.books(october(3, 2))).await;
        assert_eq!(told, [Outcome::Updated(vec![change(BANK, Some(1), 2), change(SALES, Some(9), 3)])]);
        // From now on it is ours.
        assert_eq!(scheduled(&house, 2, 4, 2).await, Outcome::Updated(vec![change(SALES, Some(3), 4)]));
    });
}

#[test]
fn the_right_number_typed_by_a_person_is_no_hindrance() {
    block_on(async {
        let house = house().await;
        house.type_sales("2026-10", 4);
        assert_eq!(scheduled(&house, 1, 4, 2).await, Outcome::Updated(vec![change(BANK, Some(1), 2)]));
        assert_eq!(scheduled(&house, 2, 5, 2).await, Outcome::Updated(vec![change(SALES, Some(4), 5)]));
    });
}

#[test]
fn a_fraction_typed_by_a_person_is_a_change_and_zeros_after_the_point_are_none() {
    block_on(async {
        let house = house().await;
        let sales = || id(SALES.key());
        house.tasks.edit(&firm_a(), &key("kask", "2026-10"), sales(), Decimal::new(300, 2));
        assert_eq!(scheduled(&house, 1, 4, 1).await, Outcome::Updated(vec![change(SALES, Some(3), 4)]));
        house.tasks.edit(&firm_a(), &key("kask", "2026-10"), sales(), Decimal::new(45, 1));
        assert!(matches!(scheduled(&house, 2, 5, 1).await, Outcome::EditedByHand(_)));
    });
}

#[test]
fn a_number_in_a_field_that_we_never_wrote_is_a_persons() {
    block_on(async {
        let house = House::new().await;
        house.set(&settings(&[BANK])).await;
        ask(&house, 3, 1).await;
        house.type_sales("2026-10", 8);
        house.set(&settings(&[SALES, BANK])).await;
        assert_eq!(ask(&house, 3, 1).await, Outcome::EditedByHand(vec![change(SALES, Some(8), 3)]));
    });
}

#[test]
fn a_field_that_is_unmapped_and_mapped_again_is_ours_unless_it_was_changed_meanwhile() {
    block_on(async {
        for edited in [false, true] {
            let house = house().await;
            house.set(&settings(&[BANK])).await;
            assert_eq!(scheduled(&house, 1, 4, 2).await, Outcome::Updated(vec![change(BANK, Some(1), 2)]));
            assert_eq!(house.task("2026-10").await.unwrap().values[&id(SALES.key())], 3.into());
            if edited {
                house.type_sales("2026-10", 9);
            }
            house.set(&settings(&[SALES, BANK])).await;
            let expected = if edited {
                Outcome::EditedByHand(vec![change(SALES, Some(9), 4)])
            } else {
                Outcome::Updated(vec![change(SALES, Some(3), 4)])
            };
            assert_eq!(scheduled(&house, 2, 4, 2).await, expected);
        }
    });
}

#[test]
fn a_field_that_a_task_made_anew_never_held_is_nobodys() {
    block_on(async {
        // Also if the attempt that made it anew died before it could tell.
        for dies in [false, true] {
            let house = house().await;
            house.set(&settings(&[BANK])).await;
            house.tasks.delete(&firm_a(), &key("kask", "2026-10"));
            if dies {
                let tasks = Disturbed::losing(1, &house.tasks);
                let asked = kask(months("2026-10", "2026-10"));
                let lost = house.import_as(&asked, &tasks, &house.books(october(3, 1))).await;
                assert!(matches!(lost[0], Outcome::Failed(_)));
            }
            ask(&house, 3, 1).await;
            assert_eq!(house.task("2026-10").await.unwrap().values, values(&[(BANK.key(), 1)]));
            house.set(&settings(&[SALES, BANK])).await;
            assert_eq!(scheduled(&house, 1, 3, 1).await, Outcome::Updated(vec![change(SALES, None, 3)]));
        }
    });
}

#[test]
fn a_month_of_zeros_is_written_and_marked() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(&kask(months("2026-10", "2026-10"))).await;
        house.work_off(&house.books([])).await;
        let record = house.record(run.id).await;
        assert!(record.outcomes[0].is_zero() && record.outcomes[0].outcome == Outcome::Created);
        assert_eq!(house.task("2026-10").await.unwrap().values, values(&[(SALES.key(), 0), (BANK.key(), 0)]));
    });
}

#[test]
fn a_write_whose_answer_was_lost_is_not_taken_for_a_persons_even_twice_in_a_row() {
    block_on(async {
        let house = house().await;
        let asked = kask(months("2026-10", "2026-10"));
        for sales in [4, 5] {
            let tasks = Disturbed::losing(1, &house.tasks);
            let lost = house.import_as(&asked, &tasks, &house.books(october(sales, 1))).await;
            assert!(matches!(lost[0], Outcome::Failed(_)), "{lost:?}");
            assert_eq!(house.task("2026-10").await.unwrap().values[&id(SALES.key())], sales.into());
        }
        assert_eq!(scheduled(&house, 1, 6, 1).await, Outcome::Updated(vec![change(SALES, Some(5), 6)]));
    });
}

#[test]
fn a_write_that_never_came_to_be_is_not_taken_for_a_persons_even_twice_in_a_row() {
    block_on(async {
        let house = house().await;
        let asked = kask(months("2026-10", "2026-10"));
        for sales in [4, 5] {
            let tasks = Disturbed::new(&house.tasks, |_, _| {
                Err(uku_core::summary::TasksError::Unavailable("down".into()))
            });
            house.import_as(&asked, &tasks, &house.books(october(sales, 1))).await;
            assert_eq!(house.task("2026-10").await.unwrap().values[&id(SALES.key())], 3.into());
        }
        assert_eq!(scheduled(&house, 1, 6, 1).await, Outcome::Updated(vec![change(SALES, Some(3), 6)]));
    });
}

#[test]
fn what_a_person_typed_after_a_lost_answer_is_the_persons() {
    block_on(async {
        let house = house().await;
        let asked = kask(months("2026-10", "2026-10"));
        let tasks = Disturbed::losing(1, &house.tasks);
        house.import_as(&asked, &tasks, &house.books(october(4, 1))).await;
        house.type_sales("2026-10", 9);
        let edited = Outcome::EditedByHand(vec![change(SALES, Some(9), 5)]);
        assert_eq!(scheduled(&house, 1, 5, 1).await, edited);
    });
}
