use rust_decimal::Decimal;
use uku_core::summary::{
    Change, Decision, HandEdits, Making, SummaryDraft, SummaryTask, TaskStatus, TaskVersion, WrittenMonth,
    assignee, decide,
};
use uku_testkit::build::{client, date, draft, firm, id, key, member, values};

use crate::support::round_trip;

fn drafted(numbers: &[(&str, i64)]) -> SummaryDraft {
    draft(key("kask", "2026-10"), numbers)
}

fn task(numbers: &[(&str, i64)], billed: bool) -> SummaryTask {
    SummaryTask {
        id: id("task-1"),
        key: key("kask", "2026-10"),
        title: "a title that a person gave".into(),
        topic: id("another topic"),
        assignee: id("mari"),
        status: TaskStatus::Open,
        start: date("2026-10-01"),
        due: date("2026-11-15"),
        billed,
        values: values(numbers),
        version: TaskVersion(7),
    }
}

/// What to do about a task in which nobody changed what we wrote.
fn untouched(found: Option<&SummaryTask>, draft: &SummaryDraft) -> Decision {
    let values = found.map(|task| task.values.clone()).unwrap_or_default();
    let written = WrittenMonth { values, ..WrittenMonth::default() };
    decide(found, draft, &written, Making::UnlessDeleted, HandEdits::Keep)
}

fn change(field: &str, old: Option<i64>, new: i64) -> Change {
    Change { field: id(field), old: old.map(Decimal::from), new: Decimal::from(new) }
}

#[test]
fn where_there_is_no_task_one_is_made() {
    assert_eq!(untouched(None, &drafted(&[("sales", 1)])), Decision::Create);
}

#[test]
fn numbers_that_differ_are_written_from_old_to_new() {
    let found = task(&[("bank", 3), ("sales", 1)], false);
    let decision = untouched(Some(&found), &drafted(&[("bank", 3), ("sales", 2), ("documents", 0)]));
    assert_eq!(decision, Decision::Update(vec![change("documents", None, 0), change("sales", Some(1), 2)]));
}

#[test]
fn a_0_is_written_into_an_empty_field() {
    let decision = untouched(Some(&task(&[], false)), &drafted(&[("sales", 0)]));
    assert_eq!(decision, Decision::Update(vec![change("sales", None, 0)]));
}

#[test]
fn a_task_that_says_the_same_is_left_unchanged_whatever_else_people_changed() {
    let found = task(&[("bank", 3), ("sales", 1)], false);
    assert_eq!(untouched(Some(&found), &drafted(&[("bank", 3), ("sales", 1)])), Decision::Unchanged);
}

#[test]
fn the_same_number_written_with_a_fraction_is_the_same() {
    let mut found = task(&[], false);
    found.values.insert(id("sales"), Decimal::new(50, 1));
    assert_eq!(untouched(Some(&found), &drafted(&[("sales", 5)])), Decision::Unchanged);
    found.values.insert(id("sales"), Decimal::new(55, 1));
    let change = Change { old: Some(Decimal::new(55, 1)), ..change("sales", None, 5) };
    assert_eq!(untouched(Some(&found), &drafted(&[("sales", 5)])), Decision::Update(vec![change]));
}

#[test]
fn a_field_that_is_no_longer_mapped_keeps_its_number() {
    let found = task(&[("unmapped", 9), ("sales", 1)], false);
    assert_eq!(untouched(Some(&found), &drafted(&[("sales", 1)])), Decision::Unchanged);
    assert_eq!(
        untouched(Some(&found), &drafted(&[("sales", 2)])),
        Decision::Update(vec![change("sales", Some(1), 2)])
    );
}

#[test]
fn a_billed_task_is_left_alone_and_its_differences_are_reported() {
    let found = task(&[("bank", 3), ("sales", 1)], true);
    let decision = untouched(Some(&found), &drafted(&[("bank", 3), ("sales", 2)]));
    assert_eq!(decision, Decision::Billed(vec![change("sales", Some(1), 2)]));
}

#[test]
fn a_billed_task_that_says_the_same_is_unchanged() {
    let found = task(&[("sales", 1)], true);
    assert_eq!(untouched(Some(&found), &drafted(&[("sales", 1)])), Decision::Unchanged);
}

#[test]
fn the_clients_active_default_member_gets_the_task_else_the_firms_owner() {
    let firm = firm("firm-a");
    let mut client = client("kask");
    assert_eq!(assignee(&client, &firm), firm.owner);
    client.default_member = Some(member("mari", true));
    assert_eq!(assignee(&client, &firm), id("mari"));
    client.default_member = Some(member("mari", false));
    assert_eq!(assignee(&client, &firm), firm.owner);
}

#[test]
fn a_task_starts_and_is_due_on_the_last_day_of_its_month() {
    assert_eq!(key("kask", "2026-10").date(), date("2026-10-31"));
    assert_eq!(key("kask", "2028-02").date(), date("2028-02-29"));
}

#[test]
fn new_tasks_are_done_unless_the_firm_says_otherwise() {
    assert_eq!(TaskStatus::default(), TaskStatus::Done);
    assert_eq!(serde_json::to_string(&[TaskStatus::Open, TaskStatus::Done]).unwrap(), r#"["open","done"]"#);
}

#[test]
fn changes_are_stored_and_read_back_to_the_last_digit() {
    let fraction = Change { old: Some(Decimal::new(12_345_678_901, 5)), ..change("sales", None, i64::MAX) };
    assert_eq!(round_trip(&fraction), fraction);
}
