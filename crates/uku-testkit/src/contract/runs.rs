//! The clauses of [`Runs`](uku_core::run::Runs), but for what they do to the [queue](super::queue).

use uku_core::firm::{FirmId, Who};
use uku_core::ledger::Priority;
use uku_core::run::{ItemRecord, Run, RunId, RunKind, RunRecord, RunsQuery};
use uku_core::summary::HandEdits;

pub use super::run_endings::{
    another_firms_items_are_not_stopped, another_firms_runs_are_neither_listed_nor_announced,
    another_firms_runs_are_not_opened_again, opening_again_keeps_what_came_of_it,
    opening_nothing_changes_nothing, runs_that_are_over_are_announced_once,
    stopping_a_run_leaves_what_has_ended_and_other_runs, stopping_all_leaves_what_has_ended,
    stopping_twice_stops_nothing_more, what_is_opened_again_is_announced_again,
};
pub use super::run_once::{
    a_business_key_is_added_once, a_business_key_that_was_dropped_is_free,
    another_firms_business_key_does_not_count, of_many_with_a_business_key_at_once_one_is_added,
    of_two_with_a_business_key_the_second_waits_for_the_first, runs_without_a_business_key_are_always_added,
};
pub use super::run_outcomes::{
    another_clients_and_another_firms_outcomes_are_not_told, every_outcome_is_remembered_as_it_was,
    outcomes_are_there_for_the_next_attempt, outcomes_come_in_order_of_months, outcomes_said_again_replace,
    the_latest_outcome_of_a_month_is_that_of_the_latest_claim,
};
pub use super::run_written::{
    months_of_which_nothing_is_known_are_left_out, what_was_written_is_of_one_client_of_one_firm,
    what_was_written_is_remembered, what_was_written_last_replaces,
};

use super::claims::{add, add_for, record};
use super::store::{StoreHarness, open};
use crate::build::{at, firm_a, firm_b, id, item, months, run, run_id};

suite! { $ runs_contract, runs {
    a_run_is_remembered_with_its_items,
    runs_of_every_kind_come_back_as_they_were,
    a_run_without_items_is_over,
    the_latest_runs_come_first,
    pages_follow_each_other_without_gap_or_repeat,
    another_firms_run_is_not_seen,
    a_business_key_is_added_once,
    a_business_key_that_was_dropped_is_free,
    another_firms_business_key_does_not_count,
    runs_without_a_business_key_are_always_added,
    of_two_with_a_business_key_the_second_waits_for_the_first,
    of_many_with_a_business_key_at_once_one_is_added,
    every_outcome_is_remembered_as_it_was,
    outcomes_come_in_order_of_months,
    outcomes_said_again_replace,
    outcomes_are_there_for_the_next_attempt,
    the_latest_outcome_of_a_month_is_that_of_the_latest_claim,
    another_clients_and_another_firms_outcomes_are_not_told,
    stopping_a_run_leaves_what_has_ended_and_other_runs,
    stopping_all_leaves_what_has_ended,
    stopping_twice_stops_nothing_more,
    another_firms_items_are_not_stopped,
    opening_again_keeps_what_came_of_it,
    opening_nothing_changes_nothing,
    another_firms_runs_are_not_opened_again,
    runs_that_are_over_are_announced_once,
    what_is_opened_again_is_announced_again,
    another_firms_runs_are_neither_listed_nor_announced,
    what_was_written_is_remembered,
    what_was_written_last_replaces,
    months_of_which_nothing_is_known_are_left_out,
    what_was_written_is_of_one_client_of_one_firm,
} }

/// A run comes back as it was added, with its items in order, none of them begun.
pub async fn a_run_is_remembered_with_its_items(harness: &dyn StoreHarness) {
    let (run, items) = (run(1), [item(9, "tamm"), item(3, "kask")]);
    add(harness, &run, &items).await;
    let record = record(harness, run.id).await;
    let fresh = |of: &ItemRecord| ItemRecord { due_at: of.due_at, ..ItemRecord::default() };
    let expected = items.into_iter().zip(&record.items).map(|(item, (_, of))| (item, fresh(of))).collect();
    assert_eq!(record, RunRecord { run, round: 0, items: expected });
    assert_eq!(record.items.len(), 2);
    assert!(!record.is_over());
}

