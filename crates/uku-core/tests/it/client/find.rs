//! Finding clients.

use std::collections::BTreeMap;

use uku_core::client::{
    Client, ClientPosition, FindClients, FindClientsError, FoundClients, find, find_ids, find_one,
};
use uku_core::connection::{Connection, ConnectionFilter, ConnectionState};
use uku_core::firm::{Action, Denied, Plan, Role, Subscription};
use uku_testkit::build::{actor, client, firm_b};

use super::house::{House, failing, working};
use crate::support::block_on;

const PAGE: FindClients =
    FindClients { text: String::new(), state: None, active: None, after: None, most: 100 };

fn text(text: &str) -> FindClients {
    FindClients { text: text.to_owned(), ..PAGE }
}

fn in_state(state: ConnectionFilter) -> FindClients {
    FindClients { state: Some(state), ..PAGE }
}

impl House {
    async fn found(&self, wanted: &FindClients) -> FoundClients {
        find(&self.actor, &self.clients, &self.store, wanted).await.unwrap()
    }

    async fn names(&self, wanted: &FindClients) -> Vec<String> {
        let found = self.found(wanted).await;
        assert_eq!(found.total, found.clients.len() as u64, "all are on one page");
        let ids: Vec<_> = found.clients.iter().map(|(client, _)| client.id.clone()).collect();
        assert_eq!(find_ids(&self.actor, &self.clients, &self.store, wanted).await.unwrap(), ids);
        found.clients.into_iter().map(|(client, _)| client.name).collect()
    }

    /// Clients that are connected in every way, and one that is not.
    async fn connected(&self) -> BTreeMap<&'static str, Connection> {
        self.put("Eha");
        let mut all = BTreeMap::new();
        for (name, state, paused) in [
            ("Aed", working(), false),
            ("Bar", ConnectionState::Untested, false),
            ("Carl", failing(), false),
            ("Doo", failing(), true),
        ] {
            all.insert(name, self.connect(&self.put(name), state, paused).await);
        }
        all
    }
}

#[test]
fn words_are_found_whatever_their_order_case_and_accents() {
    block_on(async {
        let house = House::new();
        house.put("Õunapuu & Pojad OÜ");
        let tamm = Client { registry_code: Some("1042 1629".into()), ..house.put("Tamm AS") };
        house.clients.put(&house.actor.firm, Client { vat_number: Some("EE 100-594-102".into()), ..tamm });
        for (wanted, found) in [
            ("ounapuu", vec!["Õunapuu & Pojad OÜ"]),
            ("OÜ pojad", vec!["Õunapuu & Pojad OÜ"]),
            ("nap pOj", vec!["Õunapuu & Pojad OÜ"]),
            ("10421629", vec!["Tamm AS"]),
            ("1042 1629", vec!["Tamm AS"]),
            ("ee100594102 tamm", vec!["Tamm AS"]),
            ("tamm pojad", vec![]),
            (" & ", vec!["Õunapuu & Pojad OÜ", "Tamm AS"]),
        ] {
            // Names come in order of their keys: "ounapuu" before "tamm".
            assert_eq!(house.names(&text(wanted)).await, found, "{wanted}");
        }
    });
}

#[test]
fn each_client_is_in_one_of_four_states() {
    block_on(async {
        let house = House::new();
        house.connected().await;
        for (state, names) in [
            (ConnectionFilter::NotConnected, vec!["Eha"]),
            (ConnectionFilter::Connected, vec!["Aed", "Bar"]),
            (ConnectionFilter::Untested, vec!["Bar"]),
            (ConnectionFilter::Failing, vec!["Carl"]),
            (ConnectionFilter::Paused, vec!["Doo"]),
        ] {
            assert_eq!(house.names(&in_state(state)).await, names, "{state:?}");
        }
    });
}

