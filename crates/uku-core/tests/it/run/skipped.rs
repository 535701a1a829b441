//! Items that can't be worked on as things are now.

use uku_core::client::Client;
use uku_core::connection::{ConnectionState, ConnectionTrouble, disconnect, set_paused};
use uku_core::counting::DataField;
use uku_core::firm::{Firm, Plan, Role, Subscription, WorkPaused};
use uku_core::ledger::{Ledger as _, LedgerError};
use uku_core::run::{Ended, Failure, Lane, Outcome, SkipReason};
use uku_core::store::IntegrationStore as _;
use uku_core::summary::{SettingsDraft, SettingsTrouble, Tasks as _};
use uku_testkit::build::{actor, client, fingerprint, firm_a, id, settings_draft, two_firms};
use uku_testkit::fake::MemoryClients;

use super::audit::sales;
use super::house::{House, autumn_of_kask, of};
use crate::support::{block_on, is_one_sentence};

async fn pause(house: &House) {
    set_paused(&actor(Role::Admin), &house.store, &house.clock, &of("kask"), true).await.unwrap();
}

async fn fail_keys(house: &House) {
    let mut work = house.store.open(&firm_a()).await.unwrap();
    let state = ConnectionState::Failing { since: house.now(), why: ConnectionTrouble::WrongKeys };
    work.connections().set_state(&of("kask"), &fingerprint("kask"), &state).await.unwrap();
    work.commit().await.unwrap();
}

async fn give_up_topic(house: &House) {
    let mut work = house.store.open(&firm_a()).await.unwrap();
    let incomplete = SettingsDraft { topic: None, ..settings_draft(&[DataField::SalesEntries]) };
    work.put_settings_draft(&incomplete).await.unwrap();
    work.commit().await.unwrap();
}

fn pays(house: &mut House, plan: Plan, lapsed: bool) {
    let subscription = Subscription { plan, lapsed };
    house.clients = MemoryClients::of(two_firms().map(|firm| Firm { subscription, ..firm }));
    house.put(&client("kask"));
}

/// Whatever stands in the way is found when the turn comes: nothing is asked, nothing written, and every month says why.
#[test]
fn every_month_is_passed_over_with_the_reason_and_nothing_is_asked() {
    for (number, why) in [
        SkipReason::Subscription(WorkPaused::Lapsed),
        SkipReason::Subscription(WorkPaused::NoIntegrations),
        SkipReason::ClientGone,
        SkipReason::ClientInactive,
        SkipReason::NotConnected,
        SkipReason::Paused,
        SkipReason::Failing(ConnectionTrouble::WrongKeys),
        SkipReason::NoSettings,
    ]
    .into_iter()
    .enumerate()
    {
        block_on(async {
            let mut house = House::new().await;
            let run = house.start(&autumn_of_kask()).await;
            match number {
                0 => pays(&mut house, Plan::Team, true),
                1 => pays(&mut house, Plan::Solo, false),
                2 => house.clients = MemoryClients::of(two_firms()),
                3 => house.put(&Client { active: false, ..client("kask") }),
                4 => disconnect(&actor(Role::Admin), &house.store, &house.clock, &of("kask")).await.unwrap(),
                5 => pause(&house).await,
                6 => fail_keys(&house).await,
                _ => give_up_topic(&house).await,
            }
            let books = house.books(sales(1));
            assert_eq!(house.work_off(&books).await, [Ended::Finished], "{why:?}");
            let skipped = Outcome::Skipped(why.clone());
            assert_eq!(house.outcomes(run.id).await, [skipped.clone(), skipped]);
            assert_eq!((books.requests_sent(), house.summaries().await), (0, Vec::new()));
            assert!(is_one_sentence(why.remedy()), "{}", why.remedy());
        });
    }
}

#[test]
fn settings_that_broke_fail_the_months_for_good() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(&autumn_of_kask()).await;
        house.tasks.delete_custom_field(&firm_a(), &id("bank_entries")).await.unwrap();
        let books = house.books(sales(1));
        assert_eq!(house.work_off(&books).await, [Ended::Finished]);
        let gone = SettingsTrouble::FieldGone {
            data_field: DataField::BankEntries,
            custom_field: id("bank_entries"),
        };
        let failed = Outcome::Failed(Failure::Settings(gone));
        assert_eq!(house.outcomes(run.id).await, [failed.clone(), failed]);
        assert_eq!(books.requests_sent(), 0);
    });
}

#[test]
fn an_item_whose_client_has_other_keys_moves_into_their_lane_and_is_worked_on_there() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(&autumn_of_kask()).await;
        house.give_keys("kask", "other").await;
        let books = house.books(sales(1));
        let lane = Lane::of_key(&fingerprint("other"));
        assert_eq!(house.work_off(&books).await, [Ended::Moved(lane), Ended::Finished]);
        assert_eq!(house.outcomes(run.id).await, [Outcome::Created, Outcome::Created]);
    });
}

#[test]
fn who_gets_keys_before_the_turn_comes_is_imported() {
    block_on(async {
        let house = House::new().await;
        disconnect(&actor(Role::Admin), &house.store, &house.clock, &of("kask")).await.unwrap();
        let run = house.start(&autumn_of_kask()).await;
        house.give_keys("kask", "kask").await;
        house.work_off(&house.books(sales(1))).await;
        assert_eq!(house.outcomes(run.id).await, [Outcome::Created, Outcome::Created]);
    });
}

#[test]
fn keys_that_are_refused_are_not_used_by_the_next_item() {
    block_on(async {
        let house = House::new().await;
        let runs = [house.start(&autumn_of_kask()).await, house.start(&autumn_of_kask()).await];
        let books = house.books(sales(1));
        books.failures.lock().unwrap().push_back(LedgerError::WrongKeys);
        assert_eq!(house.work_off(&books).await, [Ended::Finished, Ended::Finished]);
        let wrong = Failure::Count(LedgerError::WrongKeys.into());
        assert_eq!(house.outcomes(runs[0].id).await[0], Outcome::Failed(wrong));
        let skipped = Outcome::Skipped(SkipReason::Failing(ConnectionTrouble::WrongKeys));
        assert_eq!(house.outcomes(runs[1].id).await[0], skipped);
        assert_eq!(books.requests_sent(), 1);
    });
}

#[test]
fn what_was_settled_before_stays_when_the_rest_is_passed_over() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(&autumn_of_kask()).await;
        let claim = house.claim().await.unwrap();
        let tasks = super::disturbed::Disturbed::new(&house.tasks, |number, _| match number {
            1 => Ok(()),
            _ => Err(uku_core::summary::TasksError::Unavailable("down".into())),
        });
        house.work_with(&claim, &tasks, &house.store, &house.books(sales(1))).await.unwrap();
        pause(&house).await;
        assert_eq!(house.work(&claim, &house.books(sales(1))).await, Ok(Ended::Finished));
        let expected = [Outcome::Created, Outcome::Skipped(SkipReason::Paused)];
        assert_eq!(house.outcomes(run.id).await, expected);
    });
}
