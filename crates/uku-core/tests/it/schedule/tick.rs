//! What comes up begins, once.

use chrono::TimeDelta;
use chrono_tz::America::New_York;
use uku_core::client::{Client, ClientsError};
use uku_core::connection::set_paused;
use uku_core::firm::{Firm, Role, Who};
use uku_core::ledger::Priority;
use uku_core::run::{Lane, RunKind};
use uku_core::schedule::{NextImport, Schedule, ScheduleError, Ticked, upcoming_import};
use uku_core::store::IntegrationStore as _;
use uku_core::summary::{HandEdits, SettingsDraft};
use uku_testkit::build::{actor, at, client, fingerprint, firm_a, month, months, two_firms};
use uku_testkit::fake::MemoryClients;

use super::house::{all, following, looking, rule};
use crate::fragile::{Fault, FragileStore, When};
use crate::run::house::{House, of};
use crate::support::block_on;

#[test]
fn an_import_day_begins_a_run_for_everybody_who_is_connected() {
    block_on(async {
        let house = following(&looking("day-10"), "2026-11-01T12:00:00Z").await;
        for name in ["inactive", "paused"] {
            house.connect(name).await;
        }
        house.put(&Client { active: false, ..client("inactive") });
        house.put(&client("by hand"));
        set_paused(&actor(Role::Admin), &house.store, &house.clock, &of("paused"), true).await.unwrap();
        let nothing = house.tick_at("2026-11-10T02:59:00Z").await;
        assert_eq!(nothing, Ticked { began: Vec::new(), next: Some(at("2026-11-10T03:00:00Z")) });
        let ticked = house.tick_at("2026-11-10T03:00:30Z").await;
        let runs = house.runs().await;
        assert_eq!(ticked.began, [runs[0].run.id]);
        let run = &runs[0].run;
        assert_eq!((run.kind, run.months), (RunKind::Scheduled, months("2026-07", "2026-10")));
        assert_eq!((run.hand_edits, run.priority), (HandEdits::Keep, Priority::Scheduled));
        assert_eq!((&run.asked_by, run.created_at), (&Who::Software, house.now()));
        let items: Vec<_> =
            runs[0].items.iter().map(|(item, _)| (item.client.to_string(), item.lane.clone())).collect();
        let expected =
            ["inactive", "kask", "paused"].map(|name| (name.to_owned(), Lane::of_key(&fingerprint(name))));
        assert_eq!(items, expected, "who can't be imported is passed over with the reason");
    });
}

#[test]
fn two_nodes_at_once_begin_one_run() {
    block_on(async {
        let house = following(&looking("day-20"), "2026-11-01T12:00:00Z").await;
        // Also if both found it due before either began: the second's memory of what came up is an old one.
        for instant in ["2026-11-10T03:00:00Z", "2026-11-20T03:00:00Z"] {
            house.go_to(instant);
            let schedule = schedule_of(&house).await;
            let (first, second) = tokio::join!(house.tick(), house.tick());
            assert_eq!(first.began.len() + second.began.len(), 1);
            let later = schedule_of(&house).await;
            put_schedule(&house, schedule).await;
            assert_eq!(house.tick().await.began, []);
            assert_eq!(schedule_of(&house).await, later);
        }
        assert_eq!(house.runs().await.len(), 2);
    });
}

async fn schedule_of(house: &House) -> Schedule {
    house.store.open(&firm_a()).await.unwrap().schedule().await.unwrap()
}

async fn put_schedule(house: &House, schedule: Schedule) {
    let mut work = house.store.open(&firm_a()).await.unwrap();
    work.put_schedule(&schedule).await.unwrap();
    work.commit().await.unwrap();
}

#[test]
fn whoever_looks_with_an_old_look_does_not_take_back_what_another_remembered() {
    block_on(async {
        let house = following(&rule("day-1"), "2026-06-15T12:00:00Z").await;
        house.tick_at("2026-08-01T09:00:00Z").await;
        // A node whose clock is a month behind.
        house.tick_at("2026-07-01T09:00:00Z").await;
        assert_eq!(schedule_of(&house).await.imported, Some(month("2026-07")));
        assert_eq!(house.imported().await, all(&["2026-06", "2026-07"]));
    });
}

#[test]
fn while_inactive_or_incomplete_nothing_comes_up_and_it_does_not_run_back() {
    block_on(async {
        let house = following(&rule("day-10"), "2026-11-01T12:00:00Z").await;
        house.deactivate().await;
        assert_eq!(house.tick_at("2026-11-10T09:00:00Z").await, Ticked::default());
        house.go_to("2026-11-11T09:00:00Z");
        house.activate().await;
        house.tick().await;
        assert_eq!(house.imported().await, []);
        house.tick_at("2026-12-10T09:00:00Z").await;
        assert_eq!(house.imported().await, all(&["2026-11"]));

        let full: SettingsDraft = rule("day-10").into();
        house.choose_draft(&SettingsDraft { topic: None, ..full.clone() }).await;
        assert_eq!(house.tick_at("2027-01-10T09:00:00Z").await, Ticked::default());
        house.choose_draft(&full).await;
        house.tick().await;
        house.tick_at("2027-02-10T09:00:00Z").await;
        assert_eq!(house.imported().await, all(&["2026-11", "2027-01"]));
        assert_eq!(house.notices.posted(&firm_a()), []);
    });
}

