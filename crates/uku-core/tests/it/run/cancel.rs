//! Cancelling, and trying again what failed.

use std::sync::Arc;

use uku_core::audit::{AuditEvent, AuditQuery};
use uku_core::connection::ConnectionTrouble;
use uku_core::firm::{Action, Actor, Denied, Plan, Role, Subscription, WorkPaused};
use uku_core::ledger::{Ledger as _, LedgerError};
use uku_core::run::{
    Asked, CancelError, Ended, Outcome, Run, RunId, SkipReason, Which, cancel_run, retry_failed,
};
use uku_core::store::IntegrationStore as _;
use uku_core::summary::TasksError;
use uku_testkit::build::{actor, date, firm_a, firm_b, run_id};

use super::audit::sales;
use super::disturbed::Disturbed;
use super::house::{House, autumn, autumn_of_kask};
use crate::connection::house::at_once;
use crate::support::{Watched, block_on};

fn admin() -> Actor {
    actor(Role::Admin)
}

async fn cancel(house: &House, asks: &Actor, run: RunId) -> Result<u64, CancelError> {
    cancel_run(asks, &house.store, &house.clock, run).await
}

async fn retry(house: &House, asks: &Actor, run: RunId) -> Result<u64, CancelError> {
    retry_failed(asks, &house.store, &house.clock, run).await
}

/// What was recorded last.
async fn last_event(house: &House) -> AuditEvent {
    let mut work = house.store.open(&firm_a()).await.unwrap();
    let last = AuditQuery { client: None, before: None, most: 1 };
    work.audit().page(&last).await.unwrap().remove(0).entry.event
}

#[test]
fn what_is_left_of_a_run_is_cancelled_and_what_was_written_stays() {
    block_on(async {
        let house = House::new().await;
        house.connect("tamm").await;
        let run = house.start(&Asked::import(Which::Everybody, autumn())).await;
        house.attempt(&house.books(sales(1))).await;
        assert_eq!(cancel(&house, &admin(), run.id).await, Ok(1));
        assert_eq!(last_event(&house).await, AuditEvent::RunCancelled { run: run.id, clients: 1 });
        assert_eq!((house.claim().await, house.summaries().await.len()), (None, 2));
        let before = last_event(&house).await;
        assert_eq!(cancel(&house, &admin(), run.id).await, Ok(0));
        assert_eq!(last_event(&house).await, before);
    });
}

#[test]
fn what_is_under_way_stops_before_its_next_write() {
    block_on(async {
        let house = Arc::new(House::new().await);
        let run = house.start(&autumn_of_kask()).await;
        let claim = house.claim().await.unwrap();
        let other = Arc::clone(&house);
        let books = Arc::new(Watched::new(house.ledger(sales(1))).answering(move |_, _| {
            at_once(cancel(&other, &admin(), run.id)).unwrap();
            None
        }));
        assert_eq!(house.work(&claim, &books).await, Ok(Ended::Lost));
        assert_eq!((house.summaries().await, house.claim().await), (Vec::new(), None));
    });
}

/// A run for three clients: one whose keys are refused, one of whom a month can't be written, and one without trouble.
async fn half_failed(house: &House) -> Run {
    house.connect("lepp").await;
    house.connect("tamm").await;
    let run = house.start(&Asked::import(Which::Everybody, autumn())).await;
    let books = house.books(sales(1));
    books.failures.lock().unwrap().push_back(LedgerError::Unpaid);
    assert_eq!(house.attempt(&books).await, Some(Ended::Finished));
    let tasks =
        Disturbed::new(&house.tasks, |number, _| if number == 2 { Err(TasksError::Stale) } else { Ok(()) });
    let claim = house.claim().await.unwrap();
    assert_eq!(house.work_with(&claim, &tasks, &house.store, &books).await, Ok(Ended::Finished));
    house.work_off(&books).await;
    run
}

