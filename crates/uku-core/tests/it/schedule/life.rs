//! Long lives of a schedule, with clocks that jump and people who change their minds.

use std::collections::BTreeSet;

use chrono::{NaiveTime, TimeDelta};
use proptest::prelude::*;
use uku_core::calendar::{ImportDay, Month, current_month};
use uku_core::firm::Role;
use uku_core::schedule::upcoming_import;
use uku_core::summary::{LateLook, SummarySettings};
use uku_testkit::build::{actor, at};

use super::house::{following, looking};
use crate::support::{block_on, cases};

fn a_rule() -> impl Strategy<Value = SummarySettings> {
    let day = prop_oneof![
        Just(ImportDay::LastWorkDay),
        Just(ImportDay::LastCalendarDay),
        (1..=28_u8).prop_map(|day| ImportDay::FollowingMonth(day.try_into().unwrap())),
    ];
    let time = prop::option::of((0..24_u32, 0..60_u32));
    (day, time, 0..=12_u8, 1..=28_u8).prop_map(|(import_day, time, months, day)| SummarySettings {
        import_day,
        import_time: time.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0)),
        late_look: LateLook { months: months.try_into().unwrap(), day: day.try_into().unwrap() },
        ..looking("day-1")
    })
}

#[derive(Debug, Clone)]
enum Step {
    /// Time passes.
    Hours(i64),
    /// The clock jumps.
    Jump(i64),
    /// Somebody chooses another rule.
    Choose(Box<SummarySettings>),
    /// Somebody deactivates, and activates again later.
    Away(i64),
}

fn a_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (1..=24 * 20_i64).prop_map(Step::Hours),
        1 => (-2..=2_i64).prop_map(Step::Jump),
        1 => (-24 * 400..=24 * 400_i64).prop_map(Step::Jump),
        1 => a_rule().prop_map(|settings| Step::Choose(Box::new(settings))),
        1 => (1..=24 * 60_i64).prop_map(Step::Away),
    ]
}

fn each_once(months: &[Month]) -> bool {
    months.iter().collect::<BTreeSet<_>>().len() == months.len()
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn whatever_happens_no_month_comes_up_twice(first in a_rule(), steps in prop::collection::vec(a_step(), 1..60)) {
        block_on(async {
            let house = following(&first, "2026-01-15T12:00:00Z").await;
            for step in steps {
                match step {
                    Step::Hours(hours) | Step::Jump(hours) => house.wait(TimeDelta::hours(hours)),
                    Step::Choose(settings) => house.choose(&settings).await,
                    Step::Away(hours) => {
                        house.deactivate().await;
                        house.wait(TimeDelta::hours(hours));
                        house.tick().await;
                        house.activate().await;
                    }
                }
                house.tick().await;
                house.tick().await;
            }
            let (imported, looks) = (house.imported().await, house.looks().await);
            assert!(imported.is_sorted() && each_once(&imported), "{imported:?}");
            let looks: Vec<Month> = looks.into_iter().map(|(_, last)| last).collect();
            assert!(looks.is_sorted() && each_once(&looks), "{looks:?}");
        });
    }

    #[test]
    fn after_any_change_of_the_rule_the_next_import_comes_up_as_it_is_told(
        first in a_rule(),
        changes in prop::collection::vec((1..=24 * 40_i64, a_rule()), 1..8),
    ) {
        block_on(async {
            let house = following(&first, "2026-01-15T12:00:00Z").await;
            for (hours, settings) in changes {
                for _ in 0..hours / 12 {
                    house.wait(TimeDelta::hours(12));
                    house.tick().await;
                }
                house.choose(&settings).await;
                let asks = actor(Role::Admin);
                let told = upcoming_import(&asks, &house.clients, &house.store, &house.clock).await.unwrap().unwrap();
                house.wait(told.at - house.now() - TimeDelta::milliseconds(1));
                let before = house.imported().await;
                house.tick().await;
                assert_eq!(house.imported().await, before);
                house.wait(TimeDelta::milliseconds(1));
                house.tick().await;
                let mut after = before;
                after.push(told.month);
                assert_eq!(house.imported().await, after);
            }
        });
    }

    #[test]
    fn while_nothing_happens_no_month_and_no_look_is_left_out(
        settings in a_rule(),
        hours in prop::collection::vec(1..=48_i64, 300),
    ) {
        block_on(async {
            let house = following(&settings, "2026-01-15T12:34:56Z").await;
            for hours in hours {
                house.wait(TimeDelta::hours(hours));
                let ticked = house.tick().await;
                assert!(ticked.next.is_some_and(|next| next > house.now()));
            }
            let zone = chrono_tz::Europe::Tallinn;
            let time = settings.time();
            let since = at("2026-01-15T12:34:56Z");
            let came_up = |moment: &dyn Fn(Month) -> chrono::DateTime<chrono::Utc>| {
                let months = "2025-11".parse::<Month>().unwrap().through(current_month(zone, house.now()));
                months.filter(|month| (moment(*month) > since) && moment(*month) <= house.now()).collect::<Vec<_>>()
            };
            let imports = came_up(&|month| settings.import_day.instant_for(month, time, zone));
            assert_eq!(house.imported().await, imports);
            // Each month of a look was looked back from by the look itself, or by an import.
            let look_day = ImportDay::FollowingMonth(settings.late_look.day);
            if u8::from(settings.late_look.months) > 0 {
                let looked: BTreeSet<Month> =
                    house.looks().await.into_iter().map(|(_, last)| last).chain(imports).collect();
                for month in came_up(&|month| look_day.instant_for(month, time, zone)) {
                    let covers = [month.previous(), month];
                    assert!(covers.iter().any(|month| looked.contains(month)), "{month} {looked:?}");
                }
            } else {
                assert_eq!(house.looks().await, []);
            }
            assert_eq!(house.notices.posted(&uku_testkit::build::firm_a()), []);
        });
    }
}
