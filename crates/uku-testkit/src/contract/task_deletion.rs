//! The clauses of summary tasks that people delete.

use uku_core::summary::{SummaryTask, TasksError};

use super::tasks::{TasksHarness, october, stamp, task, write, written};
use crate::build::{firm_a, firm_b, values};

/// Nowhere is it seen, and a version of it that somebody read is nobody's.
pub async fn a_deleted_task_is_gone(harness: &dyn TasksHarness) {
    let before = written(harness, &[("sales", 1)]).await;
    harness.delete(&firm_a(), &october()).await;
    assert_eq!(harness.tasks().summary(&firm_a(), &october()).await.unwrap(), None);
    assert_eq!(harness.tasks().summaries(&firm_a()).await.unwrap(), []);
    let unaware = write(&[("sales", 2)], Some(before.version), stamp(2, 31));
    assert_eq!(harness.tasks().write_summary(&firm_a(), &unaware).await, Err(TasksError::Changed));
    assert_eq!(harness.tasks().summary(&firm_a(), &october()).await.unwrap(), None);
}

/// A zombie doesn't bring it back; who comes later may.
pub async fn the_stamp_outlives_the_task(harness: &dyn TasksHarness) {
    written(harness, &[("sales", 1)]).await;
    harness.delete(&firm_a(), &october()).await;
    for zombie in [stamp(1, 59), stamp(2, 29)] {
        let refused = harness.tasks().write_summary(&firm_a(), &write(&[("sales", 7)], None, zombie)).await;
        assert_eq!(refused, Err(TasksError::Stale));
        assert_eq!(harness.tasks().summary(&firm_a(), &october()).await.unwrap(), None);
    }
    harness.tasks().write_summary(&firm_a(), &write(&[("sales", 2)], None, stamp(3, 0))).await.unwrap();
    assert_eq!(task(harness).await.values, values(&[("sales", 2)]));
}

/// It is not billed, and it holds no number that nobody wrote into it.
pub async fn a_task_made_again_has_nothing_of_the_one_deleted(harness: &dyn TasksHarness) {
    let first = written(harness, &[("sales", 1), ("bank", 5)]).await;
    harness.bill(&firm_a(), &october()).await;
    harness.delete(&firm_a(), &october()).await;
    let again = write(&[("sales", 2)], None, stamp(3, 0));
    let id = harness.tasks().write_summary(&firm_a(), &again).await.unwrap();
    let second = task(harness).await;
    let expected = SummaryTask { id, values: values(&[("sales", 2)]), version: second.version, ..first };
    assert_eq!(second, expected);
    assert_eq!(harness.tasks().summaries(&firm_a()).await.unwrap(), [second]);
}

/// One firm's person deletes nobody else's, even where client and month are the same.
pub async fn another_firms_task_is_not_deleted(harness: &dyn TasksHarness) {
    let ours = written(harness, &[("sales", 1)]).await;
    let theirs = write(&[("sales", 8)], None, stamp(1, 0));
    harness.tasks().write_summary(&firm_b(), &theirs).await.unwrap();
    harness.delete(&firm_b(), &october()).await;
    assert_eq!(task(harness).await, ours);
    assert_eq!(harness.tasks().summary(&firm_b(), &october()).await.unwrap(), None);
}
