//! Looks at late documents.

use chrono::{NaiveTime, TimeDelta};
use uku_core::ledger::Priority;
use uku_core::run::RunKind;
use uku_core::schedule::Schedule;
use uku_core::summary::{LateLook, SummarySettings};
use uku_testkit::build::{at, month, months};

use crate::support::block_on;

use super::house::{all, due_at, following, looking, rule, since};

/// The look that has come up, and the month to which looks are done with.
fn look(settings: &SummarySettings, schedule: Schedule, now: &str) -> (Option<String>, Option<String>) {
    let due = due_at(settings, schedule, now);
    (due.look.map(|month| month.to_string()), due.looked.map(|month| month.to_string()))
}

fn on(month: &str) -> (Option<String>, Option<String>) {
    (Some(month.to_owned()), Some(month.to_owned()))
}

#[test]
fn the_months_before_are_looked_at_on_the_10th_whatever_the_rule() {
    for (day, moment) in [("last-work-day", "2026-11-10T19:00:00Z"), ("day-20", "2026-11-10T03:00:00Z")] {
        let schedule = since("2026-11-01T12:00:00Z");
        let settings = looking(day);
        let before = (at(moment) - TimeDelta::seconds(1)).to_rfc3339();
        assert_eq!(look(&settings, schedule, &before), (None, None));
        assert_eq!(look(&settings, schedule, moment), on("2026-11"));
        let (looked, imported) = (Some(month("2026-11")), Some(month("2026-11")));
        let schedule = Schedule { looked, imported, ..schedule };
        assert_eq!(look(&settings, schedule, moment), (None, None));
        assert_eq!(look(&settings, schedule, "2026-12-10T19:00:00Z"), on("2026-12"));
    }
}

#[test]
fn a_look_is_taken_once_in_a_run_of_its_own_for_the_months_before() {
    block_on(async {
        let house = following(&looking("day-20"), "2026-11-01T12:00:00Z").await;
        for instant in ["2026-11-10T02:59:59Z", "2026-11-10T03:00:00Z", "2026-11-10T03:01:00Z"] {
            house.tick_at(instant).await;
        }
        let runs = house.runs().await;
        assert_eq!(runs.len(), 1);
        let run = &runs[0].run;
        assert_eq!((run.kind, run.priority), (RunKind::LateLook, Priority::Bulk));
        assert_eq!(run.months, months("2026-08", "2026-10"));
        assert_eq!(runs[0].items.len(), 1);
    });
}

#[test]
fn the_import_of_the_same_day_looks_anyway() {
    block_on(async {
        let house = following(&looking("day-10"), "2026-11-01T12:00:00Z").await;
        house.tick_at("2026-11-10T03:00:00Z").await;
        house.tick_at("2026-11-10T03:01:00Z").await;
        let runs = house.runs().await;
        assert_eq!(runs.len(), 1);
        assert_eq!(
            (runs[0].run.kind, runs[0].run.months),
            (RunKind::Scheduled, months("2026-07", "2026-10"))
        );
    });
}

#[test]
fn the_import_of_the_last_day_of_february_covers_the_look_of_the_28th() {
    block_on(async {
        let mut settings = looking("last-calendar-day");
        settings.late_look.day = 28.try_into().unwrap();
        let house = following(&settings, "2027-02-01T12:00:00Z").await;
        house.tick_at("2027-02-28T19:00:00Z").await;
        assert_eq!((house.imported().await, house.looks().await), (all(&["2027-02"]), Vec::new()));
        house.tick_at("2027-03-28T18:00:00Z").await;
        assert_eq!(house.looks().await, [(month("2026-12"), month("2027-02"))]);
    });
}

#[test]
fn a_look_is_taken_though_the_import_of_that_day_came_up_by_an_earlier_rule() {
    block_on(async {
        let house = following(&looking("last-work-day"), "2026-10-11T12:00:00Z").await;
        house.tick_at("2026-10-30T19:00:00Z").await;
        assert_eq!(house.imported().await, all(&["2026-10"]));
        house.go_to("2026-11-05T09:00:00Z");
        house.choose(&looking("day-10")).await;
        house.tick_at("2026-11-10T03:00:00Z").await;
        // October is not imported again, so nothing else looks at the months before.
        assert_eq!(house.imported().await, all(&["2026-10"]));
        assert_eq!(house.looks().await, [(month("2026-08"), month("2026-10"))]);
    });
}

