use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uku_core::run::Lane;
use uku_scheduler::Breaker;
use uku_testkit::build::{at, fingerprint};

#[derive(Debug, Clone)]
enum Event {
    Failed(u8),
    Answered,
    /// Somebody asks whether to begin, so many seconds later.
    Asks(i64),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => (0..5_u8).prop_map(Event::Failed),
        1 => Just(Event::Answered),
        4 => (0..90_i64).prop_map(Event::Asks),
    ]
}

fn lane(number: u8) -> Lane {
    Lane::of_key(&fingerprint(&format!("key-{number}")))
}

fn noon() -> DateTime<Utc> {
    at("2026-11-10T12:00:00Z")
}

fn open() -> Breaker {
    let breaker = Breaker::default();
    (0..3).for_each(|number| breaker.failed(&lane(number), noon()));
    assert!(breaker.is_open());
    breaker
}

proptest! {
    #[test]
    fn it_is_open_once_three_lanes_failed_since_the_last_answer(events in prop::collection::vec(event(), 0..60)) {
        let breaker = Breaker::default();
        let mut now = noon();
        let mut failed = BTreeSet::new();
        for event in events {
            match event {
                Event::Failed(number) => {
                    failed.insert(number);
                    breaker.failed(&lane(number), now);
                }
                Event::Answered => {
                    failed.clear();
                    breaker.answered();
                }
                Event::Asks(seconds) => {
                    now += TimeDelta::seconds(seconds);
                    let may = breaker.lets_through(now);
                    prop_assert!(may || failed.len() >= 3);
                }
            }
            prop_assert_eq!(breaker.is_open(), failed.len() >= 3);
        }
    }

    #[test]
    fn while_it_is_open_one_a_minute_is_let_through(steps in prop::collection::vec(0..40_i64, 1..80)) {
        let breaker = open();
        let mut now = noon();
        let mut latest = now;
        for seconds in steps {
            now += TimeDelta::seconds(seconds);
            let through = breaker.lets_through(now);
            prop_assert_eq!(through, now - latest >= TimeDelta::seconds(60));
            if through {
                latest = now;
                breaker.failed(&lane(0), now);
            }
        }
    }
}

#[test]
fn a_look_that_learned_nothing_is_taken_again_at_once() {
    let breaker = open();
    let later = noon() + TimeDelta::seconds(60);
    assert!(breaker.lets_through(later));
    assert!(!breaker.lets_through(later));
    breaker.learned_nothing(later);
    assert!(breaker.lets_through(later));
    // Where all is well it changes nothing.
    breaker.answered();
    breaker.learned_nothing(later);
    assert!(!breaker.is_open() && breaker.lets_through(later));
}

#[test]
fn a_clock_that_is_set_back_keeps_nobody_waiting_for_longer() {
    let breaker = open();
    let set_back = noon() - TimeDelta::hours(2);
    assert!(breaker.lets_through(set_back));
    assert!(!breaker.lets_through(set_back + TimeDelta::seconds(59)));
    assert!(breaker.lets_through(set_back + TimeDelta::seconds(60)));
}
