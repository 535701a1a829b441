//! By what we wrote it is known what a person changed.

use proptest::prelude::*;
use rust_decimal::Decimal;
use uku_core::summary::{
    Decision, HandEdits, Making, SummaryDraft, SummaryTask, TaskStatus, TaskVersion, Values, WrittenMonth,
    decide,
};
use uku_testkit::build::{at, draft, id, key, values};

use crate::support::cases;

fn task(values: Values) -> SummaryTask {
    let draft = drafted(&[]);
    SummaryTask {
        id: id("task-1"),
        start: draft.key.date(),
        due: draft.key.date(),
        key: draft.key,
        title: draft.title,
        topic: draft.topic,
        assignee: draft.assignee,
        status: TaskStatus::Done,
        billed: false,
        values,
        version: TaskVersion(1),
    }
}

fn drafted(numbers: &[(&str, i64)]) -> SummaryDraft {
    draft(key("kask", "2026-10"), numbers)
}

fn wrote(numbers: &[(&str, i64)]) -> WrittenMonth {
    WrittenMonth::default().done(id("task-1"), &values(numbers), at("2026-11-10T09:00:00Z"))
}

/// In one word, what is done when nobody asked.
fn done(written: &WrittenMonth, found: &[(&str, i64)], counted: &[(&str, i64)]) -> &'static str {
    let found = task(values(found));
    match decide(Some(&found), &drafted(counted), written, Making::UnlessDeleted, HandEdits::Keep) {
        Decision::Create => "create",
        Decision::Deleted => "deleted",
        Decision::Update(_) => "update",
        Decision::Unchanged => "unchanged",
        Decision::Billed(_) => "billed",
        Decision::EditedByHand(_) => "edited",
    }
}

#[test]
fn a_number_that_we_wrote_is_ours_and_every_other_is_a_persons() {
    for (found, counted, expected) in [
        (&[("sales", 1)][..], &[("sales", 2)][..], "update"),
        (&[("sales", 9)], &[("sales", 2)], "edited"),
        (&[("sales", 2)], &[("sales", 2)], "unchanged"),
        (&[], &[("sales", 2)], "edited"), // cleared
        (&[("sales", 1)], &[("sales", 1), ("bank", 0)], "update"),
        (&[("sales", 1), ("bank", 4)], &[("sales", 1), ("bank", 0)], "edited"), // never written by us
        (&[("sales", 1), ("bank", 4)], &[("sales", 2)], "update"),              // not mapped
        (&[("sales", 9)], &[("sales", 9), ("bank", 0)], "update"),              // the right number
        (&[("sales", 9)], &[("sales", 2), ("bank", 0)], "edited"),
    ] {
        assert_eq!(done(&wrote(&[("sales", 1)]), found, counted), expected, "{found:?} {counted:?}");
    }
}

#[test]
fn where_nothing_is_remembered_every_number_is_a_persons() {
    let nothing = WrittenMonth::default();
    assert_eq!(done(&nothing, &[("sales", 1)], &[("sales", 2)]), "edited");
    assert_eq!(done(&nothing, &[("sales", 2)], &[("sales", 2)]), "unchanged");
    assert_eq!(done(&nothing, &[], &[("sales", 2)]), "update");
}

#[test]
fn an_edit_is_overwritten_when_that_was_confirmed_and_a_billed_task_never() {
    let found = task(values(&[("sales", 9)]));
    let decide = |found: &SummaryTask| {
        let draft = drafted(&[("sales", 2)]);
        decide(Some(found), &draft, &wrote(&[("sales", 1)]), Making::Always, HandEdits::Overwrite)
    };
    assert!(matches!(decide(&found), Decision::Update(_)));
    assert!(matches!(decide(&SummaryTask { billed: true, ..found }), Decision::Billed(_)));
}

#[test]
fn whether_a_task_that_is_not_there_is_made() {
    for (written, making, expected) in [
        (WrittenMonth::default(), Making::Always, Decision::Create),
        (WrittenMonth::default(), Making::UnlessDeleted, Decision::Create),
        (WrittenMonth::default(), Making::Never, Decision::Deleted),
        (wrote(&[("sales", 1)]), Making::Always, Decision::Create),
        (wrote(&[("sales", 1)]), Making::UnlessDeleted, Decision::Deleted),
        (wrote(&[("sales", 1)]), Making::Never, Decision::Deleted),
    ] {
        let found = decide(None, &drafted(&[("sales", 2)]), &written, making, HandEdits::Keep);
        assert_eq!(found, expected, "{making:?}");
    }
}

