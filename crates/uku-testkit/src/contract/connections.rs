//! The clauses of [`Connections`](uku_core::connection::Connections).

use futures_util::future::join_all;
use uku_core::connection::{
    Connection, ConnectionOwner, ConnectionState, ConnectionTrouble, KeyHint, SealedKeys,
};
use uku_core::firm::FirmId;
use uku_core::ledger::KeyFingerprint;
use uku_core::vault::{SealedDataKey, SealedSecret};

pub use super::connection_firms::{
    another_firms_connection_of_the_same_client_is_another, another_firms_connections_are_not_changed,
    another_firms_connections_are_not_seen,
};
pub use super::standings::{connections_of_some_clients_come_alone, it_is_told_how_all_clients_stand};
use super::store::{StoreHarness, commit, open};
use crate::build::{at, connection, fingerprint, firm_a, id, sealed_keys};

suite! { $ connections_contract, connections {
    a_connection_comes_back_as_it_was_put,
    keys_come_back_as_they_were_put,
    states_of_every_kind_come_back_as_they_were,
    there_is_nothing_where_nothing_was_put,
    all_come_by_owner_with_the_own_books_first,
    putting_again_replaces_all_of_it,
    connections_of_some_clients_come_alone,
    it_is_told_how_all_clients_stand,
    holders_are_all_who_have_the_key,
    who_gets_to_change_holds_off_others,
    who_gets_to_change_sees_what_others_did,
    a_state_is_set_for_the_same_key_only,
    pausing_changes_nothing_else,
    deleting_leaves_no_keys,
    a_data_key_is_replaced_only_where_it_is_the_old_one,
    another_firms_connections_are_not_seen,
    another_firms_connections_are_not_changed,
    another_firms_connection_of_the_same_client_is_another,
} }

/// Whose connection it is.
pub(super) fn owner(client: &str) -> ConnectionOwner {
    ConnectionOwner::Client(id(client))
}

/// The connection of the firm itself.
pub(super) fn own_books(public: &str) -> Connection {
    Connection { owner: ConnectionOwner::OwnBooks, ..connection("own", public) }
}

/// Saves a connection in a unit of work of its own.
pub(super) async fn put(
    harness: &dyn StoreHarness,
    firm: &FirmId,
    connection: &Connection,
    keys: &SealedKeys,
) {
    commit(harness, firm, async |work| work.connections().put(connection, keys).await.unwrap()).await;
}

/// A connection of the first firm.
pub(super) async fn get(harness: &dyn StoreHarness, owner: &ConnectionOwner) -> Option<Connection> {
    open(harness, &firm_a()).await.connections().get(owner).await.unwrap()
}

/// The sealed keys of a connection of the first firm.
pub(super) async fn keys(harness: &dyn StoreHarness, owner: &ConnectionOwner) -> Option<SealedKeys> {
    open(harness, &firm_a()).await.connections().keys(owner).await.unwrap()
}

/// Who of a firm has a key.
pub(super) async fn holders(
    harness: &dyn StoreHarness,
    firm: &FirmId,
    key: &KeyFingerprint,
) -> Vec<ConnectionOwner> {
    open(harness, firm).await.connections().holders(key).await.unwrap()
}

fn troubles() -> [ConnectionTrouble; 3] {
    let what = "read general ledger entries 'õ'".to_owned();
    [ConnectionTrouble::WrongKeys, ConnectionTrouble::RightMissing { what }, ConnectionTrouble::Unpaid]
}

fn states() -> Vec<ConnectionState> {
    let since = at("2026-11-10T06:00:00.456Z");
    let failing = troubles().map(|why| ConnectionState::Failing { since, why });
    let well = [ConnectionState::Connected { at: since }, ConnectionState::Untested];
    failing.into_iter().chain(well).collect()
}

/// Nothing of it is lost, of a client's as of the firm's own books; the hint of a short key is empty.
pub async fn a_connection_comes_back_as_it_was_put(harness: &dyn StoreHarness) {
    let short =
        Connection { hint: KeyHint::from_stored(String::new()), paused: true, ..connection("Õ 'x'", "a") };
    for connection in [short, connection("kask", "b"), own_books("c")] {
        put(harness, &firm_a(), &connection, &sealed_keys(1)).await;
        assert_eq!(get(harness, &connection.owner).await, Some(connection));
    }
}

/// Byte for byte, whatever the bytes are.
pub async fn keys_come_back_as_they_were_put(harness: &dyn StoreHarness) {
    let every_byte = SealedKeys {
        data_key: SealedDataKey((0..=255).collect()),
        public: SealedSecret(vec![0; 3]),
        secret: SealedSecret((0..=255).rev().cycle().take(2_000).collect()),
    };
    for (connection, sealed) in [(own_books("a"), &sealed_keys(1)), (connection("kask", "b"), &every_byte)] {
        put(harness, &firm_a(), &connection, sealed).await;
        assert_eq!(keys(harness, &connection.owner).await.as_ref(), Some(sealed));
    }
}

