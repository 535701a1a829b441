//! Import days on which something stands in the way.

use uku_core::firm::{Firm, Plan, Subscription, WorkPaused};
use uku_core::notice::{Audience, MissedBecause, Notice, NoticeEvent};
use uku_core::schedule::ScheduleError;
use uku_core::summary::{SettingsTrouble, Tasks as _, Topic};
use uku_testkit::build::{firm_a, id, month, two_firms};
use uku_testkit::fake::MemoryClients;

use super::house::{all, following, looking, rule};
use crate::fragile::{Fault, FragileStore, Silent, When};
use crate::run::house::House;
use crate::support::block_on;

fn pays(house: &mut House, plan: Plan, lapsed: bool) {
    let subscription = Subscription { plan, lapsed };
    house.clients = MemoryClients::of(two_firms().map(|firm| Firm { subscription, ..firm }));
    house.put(&uku_testkit::build::client("kask"));
}

async fn archive_topic(house: &House, archived: bool) {
    let books = Topic { id: id("books"), name: "Books".into(), archived };
    house.tasks.put_topic(&firm_a(), &books).await.unwrap();
}

fn missed(house: &House, of: &str, because: MissedBecause) -> Notice {
    let event = NoticeEvent::ImportMissed { month: month(of), because };
    Notice { key: format!("import-missed:{of}"), at: house.now(), to: Audience::Admins, event }
}

#[test]
fn on_a_subscription_that_does_not_cover_it_people_are_told_once_and_it_is_not_run_later() {
    block_on(async {
        for (plan, lapsed, why) in
            [(Plan::Team, true, WorkPaused::Lapsed), (Plan::Solo, false, WorkPaused::NoIntegrations)]
        {
            let mut house = following(&looking("day-10"), "2026-11-01T12:00:00Z").await;
            pays(&mut house, plan, lapsed);
            house.tick_at("2026-11-10T03:00:00Z").await;
            let told = missed(&house, "2026-10", MissedBecause::Subscription(why));
            house.tick_at("2026-11-10T03:01:00Z").await;
            assert_eq!(house.notices.posted(&firm_a()), std::slice::from_ref(&told));
            pays(&mut house, Plan::Team, false);
            house.tick_at("2026-11-12T09:00:00Z").await;
            assert_eq!(house.runs().await, []);
            house.tick_at("2026-12-10T09:00:00Z").await;
            assert_eq!(house.imported().await, all(&["2026-11"]));
            assert_eq!(house.notices.posted(&firm_a()), [told]);
        }
    });
}

#[test]
fn broken_settings_are_told_with_what_is_broken_and_the_month_is_not_run_later() {
    block_on(async {
        let house = following(&looking("day-10"), "2026-11-01T12:00:00Z").await;
        archive_topic(&house, true).await;
        house.tick_at("2026-11-10T03:00:00Z").await;
        let broken = Notice {
            key: "settings-broken:2026-11-10".into(),
            at: house.now(),
            to: Audience::Admins,
            event: NoticeEvent::SettingsBroken {
                troubles: vec![SettingsTrouble::TopicArchived("Books".into())],
            },
        };
        let told = [missed(&house, "2026-10", MissedBecause::SettingsBroken), broken];
        assert_eq!(house.notices.posted(&firm_a()), told);
        archive_topic(&house, false).await;
        house.tick_at("2026-11-10T03:05:00Z").await;
        assert_eq!((house.runs().await, house.notices.posted(&firm_a())), (Vec::new(), told.to_vec()));
    });
}

#[test]
fn broken_settings_are_told_when_a_look_is_in_their_way_too() {
    block_on(async {
        let house = following(&looking("day-20"), "2026-11-01T12:00:00Z").await;
        archive_topic(&house, true).await;
        for instant in ["2026-11-10T03:00:00Z", "2026-11-10T03:01:00Z", "2026-11-20T03:00:00Z"] {
            house.tick_at(instant).await;
        }
        let keys: Vec<_> = house.notices.posted(&firm_a()).into_iter().map(|notice| notice.key).collect();
        assert_eq!(
            keys,
            ["settings-broken:2026-11-10", "import-missed:2026-10", "settings-broken:2026-11-20"]
        );
    });
}

#[test]
fn a_month_has_not_passed_before_people_could_be_told() {
    block_on(async {
        let mut house = following(&rule("day-10"), "2026-11-01T12:00:00Z").await;
        pays(&mut house, Plan::Team, true);
        house.go_to("2026-11-10T03:00:00Z");
        let failed = house.tick_with(&house.store, &Silent).await;
        assert!(matches!(failed, Err(ScheduleError::Notices(_))), "{failed:?}");
        house.tick().await;
        assert_eq!(house.notices.posted(&firm_a()).len(), 1);
    });
}

#[test]
fn a_crash_between_telling_and_remembering_tells_nobody_twice() {
    block_on(async {
        for call in 1.. {
            let mut house = following(&rule("day-10"), "2026-11-01T12:00:00Z").await;
            pays(&mut house, Plan::Team, true);
            house.go_to("2026-11-10T03:00:00Z");
            let fault = Fault::new(call, When::Before);
            let crashed = house.tick_with(&FragileStore(&house.store, fault.clone()), &house.notices).await;
            assert_eq!(crashed.is_err(), fault.came());
            house.go_to("2026-11-10T03:01:00Z");
            house.tick().await;
            assert_eq!(house.notices.posted(&firm_a()).len(), 1, "call {call}");
            assert_eq!(house.runs().await, []);
            if !fault.came() {
                break;
            }
        }
    });
}
