//! Deactivating stops all work at once.

use uku_core::activation::{activate, deactivate};
use uku_core::clock::Clock as _;
use uku_core::firm::Role;
use uku_core::run::{ImportItemError, Outcome};
use uku_core::store::{IntegrationStore as _, StoreError};
use uku_testkit::build::{actor, firm_a};

use super::audit::{created, intended, recorded, sales};
use super::house::{Disturbed, House, autumn};
use crate::connection::house::at_once;
use crate::support::{Watched, block_on};

pub(super) async fn deactivate_now(house: &House) {
    deactivate(&actor(Role::Admin), &house.store, &house.clock).await.unwrap();
}

async fn activate_now(house: &House) {
    activate(&actor(Role::Admin), &house.store, &house.clock).await.unwrap();
}

const FENCED: ImportItemError = ImportItemError::Store(StoreError::Fenced);

#[test]
fn an_item_that_is_counting_when_the_integration_is_deactivated_writes_nothing() {
    block_on(async {
        for again in [false, true] {
            let house = std::sync::Arc::new(House::new().await);
            let run = house.start(autumn()).await;
            let other = std::sync::Arc::clone(&house);
            let books = Watched::new(house.books(sales(1))).answering(move |number, _| {
                if number == 1 {
                    at_once(deactivate_now(&other));
                    if again {
                        at_once(activate_now(&other));
                    }
                }
                None
            });
            let stopped = house.work_off(&run.items[0], autumn(), &house.tasks, &books).await;
            assert_eq!(stopped, Err(FENCED));
            assert_eq!((house.summaries().await, recorded(&house).await), (Vec::new(), Vec::new()));
            let record = house.record(&run).await;
            assert_eq!((record.stopped_at, record.finished_at), (Some(house.clock.now()), None));
        }
    });
}

#[test]
fn an_item_that_is_stopped_between_two_months_writes_nothing_more_and_what_it_wrote_is_recorded() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(autumn()).await;
        let tasks = Disturbed::new(&house.tasks, |number, _| {
            if number == 1 {
                at_once(deactivate_now(&house));
            }
            Ok(())
        });
        let stopped = house.work_off(&run.items[0], autumn(), &tasks, &house.books(sales(1))).await;
        assert_eq!(stopped, Err(FENCED));
        assert_eq!(tasks.writes(), 1);
        assert!(house.task("2026-09").await.is_some(), "this write was on its way");
        assert!(house.task("2026-10").await.is_none());
        let events: Vec<_> = recorded(&house).await.into_iter().map(|entry| entry.event).collect();
        assert_eq!(events, [intended("2026-09", 1), created("2026-09", 1)]);
        assert_eq!(house.record(&run).await.finished_at, None);
    });
}

#[test]
fn a_stopped_item_does_not_start_again_and_an_ended_one_stays_as_it_was() {
    block_on(async {
        let house = House::new().await;
        let ended = house.start(autumn()).await;
        house.work_off(&ended.items[0], autumn(), &house.tasks, &house.books(sales(1))).await.unwrap();
        let before = house.record(&ended).await;
        let waiting = house.start(autumn()).await;
        deactivate_now(&house).await;
        assert_eq!(house.record(&ended).await, before);
        activate_now(&house).await;
        let refused = house.work_off(&waiting.items[0], autumn(), &house.tasks, &house.books(sales(2))).await;
        assert_eq!(refused, Err(FENCED));
        let mut work = house.store.open(&firm_a()).await.unwrap();
        assert!(work.summary_settings().await.unwrap().is_some(), "settings stay");
        drop(work);
        // What is started anew works as before.
        let outcomes = house.import(&house.books(sales(2))).await;
        assert_eq!(outcomes[0], Outcome::Unchanged);
        assert!(matches!(outcomes[1], Outcome::Updated(_)));
    });
}
