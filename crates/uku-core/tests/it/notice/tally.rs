use uku_core::connection::ConnectionTrouble;
use uku_core::counting::DataField;
use uku_core::firm::WorkPaused;
use uku_core::notice::{MissedBecause, NoticeEvent, OutcomeTally};
use uku_core::run::{Failure, MonthOutcome, Outcome, RunKind, SkipReason};
use uku_core::summary::SettingsTrouble;
use uku_testkit::build::{at, id, month, months, run_id};

use crate::support::round_trip;

fn outcome(outcome: Outcome, sales: Option<u64>) -> MonthOutcome {
    let counts = sales.map(|sales| [(DataField::SalesEntries, sales)].into());
    MonthOutcome { month: month("2026-10"), counts, counted_at: None, outcome }
}

#[test]
fn each_outcome_is_tallied_once_and_zeros_besides() {
    let outcomes = [
        outcome(Outcome::Created, Some(0)),
        outcome(Outcome::Created, Some(2)),
        outcome(Outcome::Updated(Vec::new()), Some(2)),
        outcome(Outcome::Unchanged, Some(0)),
        outcome(Outcome::Unchanged, Some(1)),
        outcome(Outcome::Unchanged, Some(1)),
        outcome(Outcome::Billed(Vec::new()), Some(1)),
        outcome(Outcome::EditedByHand(Vec::new()), Some(1)),
        outcome(Outcome::Deleted, Some(1)),
        outcome(Outcome::Failed(Failure::Crashed { times: 3 }), None),
        outcome(Outcome::Deferred(at("2026-11-10T09:00:00Z")), None),
        outcome(Outcome::Skipped(SkipReason::Paused), None),
    ];
    let expected = OutcomeTally {
        created: 2,
        updated: 1,
        unchanged: 3,
        left_alone: 3,
        failed: 1,
        deferred: 1,
        skipped: 1,
        zero: 2,
    };
    assert_eq!(OutcomeTally::of(&outcomes), expected);
    assert_eq!(OutcomeTally::of([]), OutcomeTally::default());
}

#[test]
fn the_words_under_which_events_are_stored_stay() {
    let finished = NoticeEvent::RunFinished {
        run: run_id(1),
        kind: RunKind::Scheduled,
        months: months("2026-09", "2026-10"),
        clients: 2,
        cancelled: false,
        tally: OutcomeTally::default(),
    };
    let clients = vec![(id("kask"), ConnectionTrouble::Unpaid)];
    let missed = |because| NoticeEvent::ImportMissed { month: month("2026-10"), because };
    for (event, word) in [
        (finished, "run_finished"),
        (NoticeEvent::KeysStoppedWorking { run: run_id(1), clients }, "keys_stopped_working"),
        (
            NoticeEvent::SettingsBroken { troubles: vec![SettingsTrouble::TopicGone(id("books"))] },
            "settings_broken",
        ),
        (missed(MissedBecause::NotRunning), "not_running"),
        (missed(MissedBecause::Subscription(WorkPaused::Lapsed)), "import_missed"),
        (missed(MissedBecause::SettingsBroken), "import_missed"),
    ] {
        assert!(serde_json::to_string(&event).unwrap().contains(word), "{word}");
        assert_eq!(round_trip(&event), event);
    }
}
