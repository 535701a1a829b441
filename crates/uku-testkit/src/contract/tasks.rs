//! The clauses of [`Tasks`].

use async_trait::async_trait;
use futures_util::future::join_all;
use rust_decimal::Decimal;
use uku_core::firm::FirmId;
use uku_core::run::Epoch;
use uku_core::summary::{
    CustomFieldId, SummaryDraft, SummaryKey, SummaryTask, SummaryWrite, TaskStatus, TaskVersion, Tasks,
    TasksError, WriteStamp,
};

use crate::build::{at, date, draft, firm_a, firm_b, id, key, values};
use crate::fake::MemoryTasks;

/// The topic of the clauses' tasks, for products that know topics before tasks use them: each firm has it.
pub const TOPIC: &str = "books";

/// The number fields of the clauses' tasks, for products that know fields before tasks use them: each firm has them.
pub const FIELDS: [&str; 3] = ["sales", "bank", "no longer mapped"];

/// The tasks of the [`two_firms`](crate::build::two_firms), each with the clients `kask`, `kuusk` and `tamm`, and what
/// people do to them. Tasks
/// are given to the firm's owner.
#[async_trait]
pub trait TasksHarness: Send + Sync {
    /// The adapter.
    fn tasks(&self) -> &dyn Tasks;
    /// Puts a task on an invoice.
    async fn bill(&self, firm: &FirmId, key: &SummaryKey);
    /// Types another number into a field of a task, as a person does in the product.
    async fn edit(&self, firm: &FirmId, key: &SummaryKey, field: CustomFieldId, number: Decimal);
    /// Deletes a task, as a person does in the product.
    async fn delete(&self, firm: &FirmId, key: &SummaryKey);
}

#[async_trait]
impl TasksHarness for MemoryTasks {
    fn tasks(&self) -> &dyn Tasks {
        self
    }

    async fn bill(&self, firm: &FirmId, key: &SummaryKey) {
        MemoryTasks::bill(self, firm, key);
    }

    async fn edit(&self, firm: &FirmId, key: &SummaryKey, field: CustomFieldId, number: Decimal) {
        MemoryTasks::edit(self, firm, key, field, number);
    }

    async fn delete(&self, firm: &FirmId, key: &SummaryKey) {
        MemoryTasks::delete(self, firm, key);
    }
}

pub use super::task_deletion::{
    a_deleted_task_is_gone, a_task_made_again_has_nothing_of_the_one_deleted,
    another_firms_task_is_not_deleted, the_stamp_outlives_the_task,
};
pub use super::task_fields::{
    a_custom_field_in_use_is_not_deleted, a_custom_field_put_again_is_like_the_last,
    a_custom_fields_name_is_taken_whatever_its_case, a_kind_in_use_stays,
    an_archived_custom_field_gives_its_name_away, another_firms_custom_fields_are_not_seen,
    custom_fields_come_by_name, custom_fields_of_every_kind_come_back,
    of_many_custom_fields_at_once_one_gets_the_name,
};
pub use super::task_search::{
    another_firms_tasks_are_not_found, months_with_tasks_come_the_latest_first, numbers_are_summed,
    sums_are_exact, tasks_of_all_but_some_clients_are_found, tasks_of_some_clients_and_months_are_found,
    who_has_a_task_in_a_month_is_told,
};
pub use super::task_topics::{
    a_topic_in_use_is_not_deleted, a_topic_put_again_is_like_the_last,
    a_topics_name_is_taken_whatever_its_case, an_archived_topic_gives_its_name_away,
    another_firms_topics_are_not_seen, of_many_topics_at_once_one_gets_the_name, topics_come_by_name,
};

