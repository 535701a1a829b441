//! The end of runs is told once.

use uku_core::connection::ConnectionTrouble;
use uku_core::firm::Role;
use uku_core::ledger::{LedgerError, Priority};
use uku_core::notice::{AnnounceError, Audience, Notice, NoticeEvent, OutcomeTally, announce};
use uku_core::run::{Asked, Ended, Run, RunKind, Which, cancel_run, retry_failed};
use uku_testkit::build::{actor, firm_a, firm_b, id, months, run};

use crate::fragile::{Fault, FragileStore, Silent, When};
use crate::run::audit::sales;
use crate::run::house::{House, autumn, autumn_of_kask};
use crate::support::block_on;

async fn tell(house: &House) -> usize {
    announce(&house.notices, &house.store, &house.clock, &firm_a()).await.unwrap()
}

fn posted(house: &House) -> Vec<Notice> {
    house.notices.posted(&firm_a())
}

fn keys(house: &House) -> Vec<String> {
    posted(house).into_iter().map(|notice| notice.key).collect()
}

/// A run that nobody asked for.
fn scheduled(number: u128) -> Run {
    let months = months("2026-10", "2026-10");
    let asked_by = uku_core::firm::Who::Software;
    Run { kind: RunKind::Scheduled, months, asked_by, priority: Priority::Scheduled, ..run(number) }
}

#[test]
fn who_asked_is_told_once_when_all_is_over() {
    block_on(async {
        let house = House::new().await;
        house.connect("tamm").await;
        let run = house.start(&Asked::import(Which::Everybody, autumn())).await;
        let books = house.books(sales(1));
        house.attempt(&books).await;
        assert_eq!((tell(&house).await, posted(&house)), (0, Vec::new()));
        house.attempt(&books).await;
        assert_eq!(tell(&house).await, 1);
        let told = Notice {
            key: format!("run-finished:{}:0", run.id),
            at: house.now(),
            to: Audience::Member(id("owner")),
            event: NoticeEvent::RunFinished {
                run: run.id,
                kind: RunKind::ManualImport,
                months: autumn(),
                clients: 2,
                cancelled: false,
                tally: OutcomeTally { created: 4, zero: 2, ..OutcomeTally::default() },
            },
        };
        assert_eq!(posted(&house), std::slice::from_ref(&told));
        assert_eq!((tell(&house).await, posted(&house)), (0, vec![told]));
        let elsewhere = announce(&house.notices, &house.store, &house.clock, &firm_b()).await;
        assert_eq!((elsewhere, house.notices.posted(&firm_b())), (Ok(0), Vec::new()));
    });
}

/// What is told of a look at late documents after an import, where the books meanwhile hold so many sales.
async fn told_of_a_look(now_sold: u32) -> usize {
    let house = House::new().await;
    house.start(&Asked::import(Which::Everybody, autumn())).await;
    house.attempt(&house.books(sales(1))).await;
    tell(&house).await;
    let before = posted(&house).len();
    let look = Run { kind: RunKind::LateLook, months: autumn(), ..scheduled(7) };
    house.add(&look, &["kask"]).await;
    house.attempt(&house.books(sales(now_sold))).await;
    assert_eq!(tell(&house).await, 1);
    posted(&house).len() - before
}

#[test]
fn a_look_is_told_only_if_it_found_something() {
    block_on(async {
        assert_eq!(told_of_a_look(1).await, 0);
        assert_eq!(told_of_a_look(2).await, 1);
    });
}

#[test]
fn what_nobody_asked_for_is_told_to_the_admins_and_a_cancelled_run_is_told_as_such() {
    block_on(async {
        let house = House::new().await;
        house.add(&scheduled(1), &["kask"]).await;
        cancel_run(&actor(Role::Admin), &house.store, &house.clock, scheduled(1).id).await.unwrap();
        tell(&house).await;
        let [Notice { to: Audience::Admins, event: NoticeEvent::RunFinished { cancelled: true, .. }, .. }] =
            posted(&house)[..]
        else {
            panic!("{:?}", posted(&house))
        };
    });
}

