//! The clauses of [`Accounts`](uku_core::sign_in::Accounts) about attempts to sign in.

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::join_all;
use uku_core::sign_in::Attempts;

use super::accounts::{AccountsHarness, digest};
use crate::build::at;

fn now() -> DateTime<Utc> {
    at("2026-11-10T05:00:00.123456789Z")
}

fn attempts(failed: u32) -> Attempts {
    Attempts { failed, last: now() }
}

/// One more at a moment.
fn counting(last: DateTime<Utc>) -> impl Fn(Option<Attempts>) -> Option<Attempts> + Send + Sync {
    move |before| Some(Attempts { failed: before.map_or(0, |before| before.failed) + 1, last })
}

async fn count(harness: &dyn AccountsHarness, key: u64) -> Option<Attempts> {
    let rule = counting(now());
    harness.accounts().change_attempts(&digest(key), now() - TimeDelta::days(1), &rule).await.unwrap()
}

/// A rule is told what the last one said.
pub async fn attempts_are_remembered_until_a_rule_forgets_them(harness: &dyn AccountsHarness) {
    for expected in [None, Some(attempts(1)), Some(attempts(2))] {
        assert_eq!(count(harness, 1).await, expected);
    }
    let since = now() - TimeDelta::days(1);
    let forgotten = harness.accounts().change_attempts(&digest(1), since, &|_| None).await;
    assert_eq!(forgotten, Ok(Some(attempts(3))));
    assert_eq!(count(harness, 1).await, None);
}

/// They don't meet.
pub async fn attempts_of_one_key_are_not_those_of_another(harness: &dyn AccountsHarness) {
    count(harness, 1).await;
    assert_eq!(count(harness, 2).await, None);
    assert_eq!(count(harness, 1).await, Some(attempts(1)));
}

/// So nobody tries more often by trying everything at once.
pub async fn of_many_attempts_at_once_each_counts(harness: &dyn AccountsHarness) {
    let found = join_all((0..8).map(|_| count(harness, 1))).await;
    let mut failed: Vec<u32> = found.iter().map(|before| before.map_or(0, |before| before.failed)).collect();
    failed.sort_unstable();
    assert_eq!(failed, (0..8).collect::<Vec<_>>());
}

/// Those of the last moment before which they may be forgotten are kept, whoever else tries meanwhile.
pub async fn only_old_attempts_are_forgotten(harness: &dyn AccountsHarness) {
    count(harness, 1).await;
    let (later, rule) = (now() + TimeDelta::days(1), counting(now() + TimeDelta::days(1)));
    let others = harness.accounts().change_attempts(&digest(2), now(), &rule).await;
    assert_eq!(others, Ok(None));
    assert_eq!(count(harness, 1).await, Some(attempts(1)));
    assert_eq!(count(harness, 2).await, Some(Attempts { failed: 1, last: later }));
}