#[test]
fn what_is_wanted_is_wanted_together() {
    block_on(async {
        let house = House::new();
        let aed = house.put("Aed OÜ");
        house.clients.put(&house.actor.firm, Client { active: false, ..aed });
        house.put("Aas OÜ");
        let connected = house.put("Aru OÜ");
        house.connect(&connected, working(), false).await;
        let wanted = FindClients { active: Some(true), ..text("ou a") };
        assert_eq!(house.names(&wanted).await, ["Aas OÜ", "Aru OÜ"]);
        let wanted = FindClients { state: Some(ConnectionFilter::NotConnected), ..wanted };
        assert_eq!(house.names(&wanted).await, ["Aas OÜ"]);
        assert_eq!(house.names(&FindClients { active: Some(false), ..wanted }).await, ["Aed OÜ"]);
    });
}

#[test]
fn each_client_comes_with_its_connection() {
    block_on(async {
        let house = House::new();
        let connections = house.connected().await;
        let found = house.found(&PAGE).await;
        assert_eq!(found.clients.len(), 5);
        for (client, connection) in found.clients {
            assert_eq!(connection.as_ref(), connections.get(client.name.as_str()), "{}", client.name);
        }
    });
}

#[test]
fn pages_follow_each_other_while_names_are_equal() {
    block_on(async {
        let house = House::new();
        for number in 0..7 {
            let name = if number < 5 { "Kask OÜ".to_owned() } else { format!("Tamm {number}") };
            house.clients.put(&house.actor.firm, Client { name, ..client(&format!("c{number}")) });
        }
        let (mut seen, mut wanted) = (Vec::new(), FindClients { most: 2, ..PAGE });
        loop {
            let page = house.found(&wanted).await;
            assert_eq!(page.total, 7);
            wanted.after = page.clients.last().map(|(client, _)| ClientPosition::of(client));
            seen.extend(page.clients.into_iter().map(|(client, _)| client.id.to_string()));
            assert_eq!(page.more, seen.len() < 7);
            if !page.more {
                break;
            }
        }
        assert_eq!(seen, ["c0", "c1", "c2", "c3", "c4", "c5", "c6"]);
        // All that match are chosen, on whatever page one is.
        let all = find_ids(&house.actor, &house.clients, &house.store, &wanted).await.unwrap();
        assert_eq!(all.len(), 7);
    });
}

#[test]
fn a_member_sees_clients_without_their_connections() {
    block_on(async {
        let mut house = House::new();
        house.connected().await;
        house.actor = actor(Role::Member);
        let found = house.found(&PAGE).await;
        assert_eq!(found.total, 5);
        assert!(found.clients.iter().all(|(_, connection)| connection.is_none()));
        for state in ConnectionFilter::ALL {
            let denied = Err(FindClientsError::Denied(Denied::Role(Action::SeeIntegration)));
            let wanted = in_state(state);
            assert_eq!(find(&house.actor, &house.clients, &house.store, &wanted).await, denied);
            assert!(find_ids(&house.actor, &house.clients, &house.store, &wanted).await.is_err());
        }
    });
}

#[test]
fn clients_are_seen_whatever_is_paid() {
    block_on(async {
        let mut house = House::new();
        house.put("Kask");
        house.actor.subscription = Subscription { plan: Plan::Solo, lapsed: true };
        assert_eq!(house.names(&in_state(ConnectionFilter::NotConnected)).await, ["Kask"]);
    });
}

#[test]
fn another_firms_clients_are_not_found() {
    block_on(async {
        let house = House::new();
        house.clients.put(&firm_b(), client("kask"));
        assert_eq!(house.names(&text("kask")).await, Vec::<String>::new());
    });
}

#[test]
fn one_client_is_shown_with_its_connection_to_whoever_may_see_that() {
    block_on(async {
        let mut house = House::new();
        let kask = house.put("Kask");
        let connection = house.connect(&kask, working(), false).await;
        house.clients.put(&firm_b(), client("tamm"));
        for (role, seen) in [(Role::Admin, Some(connection)), (Role::Member, None)] {
            house.actor = actor(role);
            let found = find_one(&house.actor, &house.clients, &house.store, &kask.id).await;
            assert_eq!(found, Ok(Some((kask.clone(), seen))));
            let foreign = find_one(&house.actor, &house.clients, &house.store, &client("tamm").id).await;
            assert_eq!(foreign, Ok(None));
        }
    });
}
