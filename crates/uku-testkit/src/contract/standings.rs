//! Connections of many clients at once.

use uku_core::client::ClientId;
use uku_core::connection::{Connection, ConnectionState, ConnectionTrouble, Standing};

use super::connections::{own_books, put};
use super::store::{StoreHarness, open};
use crate::build::{at, connection, firm_a, firm_b, id, sealed_keys};

/// Everybody fares otherwise; the firm itself is connected, too.
async fn fill(harness: &dyn StoreHarness) -> Vec<Connection> {
    let since = at("2026-11-10T06:00:00Z");
    let failing = ConnectionState::Failing { since, why: ConnectionTrouble::Unpaid };
    let all = vec![
        Connection { state: ConnectionState::Connected { at: since }, ..connection("Kask", "1") },
        Connection { state: failing.clone(), ..connection("kask", "2") },
        connection("saar", "3"),
        Connection { state: failing, paused: true, ..connection("tamm", "4") },
        Connection { paused: true, ..connection("õ 'x'", "5") },
    ];
    put(harness, &firm_a(), &own_books("6"), &sealed_keys(1)).await;
    for connection in all.iter().rev() {
        put(harness, &firm_a(), connection, &sealed_keys(1)).await;
    }
    put(harness, &firm_b(), &connection("lepp", "7"), &sealed_keys(1)).await;
    all
}

/// In order of clients; who is not connected is left out.
pub async fn connections_of_some_clients_come_alone(harness: &dyn StoreHarness) {
    let all = fill(harness).await;
    let mut work = open(harness, &firm_a()).await;
    let nobody = (0..5000).map(|number| id(&format!("nobody {number}")));
    let some: Vec<ClientId> = ["tamm", "Kask", "lepp", "own-books", ""]
        .iter()
        .filter_map(|text| ClientId::try_from(*text).ok())
        .chain(nobody)
        .collect();
    let expected = [all[0].clone(), all[3].clone()];
    assert_eq!(work.connections().of_clients(&some).await.unwrap(), expected);
    assert_eq!(work.connections().of_clients(&[]).await.unwrap(), []);
    let everybody: Vec<ClientId> =
        all.iter().filter_map(|connection| connection.owner.client().cloned()).collect();
    assert_eq!(work.connections().of_clients(&everybody).await.unwrap(), all);
}

/// As each connection itself says; the own books are nobody's.
pub async fn it_is_told_how_all_clients_stand(harness: &dyn StoreHarness) {
    assert_eq!(open(harness, &firm_a()).await.connections().standings().await.unwrap(), []);
    let all = fill(harness).await;
    let expected: Vec<(ClientId, Standing)> = all
        .iter()
        .map(|connection| (connection.owner.client().unwrap().clone(), Standing::of(connection)))
        .collect();
    assert_eq!(open(harness, &firm_a()).await.connections().standings().await.unwrap(), expected);
    let theirs = open(harness, &firm_b()).await.connections().standings().await.unwrap();
    assert_eq!(theirs, [(id("lepp"), Standing::Untested)]);
}
