//! Keys of which only the secret one was replaced: the public key, and so the fingerprint, stays.

use chrono::TimeDelta;
use uku_core::connection::{ConnectionState, Saving, disconnect, recent};
use uku_core::ledger::{KeyPair, Ledger as _, LedgerError, Right};
use uku_testkit::build::{at, firm_a, key_pair};

use super::house::{House, admin, at_once, of};
use crate::support::block_on;

/// The same public key with a secret that was mistyped.
fn mistyped() -> KeyPair {
    KeyPair::new("pk-1", "secret-of-somebody-else".into()).unwrap()
}

#[test]
fn books_that_were_opened_with_the_former_secret_are_withdrawn() {
    block_on(async {
        let house = House::new().await;
        house.save(&of("kask"), &mistyped(), Saving::Untested).await.unwrap();
        let firm = firm_a();
        let books = house.open(&firm, &of("kask")).await.unwrap();
        house.wait(TimeDelta::seconds(1));
        let right = house.connected("kask", "pk-1").await;
        let sent = house.requests(&right);
        let query = recent(Right::Entries, at("2026-11-10T09:00:00Z"));
        assert_eq!(books.probe(&query).await, Err(LedgerError::Withdrawn));
        assert_eq!(house.requests(&right), sent);
        assert_eq!(house.state(&of("kask")).await, house.works());
    });
}

#[test]
fn a_test_of_the_former_secret_says_nothing_of_the_new_one() {
    block_on(async {
        let house = House::new().await;
        let right = key_pair("pk-1");
        let ledger = house.books(&right);
        house.save(&of("kask"), &right, Saving::Tested).await.unwrap();
        // While the saved keys are tested and work, somebody saves others; what was learned is of the former.
        let other = house.clone();
        let mut first = true;
        ledger.meanwhile(move |_, _, _| {
            if std::mem::take(&mut first) {
                other.wait(TimeDelta::seconds(1));
                at_once(disconnect(&admin(), other.store.as_ref(), &other.clock, &of("kask"))).unwrap();
                at_once(other.save(&of("kask"), &mistyped(), Saving::Untested)).unwrap();
            }
        });
        assert!(house.test(&of("kask")).await.unwrap().is_successful());
        assert_eq!(house.state(&of("kask")).await, ConnectionState::Untested);
        assert_eq!(house.state_changes().await, 0);
    });
}
