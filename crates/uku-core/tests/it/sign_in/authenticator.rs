//! Codes of an authenticator app, and recovery codes.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use secrecy::SecretString;
use uku_core::audit::AuditEvent;
use uku_core::sign_in::{RECOVERY_CODES, SignInError};
use uku_core::vault::VaultError;
use uku_testkit::build::{firm_a, id};
use uku_testkit::fake::MemoryVault;

use super::house::{House, OTHER, OWNER, PASSWORD, challenged, clear, done, secret};
use crate::support::block_on;

const HALF_A_MINUTE: TimeDelta = TimeDelta::seconds(30);

async fn challenge(house: &House) -> SecretString {
    challenged(house.signing_in().sign_in(OWNER, &secret(PASSWORD), None).await)
}

async fn enter(
    house: &House,
    challenge: &SecretString,
    code: &SecretString,
) -> Result<SecretString, SignInError> {
    house.signing_in().enter_code(challenge, code, None).await
}

/// The owner with an authenticator whose code was just used.
async fn equipped() -> (House, SecretString, Vec<SecretString>) {
    let house = House::new().await;
    let token = house.enter(OWNER).await;
    let (app, codes) = house.equip(&token).await;
    (house, app, codes)
}

#[test]
fn once_an_app_is_set_up_its_code_is_asked_for() {
    block_on(async {
        let (house, app, _) = equipped().await;
        let challenge = challenge(&house).await;
        assert_eq!(house.present(&challenge).await, None);
        house.wait(HALF_A_MINUTE);
        let spaced: String = clear(&house.shown(&app)).chars().flat_map(|digit| [digit, ' ']).collect();
        let token = enter(&house, &challenge, &spaced.into()).await.unwrap();
        assert!(house.present(&token).await.unwrap().second_factor);
        house.wait(HALF_A_MINUTE);
        let again = enter(&house, &challenge, &house.shown(&app)).await;
        assert_eq!(again.unwrap_err(), SignInError::LinkOver, "the first step is used up");
    });
}

#[test]
fn a_code_is_accepted_once() {
    block_on(async {
        let (house, app, _) = equipped().await;
        let first = challenge(&house).await;
        let used = enter(&house, &first, &house.shown(&app)).await;
        assert_eq!(used.unwrap_err(), SignInError::WrongCode, "the code that confirmed the app");
        house.wait(HALF_A_MINUTE);
        let code = house.shown(&app);
        enter(&house, &first, &code).await.unwrap();
        let second = challenge(&house).await;
        assert_eq!(enter(&house, &second, &code).await.unwrap_err(), SignInError::WrongCode);
    });
}

#[test]
fn of_two_who_bring_one_code_at_once_one_comes_in() {
    block_on(async {
        let (house, app, _) = equipped().await;
        let challenge = challenge(&house).await;
        house.wait(HALF_A_MINUTE);
        let code = house.shown(&app);
        let (one, other) = futures(&house, &challenge, &code).await;
        assert!(one.is_ok() != other.is_ok());
    });
}

async fn futures(
    house: &House,
    challenge: &SecretString,
    code: &SecretString,
) -> (Result<SecretString, SignInError>, Result<SecretString, SignInError>) {
    tokio::join!(enter(house, challenge, code), enter(house, challenge, code))
}

#[test]
fn codes_can_not_be_guessed_by_whoever_knows_the_password() {
    block_on(async {
        let (house, app, _) = equipped().await;
        let before = house.recorded(&firm_a()).await.len();
        let mut wrong = 0;
        // The password, which is right, in between frees nobody from waiting.
        let throttled = loop {
            let challenge = match house.signing_in().sign_in(OWNER, &secret(PASSWORD), None).await {
                Ok(entered) => challenged(Ok(entered)),
                Err(error) => break error,
            };
            assert_eq!(
                enter(&house, &challenge, &secret("000000")).await.unwrap_err(),
                SignInError::WrongCode
            );
            wrong += 1;
        };
        assert_eq!(wrong, 5);
        assert!(matches!(throttled, SignInError::Throttled { .. }));
        assert_eq!(house.events_after(before).await, [AuditEvent::SignInRefused { member: id("owner") }]);
        house.wait(HALF_A_MINUTE);
        let challenge = challenge(&house).await;
        enter(&house, &challenge, &house.shown(&app)).await.unwrap();
    });
}

#[test]
fn the_first_step_has_its_time() {
    block_on(async {
        let (house, app, _) = equipped().await;
        let challenge = challenge(&house).await;
        house.wait(TimeDelta::minutes(10));
        assert_eq!(enter(&house, &challenge, &house.shown(&app)).await.unwrap_err(), SignInError::LinkOver);
        assert_eq!(enter(&house, &secret("x"), &house.shown(&app)).await.unwrap_err(), SignInError::LinkOver);
    });
}

