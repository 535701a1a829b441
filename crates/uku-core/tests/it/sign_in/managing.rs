//! Looking after members: who may do what to whom.

use uku_core::audit::AuditEvent;
use uku_core::firm::{Action, Actor, Denied, MemberId, Plan, Role, Subscription, Who};
use uku_core::sign_in::{AccountRefusal, Accounts as _, Invitation, LinkPurpose, ManageError, Managing};
use uku_testkit::build::{firm_a, firm_b, id, two_firms};

use super::house::{House, OTHER, OWNER, PASSWORD, actor, done, email, secret};
use crate::support::block_on;

fn owner() -> Actor {
    actor("owner", Role::Owner)
}

fn invitation(name: &str) -> Invitation {
    Invitation { name: name.to_owned(), email: email(name), role: Role::Member, exports_invoices: true }
}

fn acting(member: &MemberId, role: Role) -> Actor {
    actor(member.as_ref(), role)
}

/// Everything that can be done to a member; whether each is refused as this.
async fn all_refused(managing: &Managing<'_>, member: &MemberId, why: &ManageError) {
    assert_eq!(&managing.make_link(member).await.unwrap_err(), why);
    assert_eq!(&managing.rename(member, "Muu").await.unwrap_err(), why);
    assert_eq!(&managing.change_role(member, Role::Admin).await.unwrap_err(), why);
    assert_eq!(&managing.change_role(member, Role::Member).await.unwrap_err(), why);
    assert_eq!(&managing.set_exports_invoices(member, true).await.unwrap_err(), why);
    assert_eq!(&managing.set_active(member, false).await.unwrap_err(), why);
    assert_eq!(&managing.remove_second_factor(member).await.unwrap_err(), why);
}

#[test]
fn somebody_who_is_invited_sets_a_password_and_comes_in() {
    block_on(async {
        let house = House::new().await;
        let before = house.recorded(&firm_a()).await.len();
        let invited = Invitation { name: "  Mari \t Maasikas ".into(), ..invitation("Mari") };
        let owner = owner();
        let link = house.managing(&owner).invite(&invited).await.unwrap();
        assert_eq!(link.purpose, LinkPurpose::Invitation);
        let entry = &house.recorded(&firm_a()).await[before];
        let member = link.member.clone();
        assert_eq!(entry.event, AuditEvent::MemberInvited { member: member.clone(), role: Role::Member });
        assert_eq!(entry.who, Who::Member(id("owner")));
        let texts: Vec<&str> = entry.personal.values().map(String::as_str).collect();
        assert_eq!(texts, ["mari@firma.example", "Mari Maasikas"]);
        let members = house.managing(&owner).members().await.unwrap();
        assert_eq!(members.iter().map(|it| it.has_password).collect::<Vec<_>>(), [false, true]);
        let token = done(house.signing_in().accept_link(&link.token, &secret(PASSWORD)).await);
        let present = house.present(&token).await.unwrap().member;
        assert_eq!(
            (present.id, present.name.as_str(), present.role),
            (member, "Mari Maasikas", Role::Member)
        );
        assert!(present.exports_invoices);
        let mari = house.managing(&owner).members().await.unwrap().remove(0);
        assert!(mari.has_password && mari.seen_at.is_some() && !mari.second_factor);
    });
}

#[test]
fn who_manages_whom() {
    block_on(async {
        let house = House::new().await;
        let (admin, other) = (house.hire("Anu", Role::Admin).await, house.hire("Ants", Role::Admin).await);
        let member = house.hire("Mati", Role::Member).await;
        let (by_admin, by_member) = (acting(&admin, Role::Admin), acting(&member, Role::Member));

        let denied = ManageError::Denied(Denied::Role(Action::ManageMembers));
        for whom in [&admin, &member, &id("owner")] {
            all_refused(&house.managing(&by_member), whom, &denied).await;
        }
        assert_eq!(house.managing(&by_member).members().await.unwrap_err(), denied);
        assert_eq!(house.managing(&by_member).invite(&invitation("Uus")).await.unwrap_err(), denied);

        all_refused(&house.managing(&by_admin), &id("owner"), &ManageError::OwnersOnly).await;
        let managing = house.managing(&by_admin);
        for whom in [&member, &other] {
            managing.change_role(whom, Role::Admin).await.unwrap();
            managing.change_role(whom, Role::Member).await.unwrap();
            managing.make_link(whom).await.unwrap();
            managing.set_active(whom, false).await.unwrap();
            assert_eq!(managing.make_link(whom).await.unwrap_err(), ManageError::Inactive);
            managing.set_active(whom, true).await.unwrap();
        }
        managing.invite(&invitation("Uus")).await.unwrap();
        assert_eq!(managing.change_role(&admin, Role::Member).await, Err(ManageError::Yourself));
        assert_eq!(managing.set_active(&admin, false).await, Err(ManageError::Yourself));
        assert_eq!(managing.remove_second_factor(&admin).await, Err(ManageError::OwnAccount));
        assert_eq!(managing.make_link(&admin).await.unwrap_err(), ManageError::OwnAccount);
        managing.rename(&admin, "Anu Admin").await.unwrap();
    });
}

#[test]
fn the_owner_stays_the_owner() {
    block_on(async {
        let house = House::new().await;
        let mati = house.hire("Mati", Role::Member).await;
        let owner = owner();
        let managing = house.managing(&owner);
        assert_eq!(managing.change_role(&id("owner"), Role::Admin).await, Err(ManageError::OwnerStays));
        assert_eq!(managing.set_active(&id("owner"), false).await, Err(ManageError::OwnerStays));
        assert_eq!(managing.change_role(&mati, Role::Owner).await, Err(ManageError::OwnerStays));
        let second = Invitation { role: Role::Owner, ..invitation("Teine") };
        assert_eq!(managing.invite(&second).await.unwrap_err(), ManageError::OwnerStays);
        managing.rename(&id("owner"), "Oskar Uus").await.unwrap();
        assert_eq!(house.account(OWNER).await.role, Role::Owner);
    });
}