suite! { $ tasks_contract, tasks {
    nothing_is_found_before_it_is_written,
    a_new_task_has_all_of_the_draft,
    a_new_task_starts_and_is_due_on_the_last_day_of_its_month,
    an_update_changes_only_the_values,
    the_same_write_again_changes_nothing,
    the_same_numbers_again_only_raise_the_stamp,
    an_earlier_epoch_is_stale,
    an_earlier_count_is_stale,
    stale_is_said_before_changed,
    an_unread_version_is_refused,
    a_persons_edit_makes_a_new_version,
    a_billed_task_is_left_alone,
    a_refused_write_does_not_count_as_accepted,
    a_deleted_task_is_gone,
    the_stamp_outlives_the_task,
    a_task_made_again_has_nothing_of_the_one_deleted,
    another_firms_task_is_not_deleted,
    another_firms_task_is_not_seen,
    of_many_writers_at_once_one_makes_the_task,
    tasks_come_by_client_and_month,
    topics_come_by_name,
    a_topic_put_again_is_like_the_last,
    a_topics_name_is_taken_whatever_its_case,
    an_archived_topic_gives_its_name_away,
    of_many_topics_at_once_one_gets_the_name,
    a_topic_in_use_is_not_deleted,
    another_firms_topics_are_not_seen,
    custom_fields_come_by_name,
    custom_fields_of_every_kind_come_back,
    a_custom_field_put_again_is_like_the_last,
    a_custom_fields_name_is_taken_whatever_its_case,
    an_archived_custom_field_gives_its_name_away,
    of_many_custom_fields_at_once_one_gets_the_name,
    a_kind_in_use_stays,
    a_custom_field_in_use_is_not_deleted,
    another_firms_custom_fields_are_not_seen,
    tasks_of_some_clients_and_months_are_found,
    tasks_of_all_but_some_clients_are_found,
    who_has_a_task_in_a_month_is_told,
    months_with_tasks_come_the_latest_first,
    numbers_are_summed,
    sums_are_exact,
    another_firms_tasks_are_not_found,
} }

/// The key of most clauses' task.
pub(super) fn october() -> SummaryKey {
    key("kask", "2026-10")
}

/// A later stamp for a later epoch, then for a later minute.
pub(super) fn stamp(epoch: i64, minute: u32) -> WriteStamp {
    WriteStamp { epoch: Epoch(epoch), counted_at: at(&format!("2026-11-10T05:{minute:02}:00Z")) }
}

/// A write of October's task.
pub(super) fn write(
    numbers: &[(&str, i64)],
    expected: Option<TaskVersion>,
    stamp: WriteStamp,
) -> SummaryWrite {
    SummaryWrite { draft: draft(october(), numbers), expected, stamp }
}

/// October's task of the first firm.
pub(super) async fn task(harness: &dyn TasksHarness) -> SummaryTask {
    harness.tasks().summary(&firm_a(), &october()).await.unwrap().unwrap()
}

/// Writes the first version of the task.
pub(super) async fn written(harness: &dyn TasksHarness, numbers: &[(&str, i64)]) -> SummaryTask {
    harness.tasks().write_summary(&firm_a(), &write(numbers, None, stamp(2, 30))).await.unwrap();
    task(harness).await
}

/// Tries a write and shows that it is refused and nothing is changed.
async fn refused(harness: &dyn TasksHarness, write: &SummaryWrite) -> TasksError {
    let before = task(harness).await;
    let refused = harness.tasks().write_summary(&firm_a(), write).await.unwrap_err();
    assert_eq!(task(harness).await, before);
    refused
}

/// A task that was never written is no error.
pub async fn nothing_is_found_before_it_is_written(harness: &dyn TasksHarness) {
    assert_eq!(harness.tasks().summary(&firm_a(), &october()).await.unwrap(), None);
    assert!(harness.tasks().summaries(&firm_a()).await.unwrap().is_empty());
}

/// Nothing of the draft is lost, zeros and statuses included.
pub async fn a_new_task_has_all_of_the_draft(harness: &dyn TasksHarness) {
    for (month, status) in [("2026-09", TaskStatus::Open), ("2026-10", TaskStatus::Done)] {
        let numbers = [("sales", 0), ("bank", 50_000)];
        let draft = SummaryDraft {
            title: "Õunad ja 'pirnid' 🍐".to_owned(),
            status,
            ..draft(key("kask", month), &numbers)
        };
        let write = SummaryWrite { draft: draft.clone(), expected: None, stamp: stamp(1, 0) };
        let id = harness.tasks().write_summary(&firm_a(), &write).await.unwrap();
        let task = harness.tasks().summary(&firm_a(), &draft.key).await.unwrap().unwrap();
        assert_eq!((&task.id, task.billed), (&id, false));
        let SummaryTask { key, title, topic, assignee, status, values, .. } = task;
        assert_eq!(SummaryDraft { key, title, topic, assignee, status, values }, draft);
    }
}

