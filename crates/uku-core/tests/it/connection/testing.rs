//! Test connection (help page, "Test the per-client connection").

use chrono::TimeDelta;
use uku_core::audit::AuditEvent;
use uku_core::clock::Clock as _;
use uku_core::connection::{
    ConnectError, ConnectionOwner, ConnectionState, ConnectionTrouble, Saving, TestResult, recent,
};
use uku_core::firm::{Action, Actor, Denied, Plan, Role, Subscription, WorkPaused};
use uku_core::ledger::{LedgerError, Right};
use uku_testkit::build::{actor, at, date, firm_b, id, key_pair};

use super::house::{House, admin, of};
use crate::support::{block_on, every_ledger_error, is_one_sentence};

const OWN_BOOKS: ConnectionOwner = ConnectionOwner::OwnBooks;

fn missing() -> LedgerError {
    LedgerError::RightMissing { what: "that".into() }
}

/// The one result that stands for an error.
fn word(error: &LedgerError) -> &'static str {
    match error {
        LedgerError::WrongKeys => "wrong_keys",
        LedgerError::ClockOff { .. } => "clock_wrong",
        LedgerError::BudgetSpent { .. } | LedgerError::OverLimit { .. } => "over_limit",
        LedgerError::Unpaid => "unpaid",
        LedgerError::RightMissing { .. } => "right_missing",
        LedgerError::Unavailable { .. }
        | LedgerError::Refused { .. }
        | LedgerError::Unreachable { .. }
        | LedgerError::Garbled { .. }
        | LedgerError::Withdrawn
        | LedgerError::BudgetUnknown { .. } => "not_reachable",
    }
}

#[test]
fn after_pasting_the_keys_test_connection_reports_connection_successful() {
    block_on(async {
        let house = House::new().await;
        let keys = house.company("pk-1");
        let result = house.connecting(&admin()).try_keys(&of("kask"), keys.clone()).await.unwrap();
        assert_eq!((result.to_string().as_str(), result.word()), ("Connection successful!", "successful"));
        assert!(result.is_successful() && result.trouble().is_none());
        assert_eq!(house.requests(&keys), 1, "it costs one request");
        assert!(house.stored(&of("kask")).await.is_none(), "nothing is saved");
        assert_eq!(house.events().await, []);
    });
}

#[test]
fn a_successful_test_shows_the_three_latest_entries_the_latest_first() {
    block_on(async {
        let house = House::new().await;
        for owner in [of("kask"), OWN_BOOKS] {
            let keys = house.company("pk-1");
            let result = house.connecting(&admin()).try_keys(&owner, keys).await.unwrap();
            let TestResult::Successful { latest } = result else { panic!("{result}") };
            let days: Vec<_> = latest.iter().map(|entry| entry.date).collect();
            assert_eq!(days, [date("2026-11-09"), date("2026-11-08"), date("2026-11-07")]);
            assert!(latest.iter().all(|entry| !entry.number.is_empty() && !entry.text.is_empty()));
        }
    });
}

#[test]
fn each_error_of_the_books_is_exactly_one_result() {
    block_on(async {
        let until = at("2026-11-10T10:00:00Z");
        let mut words = Vec::new();
        for error in every_ledger_error(until) {
            for owner in [of("kask"), OWN_BOOKS] {
                let house = House::new().await;
                let keys = house.company("pk-1");
                house.ledgers.fail(keys.public(), Some(error.clone()));
                let result = house.connecting(&admin()).try_keys(&owner, keys.clone()).await.unwrap();
                assert_eq!(result.word(), word(&error), "{error}");
                assert!(!result.is_successful() && !result.to_string().is_empty());
                let all = error == missing_as_told() && owner == OWN_BOOKS;
                assert_eq!(house.requests(&keys), if all { 6 } else { 1 }, "{error}");
                words.push(result.word());
            }
        }
        words.sort_unstable();
        words.dedup();
        let every = ["clock_wrong", "not_reachable", "over_limit", "right_missing", "unpaid", "wrong_keys"];
        assert_eq!(words, every);
    });
}

fn missing_as_told() -> LedgerError {
    LedgerError::RightMissing { what: "the reason".into() }
}

