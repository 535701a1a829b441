use uku_core::connection::ConnectionTrouble;
use uku_core::counting::{Contradiction, CountError, DataField};
use uku_core::firm::WorkPaused;
use uku_core::ledger::LedgerError;
use uku_core::run::{Failure, MonthOutcome, Outcome, RunKind, SkipReason};
use uku_core::summary::TasksError;
use uku_testkit::build::{at, month};

use super::house::change;
use crate::support::round_trip;

#[test]
fn every_outcome_is_stored_and_read_back() {
    let changes = vec![change(DataField::SalesEntries, None, 3), change(DataField::BankEntries, Some(1), 0)];
    let count = CountError::from(Contradiction::ChangingWhileCounted { reads: 3 });
    for (name, outcome) in [
        ("created", Outcome::Created),
        ("updated", Outcome::Updated(changes.clone())),
        ("unchanged", Outcome::Unchanged),
        ("billed", Outcome::Billed(changes)),
        ("edited_by_hand", Outcome::EditedByHand(vec![change(DataField::SalesEntries, Some(9), 3)])),
        ("deleted", Outcome::Deleted),
        ("skipped", Outcome::Skipped(SkipReason::Failing(ConnectionTrouble::WrongKeys))),
        ("skipped", Outcome::Skipped(SkipReason::Subscription(WorkPaused::Lapsed))),
        ("failed", Outcome::Failed(Failure::Crashed { times: 3 })),
        ("failed", Outcome::Failed(count.into())),
        ("failed", Outcome::Failed(CountError::from(LedgerError::WrongKeys).into())),
        ("failed", Outcome::Failed(TasksError::Unavailable("disk full".into()).into())),
        ("deferred", Outcome::Deferred(at("2026-11-10T09:00:00Z"))),
    ] {
        assert!(serde_json::to_string(&outcome).unwrap().contains(name));
        assert_eq!(outcome.word(), name);
        assert_eq!(outcome.is_settled(), !matches!(name, "failed" | "deferred" | "skipped"));
        for counts in [None, Some([(DataField::SalesEntries, u64::MAX)].into())] {
            let of = MonthOutcome {
                month: month("2026-10"),
                counts,
                counted_at: Some(at("2026-11-10T09:00:00.123Z")),
                outcome: outcome.clone(),
            };
            assert_eq!(round_trip(&of), of);
        }
    }
}

#[test]
fn a_failure_speaks_and_helps_as_its_cause_does() {
    let count = CountError::from(LedgerError::Unpaid);
    let failure = Failure::from(count.clone());
    assert_eq!((failure.to_string(), failure.remedy()), (count.to_string(), count.remedy()));
    let failure = Failure::from(TasksError::Changed);
    assert_eq!(
        (failure.to_string(), failure.remedy()),
        (TasksError::Changed.to_string(), TasksError::Changed.remedy())
    );
}

#[test]
fn a_month_that_was_not_over_when_it_was_counted_is_incomplete_by_the_clock_of_estonia() {
    for (counted_at, incomplete) in [
        (None, false),
        (Some("2026-10-31T21:59:59Z"), true),
        (Some("2026-10-31T22:00:00Z"), false),
        (Some("2026-10-15T00:00:00Z"), true),
    ] {
        let of = MonthOutcome {
            counted_at: counted_at.map(at),
            ..MonthOutcome::uncounted(month("2026-10"), Outcome::Created)
        };
        assert_eq!(of.is_incomplete(), incomplete, "{counted_at:?}");
    }
}

#[test]
fn only_what_was_counted_can_be_zero() {
    let none = MonthOutcome::uncounted(month("2026-10"), Outcome::Created);
    assert!(!none.is_zero());
    let counted = |sales| {
        let counts = [(DataField::SalesEntries, sales), (DataField::BankEntries, 0)].into();
        MonthOutcome { counts: Some(counts), ..none.clone() }
    };
    assert!(counted(0).is_zero() && !counted(1).is_zero());
}

#[test]
fn kinds_of_runs_are_named_as_on_the_screen() {
    let kinds = [RunKind::Scheduled, RunKind::LateLook, RunKind::ManualImport, RunKind::Reload];
    let names = ["Scheduled import", "Look at late documents", "Import data", "Reload data"];
    assert_eq!(kinds.map(|kind| kind.to_string()), names);
    assert_eq!(kinds.map(RunKind::is_asked_for), [false, false, true, true]);
}