/// Put as they are, or set later.
pub async fn states_of_every_kind_come_back_as_they_were(harness: &dyn StoreHarness) {
    for state in states() {
        let put_so = Connection { state: state.clone(), ..connection("kask", "key") };
        put(harness, &firm_a(), &put_so, &sealed_keys(1)).await;
        assert_eq!(get(harness, &owner("kask")).await, Some(put_so));
    }
    for state in states() {
        let key = fingerprint("key");
        let done = commit(harness, &firm_a(), async |work| {
            work.connections().set_state(&owner("kask"), &key, &state).await.unwrap()
        })
        .await;
        assert!(done);
        assert_eq!(get(harness, &owner("kask")).await.map(|connection| connection.state), Some(state));
    }
}

/// Neither reading nor changing what isn't there is an error.
pub async fn there_is_nothing_where_nothing_was_put(harness: &dyn StoreHarness) {
    put(harness, &firm_a(), &connection("tamm", "tamm"), &sealed_keys(1)).await;
    let before = connection("tamm", "tamm");
    for missing in [owner("kask"), ConnectionOwner::OwnBooks] {
        assert_eq!(get(harness, &missing).await, None);
        assert_eq!(keys(harness, &missing).await, None);
        commit(harness, &firm_a(), async |work| {
            let connections = work.connections();
            let (key, state) = (fingerprint("tamm"), ConnectionState::Untested);
            assert!(!connections.set_state(&missing, &key, &state).await.unwrap());
            assert!(!connections.set_paused(&missing, true).await.unwrap());
            assert!(!connections.delete(&missing).await.unwrap());
            let (old, new) = (sealed_keys(1).data_key, sealed_keys(2).data_key);
            assert!(!connections.replace_data_key(&missing, &old, &new).await.unwrap());
        })
        .await;
    }
    assert_eq!(open(harness, &firm_a()).await.connections().all().await.unwrap(), [before]);
}

/// The order is that of the clients' identities, not that in which they were put.
pub async fn all_come_by_owner_with_the_own_books_first(harness: &dyn StoreHarness) {
    assert_eq!(open(harness, &firm_a()).await.connections().all().await.unwrap(), []);
    let expected = [own_books("z"), connection("Tamm", "a"), connection("aed", "b"), connection("õun", "c")];
    for index in [2, 0, 3, 1] {
        put(harness, &firm_a(), &expected[index], &sealed_keys(1)).await;
    }
    assert_eq!(open(harness, &firm_a()).await.connections().all().await.unwrap(), expected);
}

/// Another key, another state, other sealed bytes: nothing of the former connection remains.
pub async fn putting_again_replaces_all_of_it(harness: &dyn StoreHarness) {
    let since = at("2026-11-10T06:00:00Z");
    let state = ConnectionState::Failing { since, why: ConnectionTrouble::Unpaid };
    let first = Connection { state, paused: true, ..connection("kask", "old") };
    put(harness, &firm_a(), &first, &sealed_keys(1)).await;
    let second = Connection { saved_at: since, ..connection("kask", "new") };
    put(harness, &firm_a(), &second, &sealed_keys(2)).await;
    assert_eq!(open(harness, &firm_a()).await.connections().all().await.unwrap(), [second]);
    assert_eq!(keys(harness, &owner("kask")).await, Some(sealed_keys(2)));
    assert_eq!(holders(harness, &firm_a(), &fingerprint("old")).await, []);
    let replaced = commit(harness, &firm_a(), async |work| {
        let (old, new) = (sealed_keys(1).data_key, sealed_keys(3).data_key);
        work.connections().replace_data_key(&owner("kask"), &old, &new).await.unwrap()
    })
    .await;
    assert!(!replaced);
}

/// The own books first, then clients in order; nobody who has another key.
pub async fn holders_are_all_who_have_the_key(harness: &dyn StoreHarness) {
    for connection in
        [connection("tamm", "key"), connection("kask", "key"), own_books("key"), connection("lepp", "other")]
    {
        put(harness, &firm_a(), &connection, &sealed_keys(1)).await;
    }
    let expected = [ConnectionOwner::OwnBooks, owner("kask"), owner("tamm")];
    assert_eq!(holders(harness, &firm_a(), &fingerprint("key")).await, expected);
    assert_eq!(holders(harness, &firm_a(), &fingerprint("nobody's")).await, []);
}

/// Of several units of work at once that put a key unless somebody has it, one puts it.
pub async fn who_gets_to_change_holds_off_others(harness: &dyn StoreHarness) {
    let key = fingerprint("key");
    let save = async |client: &str| {
        let mut work = open(harness, &firm_a()).await;
        assert_eq!(work.connections().get_to_change(&owner(client)).await.unwrap(), None);
        if work.connections().holders(&key).await.unwrap().is_empty() {
            work.connections().put(&connection(client, "key"), &sealed_keys(1)).await.unwrap();
            work.commit().await.unwrap();
        }
    };
    join_all(["kask", "tamm", "lepp", "saar"].map(save)).await;
    assert_eq!(holders(harness, &firm_a(), &key).await.len(), 1);
}

