//! Signing in with a password, and sessions.

use core::net::IpAddr;

use chrono::TimeDelta;
use uku_core::audit::AuditEvent;
use uku_core::clock::Clock as _;
use uku_core::firm::{Role, Who};
use uku_core::sign_in::{
    Accounts as _, MOST_SESSIONS, SEEN_EVERY, SESSION_IDLE, SESSION_LONGEST, SignInError,
};
use uku_testkit::build::{firm_a, id};

use super::house::{House, OTHER, OWNER, PASSWORD, actor, email, secret};
use crate::support::block_on;

const WRONG: SignInError = SignInError::Wrong;

async fn fail(house: &House, email: &str, password: &str, from: Option<IpAddr>) -> SignInError {
    house.signing_in().sign_in(email, &secret(password), from).await.unwrap_err()
}

#[test]
fn the_right_password_opens_a_session() {
    block_on(async {
        let house = House::new().await;
        let before = house.recorded(&firm_a()).await.len();
        let token = house.enter("  Omanik@FIRMA.example ").await;
        let present = house.present(&token).await.unwrap();
        assert_eq!((&present.firm, &present.member.id), (&firm_a(), &id("owner")));
        assert_eq!((present.member.role, present.member.email.as_deref()), (Role::Owner, Some(OWNER)));
        assert!(!present.second_factor);
        let entry = &house.recorded(&firm_a()).await[before];
        assert_eq!(entry.event, AuditEvent::SignedIn { member: id("owner") });
        assert_eq!((&entry.who, entry.personal.len()), (&Who::Member(id("owner")), 0));
    });
}

#[test]
fn who_is_unknown_costs_as_much_and_hears_the_same_as_who_types_it_wrong() {
    block_on(async {
        let house = House::new().await;
        let jaan = house.hire("Jaan", Role::Member).await;
        house.managing(&actor("owner", Role::Owner)).set_active(&jaan, false).await.unwrap();
        let invited = uku_core::sign_in::Invitation {
            name: "Uus".into(),
            email: email("uus"),
            role: Role::Member,
            exports_invoices: false,
        };
        house.managing(&actor("owner", Role::Owner)).invite(&invited).await.unwrap();
        let long = "õ".repeat(200);
        for (email, password) in [
            (OWNER.to_owned(), OTHER),
            (OWNER.to_owned(), ""),
            (OWNER.to_owned(), long.as_str()),
            ("nobody@firma.example".to_owned(), PASSWORD),
            ("no address".to_owned(), PASSWORD),
            (email("Jaan"), PASSWORD),
            (email("uus"), PASSWORD),
            (email("uus"), ""),
        ] {
            let before = house.passwords.work();
            assert_eq!(fail(&house, &email, password, None).await, WRONG, "{email}");
            assert_eq!(house.passwords.work(), before + 1, "{email}");
        }
    });
}

#[test]
fn a_password_is_the_same_however_its_letters_are_made() {
    block_on(async {
        let house = House::new().await;
        let token = house.enter(OWNER).await;
        let (composed, parts) = ("nelikümmend õuna", "neliku\u{308}mmend o\u{303}una");
        house.signing_in().change_password(&token, &secret(PASSWORD), &secret(parts)).await.unwrap();
        house.signing_in().sign_in(OWNER, &secret(composed), None).await.unwrap();
    });
}

#[test]
fn a_hash_of_former_days_is_renewed_by_signing_in() {
    block_on(async {
        let house = House::new().await;
        let before = house.account(OWNER).await.password;
        house.enter(OWNER).await;
        assert_eq!(house.account(OWNER).await.password, before);
        house.passwords.work_harder();
        house.enter(OWNER).await;
        let renewed = house.account(OWNER).await.password;
        assert_ne!(renewed, before);
        house.enter(OWNER).await;
        assert_eq!(house.account(OWNER).await.password, renewed);
    });
}