#[test]
fn a_result_says_by_how_much_and_until_when() {
    let said = |error: LedgerError| TestResult::from(error).to_string();
    assert_eq!(
        said(LedgerError::ClockOff { seconds: -130 }),
        "the clock of this computer is 130 seconds behind"
    );
    assert_eq!(
        said(LedgerError::ClockOff { seconds: 200 }),
        "the clock of this computer is 200 seconds ahead"
    );
    let until = at("2026-11-10T10:00:00Z");
    let over = "the requests that SmartAccounts allows are spent until 10.11.2026 12:00:00";
    assert_eq!(said(LedgerError::OverLimit { until }), over);
    assert_eq!(said(LedgerError::BudgetSpent { until }), over);
    let unreachable = LedgerError::Unreachable { detail: "no route".into() };
    assert!(said(unreachable).contains("no route"));
    assert_eq!(said(missing()), "the keys have no right to that");
}

#[test]
fn the_own_books_test_asks_for_six_rights_and_names_all_that_are_missing_together() {
    block_on(async {
        let house = House::new().await;
        let keys = key_pair("pk-own");
        let books = house.books(&keys);
        books.failures.lock().unwrap().extend([missing(), missing()]);
        let result = house.connecting(&admin()).try_keys(&OWN_BOOKS, keys.clone()).await.unwrap();
        let what = "read general ledger entries, read customers".to_owned();
        assert_eq!(result, TestResult::RightMissing { what });
        assert_eq!(house.requests(&keys), 6);
    });
}

#[test]
fn trouble_other_than_a_missing_right_ends_the_own_books_test() {
    block_on(async {
        let house = House::new().await;
        let keys = key_pair("pk-own");
        let books = house.books(&keys);
        books.failures.lock().unwrap().extend([missing(), LedgerError::Unpaid]);
        let result = house.connecting(&admin()).try_keys(&OWN_BOOKS, keys.clone()).await.unwrap();
        assert_eq!((result, house.requests(&keys)), (TestResult::Unpaid, 2));
    });
}

#[test]
fn a_test_asks_for_this_month_and_the_one_before_by_the_estonian_calendar() {
    let asked = |now| {
        let query = recent(Right::Entries, at(now));
        (query.from, query.to)
    };
    assert_eq!(asked("2026-11-10T09:00:00Z"), (date("2026-10-01"), date("2026-11-10")));
    assert_eq!(asked("2026-10-31T23:00:00Z"), (date("2026-10-01"), date("2026-11-01")));
    assert_eq!(asked("2027-03-01T09:00:00Z"), (date("2027-01-29"), date("2027-03-01")));
}

#[test]
fn a_test_of_saved_keys_says_how_the_connection_fares_from_then_on() {
    block_on(async {
        let until = at("2026-11-10T10:00:00Z");
        for error in every_ledger_error(until) {
            let house = House::new().await;
            let keys = house.company("pk-1");
            house.save(&of("kask"), &keys, Saving::Untested).await.unwrap();
            house.ledgers.fail(keys.public(), Some(error.clone()));
            house.wait(TimeDelta::minutes(1));
            let result = house.test(&of("kask")).await.unwrap();
            let expected = match result.trouble() {
                Some(why) => ConnectionState::Failing { since: house.clock.now(), why },
                None => ConnectionState::Untested,
            };
            assert_eq!(house.state(&of("kask")).await, expected, "{error}");
            let changes = usize::from(expected != ConnectionState::Untested);
            assert_eq!(house.state_changes().await, changes, "{error}");

            house.ledgers.fail(keys.public(), None);
            assert!(house.test(&of("kask")).await.unwrap().is_successful());
            assert_eq!(house.state(&of("kask")).await, house.works());
        }
    });
}

#[test]
fn a_changed_state_is_recorded_with_who_and_what_it_was_before() {
    block_on(async {
        let house = House::new().await;
        let keys = house.connected("kask", "pk-1").await;
        let before = house.state(&of("kask")).await;
        house.ledgers.revoke(keys.public());
        house.test(&of("kask")).await.unwrap();
        let last = house.recorded(&uku_testkit::build::firm_a()).await.pop().unwrap();
        let after = ConnectionState::Failing { since: house.clock.now(), why: ConnectionTrouble::WrongKeys };
        assert_eq!(last.event, AuditEvent::ConnectionChanged { owner: of("kask"), before, after });
        assert_eq!((last.who, last.client, last.at), (admin().who(), Some(id("kask")), house.clock.now()));
    });
}

#[test]
fn keys_that_fail_are_failing_since_they_first_did_however_often_they_are_tested() {
    block_on(async {
        let house = House::new().await;
        let keys = house.connected("kask", "pk-1").await;
        house.ledgers.revoke(keys.public());
        let since = house.clock.now();
        for _ in 0..3 {
            house.test(&of("kask")).await.unwrap();
            house.wait(TimeDelta::days(1));
        }
        let failing = ConnectionState::Failing { since, why: ConnectionTrouble::WrongKeys };
        assert_eq!(house.state(&of("kask")).await, failing);
        assert_eq!(house.state_changes().await, 1);
    });
}