/// Whichever key each of them brings: of several that save keys only where there are none, one saves them.
pub async fn who_gets_to_change_sees_what_others_did(harness: &dyn StoreHarness) {
    let save = async |key: &str| {
        let mut work = open(harness, &firm_a()).await;
        let there = work.connections().get_to_change(&owner("kask")).await.unwrap();
        if there.is_none() {
            work.connections().put(&connection("kask", key), &sealed_keys(1)).await.unwrap();
            work.commit().await.unwrap();
        }
        there.is_none()
    };
    let saved = join_all(["one", "another", "third", "fourth"].map(save)).await;
    assert_eq!(saved.into_iter().filter(|saved| *saved).count(), 1);
}

/// What was found out about a key that was replaced meanwhile says nothing of the new one.
pub async fn a_state_is_set_for_the_same_key_only(harness: &dyn StoreHarness) {
    put(harness, &firm_a(), &connection("kask", "new"), &sealed_keys(1)).await;
    put(harness, &firm_a(), &connection("tamm", "old"), &sealed_keys(2)).await;
    let state = ConnectionState::Connected { at: at("2026-11-10T06:00:00Z") };
    let set = async |key: &str| {
        let key = fingerprint(key);
        commit(harness, &firm_a(), async |work| {
            work.connections().set_state(&owner("kask"), &key, &state).await.unwrap()
        })
        .await
    };
    assert!(!set("old").await);
    assert_eq!(get(harness, &owner("kask")).await, Some(connection("kask", "new")));
    assert!(set("new").await);
    let expected = Connection { state: state.clone(), ..connection("kask", "new") };
    assert_eq!(get(harness, &owner("kask")).await, Some(expected));
    assert_eq!(get(harness, &owner("tamm")).await, Some(connection("tamm", "old")));
}

/// The keys are kept, and so is how they fared; another's connection is not paused along.
pub async fn pausing_changes_nothing_else(harness: &dyn StoreHarness) {
    for client in ["kask", "tamm"] {
        put(harness, &firm_a(), &connection(client, client), &sealed_keys(1)).await;
    }
    for paused in [true, true, false] {
        let done = commit(harness, &firm_a(), async |work| {
            work.connections().set_paused(&owner("kask"), paused).await.unwrap()
        })
        .await;
        assert!(done);
        let expected = Connection { paused, ..connection("kask", "kask") };
        assert_eq!(get(harness, &owner("kask")).await, Some(expected));
        assert_eq!(get(harness, &owner("tamm")).await, Some(connection("tamm", "tamm")));
    }
    assert_eq!(keys(harness, &owner("kask")).await, Some(sealed_keys(1)));
}

/// A connection that was deleted left nothing to open the keys with; others are as they were.
pub async fn deleting_leaves_no_keys(harness: &dyn StoreHarness) {
    for connection in [connection("kask", "kask"), connection("tamm", "tamm"), own_books("own")] {
        put(harness, &firm_a(), &connection, &sealed_keys(1)).await;
    }
    for gone in [owner("kask"), ConnectionOwner::OwnBooks] {
        let delete = async || {
            commit(harness, &firm_a(), async |work| work.connections().delete(&gone).await.unwrap()).await
        };
        assert!(delete().await);
        assert_eq!((get(harness, &gone).await, keys(harness, &gone).await), (None, None));
        assert!(!delete().await);
    }
    assert_eq!(holders(harness, &firm_a(), &fingerprint("kask")).await, []);
    assert_eq!(
        open(harness, &firm_a()).await.connections().all().await.unwrap(),
        [connection("tamm", "tamm")]
    );
    assert_eq!(keys(harness, &owner("tamm")).await, Some(sealed_keys(1)));
}

/// Keys that were saved anew while the old data key was sealed anew stay as they are.
pub async fn a_data_key_is_replaced_only_where_it_is_the_old_one(harness: &dyn StoreHarness) {
    for client in ["kask", "tamm"] {
        put(harness, &firm_a(), &connection(client, client), &sealed_keys(1)).await;
    }
    let replace = async |old: u8, new: u8| {
        let (old, new) = (sealed_keys(old).data_key, sealed_keys(new).data_key);
        commit(harness, &firm_a(), async |work| {
            work.connections().replace_data_key(&owner("kask"), &old, &new).await.unwrap()
        })
        .await
    };
    assert!(!replace(7, 2).await);
    assert_eq!(keys(harness, &owner("kask")).await, Some(sealed_keys(1)));
    assert!(replace(1, 2).await);
    let expected = SealedKeys { data_key: sealed_keys(2).data_key, ..sealed_keys(1) };
    assert_eq!(keys(harness, &owner("kask")).await, Some(expected));
    assert!(!replace(1, 3).await);
    assert_eq!(get(harness, &owner("kask")).await, Some(connection("kask", "kask")));
    assert_eq!(keys(harness, &owner("tamm")).await, Some(sealed_keys(1)));
}