#[test]
fn keys_that_stopped_working_are_told_in_one_notice_with_what_is_wrong() {
    block_on(async {
        let house = House::new().await;
        house.connect("lepp").await;
        house.connect("tamm").await;
        let run = house.start(&Asked::import(Which::Everybody, autumn())).await;
        let books = house.books(sales(1));
        books.failures.lock().unwrap().extend([LedgerError::WrongKeys, LedgerError::Unpaid]);
        assert_eq!(house.work_off(&books).await.len(), 3);
        tell(&house).await;
        let [finished, stopped] = &posted(&house)[..] else { panic!("{:?}", posted(&house)) };
        assert_eq!(finished.to, Audience::Member(id("owner")));
        let clients =
            vec![(id("kask"), ConnectionTrouble::WrongKeys), (id("lepp"), ConnectionTrouble::Unpaid)];
        let expected = Notice {
            key: format!("keys-stopped:{}:0", run.id),
            at: house.now(),
            to: Audience::Admins,
            event: NoticeEvent::KeysStoppedWorking { run: run.id, clients },
        };
        assert_eq!(*stopped, expected);
    });
}

#[test]
fn keys_that_went_on_failing_are_not_told_again_by_later_runs() {
    block_on(async {
        for error in [LedgerError::WrongKeys, LedgerError::Unpaid] {
            let house = House::new().await;
            let fails = || {
                let books = house.books(sales(1));
                books.failures.lock().unwrap().push_back(error.clone());
                books
            };
            house.start(&autumn_of_kask()).await;
            house.work_off(&fails()).await;
            tell(&house).await;
            house.clock.advance(chrono::TimeDelta::days(30));
            house.start(&autumn_of_kask()).await;
            house.work_off(&fails()).await;
            tell(&house).await;
            let stopped = keys(&house).iter().filter(|key| key.starts_with("keys-stopped")).count();
            assert_eq!((stopped, posted(&house).len()), (1, 3), "{error}");
        }
    });
}

#[test]
fn each_round_is_told() {
    block_on(async {
        let house = House::new().await;
        let run = house.start(&autumn_of_kask()).await;
        let books = house.books(sales(1));
        books.failures.lock().unwrap().push_back(LedgerError::Refused { messages: Vec::new() });
        assert_eq!(house.work_off(&books).await, [Ended::Finished]);
        tell(&house).await;
        retry_failed(&actor(Role::Admin), &house.store, &house.clock, run.id).await.unwrap();
        assert_eq!(tell(&house).await, 0);
        house.work_off(&books).await;
        tell(&house).await;
        let expected = [format!("run-finished:{}:0", run.id), format!("run-finished:{}:1", run.id)];
        assert_eq!(keys(&house), expected);
    });
}

#[test]
fn a_crash_between_telling_and_remembering_tells_nobody_twice() {
    block_on(async {
        for when in [When::Before, When::After] {
            for call in 1.. {
                let house = House::new().await;
                let run = house.start(&autumn_of_kask()).await;
                let books = house.books(sales(1));
                books.failures.lock().unwrap().push_back(LedgerError::WrongKeys);
                house.work_off(&books).await;
                let fault = Fault::new(call, when);
                let store = FragileStore(&house.store, fault.clone());
                let first = announce(&house.notices, &store, &house.clock, &firm_a()).await;
                assert_eq!(first.is_err(), fault.came());
                tell(&house).await;
                let expected = [format!("run-finished:{}:0", run.id), format!("keys-stopped:{}:0", run.id)];
                assert_eq!(keys(&house), expected, "call {call}");
                if !fault.came() {
                    break;
                }
            }
        }
    });
}

#[test]
fn while_nobody_can_be_told_it_is_kept_to_be_told() {
    block_on(async {
        let house = House::new().await;
        house.start(&autumn_of_kask()).await;
        house.work_off(&house.books(sales(1))).await;
        let failed = announce(&Silent, &house.store, &house.clock, &firm_a()).await;
        assert!(matches!(failed, Err(AnnounceError::Notices(_))), "{failed:?}");
        assert_eq!((tell(&house).await, posted(&house).len()), (1, 1));
    });
}
