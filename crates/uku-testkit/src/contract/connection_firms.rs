//! The clauses that keep one firm's connections from another.

use uku_core::connection::{Connection, ConnectionOwner, ConnectionState};

use super::connections::{get, holders, keys, own_books, owner, put};
use super::store::{StoreHarness, commit, open};
use crate::build::{at, connection, fingerprint, firm_a, firm_b, sealed_keys};

/// Not by owner, not by key, not in the list.
pub async fn another_firms_connections_are_not_seen(harness: &dyn StoreHarness) {
    for connection in [connection("kask", "key"), own_books("own")] {
        put(harness, &firm_a(), &connection, &sealed_keys(1)).await;
    }
    let mut work = open(harness, &firm_b()).await;
    let connections = work.connections();
    assert_eq!(connections.all().await.unwrap(), []);
    for owner in [owner("kask"), ConnectionOwner::OwnBooks] {
        assert_eq!(connections.get(&owner).await.unwrap(), None);
        assert_eq!(connections.get_to_change(&owner).await.unwrap(), None);
        assert_eq!(connections.keys(&owner).await.unwrap(), None);
    }
    for key in ["key", "own"] {
        assert_eq!(connections.holders(&fingerprint(key)).await.unwrap(), []);
    }
}

/// Every change finds nothing to change.
pub async fn another_firms_connections_are_not_changed(harness: &dyn StoreHarness) {
    let before = connection("kask", "key");
    put(harness, &firm_a(), &before, &sealed_keys(1)).await;
    commit(harness, &firm_b(), async |work| {
        let (connections, owner) = (work.connections(), owner("kask"));
        let state = ConnectionState::Connected { at: at("2026-11-10T06:00:00Z") };
        assert!(!connections.set_state(&owner, &fingerprint("key"), &state).await.unwrap());
        assert!(!connections.set_paused(&owner, true).await.unwrap());
        let (old, new) = (sealed_keys(1).data_key, sealed_keys(2).data_key);
        assert!(!connections.replace_data_key(&owner, &old, &new).await.unwrap());
        assert!(!connections.delete(&owner).await.unwrap());
    })
    .await;
    assert_eq!(get(harness, &owner("kask")).await, Some(before));
    assert_eq!(keys(harness, &owner("kask")).await, Some(sealed_keys(1)));
}

/// Two firms may have a client of the same identity, even with the same key.
pub async fn another_firms_connection_of_the_same_client_is_another(harness: &dyn StoreHarness) {
    let ours = Connection { paused: true, ..connection("kask", "key") };
    put(harness, &firm_a(), &ours, &sealed_keys(1)).await;
    put(harness, &firm_b(), &connection("kask", "key"), &sealed_keys(2)).await;
    assert_eq!(get(harness, &owner("kask")).await, Some(ours));
    assert_eq!(keys(harness, &owner("kask")).await, Some(sealed_keys(1)));
    commit(harness, &firm_b(), async |work| work.connections().delete(&owner("kask")).await.unwrap()).await;
    assert_eq!(holders(harness, &firm_a(), &fingerprint("key")).await, [owner("kask")]);
    assert_eq!(holders(harness, &firm_b(), &fingerprint("key")).await, []);
}
