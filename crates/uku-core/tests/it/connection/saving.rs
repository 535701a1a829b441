//! Entering a client's API keys (help page, step 3).

use chrono::TimeDelta;
use uku_core::audit::AuditEvent;
use uku_core::clock::Clock as _;
use uku_core::connection::{
    ConnectError, Connecting, Connection, ConnectionOwner, ConnectionState, KeyHint, Saving, TestResult,
};
use uku_core::ledger::{KeyPair, LedgerError, Ledgers as _};
use uku_core::store::StoreError;
use uku_testkit::build::{at, firm_a, key_pair};

use super::failing::Failing;
use super::house::{House, admin, at_once, of};
use super::meddling::Meddling;
use crate::support::{block_on, every_ledger_error};

const BOTH: [Saving; 2] = [Saving::Tested, Saving::Untested];

#[test]
fn keys_can_be_saved_untested_without_a_request() {
    block_on(async {
        let house = House::new().await;
        let keys = key_pair("pk-unknown");
        let saved = house.save(&of("kask"), &keys, Saving::Untested).await.unwrap();
        let expected = Connection {
            owner: of("kask"),
            fingerprint: house.ledgers.fingerprint(keys.public()),
            hint: KeyHint::of(&keys),
            saved_at: house.clock.now(),
            state: ConnectionState::Untested,
            paused: false,
        };
        assert_eq!((saved.connection, saved.test), (expected.clone(), None));
        assert_eq!(house.stored(&of("kask")).await.unwrap().0, expected);
        assert_eq!(house.requests(&keys), 0);
        let event = AuditEvent::KeysSaved { owner: of("kask"), before: None, after: expected.hint };
        assert_eq!(house.events().await, [event]);
    });
}

#[test]
fn keys_that_pass_the_test_are_saved_as_connected() {
    block_on(async {
        let house = House::new().await;
        let keys = house.company("pk-1");
        let saved = house.save(&of("kask"), &keys, Saving::Tested).await.unwrap();
        assert!(saved.test.unwrap().is_successful());
        assert_eq!(saved.connection.state, house.works());
        assert_eq!(house.requests(&keys), 1);
    });
}

#[test]
fn keys_that_fail_the_test_are_not_saved_and_the_result_is_named() {
    block_on(async {
        let house = House::new().await;
        let refused = house.save(&of("kask"), &key_pair("pk-unknown"), Saving::Tested).await.unwrap_err();
        assert_eq!(refused, ConnectError::Refused(TestResult::WrongKeys));
        let text = refused.to_string();
        assert!(text.contains("were not saved") && text.contains("wrong or were revoked"), "{text}");
        assert!(house.stored(&of("kask")).await.is_none());
        assert_eq!(house.events().await, []);
    });
}

#[test]
fn keys_in_the_place_of_others_are_tested_first_and_the_old_ones_stay_on_every_failure() {
    block_on(async {
        let until = at("2026-11-10T10:00:00Z");
        for owner in [of("kask"), ConnectionOwner::OwnBooks] {
            for (error, saving) in
                every_ledger_error(until).into_iter().flat_map(|e| BOTH.map(|s| (e.clone(), s)))
            {
                let house = House::new().await;
                house.save(&owner, &house.company("pk-old"), Saving::Tested).await.unwrap();
                let (before, events) = (house.stored(&owner).await, house.events().await);
                let new = house.company("pk-new");
                house.ledgers.fail(new.public(), Some(error.clone()));
                let refused = house.save(&owner, &new, saving).await.unwrap_err();
                assert!(matches!(refused, ConnectError::Refused(_)), "{refused}");
                assert_eq!(house.stored(&owner).await, before, "{error}");
                assert_eq!(house.events().await, events, "{error}");
            }
        }
    });
}

#[test]
fn of_keys_that_were_replaced_nothing_remains() {
    block_on(async {
        for saving in BOTH {
            let house = House::new().await;
            let old = house.connected("kask", "pk-old").await;
            let (former, sealed) = house.stored(&of("kask")).await.unwrap();
            let new = house.company("pk-new");
            let saved = house.save(&of("kask"), &new, saving).await.unwrap();
            assert!(saved.test.is_some(), "tested, whatever was asked for");
            let (connection, resealed) = house.stored(&of("kask")).await.unwrap();
            assert_ne!(connection.fingerprint, former.fingerprint);
            assert!(resealed.data_key != sealed.data_key && resealed.secret != sealed.secret);
            let event = AuditEvent::KeysSaved {
                owner: of("kask"),
                before: Some(former.hint),
                after: connection.hint,
            };
            assert_eq!(house.events().await.pop(), Some(event));
            // The old pair is free for others.
            house.save(&of("tamm"), &old, Saving::Tested).await.unwrap();
        }
    });
}

#[test]
fn regenerated_keys_heal_a_connection_whose_keys_were_revoked() {
    block_on(async {
        let house = House::new().await;
        let old = house.connected("kask", "pk-old").await;
        house.ledgers.revoke(old.public());
        house.test(&of("kask")).await.unwrap();
        let new = house.company("pk-new");
        house.save(&of("kask"), &new, Saving::Tested).await.unwrap();
        assert_eq!(house.state(&of("kask")).await, house.works());
        assert!(house.test(&of("kask")).await.unwrap().is_successful());
    });
}

