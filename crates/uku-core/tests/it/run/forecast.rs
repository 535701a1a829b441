//! What an import would do, told beforehand.

use uku_core::connection::disconnect;
use uku_core::counting::DataField;
use uku_core::firm::{Action, Actor, Denied, Role};
use uku_core::ledger::{Entry, EntryKind, Ledger as _, Limits};
use uku_core::run::{Asked, ImportForecast, OverwrittenNumber, StartError, Which, forecast_import};
use uku_core::summary::MissingSetting;
use uku_testkit::build::{actor, client, entry, firm_a, firm_b, id, key, month, months, settings};

use super::disturbed::Disturbed;
use super::house::{House, autumn, autumn_of_kask, kask, of};
use crate::support::block_on;

const SALES: DataField = DataField::SalesEntries;
const BANK: DataField = DataField::BankEntries;

fn entries() -> Vec<Entry> {
    vec![
        entry(1, "2026-09-05", EntryKind::ClientInvoice),
        entry(2, "2026-10-05", EntryKind::ClientInvoice),
        entry(3, "2026-10-06", EntryKind::ClientInvoice),
    ]
}

async fn forecast(house: &House, asked: &Asked) -> Result<ImportForecast, StartError> {
    forecast_as(house, &actor(Role::Admin), asked).await
}

async fn forecast_as(house: &House, asks: &Actor, asked: &Asked) -> Result<ImportForecast, StartError> {
    let (clients, tasks, store) = (&house.clients, &house.tasks, &house.store);
    forecast_import(asks, clients, tasks, store, &house.clock, Limits::VENDOR, asked).await
}

#[test]
fn where_nothing_was_imported_nothing_is_overwritten() {
    block_on(async {
        let house = House::new().await;
        let ImportForecast { estimate, .. } =
            forecast(&house, &Asked::reload(Which::Everybody)).await.unwrap();
        let expected = ImportForecast {
            clients: 1,
            not_connected: Vec::new(),
            months: months("2025-11", "2026-10"),
            tasks: 0,
            billed: 0,
            come_back: Vec::new(),
            changed_by_hand: Vec::new(),
            incomplete: None,
            estimate,
        };
        assert_eq!(forecast(&house, &Asked::reload(Which::Everybody)).await, Ok(expected));
        assert_eq!(estimate.requests, 13);
    });
}

#[test]
fn numbers_that_people_changed_are_listed_from_old_to_now_tasks_that_come_back_and_billed_ones_counted() {
    block_on(async {
        let house = House::new().await;
        let summer = months("2026-07", "2026-10");
        house.start(&kask(summer)).await;
        let books = house.books(entries());
        house.work_off(&books).await;
        house.tasks.delete(&firm_a(), &key("kask", "2026-07"));
        house.type_sales("2026-08", 5);
        house.tasks.bill(&firm_a(), &key("kask", "2026-08"));
        house.type_sales("2026-09", 8);
        house.type_sales("2026-10", 2);
        let asked = books.requests_sent();
        let told = forecast(&house, &kask(summer)).await.unwrap();
        assert_eq!((told.clients, told.tasks, told.billed), (1, 3, 1));
        assert_eq!(told.come_back, [(id("kask"), month("2026-07"))]);
        let september = OverwrittenNumber {
            client: id("kask"),
            month: month("2026-09"),
            field: SALES,
            written: Some(1.into()),
            now: Some(8.into()),
        };
        // That of August is billed and stays; October says what we wrote.
        assert_eq!(told.changed_by_hand, [september]);
        assert_eq!(books.requests_sent(), asked, "nothing is asked");
        // Months that are not asked for are not told.
        let told = forecast(&house, &kask(months("2026-10", "2026-10"))).await.unwrap();
        assert_eq!((told.tasks, told.come_back.len(), told.changed_by_hand.len()), (1, 0, 0));
    });
}

