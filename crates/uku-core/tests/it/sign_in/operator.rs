//! What whoever runs the software does.

use uku_core::audit::AuditEvent;
use uku_core::firm::{Role, Who};
use uku_core::sign_in::{AccountRefusal, Accounts as _, LinkPurpose, ManageError};
use uku_testkit::build::{firm_a, id, two_firms};

use super::house::{House, OTHER, OWNER, actor, done, email, secret};
use crate::support::block_on;

#[test]
fn the_owner_is_made_once_and_gets_a_new_link_each_time() {
    block_on(async {
        let house = House::empty();
        let [firm, _] = two_firms();
        let create = async |name: &str, email: &str| {
            house.operator().create_owner(&firm, name, &email.parse().unwrap()).await.unwrap()
        };
        let first = create("Oskar", "vana@firma.example").await;
        let second = create("Oskar Omanik", OWNER).await;
        assert_eq!((second.member, second.purpose), (id("owner"), LinkPurpose::Welcome));
        assert_eq!(house.signing_in().see_link(&first.token).await, Ok(None));
        let accounts = house.accounts.accounts(&firm_a()).await.unwrap();
        assert_eq!(accounts.len(), 1);
        assert_eq!((accounts[0].name.as_str(), accounts[0].email.as_str()), ("Oskar Omanik", OWNER));
        let member = || id("owner");
        let expected = [
            AuditEvent::MemberInvited { member: member(), role: Role::Owner },
            AuditEvent::LinkMade { member: member(), purpose: LinkPurpose::Welcome },
        ];
        assert_eq!(house.events_after(0).await, expected);
        assert!(house.recorded(&firm_a()).await.iter().all(|entry| entry.who == Who::Software));
    });
}

#[test]
fn an_owner_who_has_a_password_keeps_it_until_the_link_is_used() {
    block_on(async {
        let house = House::new().await;
        let token = house.enter(OWNER).await;
        let [firm, _] = two_firms();
        let link = house.operator().create_owner(&firm, "Oskar", &OWNER.parse().unwrap()).await.unwrap();
        assert!(house.present(&token).await.is_some());
        house.enter(OWNER).await;
        done(house.signing_in().accept_link(&link.token, &secret(OTHER)).await);
        assert_eq!(house.present(&token).await, None);
    });
}

#[test]
fn an_address_of_somebody_else_makes_no_owner() {
    block_on(async {
        let house = House::new().await;
        let [_, other] = two_firms();
        let refused = house.operator().create_owner(&other, "Teine", &OWNER.parse().unwrap()).await;
        assert_eq!(refused.unwrap_err(), ManageError::Refused(AccountRefusal::EmailTaken));
    });
}

#[test]
fn an_owner_has_a_name() {
    block_on(async {
        let house = House::empty();
        let [firm, _] = two_firms();
        let refused = house.operator().create_owner(&firm, "  ", &OWNER.parse().unwrap()).await;
        assert_eq!(refused.unwrap_err(), ManageError::BadName);
        assert_eq!(house.recorded(&firm_a()).await, []);
    });
}

#[test]
fn whoever_lost_password_and_app_is_let_in() {
    block_on(async {
        let house = House::new().await;
        let token = house.enter(OWNER).await;
        house.equip(&token).await;
        let before = house.recorded(&firm_a()).await.len();
        let link = house.operator().reset(&OWNER.parse().unwrap(), true).await.unwrap();
        let member = || id("owner");
        let expected = [
            AuditEvent::LinkMade { member: member(), purpose: LinkPurpose::PasswordReset },
            AuditEvent::SecondFactorSet { member: member(), on: false },
        ];
        assert_eq!(house.events_after(before).await, expected);
        done(house.signing_in().accept_link(&link.token, &secret(OTHER)).await);
    });
}

#[test]
fn nobody_gets_a_link_who_is_unknown_or_was_sent_away() {
    block_on(async {
        let house = House::new().await;
        let unknown = house.operator().reset(&"x@firma.example".parse().unwrap(), false).await;
        assert_eq!(unknown.unwrap_err(), ManageError::NoSuchMember);
        let mati = house.hire("Mati", Role::Member).await;
        house.managing(&actor("owner", Role::Owner)).set_active(&mati, false).await.unwrap();
        let away = house.operator().reset(&email("Mati").parse().unwrap(), false).await;
        assert_eq!(away.unwrap_err(), ManageError::Inactive);
    });
}
