use uku_core::firm::{Action, Denied, Role};
use uku_core::schedule::{NextImport, ScheduleError, upcoming_import};
use uku_core::summary::SettingsDraft;
use uku_testkit::build::{actor, at, month};

use super::house::{following, rule};
use crate::support::block_on;

#[test]
fn the_next_import_is_told_while_the_integration_is_active_and_its_settings_are_complete() {
    block_on(async {
        let house = following(&rule("day-10"), "2026-11-20T12:00:00Z").await;
        let upcoming = async || {
            upcoming_import(&actor(Role::Admin), &house.clients, &house.store, &house.clock).await.unwrap()
        };
        // "Next import: 10 December 05:00, counts November."
        let december = Some(NextImport { at: at("2026-12-10T03:00:00Z"), month: month("2026-11") });
        assert_eq!(upcoming().await, december);
        let without_topic = SettingsDraft { topic: None, ..rule("day-10").into() };
        house.choose_draft(&without_topic).await;
        assert_eq!(upcoming().await, None);
        house.choose(&rule("day-10")).await;
        house.deactivate().await;
        assert_eq!(upcoming().await, None);
        house.activate().await;
        assert_eq!(upcoming().await, december);
    });
}

#[test]
fn the_next_import_is_for_owners_and_admins() {
    block_on(async {
        let house = following(&rule("day-10"), "2026-11-20T12:00:00Z").await;
        let unseen = upcoming_import(&actor(Role::Member), &house.clients, &house.store, &house.clock).await;
        assert_eq!(unseen, Err(ScheduleError::Denied(Denied::Role(Action::SeeIntegration))));
    });
}