fn every_kind() -> Vec<Run> {
    let member = Who::Member(id("mari õ"));
    [
        (RunKind::Scheduled, Priority::Scheduled, Who::Software, HandEdits::Keep, Some("scheduled:2026-10")),
        (RunKind::LateLook, Priority::Bulk, Who::Software, HandEdits::Keep, Some("late 'õ'")),
        (RunKind::ManualImport, Priority::Interactive, member.clone(), HandEdits::Overwrite, None),
        (RunKind::Reload, Priority::Bulk, member, HandEdits::Keep, None),
    ]
    .into_iter()
    .zip(1..)
    .map(|((kind, priority, asked_by, hand_edits, once), number)| Run {
        kind,
        priority,
        asked_by,
        hand_edits,
        once: once.map(str::to_owned),
        months: months("2024-02", if number == 1 { "2024-02" } else { "2026-01" }),
        created_at: at("2026-11-10T05:00:00.456Z"),
        ..run(number)
    })
    .collect()
}

/// Nothing that is known of a run is lost.
pub async fn runs_of_every_kind_come_back_as_they_were(harness: &dyn StoreHarness) {
    for run in every_kind() {
        add(harness, &run, &[]).await;
        assert_eq!(record(harness, run.id).await, RunRecord { run, round: 0, items: vec![] });
    }
}

/// There is nothing to wait for.
pub async fn a_run_without_items_is_over(harness: &dyn StoreHarness) {
    add(harness, &run(1), &[]).await;
    assert!(record(harness, run_id(1)).await.is_over());
    assert_eq!(open(harness, &firm_a()).await.runs().unannounced().await.unwrap(), [run_id(1)]);
}

/// The runs of a page.
pub(super) async fn page(
    harness: &dyn StoreHarness,
    firm: &FirmId,
    before: Option<RunId>,
    most: u32,
) -> Vec<RunRecord> {
    open(harness, firm).await.runs().page(RunsQuery { before, most }).await.unwrap()
}

/// By their identities, in whatever order and at whatever time they were added; each with all that is known of it.
pub async fn the_latest_runs_come_first(harness: &dyn StoreHarness) {
    for number in [2, 9, 4] {
        add(harness, &run(number), &[item(number * 10 + 1, "tamm"), item(number * 10, "kask")]).await;
    }
    let mut expected = Vec::new();
    for number in [9, 4, 2] {
        expected.push(record(harness, run_id(number)).await);
    }
    assert_eq!(page(harness, &firm_a(), None, 10).await, expected);
}

/// From the last of one page on.
pub async fn pages_follow_each_other_without_gap_or_repeat(harness: &dyn StoreHarness) {
    for number in 1..=5 {
        add(harness, &run(number), &[item(number * 10, "kask")]).await;
    }
    let (mut before, mut pages) = (None, Vec::new());
    // One more than there are, so that one that never ends fails.
    for _ in 0..4 {
        let page = page(harness, &firm_a(), before, 2).await;
        let Some(last) = page.last() else { break };
        before = Some(last.run.id);
        pages.push(page.iter().map(|record| record.run.id).collect::<Vec<_>>());
    }
    assert_eq!(pages, [vec![run_id(5), run_id(4)], vec![run_id(3), run_id(2)], vec![run_id(1)]]);
    assert_eq!(page(harness, &firm_a(), None, 0).await, []);
}

/// One firm's runs are not another's.
pub async fn another_firms_run_is_not_seen(harness: &dyn StoreHarness) {
    add(harness, &run(1), &[item(2, "kask")]).await;
    add_for(harness, &firm_b(), &run(3), &[item(4, "kask")]).await;
    assert_eq!(open(harness, &firm_b()).await.runs().run(run_id(1)).await.unwrap(), None);
    let of_b = page(harness, &firm_b(), None, 10).await;
    assert_eq!(of_b.iter().map(|record| record.run.id).collect::<Vec<_>>(), [run_id(3)]);
}
