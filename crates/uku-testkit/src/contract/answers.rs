//! The clauses of [`Answers`](uku_core::answers::Answers).

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::join_all;
use uku_core::answers::{Answer, AnswerKey, Begun, RequestFingerprint, RequestKey, UNDER_WAY_AT_MOST};
use uku_core::firm::FirmId;

use super::store::{StoreHarness, commit, open};
use crate::build::{at, firm_a, firm_b, id};

suite! { $ answers_contract, answers {
    a_request_is_new_once_and_then_under_way,
    of_many_that_begin_at_once_one_is_new,
    what_was_answered_comes_back_as_it_was,
    the_first_answer_stays,
    a_key_that_asks_for_something_else_is_another,
    what_began_too_long_ago_begins_anew,
    what_failed_before_anything_was_done_begins_anew,
    an_answer_is_not_forgotten_by_who_failed,
    old_ones_are_forgotten,
    what_was_forgotten_is_not_answered,
    keys_of_every_kind_are_told_apart,
    another_persons_key_is_another,
    another_firms_key_is_another,
    begun_and_not_committed_it_never_was,
} }

const ASKS: RequestFingerprint = RequestFingerprint([7; 32]);

fn now() -> DateTime<Utc> {
    at("2026-11-10T09:00:00.123456789Z")
}

/// A request of one person of the firm.
pub(super) fn key(key: &str) -> AnswerKey {
    AnswerKey { member: id("mari"), key: RequestKey::try_from(key).unwrap() }
}

fn answer(text: &str) -> Answer {
    Answer(text.as_bytes().to_vec())
}

async fn begin_in(
    harness: &dyn StoreHarness,
    firm: &FirmId,
    key: &AnswerKey,
    fingerprint: RequestFingerprint,
    now: DateTime<Utc>,
) -> Begun {
    commit(harness, firm, async |work| work.answers().begin(key, fingerprint, now).await.unwrap()).await
}

async fn begin(harness: &dyn StoreHarness, key: &AnswerKey) -> Begun {
    begin_in(harness, &firm_a(), key, ASKS, now()).await
}

async fn finish(harness: &dyn StoreHarness, key: &AnswerKey, answer: &Answer) {
    commit(harness, &firm_a(), async |work| work.answers().finish(key, answer).await.unwrap()).await;
}

async fn forget(harness: &dyn StoreHarness, key: &AnswerKey) {
    commit(harness, &firm_a(), async |work| work.answers().forget(key).await.unwrap()).await;
}

async fn forget_before(harness: &dyn StoreHarness, firm: &FirmId, moment: DateTime<Utc>) -> u64 {
    commit(harness, firm, async |work| work.answers().forget_before(moment).await.unwrap()).await
}

/// Also within the unit of work in which it begins.
pub async fn a_request_is_new_once_and_then_under_way(harness: &dyn StoreHarness) {
    let (key, later) = (key("k"), now() + UNDER_WAY_AT_MOST - TimeDelta::nanoseconds(1));
    let within = commit(harness, &firm_a(), async |work| {
        let first = work.answers().begin(&key, ASKS, now()).await.unwrap();
        (first, work.answers().begin(&key, ASKS, now()).await.unwrap())
    })
    .await;
    assert_eq!(within, (Begun::New, Begun::UnderWay));
    assert_eq!(begin(harness, &key).await, Begun::UnderWay);
    assert_eq!(begin_in(harness, &firm_a(), &key, ASKS, later).await, Begun::UnderWay);
}

/// However many send one request at the same moment, also if whoever began it before died.
pub async fn of_many_that_begin_at_once_one_is_new(harness: &dyn StoreHarness) {
    let key = key("k");
    for round in 0..3 {
        let (firm, now) = (firm_a(), now() + UNDER_WAY_AT_MOST * round);
        let began = join_all((0..8).map(|_| begin_in(harness, &firm, &key, ASKS, now))).await;
        let new = began.iter().filter(|begun| **begun == Begun::New).count();
        let under_way = began.iter().filter(|begun| **begun == Begun::UnderWay).count();
        assert_eq!((new, under_way), (1, 7), "round {round}: {began:?}");
    }
}