#[test]
fn failing_again_and_again_means_waiting_and_the_right_password_afterwards_is_free() {
    block_on(async {
        let house = House::new().await;
        for _ in 0..5 {
            assert_eq!(fail(&house, OWNER, OTHER, None).await, WRONG);
        }
        let until = house.clock.now() + TimeDelta::seconds(10);
        assert_eq!(fail(&house, OWNER, PASSWORD, None).await, SignInError::Throttled { until });
        assert_eq!(fail(&house, OWNER, PASSWORD, None).await, SignInError::Throttled { until }, "no longer");
        house.wait(TimeDelta::seconds(10));
        assert_eq!(fail(&house, OWNER, OTHER, None).await, WRONG);
        let until = house.clock.now() + TimeDelta::seconds(20);
        assert_eq!(fail(&house, OWNER, OTHER, None).await, SignInError::Throttled { until });
        house.wait(TimeDelta::seconds(20));
        house.enter(OWNER).await;
        for _ in 0..5 {
            assert_eq!(fail(&house, OWNER, OTHER, None).await, WRONG, "all before is forgotten");
        }
    });
}

#[test]
fn who_is_unknown_waits_just_so() {
    block_on(async {
        let house = House::new().await;
        for _ in 0..5 {
            assert_eq!(fail(&house, "nobody@firma.example", OTHER, None).await, WRONG);
        }
        let throttled = fail(&house, "Nobody@firma.example", OTHER, None).await;
        assert!(matches!(throttled, SignInError::Throttled { .. }));
    });
}

#[test]
fn an_address_that_fails_for_many_accounts_waits_and_makes_no_account_wait() {
    block_on(async {
        let house = House::new().await;
        let from: Option<IpAddr> = Some("192.0.2.7".parse().unwrap());
        for number in 0..20 {
            assert_eq!(fail(&house, &format!("m{number}@firma.example"), OTHER, from).await, WRONG);
            // What succeeds from there doesn't count.
            house
                .signing_in()
                .sign_in(OWNER, &secret(PASSWORD), Some("192.0.2.8".parse().unwrap()))
                .await
                .unwrap();
        }
        for _ in 0..10 {
            assert!(matches!(fail(&house, OWNER, OTHER, from).await, SignInError::Throttled { .. }));
        }
        house.enter(OWNER).await;
    });
}

#[test]
fn what_succeeds_from_an_office_does_not_make_it_wait() {
    block_on(async {
        let house = House::new().await;
        let from: Option<IpAddr> = Some("192.0.2.7".parse().unwrap());
        for _ in 0..30 {
            house.signing_in().sign_in(OWNER, &secret(PASSWORD), from).await.unwrap();
        }
    });
}

#[test]
fn refusals_are_recorded_once_a_day_when_the_next_has_to_wait() {
    block_on(async {
        let house = House::new().await;
        let before = house.recorded(&firm_a()).await.len();
        for _ in 0..4 {
            fail(&house, OWNER, OTHER, None).await;
        }
        assert_eq!(house.events_after(before).await, []);
        for _ in 0..4 {
            fail(&house, OWNER, OTHER, None).await;
            house.wait(TimeDelta::minutes(5));
        }
        house.enter(OWNER).await;
        for _ in 0..5 {
            fail(&house, OWNER, OTHER, None).await;
        }
        let refused = AuditEvent::SignInRefused { member: id("owner") };
        let signed_in = AuditEvent::SignedIn { member: id("owner") };
        assert_eq!(house.events_after(before).await, [refused.clone(), signed_in]);
        house.wait(TimeDelta::hours(25));
        for _ in 0..5 {
            fail(&house, OWNER, OTHER, None).await;
        }
        assert_eq!(house.events_after(before + 2).await, [refused]);
    });
}