/// So that it is billed in that month, whatever its last day is.
pub async fn a_new_task_starts_and_is_due_on_the_last_day_of_its_month(harness: &dyn TasksHarness) {
    for (month, last) in [("2026-10", "2026-10-31"), ("2026-09", "2026-09-30"), ("2024-02", "2024-02-29")] {
        let key = key("kask", month);
        let write =
            SummaryWrite { draft: draft(key.clone(), &[("sales", 1)]), expected: None, stamp: stamp(1, 0) };
        harness.tasks().write_summary(&firm_a(), &write).await.unwrap();
        let task = harness.tasks().summary(&firm_a(), &key).await.unwrap().unwrap();
        assert_eq!((task.start, task.due), (date(last), date(last)));
    }
}

/// People's own changes of title, topic, assignee and status stay, and so do numbers of other fields.
pub async fn an_update_changes_only_the_values(harness: &dyn TasksHarness) {
    let before = written(harness, &[("sales", 1), ("no longer mapped", 9)]).await;
    let other = SummaryDraft {
        title: "Other".to_owned(),
        topic: id("other"),
        assignee: id("other"),
        status: TaskStatus::Open,
        ..draft(october(), &[("sales", 2), ("bank", 3)])
    };
    let update = SummaryWrite { draft: other, expected: Some(before.version), stamp: stamp(2, 31) };
    let id = harness.tasks().write_summary(&firm_a(), &update).await.unwrap();
    let after = task(harness).await;
    assert_eq!(id, before.id);
    assert!(after.version > before.version);
    let values = values(&[("sales", 2), ("bank", 3), ("no longer mapped", 9)]);
    assert_eq!(after, SummaryTask { values, version: after.version, ..before });
}

/// A write delivered twice is refused the second time, and the task stays as it is.
pub async fn the_same_write_again_changes_nothing(harness: &dyn TasksHarness) {
    written(harness, &[("sales", 1)]).await;
    let again = write(&[("sales", 1)], None, stamp(2, 30));
    assert_eq!(refused(harness, &again).await, TasksError::Changed);
}

/// A later count of the same numbers changes nothing that people see, and keeps out an earlier count of others.
pub async fn the_same_numbers_again_only_raise_the_stamp(harness: &dyn TasksHarness) {
    let before = written(harness, &[("sales", 1)]).await;
    let confirmed = write(&[("sales", 1)], Some(before.version), stamp(4, 0));
    let id = harness.tasks().write_summary(&firm_a(), &confirmed).await.unwrap();
    assert_eq!((&id, &task(harness).await), (&before.id, &before));
    let zombie = write(&[("sales", 7)], Some(before.version), stamp(3, 59));
    assert_eq!(refused(harness, &zombie).await, TasksError::Stale);
}

/// Whoever lost the work to another and wakes up can't overwrite.
pub async fn an_earlier_epoch_is_stale(harness: &dyn TasksHarness) {
    let task = written(harness, &[("sales", 1)]).await;
    let zombie = write(&[("sales", 7)], Some(task.version), stamp(1, 59));
    assert_eq!(refused(harness, &zombie).await, TasksError::Stale);
}

/// Within an epoch, numbers counted earlier can't overwrite those counted later.
pub async fn an_earlier_count_is_stale(harness: &dyn TasksHarness) {
    let task = written(harness, &[("sales", 1)]).await;
    let earlier = write(&[("sales", 7)], Some(task.version), stamp(2, 29));
    assert_eq!(refused(harness, &earlier).await, TasksError::Stale);
}

/// Reading again doesn't help a stale write, so that is what it is told.
pub async fn stale_is_said_before_changed(harness: &dyn TasksHarness) {
    written(harness, &[("sales", 1)]).await;
    harness.bill(&firm_a(), &october()).await;
    let zombie = write(&[("sales", 7)], None, stamp(1, 59));
    assert_eq!(refused(harness, &zombie).await, TasksError::Stale);
}