/// Any bytes, none, and many.
pub async fn what_was_answered_comes_back_as_it_was(harness: &dyn StoreHarness) {
    let answers = [vec![], (0..=u8::MAX).collect(), vec![0, b'\'', 0xff], vec![b'x'; 1_000_000]];
    for (number, bytes) in answers.into_iter().enumerate() {
        let (key, answer) = (key(&format!("k{number}")), Answer(bytes));
        assert_eq!(begin(harness, &key).await, Begun::New);
        finish(harness, &key, &answer).await;
        assert_eq!(begin(harness, &key).await, Begun::Answered(answer.clone()));
        let much_later = now() + TimeDelta::days(2);
        let again = begin_in(harness, &firm_a(), &key, ASKS, much_later).await;
        assert_eq!(again, Begun::Answered(answer), "it is kept until it is forgotten");
    }
}

/// Whoever asks twice hears the same twice.
pub async fn the_first_answer_stays(harness: &dyn StoreHarness) {
    let key = key("k");
    begin(harness, &key).await;
    finish(harness, &key, &answer("first")).await;
    finish(harness, &key, &answer("second")).await;
    assert_eq!(begin(harness, &key).await, Begun::Answered(answer("first")));
}

/// Whether it is under way, was answered or was given up; and it changes nothing.
pub async fn a_key_that_asks_for_something_else_is_another(harness: &dyn StoreHarness) {
    let (key, mut bytes) = (key("k"), ASKS.0);
    bytes[31] = 8;
    let other = RequestFingerprint(bytes);
    begin(harness, &key).await;
    for later in [TimeDelta::zero(), UNDER_WAY_AT_MOST * 2] {
        assert_eq!(begin_in(harness, &firm_a(), &key, other, now() + later).await, Begun::Other);
    }
    finish(harness, &key, &answer("done")).await;
    assert_eq!(begin_in(harness, &firm_a(), &key, other, now()).await, Begun::Other);
    assert_eq!(begin(harness, &key).await, Begun::Answered(answer("done")));
}

/// Whoever began it is taken for dead; from then on it is under way again.
pub async fn what_began_too_long_ago_begins_anew(harness: &dyn StoreHarness) {
    let (key, later) = (key("k"), now() + UNDER_WAY_AT_MOST);
    begin(harness, &key).await;
    assert_eq!(begin_in(harness, &firm_a(), &key, ASKS, later).await, Begun::New);
    let still = later + UNDER_WAY_AT_MOST - TimeDelta::nanoseconds(1);
    assert_eq!(begin_in(harness, &firm_a(), &key, ASKS, still).await, Begun::UnderWay);
    finish(harness, &key, &answer("done")).await;
    assert_eq!(begin_in(harness, &firm_a(), &key, ASKS, still).await, Begun::Answered(answer("done")));
}

/// And may then ask for something else, since nothing is kept of it. Others stay.
pub async fn what_failed_before_anything_was_done_begins_anew(harness: &dyn StoreHarness) {
    let (failed, other) = (key("failed"), key("other"));
    begin(harness, &failed).await;
    begin(harness, &other).await;
    forget(harness, &failed).await;
    let asks = RequestFingerprint([9; 32]);
    assert_eq!(begin_in(harness, &firm_a(), &failed, asks, now()).await, Begun::New);
    assert_eq!(begin(harness, &other).await, Begun::UnderWay);
}

/// Somebody who was taken for dead may fail after another one did it.
pub async fn an_answer_is_not_forgotten_by_who_failed(harness: &dyn StoreHarness) {
    let key = key("k");
    begin(harness, &key).await;
    finish(harness, &key, &answer("done")).await;
    forget(harness, &key).await;
    assert_eq!(begin(harness, &key).await, Begun::Answered(answer("done")));
}

