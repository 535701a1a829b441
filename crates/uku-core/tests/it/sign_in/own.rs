//! What people change about how they sign in themselves.

use std::pin::Pin;
use std::sync::Mutex;

use async_trait::async_trait;
use chrono::TimeDelta;
use uku_core::audit::AuditEvent;
use uku_core::sign_in::{
    Password, PasswordHash, Passwords, SecretsError, SignInError, SigningIn, TokenDigest, Verdict,
    WeakPassword,
};
use uku_testkit::build::{firm_a, id};

use super::house::{House, OTHER, OWNER, PASSWORD, done, secret};
use crate::support::block_on;

/// Hashing during which somebody else does something, once.
pub(crate) struct Meddling<'a> {
    house: &'a House,
    meddle: Mutex<Option<BoxFuture<'a>>>,
}

type BoxFuture<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

impl<'a> Meddling<'a> {
    pub(crate) fn new(house: &'a House, meddle: impl Future<Output = ()> + Send + 'a) -> Self {
        Self { house, meddle: Mutex::new(Some(Box::pin(meddle))) }
    }
}

#[async_trait]
impl Passwords for Meddling<'_> {
    async fn hash(&self, password: &Password) -> Result<PasswordHash, SecretsError> {
        let meddle = self.meddle.lock().unwrap().take();
        if let Some(meddle) = meddle {
            meddle.await;
        }
        self.house.passwords.hash(password).await
    }

    async fn verify(
        &self,
        password: &Password,
        hash: Option<&PasswordHash>,
    ) -> Result<Verdict, SecretsError> {
        self.house.passwords.verify(password, hash).await
    }
}

#[test]
fn a_new_password_ends_all_other_sessions_and_all_links() {
    block_on(async {
        let house = House::new().await;
        let (token, other) = (house.enter(OWNER).await, house.enter(OWNER).await);
        let link = house.operator().reset(&OWNER.parse().unwrap(), false).await.unwrap();
        let before = house.recorded(&firm_a()).await.len();
        house.signing_in().change_password(&token, &secret(PASSWORD), &secret(OTHER)).await.unwrap();
        assert!(house.present(&token).await.is_some());
        assert_eq!(house.present(&other).await, None);
        assert_eq!(house.signing_in().see_link(&link.token).await, Ok(None));
        assert_eq!(house.events_after(before).await, [AuditEvent::PasswordSet { member: id("owner") }]);
        done(house.signing_in().sign_in(OWNER, &secret(OTHER), None).await);
    });
}

#[test]
fn a_new_password_needs_the_old_one_and_must_be_a_good_one() {
    block_on(async {
        let house = House::new().await;
        let (token, other) = (house.enter(OWNER).await, house.enter(OWNER).await);
        let change = async |old: &str, new: &str| {
            house.signing_in().change_password(&token, &secret(old), &secret(new)).await
        };
        assert_eq!(change(OTHER, OTHER).await, Err(SignInError::WrongPassword));
        assert_eq!(change(&"õ".repeat(200), OTHER).await, Err(SignInError::WrongPassword));
        assert_eq!(change(PASSWORD, OWNER).await, Err(SignInError::Weak(WeakPassword::AboutYou)));
        assert!(house.present(&other).await.is_some());
        house.enter(OWNER).await;
    });
}

#[test]
fn the_old_password_can_not_be_guessed_by_whoever_has_the_session() {
    block_on(async {
        let house = House::new().await;
        let token = house.enter(OWNER).await;
        for _ in 0..5 {
            let wrong = house.signing_in().change_password(&token, &secret("?"), &secret(OTHER)).await;
            assert_eq!(wrong, Err(SignInError::WrongPassword));
        }
        let waits = house.signing_in().change_password(&token, &secret(PASSWORD), &secret(OTHER)).await;
        assert!(matches!(waits, Err(SignInError::Throttled { .. })));
    });
}

