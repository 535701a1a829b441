//! One-time links.

use chrono::TimeDelta;
use uku_core::audit::AuditEvent;
use uku_core::firm::Role;
use uku_core::sign_in::{LinkPurpose, SignIn, SignInError, WeakPassword};
use uku_testkit::build::{firm_a, id, two_firms};

use super::house::{House, OTHER, OWNER, PASSWORD, actor, challenged, done, email, secret};
use crate::support::block_on;

#[test]
fn an_owner_comes_in_by_the_first_link_and_looking_at_it_does_not_use_it_up() {
    block_on(async {
        let house = House::empty();
        let [firm, _] = two_firms();
        let link = house.operator().create_owner(&firm, "Oskar", &OWNER.parse().unwrap()).await.unwrap();
        for _ in 0..2 {
            let shown = house.signing_in().see_link(&link.token).await.unwrap().unwrap();
            assert_eq!(
                (shown.purpose, shown.firm, shown.member.id),
                (LinkPurpose::Welcome, firm_a(), id("owner"))
            );
        }
        let token = done(house.signing_in().accept_link(&link.token, &secret(PASSWORD)).await);
        assert_eq!(house.present(&token).await.unwrap().member.name, "Oskar");
        let member = || id("owner");
        let expected = [
            AuditEvent::MemberInvited { member: member(), role: Role::Owner },
            AuditEvent::PasswordSet { member: member() },
            AuditEvent::SignedIn { member: member() },
        ];
        assert_eq!(house.events_after(0).await, expected);
    });
}

#[test]
fn a_link_works_once() {
    block_on(async {
        let house = House::new().await;
        let link = house.operator().reset(&OWNER.parse().unwrap(), false).await.unwrap();
        done(house.signing_in().accept_link(&link.token, &secret(OTHER)).await);
        assert_eq!(house.signing_in().see_link(&link.token).await, Ok(None));
        let again = house.signing_in().accept_link(&link.token, &secret(PASSWORD)).await;
        assert_eq!(again.unwrap_err(), SignInError::LinkOver);
        house.signing_in().sign_in(OWNER, &secret(OTHER), None).await.unwrap();
    });
}

#[test]
fn a_link_has_its_time() {
    block_on(async {
        for (purpose, days) in
            [(LinkPurpose::Welcome, 7), (LinkPurpose::Invitation, 7), (LinkPurpose::PasswordReset, 1)]
        {
            let house = House::new().await;
            let link = match purpose {
                LinkPurpose::Welcome => {
                    house
                        .operator()
                        .create_owner(&two_firms()[1], "T", &"t@teine.example".parse().unwrap())
                        .await
                }
                LinkPurpose::Invitation => {
                    let invitation = uku_core::sign_in::Invitation {
                        name: "Uus".into(),
                        email: email("uus"),
                        role: Role::Admin,
                        exports_invoices: true,
                    };
                    house.managing(&actor("owner", Role::Owner)).invite(&invitation).await
                }
                LinkPurpose::PasswordReset | LinkPurpose::SecondStep | LinkPurpose::Visit => {
                    house.operator().reset(&OWNER.parse().unwrap(), false).await
                }
            };
            let link = link.unwrap();
            assert_eq!(link.purpose, purpose);
            house.wait(TimeDelta::days(days) - TimeDelta::seconds(1));
            assert!(house.signing_in().see_link(&link.token).await.unwrap().is_some(), "{purpose:?}");
            house.wait(TimeDelta::seconds(1));
            assert_eq!(house.signing_in().see_link(&link.token).await, Ok(None), "{purpose:?}");
            let late = house.signing_in().accept_link(&link.token, &secret(PASSWORD)).await;
            assert_eq!(late.unwrap_err(), SignInError::LinkOver);
        }
    });
}

#[test]
fn a_later_link_ends_the_earlier() {
    block_on(async {
        let house = House::new().await;
        let first = house.operator().reset(&OWNER.parse().unwrap(), false).await.unwrap();
        let second = house.operator().reset(&OWNER.parse().unwrap(), false).await.unwrap();
        assert_eq!(house.signing_in().see_link(&first.token).await, Ok(None));
        assert!(house.signing_in().see_link(&second.token).await.unwrap().is_some());
    });
}

#[test]
fn a_link_that_is_used_ends_all_sessions_and_all_other_links() {
    block_on(async {
        let house = House::new().await;
        let session = house.enter(OWNER).await;
        let welcome =
            house.operator().create_owner(&two_firms()[0], "O", &OWNER.parse().unwrap()).await.unwrap();
        let reset = house.operator().reset(&OWNER.parse().unwrap(), false).await.unwrap();
        let token = done(house.signing_in().accept_link(&reset.token, &secret(OTHER)).await);
        assert_eq!(house.present(&session).await, None);
        assert_eq!(house.signing_in().see_link(&welcome.token).await, Ok(None));
        assert!(house.present(&token).await.is_some());
    });
}

