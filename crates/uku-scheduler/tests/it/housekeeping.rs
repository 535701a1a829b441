//! What the clockwork does beside beginning work: it ends what somebody else left.

use chrono::TimeDelta;
use uku_core::answers::{ANSWERS_KEPT, AnswerKey, Begun, RequestFingerprint, RequestKey};
use uku_core::client_import::{INTERRUPTED_AFTER, ImportSource, start};
use uku_core::notice::{Audience, Notice, NoticeEvent};
use uku_scheduler::Clockwork;
use uku_testkit::build::{firm_a, id, two_firms};

use crate::house::{House, owner_of};

#[tokio::test(start_paused = true)]
async fn a_client_import_whose_program_died_is_told_once() {
    let (house, clock) = House::by_hand(&two_firms()).await;
    let (owner, source) = (owner_of(&firm_a()), ImportSource::Directory);
    let import = start(&owner, &house.store, &clock, house.ids.as_ref(), source).await.unwrap().id;
    Clockwork::new(house.means()).tick().await;
    assert_eq!(house.notices.posted(&firm_a()), []);
    clock.advance(INTERRUPTED_AFTER + TimeDelta::seconds(1));
    for _ in 0..2 {
        Clockwork::new(house.means()).tick().await;
    }
    let told = house.notices.posted(&firm_a());
    let [Notice { to, event, .. }] = &told[..] else { panic!("{told:?}") };
    assert_eq!(to, &Audience::Member(id("owner")));
    assert_eq!(event, &NoticeEvent::ClientImportInterrupted { import, source });
}

#[tokio::test(start_paused = true)]
async fn answers_are_forgotten_after_a_day() {
    let (house, clock) = House::by_hand(&two_firms()).await;
    let (started, asks) = (house.clock.now(), RequestFingerprint([7; 32]));
    let key = AnswerKey { member: id("owner"), key: RequestKey::try_from("k").unwrap() };
    let ask = async || {
        let mut work = house.open(&firm_a()).await;
        let found = work.answers().begin(&key, asks, started).await.unwrap();
        work.commit().await.unwrap();
        found
    };
    assert_eq!(ask().await, Begun::New);
    for (later, found) in [(ANSWERS_KEPT, Begun::UnderWay), (TimeDelta::seconds(1), Begun::New)] {
        clock.advance(later);
        Clockwork::new(house.means()).tick().await;
        assert_eq!(ask().await, found);
    }
}
