//! Months are handed out as soon as they are counted.

use uku_core::calendar::MonthRange;
use uku_core::counting::{Contradiction, DataField};
use uku_core::ledger::{Basis, EntryKind, LedgerError};
use uku_testkit::build::{at, date, entry, month, months};
use uku_testkit::fake::{FakeLedger, ManualClock};

use crate::support::{Watched, block_on, counting, morning, results, set};

const FIELD: DataField = DataField::AllEntries;

/// Books with so many entries in each of three months, ten on a page.
fn books(clock: &ManualClock, in_each: u32) -> FakeLedger {
    let entries = (8..=10_u32).flat_map(|month| {
        (0..in_each).map(move |number| {
            entry(month * 10_000 + number, &format!("2026-{month:02}-11"), EntryKind::Manual)
        })
    });
    let mut books = FakeLedger::new(clock, 10, entries);
    books.page_size = 10;
    books
}

fn quarter() -> MonthRange {
    months("2026-08", "2026-10")
}

/// How many months came at each step, and the counts or errors of all.
fn surveyed(ledger: &Watched, by_month: bool) -> (Vec<usize>, Vec<Option<u64>>) {
    let clock = morning();
    let (counting, fields) = (counting(ledger, &clock), set(&[FIELD]));
    block_on(async {
        let mut survey = if by_month {
            counting.survey_by_month(&fields, quarter().months())
        } else {
            counting.survey(&fields, quarter().months())
        };
        let (mut steps, mut counts) = (Vec::new(), Vec::new());
        assert!(!survey.is_over());
        while let Some(months) = survey.next().await {
            steps.push(months.len());
            counts.extend(results(months).into_iter().map(|counts| counts.ok().map(|counts| counts[&FIELD])));
        }
        assert!(survey.is_over());
        assert!(survey.next().await.is_none());
        (steps, counts)
    })
}

#[test]
fn small_books_are_read_in_one_go() {
    for (in_each, pages) in [(0, 1), (3, 1), (40, 12), (160, 48)] {
        let ledger = Watched::new(books(&morning(), in_each));
        let (steps, counts) = surveyed(&ledger, false);
        assert_eq!((steps, counts), (vec![3], vec![Some(u64::from(in_each)); 3]));
        let asked = ledger.asked();
        let read = asked.iter().filter(|query| matches!(query.basis, Basis::EntryDate(..))).count();
        assert_eq!(read, pages);
        assert!(asked.len() <= pages + 1, "at most a query for changes more");
    }
}

#[test]
fn big_books_are_read_month_by_month() {
    let ledger = Watched::new(books(&morning(), 200));
    let (steps, counts) = surveyed(&ledger, false);
    assert_eq!((steps, counts), (vec![1, 1, 1], vec![Some(200); 3]));
    // Fifty pages in one go, then twenty pages and a query for changes for each month.
    assert_eq!(ledger.asked().len(), 50 + 3 * 21);
}

#[test]
fn books_that_are_known_to_be_big_are_read_month_by_month_from_the_start() {
    let ledger = Watched::new(books(&morning(), 200));
    let (steps, counts) = surveyed(&ledger, true);
    assert_eq!((steps, counts), (vec![1, 1, 1], vec![Some(200); 3]));
    assert_eq!(ledger.asked().len(), 3 * 21);
}

#[test]
fn one_month_is_read_in_one_go_however_big() {
    let clock = morning();
    let ledger = Watched::new(books(&clock, 700));
    let (counting, fields) = (counting(&ledger, &clock), set(&[FIELD]));
    block_on(async {
        let mut survey = counting.survey(&fields, [month("2026-09")]);
        assert_eq!(survey.next().await.map(|months| months.len()), Some(1));
        assert!(survey.is_over());
    });
    let read = ledger.asked().iter().filter(|query| matches!(query.basis, Basis::EntryDate(..))).count();
    assert_eq!(read, 70);
}

