//! Activating (help page, step 1), "Remove the whole integration", and what becomes of the keys.

use chrono::{DateTime, TimeDelta, Utc};
use uku_core::activation::{
    Activation, ActivationError, KEYS_KEPT, KeptKeys, activate, deactivate, destroy_keys,
    destroy_overdue_keys, destruction_phrase, forecast_deactivation,
};
use uku_core::audit::AuditEvent;
use uku_core::client_import::{
    ClientImport, ClientImportId, ImportRow, ImportSource, ImportState, RowChoice,
};
use uku_core::clock::Clock as _;
use uku_core::connection::Saving;
use uku_core::firm::{Action, Actor, Denied, Plan, Role, Subscription, Who, WorkPaused};
use uku_core::store::IntegrationStore as _;
use uku_testkit::build::{actor, firm_a, firm_b, id, key_pair, profile, sealed_keys};
use uuid::Uuid;

use crate::connection::house::{House, admin, admin_of, of};
use crate::support::block_on;

const IMPORT: ClientImportId = ClientImportId(Uuid::from_u128(7));

/// A client import of the first firm with one row that has keys.
async fn begin_import(house: &House, state: ImportState) {
    let mut work = house.store.open(&firm_a()).await.unwrap();
    let import = ClientImport {
        id: IMPORT,
        source: ImportSource::File,
        started_by: id("owner"),
        started_at: house.clock.now(),
        state,
        rows: 1,
        repeats: 0,
        version: 1,
    };
    let row = ImportRow {
        number: 1,
        profile: Ok(profile("Lepp OÜ")),
        new_client: id("lepp"),
        keys: Some(sealed_keys(7)),
        notes: Vec::new(),
        choice: RowChoice::default(),
        done: None,
    };
    work.client_imports().put(&import).await.unwrap();
    work.client_imports().add_rows(IMPORT, &[row]).await.unwrap();
    work.commit().await.unwrap();
}

/// How far the import is, in one word, and how many rows it has.
async fn import(house: &House) -> (&'static str, usize) {
    let mut work = house.store.open(&firm_a()).await.unwrap();
    let state = work.client_imports().latest().await.unwrap().unwrap().state.word();
    (state, work.client_imports().rows(IMPORT, 0, 10).await.unwrap().len())
}

async fn activation(house: &House) -> Option<Activation> {
    house.store.open(&firm_a()).await.unwrap().activation().await.unwrap()
}

fn kept(since: DateTime<Utc>) -> Activation {
    Activation::Inactive { since, keys: KeptKeys::Until(since + KEYS_KEPT) }
}

async fn destroy(house: &House, typed: &str) -> Result<u32, ActivationError> {
    destroy_keys(&admin(), house.store.as_ref(), &house.clock, typed).await
}

#[test]
fn activate_makes_the_integration_active_and_again_changes_nothing() {
    block_on(async {
        let house = House::unused();
        assert_eq!(activation(&house).await, None);
        let since = house.clock.now();
        assert_eq!(house.activate().await, Activation::Active { since });
        house.wait(TimeDelta::hours(1));
        assert_eq!(house.activate().await, Activation::Active { since });
        let recorded = house.recorded(&firm_a()).await;
        assert_eq!(recorded.len(), 1);
        assert_eq!(recorded[0].event, AuditEvent::Activated { revived: 0 });
        assert_eq!((&recorded[0].who, recorded[0].at), (&admin().who(), since));
    });
}

#[test]
fn who_may_activate_deactivate_and_destroy() {
    block_on(async {
        let house = House::new().await;
        let (store, clock) = (house.store.as_ref(), &house.clock);
        let member = actor(Role::Member);
        let role = |action| ActivationError::Denied(Denied::Role(action));
        assert_eq!(activate(&member, store, clock).await, Err(role(Action::Activate)));
        assert_eq!(deactivate(&member, store, clock).await, Err(role(Action::Deactivate)));
        assert_eq!(forecast_deactivation(&member, store, clock).await, Err(role(Action::Deactivate)));
        let refused = destroy_keys(&member, store, clock, "destroy 0 key pairs").await;
        assert_eq!(refused, Err(role(Action::DestroyKeys)));
        for (plan, lapsed, paused) in
            [(Plan::Team, true, WorkPaused::Lapsed), (Plan::Solo, false, WorkPaused::NoIntegrations)]
        {
            let who = Actor { subscription: Subscription { plan, lapsed }, ..actor(Role::Owner) };
            // Who leaves may always stop the work and take the keys away.
            forecast_deactivation(&who, store, clock).await.unwrap();
            deactivate(&who, store, clock).await.unwrap();
            destroy_keys(&who, store, clock, "destroy 0 key pairs").await.unwrap();
            let unpaid = Denied::Subscription { action: Action::Activate, paused };
            assert_eq!(activate(&who, store, clock).await, Err(ActivationError::Denied(unpaid)));
            house.activate().await;
        }
    });
}

