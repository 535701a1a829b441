//! "Remove the integration for a single client", and pausing it.

use uku_core::audit::AuditEvent;
use uku_core::clock::Clock as _;
use uku_core::connection::{ConnectError, ConnectionOwner, KeyHint, Saving, disconnect, set_paused};
use uku_core::firm::{Action, Actor, Denied, Plan, Role, Subscription, WorkPaused};
use uku_testkit::build::{actor, firm_a, firm_b, id};

use super::house::{House, admin, admin_of, of};
use crate::support::block_on;

async fn delete(house: &House, who: &Actor, owner: &ConnectionOwner) -> Result<(), ConnectError> {
    disconnect(who, house.store.as_ref(), &house.clock, owner).await
}

#[test]
fn deleting_a_clients_connection_destroys_its_pair_at_once_and_no_other() {
    block_on(async {
        let house = House::new().await;
        let keys = house.connected("kask", "pk-1").await;
        house.connected("tamm", "pk-2").await;
        house.save(&ConnectionOwner::OwnBooks, &house.company("pk-3"), Saving::Tested).await.unwrap();
        let others = (house.stored(&of("tamm")).await, house.stored(&ConnectionOwner::OwnBooks).await);
        delete(&house, &admin(), &of("kask")).await.unwrap();
        assert_eq!(house.stored(&of("kask")).await, None);
        let after = (house.stored(&of("tamm")).await, house.stored(&ConnectionOwner::OwnBooks).await);
        assert_eq!(after, others);
        let last = house.recorded(&firm_a()).await.pop().unwrap();
        let event = AuditEvent::ConnectionDeleted { owner: of("kask"), hint: KeyHint::of(&keys) };
        assert_eq!((last.event, last.who, last.client), (event, admin().who(), Some(id("kask"))));
        assert_eq!(last.at, house.clock.now());
        let again = delete(&house, &admin(), &of("kask")).await;
        assert_eq!(again, Err(ConnectError::NotConnected("client kask".into())));
    });
}

#[test]
fn who_leaves_may_delete_also_when_nothing_is_paid_or_active_but_members_may_not() {
    block_on(async {
        for subscription in [
            Subscription { plan: Plan::Team, lapsed: true },
            Subscription { plan: Plan::Solo, lapsed: false },
        ] {
            let house = House::new().await;
            house.connected("kask", "pk-1").await;
            house.deactivate().await;
            let member = Actor { subscription, ..actor(Role::Member) };
            let denied = ConnectError::Denied(Denied::Role(Action::Disconnect));
            assert_eq!(delete(&house, &member, &of("kask")).await, Err(denied));
            assert!(house.stored(&of("kask")).await.is_some());
            let owner = Actor { subscription, ..actor(Role::Owner) };
            delete(&house, &owner, &of("kask")).await.unwrap();
            assert!(house.stored(&of("kask")).await.is_none());
        }
    });
}

#[test]
fn pausing_keeps_the_keys_and_is_recorded_once() {
    block_on(async {
        let house = House::new().await;
        house.connected("kask", "pk-1").await;
        let (before, sealed) = house.stored(&of("kask")).await.unwrap();
        let events = house.events().await.len();
        for paused in [true, true, false, false] {
            house.pause(&of("kask"), paused).await.unwrap();
            let (after, keys) = house.stored(&of("kask")).await.unwrap();
            assert_eq!((after.paused, keys), (paused, sealed.clone()));
            assert_eq!(after.state, before.state);
        }
        let recorded = house.recorded(&firm_a()).await;
        let pauses: Vec<_> = recorded.iter().skip(1 + events).map(|entry| entry.event.clone()).collect();
        let event = |paused| AuditEvent::ConnectionPaused { owner: of("kask"), paused };
        assert_eq!(pauses, [event(true), event(false)]);
        assert!(recorded.iter().skip(1 + events).all(|entry| entry.client == Some(id("kask"))));
    });
}

#[test]
fn pausing_is_for_those_who_may_connect_and_what_is_connected() {
    block_on(async {
        let house = House::new().await;
        house.connected("kask", "pk-1").await;
        let pause = async |who: &Actor, owner: &ConnectionOwner| {
            set_paused(who, house.store.as_ref(), &house.clock, owner, true).await
        };
        let denied = Err(ConnectError::Denied(Denied::Role(Action::Connect)));
        assert_eq!(pause(&actor(Role::Member), &of("kask")).await, denied);
        let lapsed = Subscription { plan: Plan::Team, lapsed: true };
        let unpaid = Denied::Subscription { action: Action::Connect, paused: WorkPaused::Lapsed };
        let who = Actor { subscription: lapsed, ..admin() };
        assert_eq!(pause(&who, &of("kask")).await, Err(ConnectError::Denied(unpaid)));
        let nothing = Err(ConnectError::NotConnected("client tamm".into()));
        assert_eq!(pause(&admin(), &of("tamm")).await, nothing);
        // Another firm's client of the same name.
        let stranger = pause(&admin_of(&firm_b()), &of("kask")).await;
        assert_eq!(stranger, Err(ConnectError::NotConnected("client kask".into())));
        assert!(!house.stored(&of("kask")).await.unwrap().0.paused);
    });
}