#[test]
fn an_attempt_that_died_is_told_by_what_it_intended() {
    let new = || values(&[("sales", 2), ("bank", 0)]);
    let made = WrittenMonth::default().intending(None, &new());
    assert_eq!(made.died_writing(&new()), Some(Vec::new()));
    let before = values(&[("sales", 1), ("bank", 0)]);
    let died = wrote(&[("sales", 1), ("bank", 0)]).intending(Some(&before), &new());
    let changes = died.died_writing(&new()).unwrap();
    let fields: Vec<_> = changes.iter().map(|change| (change.old, change.new)).collect();
    assert_eq!(fields, [(Some(Decimal::from(1)), Decimal::from(2))]);
    assert_eq!(died.died_writing(&values(&[("sales", 3), ("bank", 0)])), None);
    assert_eq!(wrote(&[("sales", 2)]).died_writing(&values(&[("sales", 2)])), None);
}

#[derive(Debug, Clone)]
enum Step {
    /// We write, and may die before or after it.
    Write { counts: Vec<(usize, i64)>, dies: Option<bool> },
    /// A person types a number, or clears it.
    Type(usize, Option<i64>),
    /// A person deletes the task, and a person's import makes it anew.
    Remake(Vec<(usize, i64)>),
}

const FIELDS: [&str; 3] = ["sales", "bank", "documents"];

/// Counts of some of the fields, which are those that are mapped.
fn some_counts() -> impl Strategy<Value = Vec<(usize, i64)>> {
    prop::sample::subsequence(vec![0, 1, 2], 1..=3)
        .prop_flat_map(|fields| {
            let number = fields.len();
            (Just(fields), prop::collection::vec(0..4_i64, number))
        })
        .prop_map(|(fields, counts)| fields.into_iter().zip(counts).collect())
}

fn a_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (some_counts(), prop::option::of(any::<bool>()))
            .prop_map(|(counts, dies)| Step::Write { counts, dies }),
        1 => (0..3_usize, prop::option::of(100..104_i64)).prop_map(|(field, number)| Step::Type(field, number)),
        1 => some_counts().prop_map(Step::Remake),
    ]
}

fn numbers(counts: &[(usize, i64)]) -> Values {
    counts.iter().map(|(field, number)| (id(FIELDS[*field]), Decimal::from(*number))).collect()
}

proptest! {
    #![proptest_config(cases(256))]

    /// People type numbers that the books never hold, so it is known what is theirs.
    #[test]
    fn through_any_life_a_persons_number_stays_and_nothing_of_ours_is_taken_for_a_persons(
        first in some_counts(),
        steps in prop::collection::vec(a_step(), 1..40),
    ) {
        let now = at("2026-11-10T09:00:00Z");
        let mut held = numbers(&first);
        let mut written = WrittenMonth::default().intending(None, &held).done(id("task"), &held, now);
        // The fields that a person typed into or cleared since we wrote them last.
        let mut theirs = std::collections::BTreeSet::new();
        for step in steps {
            match step {
                Step::Type(field, number) => {
                    let field = id(FIELDS[field]);
                    let before = held.get(&field).copied();
                    match number {
                        Some(number) => held.insert(field.clone(), number.into()),
                        None => held.remove(&field),
                    };
                    if before != held.get(&field).copied() {
                        theirs.insert(field.clone());
                    }
                    if number.is_none() && !written.values.contains_key(&field) {
                        // It holds nothing, and never held anything of ours.
                        theirs.remove(&field);
                    }
                }
                Step::Remake(counts) => {
                    held = numbers(&counts);
                    theirs.clear();
                    written = WrittenMonth::default().done(id("task"), &held, now);
                }
                Step::Write { counts, dies } => {
                    let new = numbers(&counts);
                    let draft = SummaryDraft { values: new.clone(), ..drafted(&[]) };
                    let found = task(held.clone());
                    let decision = decide(Some(&found), &draft, &written, Making::UnlessDeleted, HandEdits::Keep);
                    let differs = |field: &_| held.get(field) != new.get(field);
                    let kept = new.keys().any(|field| differs(field) && theirs.contains(field));
                    prop_assert_eq!(
                        matches!(decision, Decision::EditedByHand(_)), kept,
                        "{:?} {:?} {:?} {:?}", decision, written, held, theirs
                    );
                    if kept {
                        continue;
                    }
                    if decision != Decision::Unchanged {
                        written = written.intending(Some(&held), &new);
                    }
                    match dies {
                        Some(false) => {}
                        Some(true) => held.extend(new.clone()),
                        None => {
                            held.extend(new.clone());
                            written = written.done(id("task"), &new, now);
                        }
                    }
                    if decision != Decision::Unchanged || dies.is_none() {
                        theirs.retain(|field| !new.contains_key(field));
                    }
                }
            }
        }
    }
}