#[test]
fn a_client_that_is_paused_while_its_new_keys_are_tested_stays_paused() {
    block_on(async {
        let house = House::new().await;
        house.connected("kask", "pk-old").await;
        let new = key_pair("pk-new");
        let other = house.clone();
        house.books(&new).meanwhile(move |_, _, _| at_once(other.pause(&of("kask"), true)).unwrap());
        house.save(&of("kask"), &new, Saving::Tested).await.unwrap();
        assert!(house.stored(&of("kask")).await.unwrap().0.paused);
    });
}

#[test]
fn keys_are_not_saved_after_the_integration_was_deactivated_while_they_were_tested() {
    block_on(async {
        let house = House::new().await;
        let new = key_pair("pk-new");
        let other = house.clone();
        house.books(&new).meanwhile(move |_, _, _| assert!(!at_once(other.deactivate()).is_active()));
        let refused = house.save(&of("kask"), &new, Saving::Tested).await.unwrap_err();
        assert_eq!(refused, ConnectError::NotActive);
        assert!(house.stored(&of("kask")).await.is_none());
    });
}

/// Saves keys for `kask` as they are, while somebody else does something.
async fn save_while(
    house: &House,
    keys: &KeyPair,
    meanwhile: impl FnOnce() + Send,
) -> Result<(), ConnectError> {
    let vault = Meddling::during(&house.vault, meanwhile);
    let admin = admin();
    let connecting = Connecting { vault: &vault, ..house.connecting(&admin) };
    connecting.save(&of("kask"), keys.clone(), Saving::Untested).await.map(|_| ())
}

#[test]
fn untested_keys_never_take_the_place_of_keys_that_somebody_saves_at_the_same_moment() {
    block_on(async {
        let house = House::new().await;
        let working = house.company("pk-working");
        let refused = save_while(&house, &key_pair("pk-wrong"), || {
            at_once(house.save(&of("kask"), &working, Saving::Tested)).unwrap();
        })
        .await;
        assert_eq!(refused, Err(ConnectError::Refused(TestResult::WrongKeys)));
        let stored = house.stored(&of("kask")).await.unwrap().0;
        assert_eq!(stored.fingerprint, house.ledgers.fingerprint(working.public()));
    });
}

#[test]
fn of_two_who_give_one_key_to_two_clients_at_once_one_is_refused_with_the_others_name() {
    block_on(async {
        let house = House::new().await;
        let keys = house.company("pk-1");
        let refused = save_while(&house, &keys, || {
            at_once(house.save(&of("tamm"), &keys, Saving::Untested)).unwrap();
        })
        .await;
        assert_eq!(refused, Err(ConnectError::SameKeys { other: "Tamm OÜ".into() }));
        assert!(house.stored(&of("kask")).await.is_none());
        assert!(house.stored(&of("tamm")).await.is_some());
    });
}

#[test]
fn whichever_call_of_the_store_fails_the_old_keys_stay_or_the_new_ones_are_there_and_recorded() {
    block_on(async {
        for call in 1.. {
            let house = House::new().await;
            house.connected("kask", "pk-old").await;
            let (before, events) = (house.stored(&of("kask")).await, house.events().await);
            let store = Failing::at(call, house.store.as_ref());
            let admin = admin();
            let connecting = Connecting { store: &store, ..house.connecting(&admin) };
            let saved = connecting.save(&of("kask"), house.company("pk-new"), Saving::Tested).await;
            if store.was_not_reached() {
                assert!(saved.is_ok() && call > 5, "{saved:?}");
                break;
            }
            assert!(matches!(saved, Err(ConnectError::Store(StoreError::Failed(_)))), "{saved:?}");
            assert_eq!(house.stored(&of("kask")).await, before);
            assert_eq!(house.events().await, events);
        }
    });
}

#[test]
fn no_unit_of_work_is_open_while_keys_are_tried() {
    block_on(async {
        let house = House::new().await;
        house.connected("kask", "pk-old").await;
        let new = key_pair("pk-new");
        let other = house.clone();
        house.books(&new).meanwhile(move |_, _, _| drop(at_once(other.connections(&firm_a()))));
        house.connecting(&admin()).try_keys(&of("kask"), new.clone()).await.unwrap();
        house.save(&of("kask"), &new, Saving::Tested).await.unwrap();
        house.wait(TimeDelta::minutes(1));
        assert!(house.test(&of("kask")).await.unwrap().is_successful());
        assert_eq!(house.requests(&new), 3);
        assert_eq!(house.state(&of("kask")).await, house.works(), "when they last worked");
    });
}

#[test]
fn an_unreachable_server_is_not_the_keys_fault() {
    let unreachable = LedgerError::Unreachable { detail: "no route".into() };
    assert_eq!(TestResult::from(unreachable).trouble(), None);
}
