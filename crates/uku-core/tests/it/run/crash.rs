//! Whatever call fails, before or after it did its work: the next claim ends as if nothing had happened.

use std::sync::Arc;

use uku_core::audit::AuditEvent;
use uku_core::counting::DataField;
use uku_core::ledger::{Entry, EntryKind};
use uku_core::run::{Ended, LONGEST_LEASE, MonthOutcome, Outcome, Run, RunKind};
use uku_core::summary::{SummaryTask, WrittenMonth};
use uku_testkit::build::{entry, months, run, settings};
use uku_testkit::fake::FakeLedger;

use super::audit::recorded;
use super::house::{House, kask};
use crate::fragile::{Fault, FragileStore, When};
use crate::support::block_on;

fn entries(october: u32) -> Vec<Entry> {
    let mut entries = vec![
        entry(1, "2026-08-15", EntryKind::ClientInvoice),
        entry(2, "2026-09-15", EntryKind::ClientInvoice),
        entry(3, "2026-09-16", EntryKind::ClientInvoice),
    ];
    let late = (10..10 + october).map(|number| entry(number, "2026-10-15", EntryKind::ClientInvoice));
    entries.extend(late);
    entries
}

/// A house where August and September were imported, and September has a late document since; a scheduled import of
/// October waits.
async fn prepared() -> (House, Run) {
    let house = House::new().await;
    house.set(&settings(&[DataField::SalesEntries])).await;
    house.start(&kask(months("2026-08", "2026-09"))).await;
    house.work_off(&house.books(entries(0).into_iter().take(2))).await;
    let run = Run { kind: RunKind::Scheduled, months: months("2026-07", "2026-10"), ..run(9) };
    house.add(&run, &["kask"]).await;
    (house, run)
}

type Result = (Vec<SummaryTask>, Vec<MonthOutcome>, Vec<Option<WrittenMonth>>);

/// What came of it, without the times.
async fn result(house: &House, run: &Run) -> Result {
    let mut outcomes = house.record(run.id).await.outcomes;
    for outcome in &mut outcomes {
        outcome.counted_at = None;
    }
    let mut written = Vec::new();
    for month in ["2026-07", "2026-08", "2026-09", "2026-10"] {
        let known = house.written(month).await;
        written.push(known.map(|written| WrittenMonth { counted_at: None, ..written }));
    }
    (house.summaries().await, outcomes, written)
}

async fn assert_every_intent_has_its_outcome(house: &House, call: usize) {
    let events: Vec<_> = recorded(house).await.into_iter().map(|entry| entry.event).collect();
    for (number, event) in events.iter().enumerate() {
        let AuditEvent::SummaryIntended { month: intended, .. } = event else { continue };
        let told = events[number..]
            .iter()
            .any(|later| matches!(later, AuditEvent::SummaryWritten { month, .. } if month == intended));
        assert!(told, "call {call}: {events:?}");
    }
}

fn books(house: &House) -> Arc<FakeLedger> {
    house.books(entries(2))
}

#[test]
fn a_crash_at_any_call_of_the_store_is_made_good_by_the_next_claim() {
    let undisturbed = block_on(async {
        let (house, run) = prepared().await;
        assert_eq!(house.work_off(&books(&house)).await, [Ended::Finished]);
        result(&house, &run).await
    });
    let words: Vec<_> = undisturbed.1.iter().map(|outcome| outcome.outcome.word()).collect();
    assert_eq!(words, ["unchanged", "updated", "created"]);
    for when in [When::Before, When::After] {
        for call in 1.. {
            let came = block_on(async {
                let (house, run) = prepared().await;
                let fault = Fault::new(call, when);
                let store = FragileStore(&house.store, fault.clone());
                let claim = house.claim().await.unwrap();
                // The process dies with the failed call, or the call was its last one.
                let _ = house.work_with(&claim, &house.tasks, &store, &books(&house)).await;
                house.clock.advance(LONGEST_LEASE);
                house.work_off(&books(&house)).await;
                let found = result(&house, &run).await;
                assert_eq!(found.0, undisturbed.0, "call {call}, {when:?}");
                assert_eq!(found.1, undisturbed.1, "call {call}, {when:?}");
                assert_eq!(found.2, undisturbed.2, "call {call}, {when:?}");
                assert!(house.record(run.id).await.finished_at.is_some());
                assert_every_intent_has_its_outcome(&house, call).await;
                fault.came()
            });
            if !came {
                break;
            }
        }
    }
}

#[test]
fn after_a_crash_at_any_call_nothing_is_taken_for_a_persons_though_the_books_have_changed() {
    for when in [When::Before, When::After] {
        for call in 1.. {
            let came = block_on(async {
                let (house, run) = prepared().await;
                let fault = Fault::new(call, when);
                let store = FragileStore(&house.store, fault.clone());
                let claim = house.claim().await.unwrap();
                let _ = house.work_with(&claim, &house.tasks, &store, &books(&house)).await;
                house.clock.advance(LONGEST_LEASE);
                house.work_off(&books(&house)).await;
                // Yet another document of September and one of October.
                let mut grown = entries(3);
                grown.push(entry(50, "2026-09-20", EntryKind::ClientInvoice));
                let look = Run { kind: RunKind::LateLook, ..uku_testkit::build::run(99) };
                let look = Run { months: run.months, ..look };
                house.add(&look, &["kask"]).await;
                house.work_off(&house.books(grown)).await;
                let outcomes = house.outcomes(look.id).await;
                let updated = |outcome: &Outcome| matches!(outcome, Outcome::Updated(_));
                assert!(outcomes[1..].iter().all(updated), "call {call}, {when:?}: {outcomes:?}");
                assert_eq!(outcomes.len(), 3);
                fault.came()
            });
            if !came {
                break;
            }
        }
    }
}