#[test]
fn only_what_failed_is_tried_again() {
    block_on(async {
        let house = House::new().await;
        let run = half_failed(&house).await;
        assert_eq!(house.summaries().await.len(), 3);
        assert_eq!(retry(&house, &admin(), run.id).await, Ok(2));
        assert_eq!(last_event(&house).await, AuditEvent::RunRetried { run: run.id, clients: 2 });
        let books = Arc::new(Watched::new(house.ledger(sales(1))));
        assert_eq!(house.work_off(&books).await, [Ended::Finished, Ended::Finished]);
        let froms: Vec<_> = books
            .asked()
            .iter()
            .map(|query| match query.basis {
                uku_core::ledger::Basis::EntryDate(from, _) => from,
                uku_core::ledger::Basis::ChangedSince(_) => panic!(),
            })
            .collect();
        // All of the first, and the failed month of the second.
        assert_eq!(froms, [date("2026-09-01"), date("2026-10-01")]);
        assert_eq!(house.summaries().await.len(), 6);
        // Nothing is left to try again.
        assert_eq!(retry(&house, &admin(), run.id).await, Ok(0));
        let mut work = house.store.open(&firm_a()).await.unwrap();
        let record = work.runs().run(run.id).await.unwrap().unwrap();
        assert_eq!((record.round, record.is_over()), (1, true));
        let outcomes = record.items.iter().flat_map(|(_, record)| &record.outcomes);
        assert!(outcomes.into_iter().all(|month| month.outcome == Outcome::Created));
        assert_eq!(books.requests_sent(), 2);
    });
}

/// Whoever retries before the keys are put right has not used up the chance.
#[test]
fn what_was_passed_over_because_its_keys_fail_can_be_tried_again() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(&Asked::import(Which::Everybody, autumn())).await;
        let books = house.books(sales(1));
        books.failures.lock().unwrap().push_back(LedgerError::WrongKeys);
        house.work_off(&books).await;
        assert_eq!(retry(&house, &admin(), run.id).await, Ok(1));
        house.work_off(&books).await;
        let failing = Outcome::Skipped(SkipReason::Failing(ConnectionTrouble::WrongKeys));
        assert_eq!(house.outcomes(run.id).await, [failing.clone(), failing]);

        house.connect("kask").await;
        assert_eq!(retry(&house, &admin(), run.id).await, Ok(1));
        house.work_off(&books).await;
        assert_eq!(house.outcomes(run.id).await, [Outcome::Created, Outcome::Created]);
        assert_eq!(retry(&house, &admin(), run.id).await, Ok(0));
    });
}

#[test]
fn what_is_still_tried_by_itself_is_not_opened_again() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(&autumn_of_kask()).await;
        let books = house.books(sales(1));
        books.failures.lock().unwrap().push_back(LedgerError::Unreachable { detail: "no route".into() });
        assert!(matches!(house.attempt(&books).await, Some(Ended::Troubled(_))));
        assert_eq!(retry(&house, &admin(), run.id).await, Ok(0));
    });
}

#[test]
fn who_may_cancel_and_try_again_and_what() {
    block_on(async {
        let house = House::new().await;
        let run = half_failed(&house).await;
        let lapsed = Actor { subscription: Subscription { plan: Plan::Team, lapsed: true }, ..admin() };
        let action = Action::ImportData;
        for (asks, why) in [
            (actor(Role::Member), Denied::Role(action)),
            (lapsed, Denied::Subscription { action, paused: WorkPaused::Lapsed }),
        ] {
            assert_eq!(cancel(&house, &asks, run.id).await, Err(CancelError::Denied(why)));
            assert_eq!(retry(&house, &asks, run.id).await, Err(CancelError::Denied(why)));
        }
        let unknown = run_id(77);
        assert_eq!(cancel(&house, &admin(), unknown).await, Err(CancelError::NoSuchRun(unknown)));
        assert_eq!(retry(&house, &admin(), unknown).await, Err(CancelError::NoSuchRun(unknown)));
        let stranger = Actor { firm: firm_b(), ..admin() };
        assert_eq!(cancel(&house, &stranger, run.id).await, Err(CancelError::NoSuchRun(run.id)));
        house.deactivate().await;
        assert_eq!(retry(&house, &admin(), run.id).await, Err(CancelError::NotActive));
    });
}