#[test]
fn deactivating_says_beforehand_how_many_pairs_are_kept_until_when_and_what_is_given_up() {
    block_on(async {
        let house = House::new().await;
        house.connected("kask", "pk-1").await;
        house.connected("tamm", "pk-2").await;
        let forecast = forecast_deactivation(&admin(), house.store.as_ref(), &house.clock).await.unwrap();
        let text = forecast.to_string();
        assert!(text.contains("2 key pairs are kept, sealed and unusable"), "{text}");
        assert!(text.contains("before 10.12.2026 11:00:00"), "{text}");
        assert!(text.contains("Clients, summary tasks and settings stay."), "{text}");
        assert!(!text.contains("given up"), "{text}");
        begin_import(&house, ImportState::Ready).await;
        let forecast = forecast_deactivation(&admin(), house.store.as_ref(), &house.clock).await.unwrap();
        assert!(forecast.to_string().ends_with("The client import that is not confirmed yet is given up."));
        assert!(activation(&house).await.unwrap().is_active(), "nothing has happened");
    });
}

#[test]
fn deactivate_keeps_the_keys_for_thirty_days_and_activating_before_revives_them() {
    block_on(async {
        let house = House::new().await;
        house.connected("kask", "pk-1").await;
        let before = house.stored(&of("kask")).await;
        let since = house.clock.now();
        assert_eq!(house.deactivate().await, kept(since));
        assert_eq!(house.stored(&of("kask")).await, before);
        let again = deactivate(&admin(), house.store.as_ref(), &house.clock).await;
        assert_eq!(again, Err(ActivationError::NotActive));
        let forecast = forecast_deactivation(&admin(), house.store.as_ref(), &house.clock).await;
        assert_eq!(forecast, Err(ActivationError::NotActive), "there is nothing to say beforehand");

        house.wait(KEYS_KEPT - TimeDelta::milliseconds(1));
        let overdue = destroy_overdue_keys(house.store.as_ref(), &house.clock, &firm_a()).await;
        assert_eq!(overdue, Ok(0));
        assert_eq!(house.activate().await, Activation::Active { since: house.clock.now() });
        assert_eq!(house.stored(&of("kask")).await, before);
        assert!(house.test(&of("kask")).await.unwrap().is_successful());
        let events = house.events().await;
        let keys_until = since + KEYS_KEPT;
        let expected = [AuditEvent::Deactivated { keys_until }, AuditEvent::Activated { revived: 1 }];
        assert_eq!(events[1..3], expected);
    });
}

#[test]
fn activating_at_thirty_days_or_later_destroys_the_keys_first() {
    block_on(async {
        for late in [TimeDelta::zero(), TimeDelta::days(1)] {
            let house = House::new().await;
            house.connected("kask", "pk-1").await;
            house.deactivate().await;
            house.wait(KEYS_KEPT + late);
            house.activate().await;
            assert_eq!(house.connections(&firm_a()).await, []);
            let recorded = house.recorded(&firm_a()).await;
            let [.., destroyed, activated] = recorded.as_slice() else { panic!("{recorded:?}") };
            assert_eq!(destroyed.event, AuditEvent::KeysDestroyed { pairs: 1 });
            assert_eq!(destroyed.who, Who::Software);
            assert_eq!(activated.event, AuditEvent::Activated { revived: 0 });
        }
    });
}

#[test]
fn overdue_keys_are_destroyed_once_and_the_activation_says_so() {
    block_on(async {
        let house = House::new().await;
        house.connected("kask", "pk-1").await;
        let overdue =
            async || destroy_overdue_keys(house.store.as_ref(), &house.clock, &firm_a()).await.unwrap();
        house.wait(KEYS_KEPT * 2);
        assert_eq!(overdue().await, 0, "it is active");
        let since = house.clock.now();
        house.deactivate().await;
        house.wait(KEYS_KEPT);
        assert_eq!(overdue().await, 1);
        assert_eq!(house.connections(&firm_a()).await, []);
        let at = house.clock.now();
        let destroyed = Activation::Inactive { since, keys: KeptKeys::Destroyed(at) };
        assert_eq!(activation(&house).await, Some(destroyed));
        let events = house.events().await;
        assert_eq!(events.last(), Some(&AuditEvent::KeysDestroyed { pairs: 1 }));
        house.wait(KEYS_KEPT);
        assert_eq!((overdue().await, house.events().await), (0, events));
    });
}

