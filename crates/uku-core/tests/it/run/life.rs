//! A client's life: books that grow, people who edit and delete, imports of every kind that die at any call.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use uku_core::counting::DataField;
use uku_core::ledger::{Entry, EntryKind};
use uku_core::run::{LONGEST_LEASE, Run, RunKind};
use uku_core::summary::HandEdits;
use uku_testkit::build::{entry, firm_a, id, key, months, run, settings};

use super::disturbed::Disturbed;
use super::house::House;
use crate::fragile::{Fault, FragileStore, When};
use crate::support::{block_on, cases};

const MONTHS: [&str; 3] = ["2026-08", "2026-09", "2026-10"];

#[derive(Debug, Clone, Copy)]
enum Step {
    /// A document is entered in a month.
    Enter(usize),
    /// A person types a number that the books never hold.
    Type(usize, i64),
    /// A person deletes the task of a month.
    Delete(usize),
    /// An import, of which the call of a number fails, before or after it did its work.
    Import(RunKind, HandEdits, Option<(usize, bool)>),
    /// An import of which the answer to the first write is lost.
    LostAnswer(RunKind),
}

fn a_kind() -> impl Strategy<Value = RunKind> {
    prop::sample::select(vec![RunKind::Scheduled, RunKind::LateLook, RunKind::ManualImport, RunKind::Reload])
}

fn a_step() -> impl Strategy<Value = Step> {
    let kept = (a_kind(), prop::option::of((1..30_usize, any::<bool>())));
    prop_oneof![
        3 => (0..3_usize).prop_map(Step::Enter),
        2 => (0..3_usize, 100..110_i64).prop_map(|(month, number)| Step::Type(month, number)),
        1 => (0..3_usize).prop_map(Step::Delete),
        4 => kept.prop_map(|(kind, dies)| Step::Import(kind, HandEdits::Keep, dies)),
        1 => prop::option::of((1..30_usize, any::<bool>()))
            .prop_map(|dies| Step::Import(RunKind::Reload, HandEdits::Overwrite, dies)),
        1 => a_kind().prop_map(Step::LostAnswer),
    ]
}

struct Life {
    house: House,
    entries: Vec<Entry>,
    /// What a person typed last into the task of a month.
    typed: BTreeMap<usize, i64>,
    deleted: BTreeSet<usize>,
    runs: u128,
}

impl Life {
    async fn new() -> Self {
        let house = House::new().await;
        house.set(&settings(&[DataField::SalesEntries])).await;
        Self { house, entries: Vec::new(), typed: BTreeMap::new(), deleted: BTreeSet::new(), runs: 0 }
    }

    async fn sales(&self, month: usize) -> Option<rust_decimal::Decimal> {
        let task = self.house.task(MONTHS[month]).await?;
        task.values.get(&id(DataField::SalesEntries.key())).copied()
    }

    /// Whether the task of a month is known to be ours.
    async fn is_ours(&self, month: usize) -> bool {
        let written = self.house.written(MONTHS[month]).await;
        self.house.task(MONTHS[month]).await.is_some()
            && written.is_some_and(|written| written.task.is_some())
    }

    async fn add(&mut self, kind: RunKind, hand_edits: HandEdits) {
        self.runs += 1;
        let run = Run { kind, hand_edits, months: months(MONTHS[0], MONTHS[2]), ..run(self.runs) };
        self.house.add(&run, &["kask"]).await;
    }

    async fn live(&mut self, step: Step) {
        match step {
            Step::Enter(month) => {
                let number = u32::try_from(self.entries.len()).unwrap() + 1;
                let on = format!("{}-15", MONTHS[month]);
                self.entries.push(entry(number, &on, EntryKind::ClientInvoice));
            }
            Step::Type(month, number) => {
                if self.house.task(MONTHS[month]).await.is_some() {
                    self.house.type_sales(MONTHS[month], number);
                    self.typed.insert(month, number);
                }
            }
            Step::Delete(month) => {
                if self.is_ours(month).await {
                    self.house.tasks.delete(&firm_a(), &key("kask", MONTHS[month]));
                    self.typed.remove(&month);
                    self.deleted.insert(month);
                }
            }
            Step::Import(kind, hand_edits, dies) => {
                self.add(kind, hand_edits).await;
                let when = if dies.is_some_and(|(_, after)| after) { When::After } else { When::Before };
                let fault = Fault::new(dies.map_or(usize::MAX, |(call, _)| call), when);
                let store = FragileStore(&self.house.store, fault);
                let claim = self.house.claim().await.unwrap();
                let books = self.house.books(self.entries.clone());
                let _ = self.house.work_with(&claim, &self.house.tasks, &store, &books).await;
                self.finish(kind, hand_edits).await;
            }
            Step::LostAnswer(kind) => {
                self.add(kind, HandEdits::Keep).await;
                let claim = self.house.claim().await.unwrap();
                let books = self.house.books(self.entries.clone());
                {
                    let tasks = Disturbed::losing(1, &self.house.tasks);
                    let _ = self.house.work_with(&claim, &tasks, &self.house.store, &books).await;
                }
                self.finish(kind, HandEdits::Keep).await;
            }
        }
    }

    /// Whoever claims it next ends it.
    async fn finish(&mut self, kind: RunKind, hand_edits: HandEdits) {
        self.house.clock.advance(LONGEST_LEASE);
        self.house.work_off(&self.house.books(self.entries.clone())).await;
        if kind.is_asked_for() {
            self.deleted.clear();
        }
        if hand_edits == HandEdits::Overwrite {
            self.typed.clear();
        }
    }

    async fn check(&self, step: Step) {
        for (month, number) in &self.typed {
            assert_eq!(self.sales(*month).await, Some((*number).into()), "{step:?} in {month}");
        }
        for month in &self.deleted {
            assert_eq!(self.house.task(MONTHS[*month]).await, None, "{step:?} in {month}");
        }
        if let Step::Import(RunKind::ManualImport | RunKind::Reload, ..) = step {
            for month in (0..3).filter(|month| !self.typed.contains_key(month)) {
                let here = |entry: &&Entry| entry.date.to_string().starts_with(MONTHS[month]);
                let truth = self.entries.iter().filter(here).count();
                assert_eq!(self.sales(month).await, Some(truth.into()), "{step:?} in {month}");
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn a_persons_numbers_stay_deleted_tasks_stay_deleted_and_the_rest_says_what_the_books_say(
        steps in prop::collection::vec(a_step(), 1..30),
    ) {
        block_on(async {
            let mut life = Life::new().await;
            for step in steps {
                life.live(step).await;
                life.check(step).await;
            }
        });
    }
}
