//! What came of a client import is told once.

use chrono::TimeDelta;
use uku_core::client_import::{
    FetchError, INTERRUPTED_AFTER, ImportSource, ImportState, announce, cancel, told_on_the_spot,
};
use uku_core::clock::Clock as _;
use uku_core::firm::Role;
use uku_core::notice::{AnnounceError, Audience, Notice, NoticeEvent};
use uku_core::store::IntegrationStore as _;
use uku_testkit::build::{actor, firm_a, firm_b, id, profile};
use uku_testkit::fake::MemoryNotices;

use super::fetch::{file, page};
use super::house::House;
use crate::fragile::{Fault, FragileStore, Silent, When};
use crate::support::block_on;

async fn tell(house: &House, notices: &MemoryNotices) -> bool {
    announce(notices, &house.store, &house.clock, &firm_a()).await.unwrap()
}

async fn told(house: &House, notices: &MemoryNotices, event: NoticeEvent) {
    let import = house.latest().await.id;
    assert!(tell(house, notices).await);
    let notice = Notice {
        key: format!("client-import:{import}"),
        at: house.clock.now(),
        to: Audience::Member(id("owner")),
        event,
    };
    let posted = notices.posted(&firm_a());
    assert_eq!(posted.last(), Some(&notice));
    house.clock.advance(TimeDelta::minutes(1));
    assert!(!tell(house, notices).await);
    assert_eq!(notices.posted(&firm_a()), posted);
}

#[test]
fn who_began_it_is_told_once_that_it_is_ready() {
    block_on(async {
        let (house, notices) = (House::new().await, MemoryNotices::default());
        assert!(!tell(&house, &notices).await, "there was none");
        let import = house.start(ImportSource::OwnBooks).await.unwrap();
        assert!(!tell(&house, &notices).await, "it goes on");
        house.fetch(import.clone(), &mut file([page(&["A"]), page(&["B"])])).await.unwrap();
        let source = ImportSource::OwnBooks;
        let ready = NoticeEvent::ClientImportReady { import: import.id, source, rows: 2 };
        told(&house, &notices, ready).await;
        assert_eq!(announce(&notices, &house.store, &house.clock, &firm_b()).await, Ok(false));
        assert_eq!(notices.posted(&firm_b()), []);
        house.confirm().await;
        assert!(!tell(&house, &notices).await);
    });
}

#[test]
fn each_import_is_told_for_itself_and_so_is_a_failure() {
    block_on(async {
        let (house, notices) = (House::new().await, MemoryNotices::default());
        house.import([profile("Kask")]).await;
        assert!(tell(&house, &notices).await);
        let import = house.import_from(&mut file([])).await;
        let error = FetchError::Nothing;
        assert_eq!(import.state, ImportState::Failed(error.clone()));
        told(&house, &notices, NoticeEvent::ClientImportFailed { import: import.id, error }).await;
        assert_eq!(notices.posted(&firm_a()).len(), 2);
    });
}

#[test]
fn one_whose_program_died_is_interrupted_and_told() {
    block_on(async {
        let (house, notices) = (House::new().await, MemoryNotices::default());
        let import = house.start(ImportSource::Directory).await.unwrap();
        house.clock.advance(INTERRUPTED_AFTER);
        assert!(!tell(&house, &notices).await, "it may still be at work");
        house.clock.advance(TimeDelta::seconds(1));
        let source = ImportSource::Directory;
        told(&house, &notices, NoticeEvent::ClientImportInterrupted { import: import.id, source }).await;
        assert_eq!(house.latest().await.state, ImportState::Interrupted);
    });
}

#[test]
fn what_a_person_did_or_saw_is_no_news() {
    block_on(async {
        let (house, notices) = (House::new().await, MemoryNotices::default());
        house.take([profile("Kask")]).await;
        assert!(!tell(&house, &notices).await);
        house.import([profile("Tamm")]).await;
        cancel(&actor(Role::Admin), &house.store, &house.clock).await.unwrap();
        assert!(!tell(&house, &notices).await);
        let seen = house.import_from(&mut file([])).await;
        told_on_the_spot(&house.store, &firm_a(), seen.id).await.unwrap();
        assert!(!tell(&house, &notices).await);
        assert_eq!(notices.posted(&firm_a()), []);
    });
}

#[test]
fn telling_fences_nobody() {
    block_on(async {
        let (house, notices) = (House::new().await, MemoryNotices::default());
        house.import([profile("Kask")]).await;
        let before = house.latest().await;
        assert!(tell(&house, &notices).await);
        assert_eq!(house.latest().await, before);
    });
}

#[test]
fn whatever_dies_it_is_told_once() {
    for when in [When::Before, When::After] {
        for at in 1.. {
            let came = block_on(async {
                let (house, notices) = (House::new().await, MemoryNotices::default());
                house.import([profile("Kask")]).await;
                let fault = Fault::new(at, when);
                let store = FragileStore(&house.store, fault.clone());
                let told = announce(&notices, &store, &house.clock, &firm_a()).await;
                assert_eq!(told.is_err(), fault.came());
                tell(&house, &notices).await;
                assert_eq!(notices.posted(&firm_a()).len(), 1, "call {at}, {when:?}");
                fault.came()
            });
            if !came {
                break;
            }
        }
    }
}

#[test]
fn while_nobody_can_be_told_it_stays_to_be_told() {
    block_on(async {
        let (house, notices) = (House::new().await, MemoryNotices::default());
        house.import([profile("Kask")]).await;
        let silent = announce(&Silent, &house.store, &house.clock, &firm_a()).await;
        assert!(matches!(silent, Err(AnnounceError::Notices(_))));
        let mut work = house.store.open(&firm_a()).await.unwrap();
        let import = work.client_imports().latest().await.unwrap().unwrap();
        assert!(!work.client_imports().is_announced(import.id).await.unwrap());
        drop(work);
        assert!(tell(&house, &notices).await);
    });
}