#[test]
fn content_that_can_not_be_read_costs_its_month_only() {
    let garbled = || LedgerError::Garbled { detail: "row 7".into() };
    let ledger = Watched::new(books(&morning(), 3)).answering(move |_, query| match query.basis {
        Basis::EntryDate(from, to) if (from..=to).contains(&date("2026-09-15")) => Some(Err(garbled())),
        _ => None,
    });
    assert_eq!(surveyed(&ledger, false), (vec![1, 1, 1], vec![Some(3), None, Some(3)]));
}

#[test]
fn trouble_that_lies_elsewhere_ends_it_at_once_with_the_months_that_are_left() {
    let until = at("2026-11-11T09:00:00Z");
    for error in [LedgerError::WrongKeys, LedgerError::Unreachable { detail: "no route".into() }] {
        let ledger = Watched::new(books(&morning(), 3)).failing(&[(1, error)]);
        assert_eq!(surveyed(&ledger, false), (vec![3], vec![None; 3]));
        assert_eq!(ledger.asked().len(), 1);
    }
    // In the middle of the second month of big books.
    let ledger = Watched::new(books(&morning(), 200)).answering(move |number, _| {
        (number > 50 + 21 + 5).then_some(Err(LedgerError::Unavailable { detail: until.to_string() }))
    });
    assert_eq!(surveyed(&ledger, false), (vec![1, 2], vec![Some(200), None, None]));
    assert_eq!(ledger.asked().len(), 50 + 21 + 6);
}

#[test]
fn books_that_keep_changing_cost_the_month_in_which_they_do() {
    let clock = morning();
    let mut ledger = books(&clock, 200);
    ledger.per_page = chrono::TimeDelta::seconds(1);
    // Somebody enters something in October now and then.
    ledger.meanwhile(|number, books, now| {
        if number % 10 == 0 {
            let number = u32::try_from(number).unwrap();
            books.put(entry(900_000 + number, "2026-10-20", EntryKind::Manual), now);
        }
    });
    let ledger = Watched::new(ledger);
    let (counting, fields) = (counting(&ledger, &clock), set(&[FIELD]));
    let counted = block_on(counting.survey_by_month(&fields, quarter().months()).next()).unwrap();
    assert_eq!(counted.len(), 1);
    assert_eq!(results(counted)[0].as_ref().map(|counts| counts[&FIELD]), Ok(200));
    let october = months("2026-10", "2026-10");
    let counted = block_on(counting.survey_by_month(&fields, october.months()).next()).unwrap();
    assert_eq!(results(counted), [Err(Contradiction::ChangingWhileCounted { reads: 3 }.into())]);
}

#[test]
fn only_the_months_that_are_wanted_are_handed_out_and_of_big_books_only_they_are_asked() {
    let clock = morning();
    for (in_each, steps, pages) in [(3, vec![2], 1), (200, vec![1, 1], 50 + 2 * 21)] {
        let ledger = Watched::new(books(&clock, in_each));
        let (counting, fields) = (counting(&ledger, &clock), set(&[FIELD]));
        let wanted = [month("2026-08"), month("2026-10")];
        let (mut came, mut counted) = (Vec::new(), Vec::new());
        block_on(async {
            let mut survey = counting.survey(&fields, wanted);
            while let Some(months) = survey.next().await {
                came.push(months.len());
                counted.extend(months);
            }
        });
        assert!(counted.iter().map(|count| count.month).eq(wanted));
        assert!(results(counted).iter().all(|counts| counts.as_ref().unwrap()[&FIELD] == u64::from(in_each)));
        assert_eq!((came, ledger.asked().len()), (steps, pages));
    }
}

#[test]
fn there_is_nothing_to_ask_about_no_months() {
    let clock = morning();
    let ledger = Watched::new(books(&clock, 3));
    let (counting, fields) = (counting(&ledger, &clock), set(&[FIELD]));
    let mut survey = counting.survey(&fields, []);
    assert!(survey.is_over() && block_on(survey.next()).is_none());
    assert_eq!(ledger.asked(), []);
}