#[test]
fn a_weak_password_leaves_the_link_as_it_was() {
    block_on(async {
        let house = House::new().await;
        let link = house.operator().reset(&OWNER.parse().unwrap(), false).await.unwrap();
        let weak = house.signing_in().accept_link(&link.token, &secret("short")).await;
        assert_eq!(weak.unwrap_err(), SignInError::Weak(WeakPassword::TooShort));
        done(house.signing_in().accept_link(&link.token, &secret(OTHER)).await);
    });
}

#[test]
fn a_link_helps_somebody_who_has_to_wait() {
    block_on(async {
        let house = House::new().await;
        while !matches!(
            house.signing_in().sign_in(OWNER, &secret(OTHER), None).await,
            Err(SignInError::Throttled { .. })
        ) {}
        let link = house.operator().reset(&OWNER.parse().unwrap(), false).await.unwrap();
        done(house.signing_in().accept_link(&link.token, &secret(OTHER)).await);
        let entered = house.signing_in().sign_in(OWNER, &secret(OTHER), None).await;
        assert!(matches!(entered, Ok(SignIn::Done(_))));
    });
}

#[test]
fn a_link_does_not_get_around_the_authenticator() {
    block_on(async {
        let house = House::new().await;
        let session = house.enter(OWNER).await;
        let (app, _) = house.equip(&session).await;
        let link = house.operator().reset(&OWNER.parse().unwrap(), false).await.unwrap();
        let challenge = challenged(house.signing_in().accept_link(&link.token, &secret(OTHER)).await);
        assert_eq!(house.present(&challenge).await, None);
        house.wait(TimeDelta::seconds(30));
        house.signing_in().enter_code(&challenge, &house.shown(&app), None).await.unwrap();
    });
}

#[test]
fn what_asks_for_a_code_is_no_link() {
    block_on(async {
        let house = House::new().await;
        let session = house.enter(OWNER).await;
        house.equip(&session).await;
        let challenge = challenged(house.signing_in().sign_in(OWNER, &secret(PASSWORD), None).await);
        assert_eq!(house.signing_in().see_link(&challenge).await, Ok(None));
        let accepted = house.signing_in().accept_link(&challenge, &secret(OTHER)).await;
        assert_eq!(accepted.unwrap_err(), SignInError::LinkOver);
    });
}

#[test]
fn of_two_who_use_a_link_at_once_one_sets_the_password() {
    block_on(async {
        let house = House::new().await;
        let link = house.operator().reset(&OWNER.parse().unwrap(), false).await.unwrap();
        let meddling = super::own::Meddling::new(&house, async {
            done(house.signing_in().accept_link(&link.token, &secret(OTHER)).await);
        });
        let signing_in = uku_core::sign_in::SigningIn { passwords: &meddling, ..house.signing_in() };
        let late = signing_in.accept_link(&link.token, &secret("viis kollast kala")).await;
        assert_eq!(late.unwrap_err(), SignInError::LinkOver);
        house.signing_in().sign_in(OWNER, &secret(OTHER), None).await.unwrap();
    });
}

#[test]
fn a_visitor_comes_in_once_without_a_password() {
    block_on(async {
        let house = House::new().await;
        let email = "kylaline@teine.example".parse().unwrap();
        let link = house.operator().invite_visitor(&two_firms()[1], "Külaline", &email).await.unwrap();
        assert_eq!(link.purpose, LinkPurpose::Visit);
        assert_eq!(house.signing_in().see_link(&link.token).await, Ok(None), "it sets no password");
        let token = house.signing_in().visit(&link.token).await.unwrap();
        let present = house.signing_in().session(&token).await.unwrap().unwrap();
        assert_eq!((present.firm, present.member.role), (two_firms()[1].id.clone(), Role::Owner));
        assert_eq!(house.signing_in().visit(&link.token).await.unwrap_err(), SignInError::LinkOver);
    });
}

#[test]
fn other_links_are_no_visits() {
    block_on(async {
        let house = House::new().await;
        let link = house.operator().reset(&OWNER.parse().unwrap(), false).await.unwrap();
        assert_eq!(house.signing_in().visit(&link.token).await.unwrap_err(), SignInError::LinkOver);
        assert!(house.signing_in().see_link(&link.token).await.unwrap().is_some());
    });
}
