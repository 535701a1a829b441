//! A pair of keys belongs to one company ("SmartAccounts API keys are per-client, not per-company").

use uku_core::client::{Client, Clients as _};
use uku_core::connection::{ConnectError, Connecting, ConnectionOwner, Saving};
use uku_core::firm::Firm;
use uku_testkit::build::{client, firm_a, firm_b, two_firms};
use uku_testkit::fake::MemoryClients;

use super::house::{House, admin, admin_of, of};
use crate::support::block_on;

const OWN_BOOKS: ConnectionOwner = ConnectionOwner::OwnBooks;

fn taken_by(name: &str) -> ConnectError {
    ConnectError::SameKeys { other: name.to_owned() }
}

#[test]
fn the_same_key_on_two_clients_is_refused_with_the_other_clients_name_before_any_request() {
    block_on(async {
        let house = House::new().await;
        let keys = house.connected("kask", "pk-1").await;
        for saving in [Saving::Tested, Saving::Untested] {
            let refused = house.save(&of("tamm"), &keys, saving).await.unwrap_err();
            assert_eq!(refused, taken_by("Kask OÜ"));
            assert!(refused.to_string().contains("these are the keys of Kask OÜ"), "{refused}");
        }
        assert_eq!(house.requests(&keys), 1);
        assert!(house.stored(&of("tamm")).await.is_none());
    });
}

#[test]
fn the_own_books_and_a_client_that_is_another_company_may_not_share_a_key() {
    block_on(async {
        for (first, second, name) in
            [(OWN_BOOKS, of("kask"), "your own SmartAccounts company"), (of("kask"), OWN_BOOKS, "Kask OÜ")]
        {
            let house = House::new().await;
            let keys = house.company("pk-1");
            house.save(&first, &keys, Saving::Tested).await.unwrap();
            let refused = house.save(&second, &keys, Saving::Tested).await.unwrap_err();
            assert_eq!(refused, taken_by(name));
        }
    });
}

#[test]
fn the_own_books_and_the_client_that_is_the_firm_itself_may_share_a_key_and_a_third_may_not() {
    block_on(async {
        for owners in [[OWN_BOOKS, of("meie")], [of("meie"), OWN_BOOKS]] {
            let house = House::new().await;
            let keys = house.company("pk-1");
            for owner in &owners {
                house.save(owner, &keys, Saving::Tested).await.unwrap();
            }
            let refused = house.save(&of("kask"), &keys, Saving::Tested).await.unwrap_err();
            assert_eq!(refused, taken_by("your own SmartAccounts company"));
            // Old data may hold one registry code twice: the second is still a client of its own.
            let code = Some("10000018".to_owned());
            house.clients.put(&firm_a(), Client { registry_code: code, ..client("meie-2") });
            let refused = house.save(&of("meie-2"), &keys, Saving::Tested).await.unwrap_err();
            assert_eq!(refused, taken_by("meie"));
            assert_eq!(house.connections(&firm_a()).await.len(), 2);
        }
    });
}

#[test]
fn a_firm_and_a_client_without_registry_codes_are_not_one_company() {
    block_on(async {
        let house = House::new().await;
        let nameless = two_firms().map(|firm| Firm { registry_code: Some(" - ".into()), ..firm });
        let clients = MemoryClients::of(nameless);
        clients.put(&firm_a(), Client { registry_code: Some("-".into()), ..client("kask") });
        let keys = house.company("pk-1");
        let admin = admin();
        let connecting = Connecting { clients: &clients, ..house.connecting(&admin) };
        connecting.save(&OWN_BOOKS, keys.clone(), Saving::Untested).await.unwrap();
        let refused = connecting.save(&of("kask"), keys, Saving::Untested).await.unwrap_err();
        assert_eq!(refused, taken_by("your own SmartAccounts company"));
    });
}

#[test]
fn a_client_that_is_gone_is_not_the_firm_itself() {
    block_on(async {
        let house = House::new().await;
        let keys = house.connected("kask", "pk-1").await;
        let clients = MemoryClients::of(two_firms());
        assert_eq!(clients.clients(&firm_a()).await.unwrap(), []);
        let admin = admin();
        let connecting = Connecting { clients: &clients, ..house.connecting(&admin) };
        let refused = connecting.save(&OWN_BOOKS, keys, Saving::Untested).await.unwrap_err();
        assert_eq!(refused, taken_by("client kask"));
    });
}

#[test]
fn the_own_books_of_two_firms_and_their_clients_may_have_one_key_and_nothing_is_said() {
    block_on(async {
        let house = House::new().await;
        let keys = house.connected("kask", "pk-1").await;
        let stranger = admin_of(&firm_b());
        let saved =
            house.connecting(&stranger).save(&of("tamm"), keys.clone(), Saving::Tested).await.unwrap();
        assert_eq!(saved.connection.state, house.works());
        let [a] = house.connections(&firm_a()).await.try_into().unwrap();
        let [b] = house.connections(&firm_b()).await.try_into().unwrap();
        assert_eq!((a.owner, b.owner), (of("kask"), of("tamm")));
        assert_eq!(a.fingerprint, b.fingerprint, "the budget is shared");
    });
}

#[test]
fn the_same_key_may_be_saved_again_for_its_own_client() {
    block_on(async {
        let house = House::new().await;
        let keys = house.connected("kask", "pk-1").await;
        house.save(&of("kask"), &keys, Saving::Tested).await.unwrap();
        assert_eq!(house.connections(&firm_a()).await.len(), 1);
    });
}
