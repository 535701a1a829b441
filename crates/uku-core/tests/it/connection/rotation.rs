//! Data keys are sealed anew under a newer master key.

use uku_core::audit::AuditEvent;
use uku_core::connection::{ConnectionOwner, Rotated, Saving, disconnect, rotate_data_keys};
use uku_core::vault::VaultError;
use uku_testkit::build::{firm_a, firm_b, key_pair};

use super::failing::Failing;
use super::house::{House, admin, admin_of, at_once, of};
use super::meddling::Meddling;
use crate::support::block_on;

const OWN_BOOKS: ConnectionOwner = ConnectionOwner::OwnBooks;

/// Three connections of the first firm, one of the second, all under the first of two master keys.
async fn house() -> House {
    let house = House::new().await;
    house.connected("kask", "pk-1").await;
    house.connected("tamm", "pk-2").await;
    house.save(&OWN_BOOKS, &house.company("pk-3"), Saving::Tested).await.unwrap();
    let stranger = admin_of(&firm_b());
    house.connecting(&stranger).save(&of("kask"), key_pair("pk-4"), Saving::Untested).await.unwrap();
    house.vault.add_master_key();
    house
}

async fn rotate(house: &House) -> Rotated {
    rotate_data_keys(house.store.as_ref(), house.vault.as_ref(), &house.clock, &firm_a()).await.unwrap()
}

/// How many keys were recorded as sealed anew.
async fn recorded(house: &House) -> u32 {
    let events = house.events().await;
    let keys = |event: &AuditEvent| match event {
        AuditEvent::DataKeysResealed { keys } => *keys,
        _ => 0,
    };
    events.iter().map(keys).sum()
}

#[test]
fn every_data_key_of_the_firm_is_sealed_anew_and_all_keys_still_open() {
    block_on(async {
        let house = house().await;
        let before = house.stored(&of("kask")).await.unwrap().1;
        let expected = Rotated { resealed: 3, current: 0, failed: Vec::new() };
        assert_eq!(rotate(&house).await, expected);
        let after = house.stored(&of("kask")).await.unwrap().1;
        assert_ne!(after.data_key, before.data_key);
        assert_eq!(
            (after.public, after.secret),
            (before.public, before.secret),
            "only data keys are sealed anew"
        );
        for owner in [of("kask"), of("tamm"), OWN_BOOKS] {
            assert!(house.test(&owner).await.unwrap().is_successful());
        }
        assert_eq!(recorded(&house).await, 3);
        assert_eq!(rotate(&house).await, Rotated { resealed: 0, current: 3, failed: Vec::new() });
        assert_eq!(recorded(&house).await, 3);
    });
}

#[test]
fn interrupted_anywhere_and_begun_again_it_ends_complete_with_every_key_recorded_once() {
    block_on(async {
        for call in 1.. {
            let house = house().await;
            let store = Failing::at(call, house.store.as_ref());
            let first = rotate_data_keys(&store, house.vault.as_ref(), &house.clock, &firm_a()).await;
            if store.was_not_reached() {
                assert!(call > 10);
                break;
            }
            first.unwrap_err();
            let again = rotate(&house).await;
            assert_eq!((again.resealed + again.current, again.failed), (3, Vec::new()), "call {call}");
            assert_eq!(rotate(&house).await.current, 3, "call {call}");
            assert_eq!(recorded(&house).await, 3, "call {call}");
            assert!(house.test(&of("tamm")).await.unwrap().is_successful());
        }
    });
}

#[test]
fn keys_under_a_lost_master_key_are_reported_and_the_others_sealed_anew() {
    block_on(async {
        let house = house().await;
        let vault = Meddling::without_key_of(&house.vault, &of("kask"));
        let rotated = rotate_data_keys(house.store.as_ref(), &vault, &house.clock, &firm_a()).await.unwrap();
        let failed = vec![(of("kask"), VaultError::NoMasterKey("2025".into()))];
        assert_eq!(rotated, Rotated { resealed: 2, current: 0, failed });
        assert_eq!(recorded(&house).await, 2);
    });
}

/// The own books are the first whose data key is sealed anew; meanwhile something happens.
async fn rotate_while(house: &House, meanwhile: impl FnOnce() + Send) -> Rotated {
    let vault = Meddling::during(&house.vault, meanwhile);
    rotate_data_keys(house.store.as_ref(), &vault, &house.clock, &firm_a()).await.unwrap()
}

#[test]
fn keys_replaced_or_deleted_meanwhile_are_left_as_they_are() {
    block_on(async {
        let house = house().await;
        let new = house.company("pk-new");
        let replaced = rotate_while(&house, || {
            at_once(house.save(&OWN_BOOKS, &new, Saving::Tested)).unwrap();
        });
        assert_eq!(replaced.await, Rotated { resealed: 2, current: 1, failed: Vec::new() });
        assert!(house.test(&OWN_BOOKS).await.unwrap().is_successful());

        house.vault.add_master_key();
        let deleted = rotate_while(&house, || {
            for owner in [OWN_BOOKS, of("tamm")] {
                at_once(disconnect(&admin(), house.store.as_ref(), &house.clock, &owner)).unwrap();
            }
        });
        assert_eq!(deleted.await, Rotated { resealed: 1, current: 2, failed: Vec::new() });
    });
}

#[test]
fn another_firms_data_keys_stay_as_they_are() {
    block_on(async {
        let house = house().await;
        rotate(&house).await;
        let stranger = firm_b();
        let rotated = rotate_data_keys(house.store.as_ref(), house.vault.as_ref(), &house.clock, &stranger)
            .await
            .unwrap();
        assert_eq!(rotated.resealed, 1);
    });
}