#[test]
fn a_recovery_code_works_once_however_it_is_typed() {
    block_on(async {
        let (house, _, codes) = equipped().await;
        assert_eq!(codes.len(), RECOVERY_CODES);
        assert_eq!(codes.iter().map(clear).collect::<BTreeSet<_>>().len(), RECOVERY_CODES);
        let before = house.recorded(&firm_a()).await.len();
        let first = challenge(&house).await;
        let typed = format!(" {} ", clear(&codes[3]).to_uppercase().replace('-', " "));
        enter(&house, &first, &typed.into()).await.unwrap();
        let used = AuditEvent::RecoveryCodeUsed { member: id("owner"), left: 7 };
        assert_eq!(house.events_after(before).await, [used, AuditEvent::SignedIn { member: id("owner") }]);
        let second = challenge(&house).await;
        assert_eq!(enter(&house, &second, &codes[3]).await.unwrap_err(), SignInError::WrongCode);
        enter(&house, &second, &codes[4]).await.unwrap();
    });
}

#[test]
fn new_recovery_codes_end_the_former() {
    block_on(async {
        let (house, _, codes) = equipped().await;
        let token = enter(&house, &challenge(&house).await, &codes[0]).await.unwrap();
        let refused = house.signing_in().renew_recovery_codes(&token, &secret(OTHER)).await;
        assert_eq!(refused.unwrap_err(), SignInError::WrongPassword);
        let renewed = house.signing_in().renew_recovery_codes(&token, &secret(PASSWORD)).await.unwrap();
        let challenge = challenge(&house).await;
        assert_eq!(enter(&house, &challenge, &codes[1]).await.unwrap_err(), SignInError::WrongCode);
        enter(&house, &challenge, &renewed[1]).await.unwrap();
    });
}

#[test]
fn an_app_that_never_showed_a_code_is_not_asked() {
    block_on(async {
        let house = House::new().await;
        let token = house.enter(OWNER).await;
        let first = house.signing_in().begin_second_factor(&token).await.unwrap();
        let wrong = house.signing_in().confirm_second_factor(&token, &secret("123")).await;
        assert_eq!(wrong.unwrap_err(), SignInError::WrongCode);
        house.enter(OWNER).await;
        let second = house.signing_in().begin_second_factor(&token).await.unwrap();
        let former = house.signing_in().confirm_second_factor(&token, &house.shown(&first.secret)).await;
        assert_eq!(former.unwrap_err(), SignInError::WrongCode, "beginning again makes another secret");
        house.signing_in().confirm_second_factor(&token, &house.shown(&second.secret)).await.unwrap();
        challenge(&house).await;
    });
}

#[test]
fn what_is_set_up_is_removed_with_the_password_before_another_is_set_up() {
    block_on(async {
        let house = House::new().await;
        let token = house.enter(OWNER).await;
        let off = house.signing_in().confirm_second_factor(&token, &secret("000000")).await;
        assert_eq!(off.unwrap_err(), SignInError::SecondFactorOff);
        let off = house.signing_in().remove_second_factor(&token, &secret(PASSWORD)).await;
        assert_eq!(off, Err(SignInError::SecondFactorOff));
        let off = house.signing_in().renew_recovery_codes(&token, &secret(PASSWORD)).await;
        assert_eq!(off.unwrap_err(), SignInError::SecondFactorOff);
        let before = house.recorded(&firm_a()).await.len();
        let (app, _) = house.equip(&token).await;
        let on = house.signing_in().begin_second_factor(&token).await;
        assert_eq!(on.unwrap_err(), SignInError::SecondFactorOn);
        let on = house.signing_in().confirm_second_factor(&token, &house.shown(&app)).await;
        assert_eq!(on.unwrap_err(), SignInError::SecondFactorOn);
        let wrong = house.signing_in().remove_second_factor(&token, &secret(OTHER)).await;
        assert_eq!(wrong, Err(SignInError::WrongPassword));
        house.signing_in().remove_second_factor(&token, &secret(PASSWORD)).await.unwrap();
        let set = |on| AuditEvent::SecondFactorSet { member: id("owner"), on };
        assert_eq!(house.events_after(before).await, [set(true), set(false)]);
        done(house.signing_in().sign_in(OWNER, &secret(PASSWORD), None).await);
    });
}

#[test]
fn a_secret_that_does_not_open_lets_nobody_in_but_by_a_recovery_code() {
    block_on(async {
        let (house, app, codes) = equipped().await;
        let other = MemoryVault::default();
        let signing_in = house.with_vault(&other);
        let challenge = challenge(&house).await;
        let refused = signing_in.enter_code(&challenge, &house.shown(&app), None).await;
        assert_eq!(refused.unwrap_err(), SignInError::Vault(VaultError::DoesNotOpen));
        signing_in.enter_code(&challenge, &codes[0], None).await.unwrap();
    });
}

#[test]
fn the_secret_is_sealed_and_the_recovery_codes_are_not_kept() {
    block_on(async {
        let (house, app, codes) = equipped().await;
        let kept = format!("{:?}", house.account(OWNER).await);
        assert!(!kept.contains(&clear(&app)));
        assert!(codes.iter().all(|code| !kept.contains(&clear(code))));
    });
}
