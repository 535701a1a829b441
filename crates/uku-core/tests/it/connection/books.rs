//! Books that are opened with saved keys, and asked only while that is wanted.

use std::num::NonZeroU32;

use chrono::TimeDelta;
use uku_core::clock::Clock as _;
use uku_core::connection::{
    Books, ConnectedLedger, ConnectionOwner, ConnectionState, ConnectionTrouble, NoBooks, Saving, open_books,
};
use uku_core::connection::{disconnect, recent};
use uku_core::ledger::{
    Basis, DocumentList, DocumentsQuery, EntriesQuery, KeyPair, Ledger as _, LedgerError, Priority, Right,
};
use uku_core::vault::VaultError;
use uku_testkit::build::{at, date, firm_a, firm_b, key_pair, month};

use super::house::{House, admin, at_once, of};
use super::meddling::Meddling;
use crate::support::{block_on, every_ledger_error};

async fn why_not(house: &House, owner: &ConnectionOwner) -> NoBooks {
    house.open(&firm_a(), owner).await.map(|_| ()).unwrap_err()
}

/// Asks each kind of question once.
async fn ask_all(books: &ConnectedLedger<'_>) -> Vec<Result<(), LedgerError>> {
    let basis = Basis::EntryDate(date("2026-11-01"), date("2026-11-30"));
    let page = NonZeroU32::MIN;
    let entries = EntriesQuery { basis, kind: None, page };
    let documents = DocumentsQuery { list: DocumentList::ClientInvoices, month: month("2026-11"), page };
    vec![
        books.probe(&recent(Right::Entries, at("2026-11-10T09:00:00Z"))).await.map(drop),
        books.entries(&entries).await.map(drop),
        books.documents(&documents).await.map(drop),
        books.customers(page).await.map(drop),
    ]
}

async fn ask(books: &ConnectedLedger<'_>) -> Result<(), LedgerError> {
    ask_all(books).await.remove(0)
}

#[test]
fn connected_books_answer_every_kind_of_question() {
    block_on(async {
        let house = House::new().await;
        let keys = house.connected("kask", "pk-1").await;
        let firm = firm_a();
        let books = house.open(&firm, &of("kask")).await.unwrap();
        assert_eq!(ask_all(&books).await, [Ok(()), Ok(()), Ok(()), Ok(())]);
        assert_eq!((books.requests_sent(), house.requests(&keys)), (4, 5));
    });
}

#[test]
fn untested_keys_count_as_connected_and_their_first_answer_is_recorded_once() {
    block_on(async {
        let house = House::new().await;
        let keys = house.company("pk-1");
        house.save(&of("kask"), &keys, Saving::Untested).await.unwrap();
        let firm = firm_a();
        let books = house.open(&firm, &of("kask")).await.unwrap();
        ask_all(&books).await;
        assert_eq!(house.state(&of("kask")).await, house.works());
        assert_eq!(house.state_changes().await, 1);
    });
}

#[test]
fn two_who_ask_at_once_record_one_change() {
    block_on(async {
        let house = House::new().await;
        let keys = key_pair("pk-1");
        house.save(&of("kask"), &keys, Saving::Untested).await.unwrap();
        let other = house.clone();
        let mut first = true;
        house.books(&keys).meanwhile(move |_, _, _| {
            if std::mem::take(&mut first) {
                // Books of its own: those that answer at this moment are busy.
                other.books(&key_pair("pk-1"));
                let firm = firm_a();
                let books = at_once(other.open(&firm, &of("kask"))).unwrap();
                at_once(ask_all(&books));
            }
        });
        let firm = firm_a();
        let books = house.open(&firm, &of("kask")).await.unwrap();
        ask_all(&books).await;
        assert_eq!(house.state_changes().await, 1);
    });
}

#[test]
fn books_are_not_opened_while_the_integration_is_not_active() {
    block_on(async {
        let house = House::unused();
        assert_eq!(why_not(&house, &of("kask")).await, NoBooks::NotActive);
        house.activate().await;
        house.connected("kask", "pk-1").await;
        house.deactivate().await;
        assert_eq!(why_not(&house, &of("kask")).await, NoBooks::NotActive);
    });
}