#[test]
fn who_is_connected_after_the_day_is_not_imported_for_it() {
    block_on(async {
        let house = following(&rule("day-10"), "2026-11-01T12:00:00Z").await;
        house.tick_at("2026-11-10T03:00:00Z").await;
        house.connect("tamm").await;
        house.tick_at("2026-11-10T09:00:00Z").await;
        assert_eq!(house.runs().await[0].items.len(), 1);
        house.tick_at("2026-12-10T09:00:00Z").await;
        assert_eq!(house.runs().await[1].items.len(), 2);
    });
}

#[test]
fn a_month_comes_up_for_nobody_and_has_passed_for_who_is_connected_later() {
    block_on(async {
        let house = House::unused();
        house.go_to("2026-11-01T12:00:00Z");
        house.activate().await;
        house.choose(&looking("day-10")).await;
        assert_eq!(house.tick_at("2026-11-10T03:00:00Z").await.began, []);
        house.connect("kask").await;
        assert_eq!(house.tick_at("2026-11-10T03:01:00Z").await.began, []);
        assert_eq!(house.runs().await, []);
    });
}

#[test]
fn a_manual_import_never_stands_in_for_the_scheduled_run() {
    block_on(async {
        let house = following(&rule("day-10"), "2026-11-01T12:00:00Z").await;
        house.start(&crate::run::house::kask(months("2026-10", "2026-10"))).await;
        house.tick_at("2026-11-10T03:00:00Z").await;
        assert_eq!(house.imported().await, all(&["2026-10"]));
    });
}

#[test]
fn a_program_that_slept_catches_up_month_by_month_and_tells_of_older_ones() {
    block_on(async {
        let house = following(&rule("last-calendar-day"), "2026-01-15T12:00:00Z").await;
        let ticked = house.tick_at("2026-06-15T12:00:00Z").await;
        assert_eq!(ticked.began.len(), 3);
        assert_eq!(house.imported().await, all(&["2026-03", "2026-04", "2026-05"]));
        let keys: Vec<_> = house.notices.posted(&firm_a()).into_iter().map(|notice| notice.key).collect();
        assert_eq!(keys, ["import-missed:2026-01", "import-missed:2026-02"]);
        house.tick().await;
        assert_eq!((house.runs().await.len(), house.notices.posted(&firm_a()).len()), (3, 2));
    });
}

#[test]
fn a_crash_at_any_call_is_made_good_by_the_next_tick() {
    block_on(async {
        for when in [When::Before, When::After] {
            for call in 1.. {
                let house = following(&looking("day-20"), "2026-05-15T12:00:00Z").await;
                house.go_to("2026-11-21T12:00:00Z");
                let fault = Fault::new(call, when);
                let store = FragileStore(&house.store, fault.clone());
                let first = house.tick_with(&store, &house.notices).await;
                assert_eq!(first.is_err(), fault.came(), "call {call}");
                house.wait(TimeDelta::minutes(1));
                house.tick().await;
                assert_eq!(house.imported().await, all(&["2026-08", "2026-09", "2026-10"]), "call {call}");
                let keys: Vec<_> =
                    house.notices.posted(&firm_a()).into_iter().map(|notice| notice.key).collect();
                let missed = ["2026-04", "2026-05", "2026-06", "2026-07"];
                assert_eq!(keys, missed.map(|month| format!("import-missed:{month}")));
                if !fault.came() {
                    break;
                }
            }
        }
    });
}

#[test]
fn months_come_up_by_the_clock_of_the_firm() {
    block_on(async {
        let mut house = following(&rule("last-calendar-day"), "2026-10-15T12:00:00Z").await;
        house.clients = MemoryClients::of(two_firms().map(|firm| Firm { time_zone: New_York, ..firm }));
        let moment = at("2026-11-01T01:00:00Z"); // 21:00 on the 31st there
        assert_eq!(house.tick_at("2026-11-01T00:59:59Z").await.next, Some(moment));
        let told = upcoming_import(&actor(Role::Admin), &house.clients, &house.store, &house.clock).await;
        assert_eq!(told, Ok(Some(NextImport { at: moment, month: month("2026-10") })));
        assert_eq!(house.tick_at("2026-11-01T01:00:00Z").await.began.len(), 1);
        assert_eq!(house.imported().await, all(&["2026-10"]));
    });
}

#[test]
fn a_firm_that_is_not_there_is_named() {
    block_on(async {
        let mut house = following(&rule("day-10"), "2026-11-01T12:00:00Z").await;
        house.clients = MemoryClients::of([]);
        house.go_to("2026-11-10T03:00:00Z");
        let failed = house.tick_with(&house.store, &house.notices).await;
        assert_eq!(failed, Err(ScheduleError::Clients(ClientsError::NoSuchFirm(firm_a()))));
    });
}