#[test]
fn a_session_that_ends_meanwhile_changes_nothing_any_more() {
    block_on(async {
        let house = House::new().await;
        let (token, other) = (house.enter(OWNER).await, house.enter(OWNER).await);
        let meddling = Meddling::new(&house, async {
            house.signing_in().sign_out_elsewhere(&other).await.unwrap();
        });
        let signing_in = SigningIn { passwords: &meddling, ..house.signing_in() };
        let late = signing_in.change_password(&token, &secret(PASSWORD), &secret(OTHER)).await;
        assert_eq!(late, Err(SignInError::SignedOut));
        house.enter(OWNER).await;
    });
}

#[test]
fn somebody_else_changes_the_account_meanwhile_and_both_changes_are_made() {
    block_on(async {
        let house = House::new().await;
        let token = house.enter(OWNER).await;
        let meddling = Meddling::new(&house, async {
            house.equip(&house.enter(OWNER).await).await;
        });
        let signing_in = SigningIn { passwords: &meddling, ..house.signing_in() };
        signing_in.change_password(&token, &secret(PASSWORD), &secret(OTHER)).await.unwrap();
        let account = house.account(OWNER).await;
        assert!(account.confirmed_factor().is_some());
        assert_eq!(account.sessions.len(), 1);
    });
}

#[test]
fn people_see_where_they_are_signed_in_and_end_it() {
    block_on(async {
        let house = House::new().await;
        let (first, second, third) =
            (house.enter(OWNER).await, house.enter(OWNER).await, house.enter(OWNER).await);
        house.wait(TimeDelta::minutes(10));
        house.present(&first).await.unwrap();
        let sessions = house.signing_in().sessions(&first).await.unwrap();
        assert_eq!(sessions.len(), 3);
        assert_eq!(sessions[0].token, TokenDigest::of(&first));
        let before = house.recorded(&firm_a()).await.len();
        let end = async |ended| house.signing_in().end_session(&first, &TokenDigest::of(ended)).await;
        assert_eq!(end(&second).await, Ok(1));
        assert_eq!(end(&second).await, Ok(0));
        assert_eq!(house.present(&second).await, None);
        assert_eq!(house.signing_in().sign_out_elsewhere(&first).await, Ok(1));
        assert_eq!(house.signing_in().sign_out_elsewhere(&first).await, Ok(0));
        assert_eq!(house.present(&third).await, None);
        let ended = AuditEvent::SessionsEnded { member: id("owner"), sessions: 1 };
        assert_eq!(house.events_after(before).await, [ended.clone(), ended.clone()]);
        assert_eq!(end(&first).await, Ok(1));
        assert_eq!(house.present(&first).await, None);
    });
}

#[test]
fn without_a_session_nothing_is_done() {
    block_on(async {
        let house = House::new().await;
        let token = house.enter(OWNER).await;
        house.signing_in().sign_out(&token).await.unwrap();
        let (signing_in, out) = (house.signing_in(), SignInError::SignedOut);
        for token in [&token, &secret("nothing")] {
            let (password, digest) = (secret(PASSWORD), TokenDigest::of(token));
            assert_eq!(signing_in.sessions(token).await, Err(out.clone()));
            assert_eq!(signing_in.sign_out_elsewhere(token).await, Err(out.clone()));
            assert_eq!(signing_in.end_session(token, &digest).await, Err(out.clone()));
            assert_eq!(signing_in.change_password(token, &password, &secret(OTHER)).await, Err(out.clone()));
            assert_eq!(signing_in.begin_second_factor(token).await.unwrap_err(), out);
            assert_eq!(signing_in.confirm_second_factor(token, &password).await.unwrap_err(), out);
            assert_eq!(signing_in.remove_second_factor(token, &password).await, Err(out.clone()));
            assert_eq!(signing_in.renew_recovery_codes(token, &password).await.unwrap_err(), out);
        }
    });
}
