//! How far runs are.

use std::sync::Arc;

use chrono::TimeDelta;
use uku_core::firm::{Action, Actor, Denied, Role};
use uku_core::ledger::{EntryKind, LedgerError, Limits};
use uku_core::notice::OutcomeTally;
use uku_core::run::{
    Asked, CancelError, Ended, ItemRecord, ItemState, RunId, RunProgress, RunsQuery, Which, cancel_run,
    see_run, see_runs,
};
use uku_testkit::build::{actor, at, entry, firm_b, months, run_id};

use super::audit::sales;
use super::house::{House, autumn, autumn_of_kask, kask};
use crate::support::{Watched, block_on};

async fn see(house: &House, run: RunId) -> RunProgress {
    see_run(&actor(Role::Admin), &house.store, &house.clock, Limits::VENDOR, run).await.unwrap()
}

fn states(progress: &RunProgress) -> Vec<ItemState> {
    progress.items.iter().map(|(_, state, _)| *state).collect()
}

#[test]
fn each_client_waits_runs_is_parked_is_tried_again_and_ends() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(&autumn_of_kask()).await;
        assert_eq!(states(&see(&house, run.id).await), [ItemState::Waiting]);
        let books = house.books(sales(1));
        let until = house.now() + TimeDelta::hours(3);
        books.failures.lock().unwrap().push_back(LedgerError::BudgetSpent { until });
        house.attempt(&books).await;
        let parked = see(&house, run.id).await;
        assert_eq!(states(&parked), [ItemState::Parked(until)]);
        assert_eq!((parked.tally.deferred, parked.requests, parked.over()), (2, 1, 0));
        assert_eq!(parked.left.takes, TimeDelta::hours(3), "it does not go on before");

        house.clock.advance(TimeDelta::hours(3));
        assert_eq!(states(&see(&house, run.id).await), [ItemState::Waiting]);
        books.failures.lock().unwrap().push_back(LedgerError::Unreachable { detail: "no route".into() });
        assert!(matches!(house.attempt(&books).await, Some(Ended::Troubled(_))));
        let again = house.now() + TimeDelta::minutes(1);
        assert_eq!(states(&see(&house, run.id).await), [ItemState::Retrying(again)]);

        house.clock.advance(TimeDelta::minutes(1));
        let claim = house.claim().await.unwrap();
        assert_eq!(states(&see(&house, run.id).await), [ItemState::Running]);
        house.work(&claim, &books).await.unwrap();
        let ended = see(&house, run.id).await;
        assert_eq!(states(&ended), [ItemState::Finished]);
        let tally = OutcomeTally { created: 2, zero: 1, ..OutcomeTally::default() };
        assert_eq!((ended.tally, ended.requests, ended.is_over()), (tally, 3, true));
        assert_eq!((ended.left.requests, ended.left.takes), (0, TimeDelta::zero()));
    });
}

#[test]
fn what_is_cancelled_is_over() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(&autumn_of_kask()).await;
        cancel_run(&actor(Role::Admin), &house.store, &house.clock, run.id).await.unwrap();
        let progress = see(&house, run.id).await;
        assert_eq!((states(&progress), progress.is_over()), (vec![ItemState::Stopped], true));
        assert_eq!(progress.left.requests, 0);
    });
}

#[test]
fn what_is_left_are_the_months_that_are_not_settled_by_what_is_known_of_the_books() {
    block_on(async {
        let house = House::new().await;
        house.connect("tamm").await;
        let run = house.start(&Asked::reload(Which::Everybody)).await;
        assert_eq!(see(&house, run.id).await.left.requests, 26);
        let books = house.books(sales(1));
        house.attempt(&books).await;
        let progress = see(&house, run.id).await;
        assert_eq!((progress.over(), progress.left.requests), (1, 13));
    });
}

#[test]
fn months_that_are_settled_are_not_left() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(&kask(months("2026-08", "2026-10"))).await;
        let until = house.now() + TimeDelta::minutes(30);
        // August holds 400 sales, on four pages; then the requests are spent.
        let august = (1..=400).map(|number| entry(number, "2026-08-05", EntryKind::ClientInvoice));
        let books = Watched::new(house.ledger(august)).failing(&[
            (1, LedgerError::Garbled { detail: "row 7".into() }),
            (7, LedgerError::BudgetSpent { until }),
        ]);
        assert_eq!(house.attempt(&Arc::new(books)).await, Some(Ended::Parked { until }));
        let progress = see(&house, run.id).await;
        assert_eq!((progress.tally.created, progress.tally.deferred), (1, 2));
        // Two months of that size, and a query for changes.
        assert_eq!(progress.left.requests, 8 + 1);
    });
}

#[test]
fn the_state_of_an_item_is_told_by_what_is_remembered_in_one_word() {
    let (now, later) = (at("2026-11-10T09:00:00Z"), at("2026-11-10T10:00:00Z"));
    let due = |due_at| ItemRecord { due_at, ..ItemRecord::default() };
    let held = Some("node".to_owned());
    for (record, state, word) in [
        (due(now), ItemState::Waiting, "waiting"),
        (due(later), ItemState::Parked(later), "parked"),
        (ItemRecord { tries: 2, ..due(later) }, ItemState::Retrying(later), "retrying"),
        (ItemRecord { tries: 2, ..due(now) }, ItemState::Waiting, "waiting"),
        (ItemRecord { held_by: held.clone(), ..due(later) }, ItemState::Running, "running"),
        (ItemRecord { finished_at: Some(now), held_by: held, ..due(now) }, ItemState::Finished, "finished"),
        (ItemRecord { stopped_at: Some(now), ..due(later) }, ItemState::Stopped, "stopped"),
    ] {
        assert_eq!((ItemState::of(&record, now), state.word()), (state, word));
    }
}

#[test]
fn the_latest_runs_come_first_page_by_page() {
    block_on(async {
        let house = House::new().await;
        let mut runs = Vec::new();
        for _ in 0..3 {
            runs.push(house.start(&autumn_of_kask()).await.id);
        }
        let page = async |before, most| {
            let query = RunsQuery { before, most };
            let page = see_runs(&actor(Role::Admin), &house.store, &house.clock, Limits::VENDOR, query).await;
            page.unwrap().into_iter().map(|progress| progress.run.id).collect::<Vec<_>>()
        };
        assert_eq!(page(None, 2).await, [runs[2], runs[1]]);
        assert_eq!(page(Some(runs[1]), 2).await, [runs[0]]);
        assert_eq!(see(&house, runs[0]).await.run.months, autumn());
    });
}

#[test]
fn runs_are_seen_by_owners_and_admins_of_their_firm() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(&autumn_of_kask()).await;
        let see = async |asks: &Actor, run| {
            see_run(asks, &house.store, &house.clock, Limits::VENDOR, run)
                .await
                .map(|progress| progress.run.id)
        };
        let denied = CancelError::Denied(Denied::Role(Action::SeeIntegration));
        assert_eq!(see(&actor(Role::Member), run.id).await, Err(denied.clone()));
        let all = RunsQuery { before: None, most: 9 };
        let unseen = see_runs(&actor(Role::Member), &house.store, &house.clock, Limits::VENDOR, all).await;
        assert_eq!(unseen, Err(denied));
        let stranger = Actor { firm: firm_b(), ..actor(Role::Owner) };
        assert_eq!(see(&stranger, run.id).await, Err(CancelError::NoSuchRun(run.id)));
        let nothing = run_id(77);
        assert_eq!(see(&actor(Role::Owner), nothing).await, Err(CancelError::NoSuchRun(nothing)));
    });
}
