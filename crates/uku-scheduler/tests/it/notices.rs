//! What people are told: once, whatever dies when.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use chrono::TimeDelta;
use uku_core::connection::ConnectionTrouble;
use uku_core::firm::FirmId;
use uku_core::ledger::LedgerError;
use uku_core::notice::{Audience, Notice, NoticeEvent, Notices, NoticesError, OutcomeTally, announce};
use uku_core::run::{ItemId, Outcome, Run, cancel_run, retry_failed};
use uku_core::store::{IntegrationStore, StoreError, UnitOfWork};
use uku_scheduler::{Clockwork, Means, NodeConfig, Worker};
use uku_testkit::build::{firm_a, id, key_pair, months, two_firms};
use uku_testkit::fake::{ManualClock, MemoryStore};

use crate::house::{House, owner_of};
use crate::mortal::Mortality;

async fn looks_and_works(means: &Means) {
    Clockwork::new(means.clone()).tick().await;
    Worker::new(means.clone(), NodeConfig::named("one")).work_off().await;
    Clockwork::new(means.clone()).tick().await;
}

fn told(house: &House) -> Vec<Notice> {
    house.notices.posted(&firm_a())
}

/// The tallies of the runs that are said to be over.
fn tallies(house: &House) -> Vec<OutcomeTally> {
    let tally = |notice: Notice| match notice.event {
        NoticeEvent::RunFinished { tally, .. } => Some(tally),
        _ => None,
    };
    told(house).into_iter().filter_map(tally).collect()
}

async fn with_clients(names: &[&str]) -> (House, ManualClock, Run) {
    let (house, clock) = House::by_hand(&two_firms()).await;
    for name in names {
        house.connect(&firm_a(), name).await;
    }
    let run = house.import(&firm_a(), names, months("2026-10", "2026-10")).await;
    (house, clock, run)
}

#[tokio::test(start_paused = true)]
async fn the_end_of_a_run_is_told_once_wherever_a_program_dies() {
    let mut steps = 0;
    loop {
        let (house, clock, run) = with_clients(&["kask", "kuusk"]).await;
        let mortality = Mortality::default();
        mortality.dies_after(Some(steps));
        let lived = mortality.outlives(looks_and_works(&mortality.of(house.means()))).await;
        // Another program takes over.
        clock.advance(TimeDelta::minutes(1));
        looks_and_works(&house.means()).await;
        assert_eq!(house.outcomes(&firm_a(), &run).await.len(), 2, "dead after {steps} steps");
        let expected = OutcomeTally { created: 2, ..OutcomeTally::default() };
        let again = OutcomeTally { created: 1, unchanged: 1, ..OutcomeTally::default() };
        let tallies = tallies(&house);
        assert!(tallies == [expected] || tallies == [again], "dead after {steps} steps: {tallies:?}");
        assert_eq!(told(&house).len(), 1, "dead after {steps} steps");
        if lived {
            break;
        }
        steps += 1;
    }
    assert!(steps > 20, "{steps}");
}

#[tokio::test(start_paused = true)]
async fn it_is_told_at_once_to_whoever_asked() {
    let (house, _, run) = with_clients(&["kask"]).await;
    Worker::new(house.means(), NodeConfig::named("one")).work_off().await;
    let [Notice { to, event: NoticeEvent::RunFinished { run: of, clients, cancelled, .. }, .. }] =
        &told(&house)[..]
    else {
        panic!("{:?}", told(&house));
    };
    assert_eq!((to, of, clients, cancelled), (&Audience::Member(id("owner")), &run.id, &1, &false));
}

#[tokio::test(start_paused = true)]
async fn a_run_that_was_cancelled_is_told_as_such() {
    let (house, _, run) = with_clients(&["kask"]).await;
    cancel_run(&owner_of(&firm_a()), &house.store, house.clock.as_ref(), run.id).await.unwrap();
    looks_and_works(&house.means()).await;
    looks_and_works(&house.means()).await;
    assert!(matches!(
        told(&house)[..],
        [Notice { event: NoticeEvent::RunFinished { cancelled: true, .. }, .. }]
    ));
}

#[tokio::test(start_paused = true)]
async fn keys_that_stop_working_are_told_once_with_the_run_that_found_it_out() {
    let (house, _, run) = with_clients(&["haab", "kask", "kuusk"]).await;
    house.ledgers.revoke(key_pair("kask").public());
    let right = LedgerError::RightMissing { what: "read the general ledger".to_owned() };
    house.ledgers.fail(key_pair("kuusk").public(), Some(right));
    looks_and_works(&house.means()).await;
    let missing = ConnectionTrouble::RightMissing { what: "read the general ledger".to_owned() };
    let expected = NoticeEvent::KeysStoppedWorking {
        run: run.id,
        clients: vec![(id("kask"), ConnectionTrouble::WrongKeys), (id("kuusk"), missing)],
    };
    let stopped = |notice: &Notice| matches!(notice.event, NoticeEvent::KeysStoppedWorking { .. });
    let notices: Vec<Notice> = told(&house).into_iter().filter(stopped).collect();
    assert_eq!(notices.len(), 1);
    assert_eq!((&notices[0].event, &notices[0].to), (&expected, &Audience::Admins));

    // Of the key that is refused nothing is asked any more, so nothing new is told of it.
    house.import(&firm_a(), &["haab", "kask"], months("2026-10", "2026-10")).await;
    looks_and_works(&house.means()).await;
    assert_eq!(told(&house).iter().filter(|notice| stopped(notice)).count(), 1);
    assert_eq!(tallies(&house).len(), 2);
}