#[test]
fn a_session_ends_when_nobody_comes_and_at_the_latest_after_its_longest() {
    block_on(async {
        let house = House::new().await;
        let idle = house.enter(OWNER).await;
        let used = house.enter(OWNER).await;
        for _ in 0..6 {
            house.wait(SESSION_IDLE - SEEN_EVERY);
            assert!(house.present(&used).await.is_some());
        }
        assert_eq!(house.present(&idle).await, None);
        house.wait(SESSION_LONGEST - (SESSION_IDLE - SEEN_EVERY) * 6 - TimeDelta::seconds(1));
        assert!(house.present(&used).await.is_some());
        house.wait(TimeDelta::seconds(1));
        assert_eq!(house.present(&used).await, None);
    });
}

#[test]
fn that_somebody_came_is_written_every_few_minutes_only() {
    block_on(async {
        let house = House::new().await;
        let token = house.enter(OWNER).await;
        let version = house.account(OWNER).await.version;
        house.wait(SEEN_EVERY - TimeDelta::seconds(1));
        house.present(&token).await.unwrap();
        assert_eq!(house.account(OWNER).await.version, version);
        house.wait(TimeDelta::seconds(1));
        house.present(&token).await.unwrap();
        house.present(&token).await.unwrap();
        let account = house.account(OWNER).await;
        assert_eq!((account.version, account.sessions[0].seen_at), (version + 1, house.clock.now()));
    });
}

#[test]
fn of_too_many_sessions_the_one_used_longest_ago_ends() {
    block_on(async {
        let house = House::new().await;
        let first = house.enter(OWNER).await;
        let second = house.enter(OWNER).await;
        house.wait(SEEN_EVERY);
        house.present(&first).await.unwrap();
        for _ in 2..=MOST_SESSIONS {
            house.enter(OWNER).await;
        }
        assert!(house.present(&first).await.is_some());
        assert_eq!(house.present(&second).await, None);
    });
}

#[test]
fn signing_out_ends_this_session_only() {
    block_on(async {
        let house = House::new().await;
        let (token, other) = (house.enter(OWNER).await, house.enter(OWNER).await);
        for _ in 0..2 {
            house.signing_in().sign_out(&token).await.unwrap();
            assert_eq!(house.present(&token).await, None);
        }
        assert!(house.present(&other).await.is_some());
        assert_eq!(house.present(&secret("no token")).await, None);
    });
}

#[test]
fn somebody_who_is_sent_away_is_out_at_once() {
    block_on(async {
        let house = House::new().await;
        let jaan = house.hire("Jaan", Role::Admin).await;
        let token = house.enter(&email("Jaan")).await;
        house.managing(&actor("owner", Role::Owner)).set_active(&jaan, false).await.unwrap();
        assert_eq!(house.present(&token).await, None);
        assert_eq!(fail(&house, &email("Jaan"), PASSWORD, None).await, WRONG);
        house.managing(&actor("owner", Role::Owner)).set_active(&jaan, true).await.unwrap();
        assert_eq!(house.present(&token).await, None);
        house.enter(&email("Jaan")).await;
    });
}

#[test]
fn a_role_that_is_changed_counts_from_the_next_request_on() {
    block_on(async {
        let house = House::new().await;
        let jaan = house.hire("Jaan", Role::Member).await;
        let token = house.enter(&email("Jaan")).await;
        house.managing(&actor("owner", Role::Owner)).change_role(&jaan, Role::Admin).await.unwrap();
        assert_eq!(house.present(&token).await.unwrap().member.role, Role::Admin);
    });
}

#[test]
fn what_is_kept_of_a_session_is_not_its_token() {
    block_on(async {
        let house = House::new().await;
        let token = house.enter(OWNER).await;
        let account = house.accounts.accounts(&firm_a()).await.unwrap().remove(0);
        let kept = account.sessions[0].token.as_str().to_owned();
        assert_ne!(kept, super::house::clear(&token));
        assert_eq!(house.present(&kept.into()).await, None);
    });
}
