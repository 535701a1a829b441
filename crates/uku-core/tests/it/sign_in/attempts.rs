//! How long who fails has to wait.

use core::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uku_core::sign_in::{ATTEMPTS_KEPT, AttemptKey, Attempts};
use uku_testkit::build::at;

use crate::support::cases;

fn account() -> AttemptKey {
    AttemptKey::account(&"mari@firma.example".parse().unwrap())
}

fn address(text: &str) -> AttemptKey {
    AttemptKey::address(text.parse::<IpAddr>().unwrap())
}

fn now() -> DateTime<Utc> {
    at("2026-11-10T09:00:00Z")
}

/// The pauses of somebody who fails as often as is let, in seconds.
fn pauses(key: &AttemptKey, number: usize) -> Vec<i64> {
    let (mut moment, mut attempts, mut pauses) = (now(), None, Vec::new());
    for _ in 0..number {
        if let Err(until) = key.one_more(attempts, moment) {
            pauses.push((until - moment).num_seconds());
            moment = until;
        } else {
            pauses.push(0);
        }
        attempts = Some(key.one_more(attempts, moment).unwrap());
    }
    pauses
}

#[test]
fn pauses_grow_up_to_a_longest() {
    assert_eq!(pauses(&account(), 13), [0, 0, 0, 0, 0, 10, 20, 40, 80, 160, 300, 300, 300]);
    let of_address = pauses(&address("192.0.2.1"), 60);
    assert!(of_address[..20].iter().all(|pause| *pause == 0));
    assert_eq!(of_address[20..29], [10, 20, 40, 80, 160, 320, 640, 900, 900]);
    assert_eq!(of_address.last(), Some(&900));
}

#[test]
fn after_a_day_former_attempts_are_forgotten() {
    let attempts = Some(Attempts { failed: 1_000, last: now() });
    let later = now() + ATTEMPTS_KEPT;
    assert_eq!(account().one_more(attempts, later - TimeDelta::nanoseconds(1)).unwrap().failed, 1_001);
    assert_eq!(account().one_more(attempts, later), Ok(Attempts { failed: 1, last: later }));
}

#[test]
fn a_clock_that_was_ahead_locks_nobody_out() {
    let attempts = Some(Attempts { failed: 1_000, last: now() + TimeDelta::days(400) });
    let next = account().one_more(attempts, now()).unwrap();
    assert_eq!(next, Attempts { failed: 1_001, last: now() });
    assert_eq!(account().one_more(Some(next), now()), Err(now() + TimeDelta::minutes(5)));
}

#[test]
fn addresses_are_told_apart_by_what_one_computer_has() {
    let same = [("192.0.2.1", "::ffff:192.0.2.1"), ("2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff")];
    for (one, other) in same {
        assert_eq!(address(one), address(other));
    }
    for (one, other) in [("192.0.2.1", "192.0.2.2"), ("2001:db8:0:1::1", "2001:db8:0:2::1")] {
        assert_ne!(address(one).digest(), address(other).digest());
    }
}

#[test]
fn what_is_kept_names_nobody() {
    for key in [account(), address("192.0.2.1")] {
        let kept = key.digest().as_str();
        assert!(kept.len() == 64 && !kept.contains("mari") && !kept.contains("192"), "{kept}");
    }
}

#[test]
fn one_less_is_as_if_it_had_not_been() {
    let once = account().one_more(None, now()).unwrap();
    assert_eq!(once.one_less(), None);
    let twice = account().one_more(Some(once), now()).unwrap();
    assert_eq!(twice.one_less(), Some(once));
}

proptest! {
    #![proptest_config(cases(500))]

    /// However many failed, whenever that was: nobody waits for longer than a quarter of an hour, and never twice in a
    /// row without an attempt.
    #[test]
    fn nobody_is_locked_out_for_good(failed in any::<u32>(), before in -400_000_i64..400_000, office in any::<bool>()) {
        let key = if office { address("192.0.2.1") } else { account() };
        let attempts = Some(Attempts { failed, last: now() + TimeDelta::seconds(before) });
        if let Err(until) = key.one_more(attempts, now()) {
            prop_assert!(until - now() <= TimeDelta::minutes(15));
            prop_assert!(key.one_more(attempts, until).is_ok());
        }
    }
}