#[test]
fn people_are_managed_whatever_is_paid() {
    block_on(async {
        let house = House::new().await;
        let lapsed = Actor { subscription: Subscription { plan: Plan::Solo, lapsed: true }, ..owner() };
        house.managing(&lapsed).invite(&invitation("Mari")).await.unwrap();
    });
}

#[test]
fn every_change_is_recorded_without_personal_data_and_what_changes_nothing_is_not() {
    block_on(async {
        let house = House::new().await;
        let mati = house.hire("Mati", Role::Member).await;
        let before = house.recorded(&firm_a()).await.len();
        let owner = owner();
        let managing = house.managing(&owner);
        for _ in 0..2 {
            managing.rename(&mati, "Mati Maasikas").await.unwrap();
            managing.change_role(&mati, Role::Admin).await.unwrap();
            managing.set_exports_invoices(&mati, true).await.unwrap();
            managing.set_active(&mati, false).await.unwrap();
            managing.remove_second_factor(&mati).await.unwrap();
        }
        let member = || mati.clone();
        let expected = [
            AuditEvent::MemberRenamed { member: member() },
            AuditEvent::RoleChanged { member: member(), before: Role::Member, after: Role::Admin },
            AuditEvent::InvoiceExportAllowed { member: member(), allowed: true },
            AuditEvent::MemberActivated { member: member(), active: false },
        ];
        assert_eq!(house.events_after(before).await, expected);
        let recorded = house.recorded(&firm_a()).await;
        assert_eq!(recorded[before].personal["before"], "Mati");
        assert_eq!(recorded[before].personal["after"], "Mati Maasikas");
        assert!(!serde_json::to_string(&recorded[before].event).unwrap().contains("Maasikas"));
    });
}

#[test]
fn links_are_for_what_the_member_lacks() {
    block_on(async {
        let house = House::new().await;
        let owner = owner();
        let managing = house.managing(&owner);
        let first = managing.invite(&invitation("Mari")).await.unwrap();
        let before = house.recorded(&firm_a()).await.len();
        let second = managing.make_link(&first.member).await.unwrap();
        assert_eq!(second.purpose, LinkPurpose::Invitation);
        assert_eq!(house.signing_in().see_link(&first.token).await, Ok(None));
        done(house.signing_in().accept_link(&second.token, &secret(PASSWORD)).await);
        let reset = managing.make_link(&first.member).await.unwrap();
        assert_eq!(reset.purpose, LinkPurpose::PasswordReset);
        done(house.signing_in().accept_link(&reset.token, &secret(OTHER)).await);
        let made = |purpose| AuditEvent::LinkMade { member: first.member.clone(), purpose };
        let events = house.events_after(before).await;
        assert_eq!(
            (&events[0], &events[3]),
            (&made(LinkPurpose::Invitation), &made(LinkPurpose::PasswordReset))
        );
    });
}

#[test]
fn somebody_who_lost_the_app_is_let_in_by_whoever_manages_members() {
    block_on(async {
        let house = House::new().await;
        let mati = house.hire("Mati", Role::Member).await;
        let token = house.enter(&email("Mati")).await;
        house.equip(&token).await;
        let owner = owner();
        assert!(house.managing(&owner).members().await.unwrap()[0].second_factor);
        house.managing(&owner).remove_second_factor(&mati).await.unwrap();
        house.enter(&email("Mati")).await;
    });
}

#[test]
fn what_was_typed_wrong_is_refused() {
    block_on(async {
        let house = House::new().await;
        let owner = owner();
        let managing = house.managing(&owner);
        let invite = async |invitation: Invitation| managing.invite(&invitation).await.unwrap_err();
        for name in [String::new(), "  \n".to_owned(), "ö".repeat(101), "a\u{0}b".to_owned()] {
            assert_eq!(
                invite(Invitation { name: name.clone(), ..invitation("Mari") }).await,
                ManageError::BadName
            );
            assert_eq!(managing.rename(&id("owner"), &name).await, Err(ManageError::BadName));
        }
        let refused = invite(Invitation { email: "mari".into(), ..invitation("Mari") }).await;
        assert!(matches!(refused, ManageError::BadEmail(_)));
        let taken = invite(Invitation { email: OWNER.to_uppercase(), ..invitation("Mari") }).await;
        assert_eq!(taken, ManageError::Refused(AccountRefusal::EmailTaken));
        assert_eq!(house.accounts.accounts(&firm_a()).await.unwrap().len(), 1);
    });
}

#[test]
fn another_firms_members_are_not_there() {
    block_on(async {
        let house = House::new().await;
        let mati = house.hire("Mati", Role::Member).await;
        house
            .operator()
            .create_owner(&two_firms()[1], "Teine", &"t@teine.example".parse().unwrap())
            .await
            .unwrap();
        let theirs = Actor { firm: firm_b(), ..owner() };
        all_refused(&house.managing(&theirs), &mati, &ManageError::NoSuchMember).await;
        all_refused(&house.managing(&theirs), &id("nobody"), &ManageError::NoSuchMember).await;
        assert_eq!(house.managing(&theirs).members().await.unwrap().len(), 1);
        let taken = house.managing(&theirs).invite(&invitation("Mati")).await.unwrap_err();
        assert_eq!(taken, ManageError::Refused(AccountRefusal::EmailTaken));
    });
}
