//! The clauses of notices that are sent by email.

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::join_all;
use uku_core::firm::FirmId;
use uku_core::notice::UnmailedNotice;

use super::notice_board::{NoticeBoardHarness, post};
use super::notices::notice;
use crate::build::{at, firm_a, firm_b};

fn now() -> DateTime<Utc> {
    at("2026-11-10T06:00:00Z")
}

/// When what was taken now comes again.
fn again() -> DateTime<Utc> {
    now() + TimeDelta::minutes(10)
}

async fn put_addresses(harness: &dyn NoticeBoardHarness, firm: &FirmId, addresses: &[&str]) {
    let addresses: Vec<String> = addresses.iter().map(|address| (*address).to_owned()).collect();
    harness.board().put_addresses(firm, &addresses).await.unwrap();
}

async fn take_at(harness: &dyn NoticeBoardHarness, now: DateTime<Utc>, most: u32) -> Vec<UnmailedNotice> {
    let again = now + TimeDelta::minutes(10);
    harness.board().take_unmailed(&firm_a(), now, again, most).await.unwrap()
}

fn keys(taken: &[UnmailedNotice]) -> Vec<&str> {
    taken.iter().map(|unmailed| unmailed.notice.key.as_str()).collect()
}

/// In their order; what was said last replaces, also by nothing; another firm has its own.
pub async fn addresses_are_remembered(harness: &dyn NoticeBoardHarness) {
    assert_eq!(harness.board().addresses(&firm_a()).await, Ok(vec![]));
    for said in [&["mari@firm.ee", "jaan+õ@firm.ee"][..], &["aadu@firm.ee"], &[]] {
        put_addresses(harness, &firm_a(), said).await;
        let found = harness.board().addresses(&firm_a()).await.unwrap();
        assert_eq!(found, said);
        assert_eq!(harness.board().addresses(&firm_b()).await, Ok(vec![]));
    }
}

/// Nobody asked for emails, or nobody does any more.
pub async fn without_addresses_nothing_is_sent(harness: &dyn NoticeBoardHarness) {
    post(harness, &firm_a(), &["before"]).await;
    assert_eq!(take_at(harness, now(), 10).await, []);
    put_addresses(harness, &firm_a(), &["mari@firm.ee"]).await;
    post(harness, &firm_a(), &["meanwhile"]).await;
    put_addresses(harness, &firm_a(), &[]).await;
    assert_eq!(take_at(harness, now(), 10).await, []);
}

/// Whoever gives an address is not flooded with what is over.
pub async fn what_was_posted_before_the_addresses_is_not_sent(harness: &dyn NoticeBoardHarness) {
    post(harness, &firm_a(), &["before"]).await;
    put_addresses(harness, &firm_a(), &["mari@firm.ee"]).await;
    assert_eq!(take_at(harness, now(), 10).await, []);
    post(harness, &firm_a(), &["after", "before"]).await;
    assert_eq!(keys(&take_at(harness, now(), 10).await), ["after"]);
    post(harness, &firm_a(), &["before others"]).await;
    put_addresses(harness, &firm_a(), &["jaan@firm.ee"]).await;
    assert_eq!(take_at(harness, again() + TimeDelta::hours(1), 10).await, []);
}

/// As many as were asked for, each with its number, its text and the addresses.
pub async fn unmailed_notices_are_taken_in_order(harness: &dyn NoticeBoardHarness) {
    let addresses = ["mari@firm.ee", "jaan@firm.ee"];
    put_addresses(harness, &firm_a(), &addresses).await;
    post(harness, &firm_a(), &["1", "2", "3"]).await;
    let first = take_at(harness, now(), 2).await;
    assert_eq!(keys(&first), ["1", "2"]);
    let taken = UnmailedNotice {
        firm: firm_a(),
        number: first[0].number,
        notice: notice("1"),
        addresses: addresses.map(str::to_owned).into(),
    };
    assert_eq!(first[0], taken);
    assert!(first[0].number < first[1].number);
    assert_eq!(keys(&take_at(harness, now(), 2).await), ["3"]);
    assert_eq!(take_at(harness, now(), 2).await, []);
}

/// Whoever took it died; not before its moment.
pub async fn what_was_taken_and_not_mailed_comes_again(harness: &dyn NoticeBoardHarness) {
    put_addresses(harness, &firm_a(), &["mari@firm.ee"]).await;
    post(harness, &firm_a(), &["1"]).await;
    let first = take_at(harness, now(), 10).await;
    assert_eq!(take_at(harness, again() - TimeDelta::seconds(1), 10).await, []);
    assert_eq!(take_at(harness, again(), 10).await, first);
    assert_eq!(take_at(harness, again(), 10).await, []);
}

/// However long one waits, and whoever says it twice.
pub async fn what_was_mailed_does_not_come_again(harness: &dyn NoticeBoardHarness) {
    put_addresses(harness, &firm_a(), &["mari@firm.ee"]).await;
    post(harness, &firm_a(), &["1", "2"]).await;
    let taken = take_at(harness, now(), 10).await;
    for _ in 0..2 {
        harness.board().mailed(&firm_a(), taken[0].number).await.unwrap();
    }
    assert_eq!(keys(&take_at(harness, again(), 10).await), ["2"]);
}

/// Several programs look after the same firms.
pub async fn of_many_that_ask_at_once_each_notice_is_taken_by_one(harness: &dyn NoticeBoardHarness) {
    put_addresses(harness, &firm_a(), &["mari@firm.ee"]).await;
    let posted = ["1", "2", "3", "4", "5", "6"];
    post(harness, &firm_a(), &posted).await;
    let mut taken = join_all((0..8).map(|_| take_at(harness, now(), 2))).await.concat();
    // Whoever found what it wanted locked may have gone away.
    taken.extend(take_at(harness, now(), 10).await);
    taken.sort_by_key(|unmailed| unmailed.number);
    assert_eq!(keys(&taken), posted);
}

/// Nor can they be taken or marked by way of another firm.
pub async fn another_firms_notices_are_not_sent(harness: &dyn NoticeBoardHarness) {
    put_addresses(harness, &firm_a(), &["mari@firm.ee"]).await;
    put_addresses(harness, &firm_b(), &["leo@other.ee"]).await;
    post(harness, &firm_a(), &["1"]).await;
    assert_eq!(harness.board().take_unmailed(&firm_b(), now(), again(), 10).await, Ok(vec![]));
    let taken = take_at(harness, now(), 10).await;
    harness.board().mailed(&firm_b(), taken[0].number).await.unwrap();
    assert_eq!(keys(&take_at(harness, again(), 10).await), ["1"]);
}
