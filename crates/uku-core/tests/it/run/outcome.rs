use uku_core::counting::{Contradiction, CountError, DataField};
use uku_core::ledger::LedgerError;
use uku_core::run::{Failure, MonthOutcome, Outcome};
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
        ("failed", Outcome::Failed(count.into())),
        ("failed", Outcome::Failed(CountError::from(LedgerError::WrongKeys).into())),
        ("failed", Outcome::Failed(TasksError::Unavailable("disk full".into()).into())),
        ("deferred", Outcome::Deferred(at("2026-11-10T09:00:00Z"))),
    ] {
        assert!(serde_json::to_string(&outcome).unwrap().contains(name));
        for counts in [None, Some([(DataField::SalesEntries, u64::MAX)].into())] {
            let of = MonthOutcome { month: month("2026-10"), counts, outcome: outcome.clone() };
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