#[test]
fn a_test_from_which_nothing_is_learned_leaves_failing_keys_failing() {
    block_on(async {
        let house = House::new().await;
        let keys = house.connected("kask", "pk-1").await;
        house.ledgers.fail(keys.public(), Some(LedgerError::WrongKeys));
        house.test(&of("kask")).await.unwrap();
        let failing = house.state(&of("kask")).await;
        let until = at("2026-11-10T10:00:00Z");
        house.ledgers.fail(keys.public(), Some(LedgerError::OverLimit { until }));
        assert_eq!(house.test(&of("kask")).await.unwrap(), TestResult::OverLimit { until });
        assert_eq!(house.state(&of("kask")).await, failing);
    });
}

#[test]
fn a_test_without_keys_names_the_client_and_the_way_to_connect() {
    block_on(async {
        let house = House::new().await;
        let refused = house.test(&of("kask")).await.unwrap_err();
        assert_eq!(refused, ConnectError::NotConnected("Kask OÜ".into()));
        assert!(refused.to_string().contains("Kask OÜ is not connected: enter its SmartAccounts API keys"));
        let refused = house.test(&OWN_BOOKS).await.unwrap_err();
        assert!(refused.to_string().contains("your own SmartAccounts company is not connected"));
    });
}

#[test]
fn who_may_not_and_where_there_is_nothing_no_request_is_sent() {
    block_on(async {
        let house = House::new().await;
        let keys = house.connected("kask", "pk-1").await;
        let sent = house.requests(&keys);
        let lapsed = Subscription { plan: Plan::Elite, lapsed: true };
        let solo = Subscription { plan: Plan::Solo, lapsed: false };
        let unpaid = |paused| Denied::Subscription { action: Action::Connect, paused };
        for (who, denied) in [
            (actor(Role::Member), Denied::Role(Action::Connect)),
            (Actor { subscription: lapsed, ..actor(Role::Owner) }, unpaid(WorkPaused::Lapsed)),
            (Actor { subscription: solo, ..admin() }, unpaid(WorkPaused::NoIntegrations)),
        ] {
            let connecting = house.connecting(&who);
            let refused = Err(ConnectError::Denied(denied));
            assert_eq!(connecting.test(&of("kask")).await, refused.clone());
            assert_eq!(connecting.try_keys(&of("kask"), keys.clone()).await, refused.clone());
            let saved = connecting.save(&of("kask"), keys.clone(), Saving::Tested).await;
            assert_eq!(saved.map(|_| TestResult::Unpaid), refused);
        }
        let admin = admin();
        let connecting = house.connecting(&admin);
        assert_eq!(connecting.test(&of("nobody")).await, Err(ConnectError::NoSuchClient));
        let tried = connecting.try_keys(&of("nobody"), keys.clone()).await;
        assert_eq!(tried, Err(ConnectError::NoSuchClient));
        let saved = connecting.save(&of("nobody"), keys.clone(), Saving::Untested).await;
        assert_eq!(saved, Err(ConnectError::NoSuchClient));
        // The client `meie` is the first firm's only.
        let stranger = super::house::admin_of(&firm_b());
        let saved = house.connecting(&stranger).save(&of("meie"), keys.clone(), Saving::Untested).await;
        assert_eq!(saved, Err(ConnectError::NoSuchClient));

        house.deactivate().await;
        assert_eq!(connecting.test(&of("kask")).await, Err(ConnectError::NotActive));
        let tried = connecting.try_keys(&of("tamm"), keys.clone()).await;
        assert_eq!(tried, Err(ConnectError::NotActive));
        let saved = connecting.save(&of("tamm"), keys.clone(), Saving::Untested).await;
        assert_eq!(saved, Err(ConnectError::NotActive));
        assert_eq!(house.requests(&keys), sent);
    });
}

#[test]
fn each_result_says_what_to_do_in_one_sentence() {
    let until = at("2026-11-10T10:00:00Z");
    let failed = every_ledger_error(until).into_iter().map(TestResult::from);
    for result in failed.chain([TestResult::Successful { latest: Vec::new() }]) {
        assert!(is_one_sentence(result.remedy()), "{}", result.remedy());
    }
}

#[test]
fn wrong_keys_are_said_to_have_white_space_or_to_be_lost_or_revoked() {
    let remedy = TestResult::WrongKeys.remedy();
    for cause in ["without white space", "secret is lost", "revoked", "make a new pair", "paste both"] {
        assert!(remedy.contains(cause), "{remedy}");
    }
}
