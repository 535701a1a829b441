//! Books that need more requests than there are.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::TimeDelta;
use uku_core::counting::DataField;
use uku_core::ledger::{Basis, Entry, EntryKind, Ledger as _, LedgerError};
use uku_core::run::{Ended, Outcome};
use uku_testkit::build::{entry, month, months, settings};

use super::house::{House, kask};
use crate::support::{Watched, block_on};

/// So many sales on one day of each of six months.
fn entries(in_each: u32) -> Vec<Entry> {
    let of_month = |month: u32| {
        (0..in_each).map(move |number| {
            entry(month * 10_000 + number, &format!("2026-{month:02}-11"), EntryKind::ClientInvoice)
        })
    };
    (5..=10).flat_map(of_month).collect()
}

async fn house() -> House {
    let house = House::new().await;
    house.set(&settings(&[DataField::SalesEntries])).await;
    house
}

/// Books of ten entries on a page that answer so many requests a day; what they say of a month can't be read.
fn books(house: &House, in_each: u32, a_day: u64, garbled: Option<&str>) -> Arc<Watched> {
    let garbled = garbled.map(|of| month(of).first_day());
    let mut ledger = house.ledger(entries(in_each));
    ledger.page_size = 10;
    let (clock, spent, day) = (house.clock.clone(), AtomicU64::new(0), AtomicU64::new(0));
    let tomorrow = house.now();
    Arc::new(Watched::new(ledger).answering(move |_, query| {
        use uku_core::clock::Clock as _;
        let today = u64::try_from((clock.now() - tomorrow).num_days()).unwrap();
        if day.swap(today, Ordering::Relaxed) != today {
            spent.store(0, Ordering::Relaxed);
        }
        let until = tomorrow + TimeDelta::days(i64::try_from(today).unwrap() + 1);
        if spent.fetch_add(1, Ordering::Relaxed) >= a_day {
            return Some(Err(LedgerError::BudgetSpent { until }));
        }
        match query.basis {
            Basis::EntryDate(from, to) if garbled.is_some_and(|day| (from..=to).contains(&day)) => {
                Some(Err(LedgerError::Garbled { detail: "row 7".into() }))
            }
            _ => None,
        }
    }))
}

#[test]
fn who_runs_out_of_requests_goes_on_the_next_day_where_it_was() {
    block_on(async {
        let house = house().await;
        // 20 pages and a query for changes for each month.
        let books = books(&house, 200, 100, None);
        let run = house.start(&kask(months("2026-05", "2026-10"))).await;
        let mut days = 0;
        loop {
            match house.attempt(&books).await.unwrap() {
                Ended::Finished => break,
                Ended::Parked { until } => {
                    let settled = house.outcomes(run.id).await;
                    let settled = settled.iter().filter(|outcome| outcome.is_settled()).count();
                    assert_eq!(settled, house.summaries().await.len(), "what was counted is written");
                    house.clock.advance(until - house.now());
                    days += 1;
                }
                other => panic!("{other:?}"),
            }
        }
        let record = house.record(run.id).await;
        assert!(record.outcomes.iter().all(|month| month.outcome == Outcome::Created));
        assert!(house.summaries().await.iter().all(|task| task.values.values().all(|n| *n == 200.into())));
        // 50 pages show that the books are big. Then two months fit into the first day, and four into the second; of
        // the third month 8 pages were read in vain.
        let refused = days;
        assert_eq!((days, books.requests_sent()), (1, 50 + 6 * 21 + 8 + refused));
        assert_eq!(record.requests, books.requests_sent());
    });
}

#[test]
fn what_is_settled_is_not_asked_again() {
    block_on(async {
        let house = house().await;
        let books = books(&house, 200, 100, None);
        house.start(&kask(months("2026-05", "2026-10"))).await;
        let Some(Ended::Parked { until }) = house.attempt(&books).await else { panic!() };
        let asked = books.asked().len();
        house.clock.advance(until - house.now());
        house.attempt(&books).await;
        let first_months = |query: &uku_core::ledger::EntriesQuery| match query.basis {
            Basis::EntryDate(from, _) => from < uku_testkit::build::date("2026-07-01"),
            Basis::ChangedSince(_) => false,
        };
        assert!(!books.asked()[asked..].iter().any(first_months));
    });
}

/// Otherwise each day would be spent on what was settled the day before.
#[test]
fn a_month_that_can_not_be_read_does_not_make_the_settled_ones_after_it_asked_again() {
    block_on(async {
        let house = house().await;
        let books = books(&house, 200, 50, Some("2026-05"));
        let run = house.start(&kask(months("2026-05", "2026-10"))).await;
        for day in 1..=3 {
            match house.attempt(&books).await.unwrap() {
                Ended::Parked { until } if day < 3 => house.clock.advance(until - house.now()),
                ended => assert_eq!((ended, day), (Ended::Finished, 3)),
            }
            // Two months of 21 requests fit into a day.
            let written = house.summaries().await.len();
            assert_eq!(written, (2 * day).min(5));
        }
        let outcomes = house.outcomes(run.id).await;
        assert!(matches!(outcomes[0], Outcome::Failed(_)));
        assert!(outcomes[1..].iter().all(|outcome| *outcome == Outcome::Created));
    });
}