#[test]
fn books_are_not_opened_without_keys_while_paused_or_after_the_keys_were_refused() {
    block_on(async {
        let house = House::new().await;
        assert_eq!(why_not(&house, &of("kask")).await, NoBooks::NotConnected);
        let keys = house.connected("kask", "pk-1").await;
        house.pause(&of("kask"), true).await.unwrap();
        assert_eq!(why_not(&house, &of("kask")).await, NoBooks::Paused);
        house.pause(&of("kask"), false).await.unwrap();
        assert!(house.open(&firm_a(), &of("kask")).await.is_ok());

        house.ledgers.revoke(keys.public());
        house.test(&of("kask")).await.unwrap();
        let sent = house.requests(&keys);
        assert_eq!(why_not(&house, &of("kask")).await, NoBooks::Failing(ConnectionTrouble::WrongKeys));
        assert_eq!(house.requests(&keys), sent);
        // Another firm's client of the same name has nothing to do with it.
        let stranger = firm_b();
        let refused = house.open(&stranger, &of("kask")).await.map(|_| ()).unwrap_err();
        assert_eq!(refused, NoBooks::NotConnected);
    });
}

#[test]
fn keys_under_a_lost_master_key_do_not_open_and_say_which_key_is_missing() {
    block_on(async {
        let house = House::new().await;
        let keys = house.connected("kask", "pk-1").await;
        let vault = Meddling::without_key_of(&house.vault, &of("kask"));
        let firm = firm_a();
        let with = Books {
            firm: &firm,
            store: house.store.as_ref(),
            vault: &vault,
            ledgers: &house.ledgers,
            clock: &house.clock,
            priority: Priority::Bulk,
        };
        let refused = open_books(with, &of("kask")).await.map(|_| ()).unwrap_err();
        assert_eq!(refused, NoBooks::Vault(VaultError::NoMasterKey("2025".into())));
        assert_eq!(house.state(&of("kask")).await, house.works(), "it says nothing of the keys");
        assert_eq!(house.requests(&keys), 1);
    });
}

/// Every request after this is refused as withdrawn and not sent.
async fn withdrawn_by(house: &House, keys: &KeyPair, what: &str, change: impl AsyncFnOnce()) {
    let firm = firm_a();
    let books = house.open(&firm, &of("kask")).await.unwrap();
    assert_eq!(ask(&books).await, Ok(()), "{what}");
    change().await;
    let sent = house.requests(keys);
    let withdrawn = Err(LedgerError::Withdrawn);
    assert_eq!(ask_all(&books).await, vec![withdrawn; 4], "{what}");
    assert_eq!(house.requests(keys), sent, "{what}");
}

#[test]
fn after_deactivating_pausing_deleting_or_replacing_nothing_more_is_sent() {
    block_on(async {
        let house = House::new().await;
        let keys = house.connected("kask", "pk-1").await;
        withdrawn_by(&house, &keys, "paused", async || house.pause(&of("kask"), true).await.unwrap()).await;
        house.pause(&of("kask"), false).await.unwrap();

        withdrawn_by(&house, &keys, "deactivated", async || assert!(!house.deactivate().await.is_active()))
            .await;
        house.activate().await;

        let new = house.company("pk-2");
        let replaced = async || drop(house.save(&of("kask"), &new, Saving::Tested).await.unwrap());
        withdrawn_by(&house, &keys, "replaced", replaced).await;

        let deleted = async || {
            disconnect(&admin(), house.store.as_ref(), &house.clock, &of("kask")).await.unwrap();
        };
        withdrawn_by(&house, &new, "deleted", deleted).await;
    });
}

#[test]
fn an_answer_that_comes_after_the_connection_was_deleted_says_nothing_of_it() {
    block_on(async {
        let house = House::new().await;
        let keys = key_pair("pk-1");
        let ledger = house.books(&keys);
        house.save(&of("kask"), &keys, Saving::Untested).await.unwrap();
        let other = house.clone();
        ledger.meanwhile(move |_, _, _| {
            at_once(disconnect(&admin(), other.store.as_ref(), &other.clock, &of("kask"))).unwrap();
        });
        let firm = firm_a();
        let books = house.open(&firm, &of("kask")).await.unwrap();
        assert_eq!(ask(&books).await, Ok(()));
        assert!(house.stored(&of("kask")).await.is_none());
        assert_eq!(house.state_changes().await, 0);
    });
}