/// What was decided on another version is not written, on a task that is not there neither.
pub async fn an_unread_version_is_refused(harness: &dyn TasksHarness) {
    let missing = write(&[("sales", 7)], Some(TaskVersion(1)), stamp(2, 30));
    let refusal = harness.tasks().write_summary(&firm_a(), &missing).await.unwrap_err();
    assert_eq!(refusal, TasksError::Changed);
    assert_eq!(harness.tasks().summary(&firm_a(), &october()).await.unwrap(), None);

    let first = written(harness, &[("sales", 1)]).await;
    let second = write(&[("sales", 2)], Some(first.version), stamp(2, 31));
    harness.tasks().write_summary(&firm_a(), &second).await.unwrap();
    let third = write(&[("sales", 3)], Some(first.version), stamp(2, 32));
    assert_eq!(refused(harness, &third).await, TasksError::Changed);
}

/// A number that a person typed is seen, and nothing decided before it overwrites it.
pub async fn a_persons_edit_makes_a_new_version(harness: &dyn TasksHarness) {
    let before = written(harness, &[("sales", 1)]).await;
    harness.edit(&firm_a(), &october(), id("sales"), Decimal::new(125, 1)).await;
    let after = task(harness).await;
    assert_eq!(after.values.get(&id::<CustomFieldId>("sales")), Some(&Decimal::new(125, 1)));
    let unaware = write(&[("sales", 2)], Some(before.version), stamp(2, 31));
    assert_eq!(refused(harness, &unaware).await, TasksError::Changed);
}

/// What is on an invoice is not changed.
pub async fn a_billed_task_is_left_alone(harness: &dyn TasksHarness) {
    written(harness, &[("sales", 1)]).await;
    harness.bill(&firm_a(), &october()).await;
    let billed = task(harness).await;
    assert!(billed.billed);
    for number in [1, 2] {
        let late = write(&[("sales", number)], Some(billed.version), stamp(2, 31));
        assert_eq!(refused(harness, &late).await, TasksError::Billed);
    }
}

/// Its stamp keeps nobody out.
pub async fn a_refused_write_does_not_count_as_accepted(harness: &dyn TasksHarness) {
    let first = written(harness, &[("sales", 1)]).await;
    let unread = write(&[("sales", 7)], None, stamp(9, 0));
    assert_eq!(refused(harness, &unread).await, TasksError::Changed);
    let second = write(&[("sales", 2)], Some(first.version), stamp(3, 0));
    harness.tasks().write_summary(&firm_a(), &second).await.unwrap();
    assert_eq!(task(harness).await.values, values(&[("sales", 2)]));
}

/// One firm sees nothing of another, even where client and month are the same.
pub async fn another_firms_task_is_not_seen(harness: &dyn TasksHarness) {
    let ours = written(harness, &[("sales", 1)]).await;
    assert_eq!(harness.tasks().summary(&firm_b(), &october()).await.unwrap(), None);
    assert!(harness.tasks().summaries(&firm_b()).await.unwrap().is_empty());
    harness.tasks().write_summary(&firm_b(), &write(&[("sales", 8)], None, stamp(1, 0))).await.unwrap();
    assert_eq!(task(harness).await, ours);
}

/// There is one task per client and month, however many try to make it.
pub async fn of_many_writers_at_once_one_makes_the_task(harness: &dyn TasksHarness) {
    let writes: Vec<SummaryWrite> = (0..8).map(|n| write(&[("sales", n)], None, stamp(2, 30))).collect();
    let firm = firm_a();
    let made = join_all(writes.iter().map(|write| harness.tasks().write_summary(&firm, write))).await;
    assert_eq!(made.iter().filter(|made| made.is_ok()).count(), 1);
    let winner = made.iter().position(Result::is_ok).unwrap();
    assert_eq!(task(harness).await.values, writes[winner].draft.values);
    assert!(made.iter().all(|made| !matches!(made, Err(error) if *error != TasksError::Changed)));
}

/// The list is in order of clients, then months.
pub async fn tasks_come_by_client_and_month(harness: &dyn TasksHarness) {
    for month in ["2026-10", "2025-12", "2026-01"] {
        let draft = draft(key("kask", month), &[("sales", 1)]);
        let write = SummaryWrite { draft, expected: None, stamp: stamp(1, 0) };
        harness.tasks().write_summary(&firm_a(), &write).await.unwrap();
    }
    let all = harness.tasks().summaries(&firm_a()).await.unwrap();
    let months: Vec<String> = all.iter().map(|task| task.key.month.to_string()).collect();
    assert_eq!(months, ["2025-12", "2026-01", "2026-10"]);
}
