//! Whatever happens in the books meanwhile: numbers that are reported were true.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use uku_core::calendar::{Month, MonthRange};
use uku_core::counting::{Contradiction, CountError, DataField};
use uku_core::ledger::{Entry, EntryId, EntryKind};
use uku_testkit::build::months;
use uku_testkit::fake::{Books, FakeLedger};

use crate::support::{a_date, a_kind, cases, count, entry_id, morning, set, some_entries, truth};

/// What somebody does in the books.
#[derive(Debug, Clone)]
enum Work {
    Enter(NaiveDate, EntryKind),
    Delete(Index),
    Move(Index, NaiveDate),
    Turn(Index, EntryKind),
}

type Model = BTreeMap<EntryId, Entry>;

/// The books as they were after each answer, the first before any.
type History = Arc<Mutex<Vec<Model>>>;

fn work(around: MonthRange) -> impl Strategy<Value = Work> {
    prop_oneof![
        (a_date(around), a_kind()).prop_map(|(date, kind)| Work::Enter(date, kind)),
        any::<Index>().prop_map(Work::Delete),
        (any::<Index>(), a_date(around)).prop_map(|(which, date)| Work::Move(which, date)),
        (any::<Index>(), a_kind()).prop_map(|(which, kind)| Work::Turn(which, kind)),
    ]
}

/// What is done after each answer; mostly nothing, so that some reads come to an end.
fn script(around: MonthRange) -> impl Strategy<Value = Vec<Vec<Work>>> {
    let pause = prop_oneof![
        2 => Just(Vec::new()),
        1 => prop::collection::vec(work(around), 1..4),
    ];
    prop::collection::vec(pause, 0..12)
}

fn perform(work: &Work, model: &mut Model, books: &mut Books, now: DateTime<Utc>, number: usize) {
    let pick = |which: &Index, model: &Model| {
        (!model.is_empty()).then(|| *which.get(&model.values().copied().collect::<Vec<_>>()))
    };
    let changed = match work {
        Work::Enter(date, kind) => Some(Entry { id: entry_id(number), date: *date, kind: *kind }),
        Work::Move(which, date) => pick(which, model).map(|entry| Entry { date: *date, ..entry }),
        Work::Turn(which, kind) => pick(which, model).map(|entry| Entry { kind: *kind, ..entry }),
        Work::Delete(which) => {
            if let Some(entry) = pick(which, model) {
                model.remove(&entry.id);
                books.delete(entry.id, now);
            }
            None
        }
    };
    if let Some(entry) = changed {
        model.insert(entry.id, entry);
        books.put(entry, now);
    }
}

fn follow(script: Vec<Vec<Work>>, ledger: &FakeLedger, entries: &[Entry]) -> History {
    let start: Model = entries.iter().map(|entry| (entry.id, *entry)).collect();
    let history = History::new(Mutex::new(vec![start.clone()]));
    let (written, mut model, mut number, mut script) =
        (Arc::clone(&history), start, 1000, script.into_iter());
    ledger.meanwhile(move |_, books, now| {
        for work in script.next().unwrap_or_default() {
            number += 1;
            perform(&work, &mut model, books, now, number);
        }
        written.lock().unwrap().push(model.clone());
    });
    history
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn numbers_that_are_reported_were_all_true_at_one_moment(
        entries in some_entries(months("2026-08", "2026-11"), 16),
        script in script(months("2026-08", "2026-11")),
        fields in subsequence(DataField::ALL.to_vec(), 1..=3),
        page_size in 1..=5_usize,
        one_month: bool,
    ) {
        let range = if one_month { months("2026-10", "2026-10") } else { months("2026-09", "2026-10") };
        let clock = morning();
        let mut ledger = FakeLedger::new(&clock, page_size, entries.clone());
        ledger.per_page = TimeDelta::seconds(11);
        let history = follow(script, &ledger, &entries);
        let counted = count(&ledger, &clock, &fields, range);

        let history = history.lock().unwrap();
        let was_true = |of: Month, counts| {
            history.iter().any(|books| truth(books.values(), &set(&fields), of) == counts)
        };
        for month in &counted {
            match &month.counts {
                Ok(counts) => prop_assert!(was_true(month.month, counts.clone()), "{:?}", month),
                Err(CountError::Contradiction(
                    Contradiction::ChangingWhileCounted { .. } | Contradiction::PageRepeats { .. },
                )) => {}
                Err(error) => prop_assert!(false, "{error}"),
            }
        }
    }

    #[test]
    fn once_nobody_works_in_the_books_any_more_the_numbers_are_theirs(
        entries in some_entries(months("2026-08", "2026-11"), 16),
        work in prop::collection::vec(work(months("2026-08", "2026-11")), 1..4),
        page_size in 4..=6_usize,
    ) {
        let range = months("2026-10", "2026-10");
        let clock = morning();
        let mut ledger = FakeLedger::new(&clock, page_size, entries.clone());
        ledger.per_page = TimeDelta::seconds(11);
        // All work is done after the first answer, so there is time to read everything again.
        let history = follow(vec![work], &ledger, &entries);
        let counted = count(&ledger, &clock, &DataField::ALL, range);

        let history = history.lock().unwrap();
        let (first, last) = (&history[0], &history[history.len() - 1]);
        let truth = |books: &Model| truth(books.values(), &set(&DataField::ALL), range.to());
        // Read on one page, it was true when it was read.
        let counts = counted[0].counts.clone();
        prop_assert!(counts == Ok(truth(last)) || (history.len() == 2 && counts == Ok(truth(first))), "{:?}", counts);
    }
}
