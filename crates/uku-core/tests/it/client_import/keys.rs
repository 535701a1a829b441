use uku_core::client::Client;
use uku_core::client_import::{FoundClient, ImportSource, KeysDone, keys_under_older_master_keys};
use uku_core::connection::{Connection, ConnectionOwner, ConnectionState, SealedKeys};
use uku_core::ledger::KeyPair;
use uku_core::store::IntegrationStore as _;
use uku_testkit::build::{client, connection, firm_a, key_pair, sealed_keys};

use super::house::{House, Listed, company, untick};
use crate::support::block_on;

fn with_keys(name: &str, code: &str, keys: KeyPair) -> FoundClient {
    FoundClient { profile: Ok(company(name, code)), keys: Some(Ok(keys)) }
}

async fn keys_done(house: &House) -> Vec<Option<KeysDone>> {
    house.rows().await.into_iter().map(|row| row.done.unwrap().keys).collect()
}

async fn connections(house: &House) -> Vec<Connection> {
    let mut work = house.store.open(&firm_a()).await.unwrap();
    work.connections().all().await.unwrap()
}

async fn connect(house: &House, connection: &Connection, seed: u8) {
    let mut work = house.store.open(&firm_a()).await.unwrap();
    work.connections().put(connection, &sealed_keys(seed)).await.unwrap();
    work.commit().await.unwrap();
}

#[test]
fn keys_in_rows_become_untested_connections() {
    block_on(async {
        let house = House::new().await;
        let rows = vec![
            with_keys("Kask", "10421629", key_pair("kask")),
            with_keys("Tamm", "10060701", key_pair("tamm")),
        ];
        house.import_from(&mut Listed::pages(ImportSource::File, [Ok(rows)])).await;
        let found = house.confirm().await;
        assert_eq!((found.created, found.connected, found.not_connected), (2, 2, 0));
        let saved = connections(&house).await;
        assert_eq!(saved.len(), 2);
        assert!(saved.iter().all(|saved| saved.state == ConnectionState::Untested && !saved.paused));
        assert!(house.rows().await.iter().all(|row| row.keys.is_none()));
        let mut work = house.store.open(&firm_a()).await.unwrap();
        for connection in saved {
            let sealed: SealedKeys = work.connections().keys(&connection.owner).await.unwrap().unwrap();
            sealed.open(&house.vault, &firm_a(), &connection.owner.to_string()).await.unwrap();
        }
    });
}

#[test]
fn the_same_keys_on_two_clients_are_refused_with_the_others_name() {
    block_on(async {
        let house = House::new().await;
        house.clients.put(client("Lepp"));
        connect(&house, &connection("Lepp", "lepp"), 1).await;
        let rows = vec![
            with_keys("Kask", "10421629", key_pair("lepp")),
            with_keys("Tamm", "10060701", key_pair("tamm")),
            with_keys("Kuusk", "10000127", key_pair("tamm")),
        ];
        house.import_from(&mut Listed::pages(ImportSource::File, [Ok(rows)])).await;
        let found = house.confirm().await;
        assert_eq!((found.created, found.connected, found.not_connected), (3, 1, 2));
        let refused = |other: &str| {
            Some(KeysDone::NotSaved(format!(
                "these are the keys of {other}; each SmartAccounts company has its own pair"
            )))
        };
        assert_eq!(keys_done(&house).await, [refused("Lepp"), Some(KeysDone::Saved), refused("Tamm")]);
    });
}

#[test]
fn the_keys_of_the_own_books_are_shared_with_the_client_that_is_the_firm_only() {
    block_on(async {
        let house = House::new().await;
        let own = Connection { owner: ConnectionOwner::OwnBooks, ..connection("x", "own") };
        connect(&house, &own, 1).await;
        let rows = vec![
            with_keys("Kask", "10421629", key_pair("own")),
            with_keys("Meie", "10000018", key_pair("own")),
        ];
        house.import_from(&mut Listed::pages(ImportSource::File, [Ok(rows)])).await;
        house.confirm().await;
        let done = keys_done(&house).await;
        assert!(matches!(done[0], Some(KeysDone::NotSaved(_))), "{done:?}");
        assert_eq!(done[1], Some(KeysDone::Saved));
    });
}

#[test]
fn a_client_that_has_other_keys_keeps_them() {
    block_on(async {
        let house = House::new().await;
        house.clients.put(Client { registry_code: Some("10421629".to_owned()), ..client("Kask") });
        connect(&house, &connection("Kask", "old"), 1).await;
        let row = with_keys("Kask", "10421629", key_pair("new"));
        house.import_from(&mut Listed::pages(ImportSource::File, [Ok(vec![row])])).await;
        let found = house.confirm().await;
        assert_eq!((found.unchanged, found.not_connected), (1, 1));
        assert_eq!(connections(&house).await, [connection("Kask", "old")]);
        // The same keys once more are no trouble.
        let row = with_keys("Kask", "10421629", key_pair("old"));
        house.import_from(&mut Listed::pages(ImportSource::File, [Ok(vec![row])])).await;
        assert_eq!(house.confirm().await.connected, 1);
    });
}

#[test]
fn keys_of_rows_that_are_not_imported_are_not_kept() {
    block_on(async {
        let house = House::new().await;
        let row = with_keys("Kask", "10421629", key_pair("kask"));
        house.import_from(&mut Listed::pages(ImportSource::File, [Ok(vec![row])])).await;
        house.choose(&[(1, untick())]).await.unwrap();
        assert_eq!(house.confirm().await.declined, 1);
        assert_eq!(connections(&house).await, []);
        assert!(house.rows().await[0].keys.is_none());
    });
}

#[test]
fn keys_that_wait_for_review_under_an_older_master_key_are_counted() {
    block_on(async {
        let house = House::new().await;
        let firm = firm_a();
        let older = || keys_under_older_master_keys(&house.store, &house.vault, &firm);
        assert_eq!(older().await, Ok(0));
        let rows = vec![
            with_keys("Kask", "10421629", key_pair("kask")),
            Ok(company("Tamm", "10060701")).into(),
            with_keys("Lepp", "10000024", key_pair("lepp")),
        ];
        house.import_from(&mut Listed::pages(ImportSource::File, [Ok(rows)])).await;
        assert_eq!(older().await, Ok(0));
        house.vault.add_master_key();
        assert_eq!(older().await, Ok(2));
        house.confirm().await;
        assert_eq!(older().await, Ok(0));
    });
}
