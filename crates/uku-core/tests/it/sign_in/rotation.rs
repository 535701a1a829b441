//! Authenticators under a newer master key.

use uku_core::audit::AuditEvent;
use uku_core::firm::Role;
use uku_core::sign_in::{ResealedFactors, reseal_second_factors};
use uku_core::vault::VaultError;
use uku_testkit::build::{firm_a, firm_b, id};
use uku_testkit::fake::MemoryVault;

use super::house::{House, OWNER, PASSWORD, challenged, email, secret};
use crate::support::block_on;

async fn reseal(house: &House) -> ResealedFactors {
    reseal_second_factors(&house.accounts, &house.vault, &house.clock, &firm_a()).await.unwrap()
}

#[test]
fn authenticators_go_on_under_a_newer_master_key() {
    block_on(async {
        let house = House::new().await;
        house.hire("Mati", Role::Member).await;
        let (app, _) = house.equip(&house.enter(OWNER).await).await;
        assert_eq!(reseal(&house).await, ResealedFactors::default());
        house.vault.add_master_key();
        let before = house.recorded(&firm_a()).await.len();
        assert_eq!(reseal(&house).await, ResealedFactors { resealed: 1, failed: Vec::new() });
        assert_eq!(house.events_after(before).await, [AuditEvent::DataKeysResealed { keys: 1 }]);
        assert_eq!(reseal(&house).await, ResealedFactors::default());
        let other = reseal_second_factors(&house.accounts, &house.vault, &house.clock, &firm_b()).await;
        assert_eq!(other, Ok(ResealedFactors::default()));
        let challenge = challenged(house.signing_in().sign_in(OWNER, &secret(PASSWORD), None).await);
        house.wait(chrono::TimeDelta::seconds(30));
        house.signing_in().enter_code(&challenge, &house.shown(&app), None).await.unwrap();
    });
}

#[test]
fn those_that_do_not_open_are_named_and_hold_up_nobody() {
    block_on(async {
        let house = House::new().await;
        house.hire("Aadu", Role::Member).await;
        let other = MemoryVault::default();
        let aadu = house.enter(&email("Aadu")).await;
        house.with_vault(&other).begin_second_factor(&aadu).await.unwrap();
        house.equip(&house.enter(OWNER).await).await;
        house.vault.add_master_key();
        let done = reseal(&house).await;
        let aadu = house.account(&email("Aadu")).await.member;
        assert_eq!(done, ResealedFactors { resealed: 1, failed: vec![(aadu, VaultError::DoesNotOpen)] });
        assert_eq!(house.account(OWNER).await.member, id("owner"));
    });
}
