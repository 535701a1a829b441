//! The clauses of [`Clients`].

use uku_core::client::{Client, Clients, ClientsError};
use uku_core::firm::FirmId;

use crate::build::{client, firm, firm_a, firm_b, id, member};

/// The clients of the [`two_firms`](crate::build::two_firms): none yet.
pub trait ClientsHarness: Send + Sync {
    /// The adapter.
    fn clients(&self) -> &dyn Clients;
}

impl<C: Clients> ClientsHarness for C {
    fn clients(&self) -> &dyn Clients {
        self
    }
}

suite! { $ clients_contract, clients {
    a_firm_is_found_with_its_owner,
    an_unknown_firm_is_not_found,
    a_client_is_found_as_it_was_put,
    putting_again_replaces,
    another_firms_client_is_not_seen,
    clients_come_by_name,
    a_client_of_no_firm_is_refused,
} }

async fn names(harness: &dyn ClientsHarness, firm: &FirmId) -> Vec<String> {
    harness.clients().clients(firm).await.unwrap().into_iter().map(|client| client.name).collect()
}

/// A firm's owner gets the tasks that are nobody else's.
pub async fn a_firm_is_found_with_its_owner(harness: &dyn ClientsHarness) {
    assert_eq!(harness.clients().firm(&firm_a()).await.unwrap(), Some(firm("firm-a")));
}

/// A firm that doesn't exist is no error.
pub async fn an_unknown_firm_is_not_found(harness: &dyn ClientsHarness) {
    assert_eq!(harness.clients().firm(&id("nobody")).await.unwrap(), None);
}

/// Nothing of a client is lost.
pub async fn a_client_is_found_as_it_was_put(harness: &dyn ClientsHarness) {
    let full = Client {
        registry_code: Some("10421629".to_owned()),
        default_member: Some(member("mari", false)),
        ..client("Õunapuu OÜ 'x'")
    };
    for put in [full, client("plain")] {
        harness.clients().put_client(&firm_a(), &put).await.unwrap();
        assert_eq!(harness.clients().client(&firm_a(), &put.id).await.unwrap(), Some(put));
    }
}

/// A client put twice is one client, as it was put last.
pub async fn putting_again_replaces(harness: &dyn ClientsHarness) {
    let first = Client { default_member: Some(member("mari", true)), ..client("Kask") };
    let second = Client { name: "Kask ja Pojad".to_owned(), default_member: None, ..first.clone() };
    for put in [&first, &second, &second] {
        harness.clients().put_client(&firm_a(), put).await.unwrap();
    }
    assert_eq!(harness.clients().clients(&firm_a()).await.unwrap(), [second]);
}

/// One firm sees nothing of another, even where identities are the same.
pub async fn another_firms_client_is_not_seen(harness: &dyn ClientsHarness) {
    harness.clients().put_client(&firm_a(), &client("Kask")).await.unwrap();
    assert_eq!(harness.clients().client(&firm_b(), &id("Kask")).await.unwrap(), None);
    assert!(names(harness, &firm_b()).await.is_empty());
    let same_id = Client { name: "Tamm".to_owned(), ..client("Kask") };
    harness.clients().put_client(&firm_b(), &same_id).await.unwrap();
    assert_eq!(names(harness, &firm_a()).await, ["Kask"]);
    assert_eq!(names(harness, &firm_b()).await, ["Tamm"]);
}

/// The list is in order of names, then of identities.
pub async fn clients_come_by_name(harness: &dyn ClientsHarness) {
    for name in ["Tamm", "Kask", "Lepp"] {
        harness.clients().put_client(&firm_a(), &client(name)).await.unwrap();
    }
    let twin = Client { name: "Kask".to_owned(), ..client("A-Kask") };
    harness.clients().put_client(&firm_a(), &twin).await.unwrap();
    let all = harness.clients().clients(&firm_a()).await.unwrap();
    let ids: Vec<&str> = all.iter().map(|client| client.id.as_ref()).collect();
    assert_eq!(ids, ["A-Kask", "Kask", "Lepp", "Tamm"]);
}

/// A client belongs to a firm that exists.
pub async fn a_client_of_no_firm_is_refused(harness: &dyn ClientsHarness) {
    let refused = harness.clients().put_client(&id("nobody"), &client("Kask")).await;
    assert_eq!(refused, Err(ClientsError::NoSuchFirm(id("nobody"))));
}