#[test]
fn numbers_in_fields_that_we_never_wrote_and_only_mapped_ones_are_listed() {
    block_on(async {
        let house = House::new().await;
        house.set(&settings(&[BANK])).await;
        house.import(&house.books(entries())).await;
        house.type_sales("2026-10", 4);
        assert_eq!(forecast(&house, &autumn_of_kask()).await.unwrap().changed_by_hand, []);
        house.set(&settings(&[SALES, BANK])).await;
        let told = forecast(&house, &autumn_of_kask()).await.unwrap().changed_by_hand;
        let by_hand: Vec<_> = told.iter().map(|it| (it.month, it.field, it.written, it.now)).collect();
        assert_eq!(by_hand, [(month("2026-10"), SALES, None, Some(4.into()))]);
    });
}

#[test]
fn a_write_whose_answer_was_lost_is_not_listed_as_a_persons() {
    block_on(async {
        let house = House::new().await;
        house.import_with(&Disturbed::losing(2, &house.tasks), &house.books(entries())).await;
        let told = forecast(&house, &autumn_of_kask()).await.unwrap();
        assert_eq!((told.tasks, told.changed_by_hand), (2, Vec::new()));
    });
}

#[test]
fn what_is_forecast_is_what_is_overwritten() {
    block_on(async {
        let house = House::new().await;
        house.import(&house.books(entries())).await;
        house.type_sales("2026-09", 8);
        house.type_sales("2026-10", 9);
        let told = forecast(&house, &autumn_of_kask()).await.unwrap().changed_by_hand;
        assert_eq!(told.len(), 2);
        house.overwrite_with(&house.tasks, &house.books(entries())).await;
        for number in told {
            let task = house.task(&number.month.to_string()).await.unwrap();
            assert_eq!(task.values.get(&id(number.field.key())).copied(), number.written);
        }
        assert_eq!(forecast(&house, &autumn_of_kask()).await.unwrap().changed_by_hand, []);
    });
}

#[test]
fn the_current_month_is_marked_incomplete_and_who_has_no_keys_is_named() {
    block_on(async {
        let house = House::new().await;
        house.put(&client("tamm"));
        let both = Which::These(vec![id("kask"), id("tamm")]);
        let told = forecast(&house, &Asked::import(both, months("2026-10", "2026-11"))).await.unwrap();
        assert_eq!((told.clients, told.not_connected), (2, vec![id("tamm")]));
        assert_eq!(told.incomplete, Some(month("2026-11")));
        // Only the one with keys is asked: two pages and a query for changes.
        assert_eq!(told.estimate.requests, 3);
    });
}

#[test]
fn a_forecast_is_refused_where_the_import_would_be() {
    block_on(async {
        let house = House::new().await;
        for (asked, action) in
            [(autumn_of_kask(), Action::ImportData), (Asked::reload(Which::Everybody), Action::ReloadData)]
        {
            let denied = forecast_as(&house, &actor(Role::Member), &asked).await;
            assert_eq!(denied, Err(StartError::Denied(Denied::Role(action))));
            let elsewhere = Actor { firm: firm_b(), ..actor(Role::Owner) };
            assert_eq!(forecast_as(&house, &elsewhere, &asked).await, Err(StartError::NotActive));
        }
        let future = forecast(&house, &kask(months("2026-11", "2026-12"))).await;
        assert!(matches!(future, Err(StartError::Months(_))));
        disconnect(&actor(Role::Admin), &house.store, &house.clock, &of("kask")).await.unwrap();
        let nobody = forecast(&house, &Asked::import(Which::Everybody, autumn())).await;
        assert_eq!(nobody, Err(StartError::Nobody));
        let bare = House::without_settings().await;
        let incomplete = forecast(&bare, &autumn_of_kask()).await;
        assert!(
            matches!(&incomplete, Err(StartError::Incomplete(missing)) if missing.contains(&MissingSetting::Topic))
        );
    });
}
