//! How many clients are connected.

use uku_core::client::Client;
use uku_core::connection::{ConnectError, ConnectionCounts, ConnectionState, counts};
use uku_core::firm::{Action, Denied, Role};
use uku_testkit::build::{actor, client, firm_b};

use super::house::{House, failing, working};
use crate::support::block_on;

#[test]
fn only_active_clients_count_as_connected_or_not() {
    block_on(async {
        let house = House::new();
        for (name, state, paused, active) in [
            ("Aed", working(), false, true),
            ("Bar", ConnectionState::Untested, false, true),
            ("Carl", failing(), false, true),
            ("Doo", working(), true, true),
            ("Eha", working(), false, false),
        ] {
            let client = house.put(name);
            house.connect(&client, state, paused).await;
            house.clients.put(&house.actor.firm, Client { active, ..client });
        }
        house.put("Fuks");
        house.put("Gild");
        house.clients.put(&firm_b(), client("hein"));
        // Keys of a client that the product deleted since.
        house.connect(&client("iva"), working(), false).await;
        let expected = ConnectionCounts {
            clients: 7,
            active: 6,
            connected: 2,
            failing: 1,
            untested: 1,
            paused: 1,
            not_connected: 2,
        };
        assert_eq!(counts(&house.actor, &house.clients, &house.store).await, Ok(expected));
    });
}

#[test]
fn a_member_does_not_see_how_many_are_connected() {
    block_on(async {
        let house = House::new();
        let refused = counts(&actor(Role::Member), &house.clients, &house.store).await;
        assert_eq!(refused, Err(ConnectError::Denied(Denied::Role(Action::SeeIntegration))));
    });
}
