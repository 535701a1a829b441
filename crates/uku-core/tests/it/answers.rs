//! What is kept of requests that may come again.

use chrono::TimeDelta;
use uku_core::answers::{
    ANSWERS_KEPT, Answer, AnswerKey, Begun, KeptRequest, RequestFingerprint, RequestKey, UNDER_WAY_AT_MOST,
    forget_old_answers,
};
use uku_core::store::IntegrationStore as _;
use uku_testkit::build::{at, firm_a, firm_b, id};
use uku_testkit::fake::{ManualClock, MemoryStore};

use crate::support::block_on;

const ASKS: RequestFingerprint = RequestFingerprint([7; 32]);

#[test]
fn a_key_is_what_a_header_can_hold() {
    let key = |text: &str| RequestKey::try_from(text);
    assert_eq!(key(" 0198c0de-0000 ").unwrap().to_string(), "0198c0de-0000");
    assert!(key("\"a b\"~!").is_ok() && key(&"x".repeat(255)).is_ok());
    for bad in ["", " ", "õ", "a\tb", "a\u{0}b", "a\u{7f}", &"x".repeat(256)] {
        assert!(key(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn what_is_kept_says_what_to_do() {
    let begun_at = at("2026-11-10T09:00:00Z");
    let under_way = KeptRequest { fingerprint: ASKS, begun_at, answer: None };
    let answer = Answer(b"done".to_vec());
    let answered = KeptRequest { answer: Some(answer.clone()), ..under_way.clone() };
    let (other, moment) = (RequestFingerprint([8; 32]), TimeDelta::nanoseconds(1));
    for (later, begun) in [
        // Clocks of several programs differ.
        (-UNDER_WAY_AT_MOST, Begun::UnderWay),
        (TimeDelta::zero(), Begun::UnderWay),
        (UNDER_WAY_AT_MOST - moment, Begun::UnderWay),
        (UNDER_WAY_AT_MOST, Begun::New),
        (ANSWERS_KEPT, Begun::New),
    ] {
        assert_eq!(under_way.begin(ASKS, begun_at + later), begun, "{later}");
        assert_eq!(under_way.begin(other, begun_at + later), Begun::Other);
        assert_eq!(answered.begin(ASKS, begun_at + later), Begun::Answered(answer.clone()));
        assert_eq!(answered.begin(other, begun_at + later), Begun::Other);
    }
}

#[test]
fn answers_are_kept_for_a_day() {
    block_on(async {
        let clock = ManualClock::at("2026-11-10T09:00:00Z");
        let store = MemoryStore::new(clock.clone());
        let key = AnswerKey { member: id("mari"), key: RequestKey::try_from("k").unwrap() };
        let begun_at = at("2026-11-10T09:00:00Z");
        for firm in [firm_a(), firm_b()] {
            let mut work = store.open(&firm).await.unwrap();
            assert_eq!(work.answers().begin(&key, ASKS, begun_at).await.unwrap(), Begun::New);
            work.answers().finish(&key, &Answer(Vec::new())).await.unwrap();
            work.commit().await.unwrap();
        }
        clock.advance(ANSWERS_KEPT);
        assert_eq!(forget_old_answers(&store, &clock, &firm_a()).await, Ok(0));
        clock.advance(TimeDelta::nanoseconds(1));
        assert_eq!(forget_old_answers(&store, &clock, &firm_a()).await, Ok(1));
        assert_eq!(forget_old_answers(&store, &clock, &firm_a()).await, Ok(0));
        assert_eq!(forget_old_answers(&store, &clock, &firm_b()).await, Ok(1));
    });
}