#[test]
fn a_wrong_key_answer_marks_the_connection_failing_and_stops_that_key_only() {
    block_on(async {
        let house = House::new().await;
        let keys = house.connected("kask", "pk-1").await;
        house.connected("tamm", "pk-2").await;
        let firm = firm_a();
        let books = house.open(&firm, &of("kask")).await.unwrap();
        let others = house.open(&firm, &of("tamm")).await.unwrap();
        house.ledgers.revoke(keys.public());
        house.wait(TimeDelta::hours(1));
        let since = house.clock.now();
        assert_eq!(ask(&books).await, Err(LedgerError::WrongKeys));
        let sent = house.requests(&keys);
        house.wait(TimeDelta::hours(1));
        assert_eq!(ask_all(&books).await, vec![Err(LedgerError::WrongKeys); 4]);
        assert_eq!(house.requests(&keys), sent, "a refused key is not sent again");
        let why = ConnectionTrouble::WrongKeys;
        assert_eq!(house.state(&of("kask")).await, ConnectionState::Failing { since, why });
        assert_eq!(house.state_changes().await, 1);
        assert_eq!(ask(&others).await, Ok(()));
    });
}

#[test]
fn an_unpaid_bill_or_a_missing_right_is_marked_once_and_a_later_success_heals_it() {
    block_on(async {
        let missing = LedgerError::RightMissing { what: "read general ledger entries".into() };
        for error in [LedgerError::Unpaid, missing] {
            let house = House::new().await;
            let keys = house.connected("kask", "pk-1").await;
            let firm = firm_a();
            let books = house.open(&firm, &of("kask")).await.unwrap();
            house.ledgers.fail(keys.public(), Some(error.clone()));
            let since = house.clock.now();
            for _ in 0..2 {
                assert_eq!(ask_all(&books).await, vec![Err(error.clone()); 4]);
                house.wait(TimeDelta::hours(1));
            }
            let why = ConnectionTrouble::of(&error).unwrap();
            assert_eq!(house.state(&of("kask")).await, ConnectionState::Failing { since, why });
            assert_eq!(house.state_changes().await, 1);
            house.ledgers.fail(keys.public(), None);
            assert_eq!(ask_all(&books).await, vec![Ok(()); 4]);
            assert_eq!(house.state(&of("kask")).await, house.works());
            assert_eq!(house.state_changes().await, 2);
        }
    });
}

#[test]
fn trouble_that_passes_by_itself_says_nothing_of_the_connection() {
    block_on(async {
        let until = at("2026-11-10T10:00:00Z");
        for error in every_ledger_error(until) {
            if ConnectionTrouble::of(&error).is_some() {
                continue;
            }
            let house = House::new().await;
            let keys = house.company("pk-1");
            house.save(&of("kask"), &keys, Saving::Untested).await.unwrap();
            house.ledgers.fail(keys.public(), Some(error.clone()));
            let firm = firm_a();
            let books = house.open(&firm, &of("kask")).await.unwrap();
            assert_eq!(ask(&books).await, Err(error));
            assert_eq!(house.state(&of("kask")).await, ConnectionState::Untested);
            assert_eq!(house.state_changes().await, 0);
        }
    });
}

#[test]
fn a_connection_that_keeps_working_says_on_which_day_it_last_did() {
    block_on(async {
        let house = House::new().await;
        house.connected("kask", "pk-1").await;
        let firm = firm_a();
        let books = house.open(&firm, &of("kask")).await.unwrap();
        house.wait(TimeDelta::days(30));
        ask_all(&books).await;
        assert_eq!(house.state(&of("kask")).await, house.works());
        assert_eq!(house.state_changes().await, 0);
    });
}

#[test]
fn no_unit_of_work_is_open_while_connected_books_are_asked() {
    block_on(async {
        let house = House::new().await;
        let keys = key_pair("pk-1");
        let ledger = house.books(&keys);
        house.save(&of("kask"), &keys, Saving::Untested).await.unwrap();
        let other = house.clone();
        ledger.meanwhile(move |_, _, _| drop(at_once(other.connections(&firm_a()))));
        let firm = firm_a();
        let books = house.open(&firm, &of("kask")).await.unwrap();
        assert_eq!(ask_all(&books).await, vec![Ok(()); 4]);
    });
}