/// Answered or not, by when they were begun; those of that very moment stay.
pub async fn old_ones_are_forgotten(harness: &dyn StoreHarness) {
    let (done, given_up, fresh) = (key("done"), key("given up"), key("fresh"));
    let fresh_at = now() + TimeDelta::nanoseconds(1);
    begin(harness, &done).await;
    finish(harness, &done, &answer("done")).await;
    begin(harness, &given_up).await;
    begin_in(harness, &firm_a(), &fresh, ASKS, fresh_at).await;
    assert_eq!(forget_before(harness, &firm_a(), now()).await, 0);
    assert_eq!(forget_before(harness, &firm_b(), at("2027-01-01T00:00:00Z")).await, 0);
    assert_eq!(forget_before(harness, &firm_a(), fresh_at).await, 2);
    assert_eq!(begin_in(harness, &firm_a(), &fresh, ASKS, fresh_at).await, Begun::UnderWay);
    assert_eq!(begin_in(harness, &firm_a(), &done, ASKS, fresh_at).await, Begun::New);
    assert_eq!(begin_in(harness, &firm_a(), &given_up, ASKS, fresh_at).await, Begun::New);
}

/// An answer that comes when nobody knows the request any more is nothing.
pub async fn what_was_forgotten_is_not_answered(harness: &dyn StoreHarness) {
    let key = key("k");
    begin(harness, &key).await;
    forget(harness, &key).await;
    finish(harness, &key, &answer("late")).await;
    assert_eq!(begin(harness, &key).await, Begun::New);
}

/// Long ones, odd ones, and those that differ in case or in one letter.
pub async fn keys_of_every_kind_are_told_apart(harness: &dyn StoreHarness) {
    let long = "x".repeat(254);
    let keys = ["k", "K", "k k", "'k\"; --", "%", "_", "\\", "null", &long, &format!("{long}y")].map(key);
    for (number, key) in keys.iter().enumerate() {
        assert_eq!(begin(harness, key).await, Begun::New, "{key:?}");
        finish(harness, key, &answer(&number.to_string())).await;
    }
    for (number, key) in keys.iter().enumerate() {
        assert_eq!(begin(harness, key).await, Begun::Answered(answer(&number.to_string())), "{key:?}");
    }
}

/// Two people may choose the same key.
pub async fn another_persons_key_is_another(harness: &dyn StoreHarness) {
    let hers = key("k");
    let his = AnswerKey { member: id("jüri 'õ'"), ..hers.clone() };
    begin(harness, &hers).await;
    assert_eq!(begin(harness, &his).await, Begun::New);
    finish(harness, &his, &answer("his")).await;
    assert_eq!(begin(harness, &hers).await, Begun::UnderWay);
    forget(harness, &hers).await;
    assert_eq!(begin(harness, &his).await, Begun::Answered(answer("his")));
}

/// Neither seen nor changed from another firm, also by people of the same name.
pub async fn another_firms_key_is_another(harness: &dyn StoreHarness) {
    let key = key("k");
    begin(harness, &key).await;
    assert_eq!(begin_in(harness, &firm_b(), &key, ASKS, now()).await, Begun::New);
    commit(harness, &firm_b(), async |work| work.answers().finish(&key, &answer("b")).await.unwrap()).await;
    assert_eq!(begin(harness, &key).await, Begun::UnderWay);
    forget(harness, &key).await;
    assert_eq!(begin_in(harness, &firm_b(), &key, ASKS, now()).await, Begun::Answered(answer("b")));
}

/// A request whose unit of work was dropped may be sent again.
pub async fn begun_and_not_committed_it_never_was(harness: &dyn StoreHarness) {
    let key = key("k");
    let mut work = open(harness, &firm_a()).await;
    assert_eq!(work.answers().begin(&key, ASKS, now()).await.unwrap(), Begun::New);
    drop(work);
    assert_eq!(begin(harness, &key).await, Begun::New);
}