#[tokio::test(start_paused = true)]
async fn what_keeps_failing_is_told_once_and_again_only_after_it_worked() {
    let (house, clock, _) = with_clients(&["kask"]).await;
    let right = || Some(LedgerError::RightMissing { what: "read the general ledger".to_owned() });
    let next_run = async |answer: Option<LedgerError>| {
        clock.advance(TimeDelta::days(2));
        house.ledgers.fail(key_pair("kask").public(), answer);
        house.import(&firm_a(), &["kask"], months("2026-10", "2026-10")).await;
        looks_and_works(&house.means()).await;
        told(&house).iter().filter(|it| matches!(it.event, NoticeEvent::KeysStoppedWorking { .. })).count()
    };
    looks_and_works(&house.means()).await;
    assert_eq!(next_run(right()).await, 1);
    assert_eq!(next_run(right()).await, 1);
    // Something else is wrong now.
    assert_eq!(next_run(Some(LedgerError::Unpaid)).await, 2);
    assert_eq!(next_run(Some(LedgerError::Unpaid)).await, 2);
    assert_eq!(next_run(None).await, 2);
    assert_eq!(next_run(right()).await, 3);
    assert_eq!(tallies(&house).len(), 7);
}

#[tokio::test(start_paused = true)]
async fn what_is_retried_is_told_again_when_it_is_over() {
    let (house, _, run) = with_clients(&["kask", "kuusk"]).await;
    house
        .ledgers
        .fail(key_pair("kask").public(), Some(LedgerError::Garbled { detail: "cut off".to_owned() }));
    looks_and_works(&house.means()).await;
    house.ledgers.fail(key_pair("kask").public(), None);
    let clients = retry_failed(&owner_of(&firm_a()), &house.store, house.clock.as_ref(), run.id).await;
    assert_eq!(clients, Ok(1));
    Clockwork::new(house.means()).tick().await;
    assert_eq!(tallies(&house).len(), 1);
    looks_and_works(&house.means()).await;
    let first = OutcomeTally { created: 1, failed: 1, ..OutcomeTally::default() };
    assert_eq!(tallies(&house), [first, OutcomeTally { created: 2, ..OutcomeTally::default() }]);
}

/// A memory in which a run is retried just before it is read for its announcement.
struct RetriedBetween {
    store: MemoryStore,
    opened: AtomicUsize,
    run: Run,
    items: Vec<ItemId>,
}

#[async_trait]
impl IntegrationStore for RetriedBetween {
    async fn open(&self, firm: &FirmId) -> Result<Box<dyn UnitOfWork>, StoreError> {
        if self.opened.fetch_add(1, Ordering::Relaxed) == 1 {
            let mut work = self.store.open(firm).await?;
            work.runs().reopen(self.run.id, &self.items).await?;
            work.commit().await?;
        }
        self.store.open(firm).await
    }

    async fn firms(&self) -> Result<Vec<FirmId>, StoreError> {
        self.store.firms().await
    }
}

#[tokio::test(start_paused = true)]
async fn a_run_that_is_retried_meanwhile_is_not_told_before_it_is_over() {
    let (house, _, run) = with_clients(&["kask"]).await;
    house
        .ledgers
        .fail(key_pair("kask").public(), Some(LedgerError::Garbled { detail: "cut off".to_owned() }));
    let deaf = Means { notices: Arc::new(Deaf), ..house.means() };
    looks_and_works(&deaf).await;
    house.ledgers.fail(key_pair("kask").public(), None);
    let record = house.record(&firm_a(), &run).await;
    let items = record.items.iter().map(|(item, _)| item.id).collect();
    let store = RetriedBetween { store: house.store.clone(), opened: AtomicUsize::new(0), run, items };
    announce(house.notices.as_ref(), &store, house.clock.as_ref(), &firm_a()).await.unwrap();
    assert_eq!(told(&house), []);
    looks_and_works(&house.means()).await;
    assert_eq!(tallies(&house), [OutcomeTally { created: 1, ..OutcomeTally::default() }]);
}

/// Notices that can't be posted.
struct Deaf;

#[async_trait]
impl Notices for Deaf {
    async fn post(&self, _: &FirmId, _: &Notice) -> Result<(), NoticesError> {
        Err(NoticesError::Unavailable("nobody listens".to_owned()))
    }
}

#[tokio::test(start_paused = true)]
async fn who_can_not_be_told_is_told_later() {
    let (house, _, run) = with_clients(&["kask", "kuusk"]).await;
    let deaf = Means { notices: Arc::new(Deaf), ..house.means() };
    for _ in 0..3 {
        looks_and_works(&deaf).await;
    }
    assert_eq!(house.outcomes(&firm_a(), &run).await, [Outcome::Created, Outcome::Created]);
    assert_eq!(told(&house), []);
    Clockwork::new(house.means()).tick().await;
    assert_eq!(tallies(&house).len(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_import_day_that_passes_without_an_import_is_told_once() {
    use uku_core::firm::Subscription;
    let [mut lapsed, other] = two_firms();
    lapsed.subscription = Subscription { lapsed: true, ..lapsed.subscription };
    let (house, clock) = House::by_hand(&[lapsed, other]).await;
    house.connect(&firm_a(), "kask").await;
    clock.advance(TimeDelta::days(30));
    let mut both = Vec::new();
    for _ in 0..3 {
        looks_and_works(&house.means()).await;
        both = told(&house);
    }
    assert!(matches!(
        both[..],
        [Notice { event: NoticeEvent::ImportMissed { .. }, to: Audience::Admins, .. }]
    ));
    assert!(house.runs(&firm_a()).await.is_empty());
}
