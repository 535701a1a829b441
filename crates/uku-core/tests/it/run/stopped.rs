//! Deactivating stops all work at once.

use std::sync::Arc;

use uku_core::run::{Ended, Outcome};
use uku_core::store::IntegrationStore as _;
use uku_testkit::build::firm_a;

use super::audit::{created, intended, recorded, sales};
use super::disturbed::Disturbed;
use super::house::{House, autumn_of_kask};
use crate::connection::house::at_once;
use crate::support::{Watched, block_on};

#[test]
fn an_item_that_is_counting_when_the_integration_is_deactivated_writes_nothing() {
    block_on(async {
        for again in [false, true] {
            let house = Arc::new(House::new().await);
            let run = house.start(&autumn_of_kask()).await;
            let other = Arc::clone(&house);
            let books = Watched::new(house.ledger(sales(1))).answering(move |number, _| {
                if number == 1 {
                    at_once(other.deactivate());
                    if again {
                        at_once(other.activate());
                    }
                }
                None
            });
            let claim = house.claim().await.unwrap();
            assert_eq!(house.work(&claim, &Arc::new(books)).await, Ok(Ended::Lost));
            assert_eq!((house.summaries().await, recorded(&house).await), (Vec::new(), Vec::new()));
            let record = house.record(run.id).await;
            assert_eq!((record.stopped_at, record.finished_at), (Some(house.now()), None));
        }
    });
}

#[test]
fn an_item_that_is_stopped_between_two_months_writes_nothing_more_and_what_it_wrote_is_recorded() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(&autumn_of_kask()).await;
        let tasks = Disturbed::new(&house.tasks, |number, _| {
            if number == 1 {
                at_once(house.deactivate());
            }
            Ok(())
        });
        let claim = house.claim().await.unwrap();
        let stopped = house.work_with(&claim, &tasks, &house.store, &house.books(sales(1))).await;
        assert_eq!(stopped, Ok(Ended::Lost));
        assert_eq!(tasks.writes(), 1);
        assert!(house.task("2026-09").await.is_some(), "this write was on its way");
        assert!(house.task("2026-10").await.is_none());
        let events: Vec<_> = recorded(&house).await.into_iter().map(|entry| entry.event).collect();
        assert_eq!(events, [intended("2026-09", 1), created("2026-09", 1)]);
        assert_eq!(house.record(run.id).await.finished_at, None);
    });
}

#[test]
fn a_stopped_item_does_not_start_again_and_an_ended_one_stays_as_it_was() {
    block_on(async {
        let house = House::new().await;
        let ended = house.start(&autumn_of_kask()).await;
        house.work_off(&house.books(sales(1))).await;
        let before = house.record(ended.id).await;
        house.start(&autumn_of_kask()).await;
        let claim = house.claim().await.unwrap();
        house.deactivate().await;
        assert_eq!(house.record(ended.id).await, before);
        house.activate().await;
        assert_eq!(house.work(&claim, &house.books(sales(2))).await, Ok(Ended::Lost));
        assert_eq!(house.claim().await, None);
        let mut work = house.store.open(&firm_a()).await.unwrap();
        assert!(work.settings_draft().await.unwrap().is_some(), "settings stay");
        drop(work);
        // What is started anew works as before.
        let outcomes = house.import(&house.books(sales(2))).await;
        assert_eq!(outcomes[0], Outcome::Unchanged);
        assert!(matches!(outcomes[1], Outcome::Updated(_)));
    });
}