#[test]
fn an_import_that_is_caught_up_with_a_look_makes_the_look_needless() {
    block_on(async {
        let house = following(&looking("last-work-day"), "2026-11-15T12:00:00Z").await;
        house.tick_at("2026-12-12T09:00:00Z").await;
        let runs = house.runs().await;
        assert_eq!(runs.len(), 1);
        assert_eq!(runs[0].run.months, months("2026-08", "2026-11"));
    });
}

#[test]
fn looking_back_0_months_looks_at_none_and_the_import_reads_its_month_only() {
    block_on(async {
        let house = following(&rule("day-20"), "2026-11-01T12:00:00Z").await;
        house.tick_at("2026-11-10T09:00:00Z").await;
        assert_eq!(house.runs().await, []);
        house.tick_at("2026-11-20T09:00:00Z").await;
        assert_eq!(house.runs().await[0].run.months, months("2026-10", "2026-10"));
        // Nor does it wake for a look.
        let ticked = house.tick_at("2026-12-01T09:00:00Z").await;
        assert_eq!(ticked.next, Some(at("2026-12-20T03:00:00Z")));
    });
}

#[test]
fn of_looks_that_were_slept_through_the_last_is_taken() {
    block_on(async {
        let house = following(&looking("day-20"), "2026-06-25T12:00:00Z").await;
        house.tick_at("2026-09-15T09:00:00Z").await;
        assert_eq!(house.imported().await, all(&["2026-06", "2026-07"]));
        assert_eq!(house.looks().await, [(month("2026-06"), month("2026-08"))]);
    });
}

#[test]
fn looks_have_a_day_and_a_number_of_months_of_their_own() {
    block_on(async {
        let late_look = LateLook { months: 12.try_into().unwrap(), day: 2.try_into().unwrap() };
        let import_time = NaiveTime::from_hms_opt(12, 0, 0);
        let settings = SummarySettings { late_look, import_time, ..looking("day-20") };
        let house = following(&settings, "2026-11-01T12:00:00Z").await;
        let ticked = house.tick_at("2026-11-02T09:59:59Z").await;
        assert_eq!(ticked.next, Some(at("2026-11-02T10:00:00Z")));
        house.tick_at("2026-11-02T10:00:00Z").await;
        assert_eq!(house.looks().await, [(month("2025-11"), month("2026-10"))]);
    });
}

#[test]
fn changing_only_the_looks_loses_no_month_that_has_come_up() {
    block_on(async {
        let house = following(&looking("day-10"), "2026-11-01T12:00:00Z").await;
        // The program sleeps through the 10th, and somebody changes how far looks go back before it ticks.
        house.go_to("2026-11-10T05:00:00Z");
        let mut farther = looking("day-10");
        farther.late_look.months = 6.try_into().unwrap();
        house.choose(&farther).await;
        house.tick().await;
        assert_eq!(house.imported().await, all(&["2026-10"]));
    });
}

#[test]
fn a_look_whose_new_day_has_passed_does_not_run_back() {
    block_on(async {
        for (before, after) in [((3, 20), (3, 5)), ((0, 10), (3, 10))] {
            let with = |(months, day): (u8, u8)| {
                let late_look = LateLook { months: months.try_into().unwrap(), day: day.try_into().unwrap() };
                SummarySettings { late_look, ..looking("day-28") }
            };
            let house = following(&with(before), "2026-11-01T12:00:00Z").await;
            house.go_to("2026-11-15T12:00:00Z");
            house.tick().await;
            house.choose(&with(after)).await;
            house.tick().await;
            assert_eq!(house.runs().await, [], "{before:?} {after:?}");
            house.go_to("2026-12-10T12:00:00Z");
            house.tick().await;
            assert_eq!(house.looks().await, [(month("2026-09"), month("2026-11"))]);
        }
    });
}