#[test]
fn all_keys_are_destroyed_only_by_the_exact_phrase_with_their_number() {
    block_on(async {
        for active in [true, false] {
            let house = House::new().await;
            house.connected("kask", "pk-1").await;
            house.connected("tamm", "pk-2").await;
            if !active {
                house.deactivate().await;
            }
            let events = house.events().await;
            for typed in
                ["", "yes", "destroy", "destroy 1 key pairs", "Destroy 2 key pairs", "destroy 2 key pairs!"]
            {
                let refused = destroy(&house, typed).await.unwrap_err();
                assert_eq!(refused, ActivationError::NotConfirmed(destruction_phrase(2)));
                assert!(refused.to_string().contains("type exactly `destroy 2 key pairs`"), "{refused}");
            }
            assert_eq!((house.connections(&firm_a()).await.len(), house.events().await), (2, events));

            let before = activation(&house).await.unwrap();
            let at = house.clock.now();
            assert_eq!(destroy(&house, " destroy 2 key pairs\n").await, Ok(2));
            assert_eq!(house.connections(&firm_a()).await, []);
            let expected = match before {
                Activation::Inactive { since, .. } => {
                    Activation::Inactive { since, keys: KeptKeys::Destroyed(at) }
                }
                Activation::Active { .. } => before,
            };
            assert_eq!(activation(&house).await, Some(expected));
            let last = house.recorded(&firm_a()).await.pop().unwrap();
            assert_eq!((last.event, last.who), (AuditEvent::KeysDestroyed { pairs: 2 }, admin().who()));
        }
    });
}

#[test]
fn destroying_all_keys_also_gives_up_a_client_import_that_holds_some() {
    block_on(async {
        let house = House::new().await;
        begin_import(&house, ImportState::Ready).await;
        assert_eq!(destroy(&house, "destroy 0 key pairs").await, Ok(0));
        assert_eq!(import(&house).await, ("cancelled", 0));
    });
}

#[test]
fn deactivating_gives_up_a_client_import_with_its_rows_and_their_keys() {
    block_on(async {
        let now = House::unused().clock.now();
        for state in [ImportState::Fetching { heard_at: now }, ImportState::Ready, ImportState::Confirming] {
            let house = House::new().await;
            begin_import(&house, state.clone()).await;
            house.deactivate().await;
            assert_eq!(import(&house).await, ("cancelled", 0));
            let before = Some(state.word().to_owned());
            let given_up =
                AuditEvent::ClientImport { import: IMPORT.0, before, after: "cancelled".to_owned() };
            assert!(house.events().await.contains(&given_up));
        }
        let house = House::new().await;
        begin_import(&house, ImportState::Interrupted).await;
        house.deactivate().await;
        assert_eq!(import(&house).await.0, "interrupted", "what is over stays so");
    });
}

#[test]
fn one_firms_activation_and_keys_are_nothing_to_another() {
    block_on(async {
        let house = House::new().await;
        house.connected("kask", "pk-1").await;
        let stranger = admin_of(&firm_b());
        house.connecting(&stranger).save(&of("kask"), key_pair("pk-2"), Saving::Untested).await.unwrap();
        let theirs = house.connections(&firm_b()).await;
        let recorded = house.recorded(&firm_b()).await;
        house.deactivate().await;
        house.wait(KEYS_KEPT);
        destroy_overdue_keys(house.store.as_ref(), &house.clock, &firm_a()).await.unwrap();
        destroy_overdue_keys(house.store.as_ref(), &house.clock, &firm_b()).await.unwrap();
        assert_eq!(house.connections(&firm_a()).await, []);
        assert_eq!(house.connections(&firm_b()).await, theirs);
        assert_eq!(house.recorded(&firm_b()).await, recorded);
        let active = house.store.open(&firm_b()).await.unwrap().activation().await.unwrap();
        assert!(active.unwrap().is_active());
    });
}
