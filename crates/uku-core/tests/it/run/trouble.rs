//! Troubles that pass, and those that don't.

use std::sync::Arc;

use uku_core::ledger::LedgerError;
use uku_core::run::{Ended, Failure, Outcome};
use uku_core::summary::TasksError;
use uku_testkit::build::at;

use super::audit::sales;
use super::disturbed::Disturbed;
use super::house::{House, autumn_of_kask};
use crate::support::{Watched, block_on, every_ledger_error, is_one_sentence, round_trip};

#[test]
fn of_the_errors_of_the_books_those_pass_that_nobody_has_to_do_anything_about() {
    for error in every_ledger_error(at("2026-11-11T09:00:00Z")) {
        block_on(async {
            let house = House::new().await;
            let run = house.start(&autumn_of_kask()).await;
            let claim = house.claim().await.unwrap();
            let books = Arc::new(Watched::new(house.ledger(sales(1))).answering({
                let error = error.clone();
                move |_, _| Some(Err(error.clone()))
            }));
            let ended = house.work(&claim, &books).await.unwrap();
            let failure = Failure::Count(error.clone().into());
            let (expected, outcome) = match &error {
                LedgerError::BudgetSpent { until } | LedgerError::OverLimit { until } => {
                    (Ended::Parked { until: *until }, Outcome::Deferred(*until))
                }
                LedgerError::Unreachable { .. }
                | LedgerError::Unavailable { .. }
                | LedgerError::ClockOff { .. }
                | LedgerError::Withdrawn
                | LedgerError::BudgetUnknown { .. } => {
                    (Ended::Troubled(failure.clone()), Outcome::Failed(failure.clone()))
                }
                LedgerError::WrongKeys
                | LedgerError::Unpaid
                | LedgerError::RightMissing { .. }
                | LedgerError::Refused { .. }
                | LedgerError::Garbled { .. } => (Ended::Finished, Outcome::Failed(failure.clone())),
            };
            assert_eq!(ended, expected, "{error}");
            assert_eq!(house.outcomes(run.id).await, [outcome.clone(), outcome]);
            let outage = matches!(error, LedgerError::Unreachable { .. } | LedgerError::Unavailable { .. });
            assert_eq!(failure.is_outage(), outage);
        });
    }
}

#[test]
fn a_trouble_that_passed_leaves_no_trace() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(&autumn_of_kask()).await;
        let books = house.books(sales(1));
        books.failures.lock().unwrap().push_back(LedgerError::Unreachable { detail: "no route".into() });
        assert!(matches!(house.attempt(&books).await, Some(Ended::Troubled(_))));
        assert_eq!((house.record(run.id).await.tries, house.claim().await), (1, None));
        house.clock.advance(chrono::TimeDelta::minutes(1));
        assert_eq!(house.attempt(&books).await, Some(Ended::Finished));
        let record = house.record(run.id).await;
        assert!(record.outcomes.iter().all(|month| month.outcome == Outcome::Created));
        assert_eq!(record.requests, 2);
    });
}

#[test]
fn a_month_that_could_not_be_written_is_tried_again_and_the_others_are_not_asked_again() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(&autumn_of_kask()).await;
        let claim = house.claim().await.unwrap();
        let down = TasksError::Unavailable("down".into());
        let tasks = Disturbed::new(&house.tasks, |number, _| {
            if number == 1 { Err(TasksError::Unavailable("down".into())) } else { Ok(()) }
        });
        let ended = house.work_with(&claim, &tasks, &house.store, &house.books(sales(1))).await;
        assert_eq!(ended, Ok(Ended::Troubled(Failure::Task(down))));
        let books = Arc::new(Watched::new(house.ledger(sales(1))));
        assert_eq!(house.work(&claim, &books).await, Ok(Ended::Finished));
        assert_eq!(house.outcomes(run.id).await, [Outcome::Created, Outcome::Created]);
        let uku_core::ledger::Basis::EntryDate(_, to) = books.asked()[0].basis else { panic!() };
        assert_eq!(to, uku_testkit::build::date("2026-09-30"), "October is settled");
    });
}

#[test]
fn an_item_that_can_not_be_tried_any_more_fails_with_the_reason_but_for_what_is_settled() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(&autumn_of_kask()).await;
        let claim = house.claim().await.unwrap();
        let tasks = Disturbed::new(&house.tasks, |number, _| {
            if number == 1 { Err(TasksError::Unavailable("down".into())) } else { Ok(()) }
        });
        house.work_with(&claim, &tasks, &house.store, &house.books(sales(1))).await.unwrap();
        let crashed = Failure::Crashed { times: 3 };
        assert_eq!(house.fail(&claim, crashed.clone()).await, Ended::Finished);
        assert_eq!(house.outcomes(run.id).await, [Outcome::Failed(crashed), Outcome::Created]);
        assert_eq!(house.fail(&claim, Failure::Crashed { times: 4 }).await, Ended::Lost);
    });
}

#[test]
fn every_failure_is_stored_and_has_a_remedy_of_one_sentence() {
    let mut failures: Vec<Failure> = every_ledger_error(at("2026-11-11T09:00:00Z"))
        .into_iter()
        .map(|error| Failure::Count(error.into()))
        .collect();
    failures.extend([
        Failure::Task(TasksError::Changed),
        Failure::Settings(uku_core::summary::SettingsTrouble::TopicArchived("Books".into())),
        Failure::Keys("no master key".into()),
        Failure::Data("disk full".into()),
        Failure::Crashed { times: 3 },
    ]);
    for failure in failures {
        assert_eq!(round_trip(&failure), failure);
        assert!(is_one_sentence(failure.remedy()), "{}", failure.remedy());
        assert!(!failure.to_string().ends_with('.'), "{failure}");
    }
}
