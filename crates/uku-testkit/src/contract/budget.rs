//! The clauses of [`RequestBudget`].

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::join_all;
use uku_core::clock::Clock;
use uku_core::ledger::{Limits, REQUEST_TIMEOUT, RequestBudget, SlotId, Take};

use crate::build::fingerprint;
use crate::fake::MemoryBudget;

/// A budget and the clock that it goes by, which stands still until it is moved. It may be a database's own.
#[async_trait]
pub trait BudgetHarness: Send + Sync {
    /// An unspent budget.
    fn budget(&self) -> &dyn RequestBudget;
    /// What its clock shows.
    async fn now(&self) -> DateTime<Utc>;
    /// Moves its clock on, or back.
    async fn advance(&self, by: TimeDelta);
}

#[async_trait]
impl BudgetHarness for MemoryBudget {
    fn budget(&self) -> &dyn RequestBudget {
        self
    }

    async fn now(&self) -> DateTime<Utc> {
        self.clock().now()
    }

    async fn advance(&self, by: TimeDelta) {
        self.clock().advance(by);
    }
}

suite! { $ budget_contract, budget {
    as_many_slots_as_the_minute_allows,
    a_slot_is_free_a_minute_after_its_answer,
    not_before_names_the_first_moment,
    the_day_has_its_own_window,
    a_slot_never_answered_is_held_from_the_time_out,
    a_second_answer_changes_nothing,
    a_clock_that_went_back_blocks_nobody_for_long,
    keys_do_not_share,
    many_at_once_get_no_more_than_allowed,
} }

fn limits(text: &str) -> Limits {
    text.parse().unwrap()
}

async fn slot(harness: &dyn BudgetHarness, limits: Limits) -> SlotId {
    match harness.budget().take(&fingerprint("key"), limits).await.unwrap() {
        Take::Slot(slot) => slot,
        Take::NotBefore(moment) => panic!("expected a slot, but there is none before {moment}"),
    }
}

async fn no_slot(harness: &dyn BudgetHarness, limits: Limits) -> DateTime<Utc> {
    match harness.budget().take(&fingerprint("key"), limits).await.unwrap() {
        Take::NotBefore(moment) => moment,
        Take::Slot(_) => panic!("expected no slot"),
    }
}

async fn wait_until(harness: &dyn BudgetHarness, moment: DateTime<Utc>) {
    harness.advance(moment - harness.now().await).await;
}

async fn answered_slot(harness: &dyn BudgetHarness, limits: Limits) {
    let slot = slot(harness, limits).await;
    harness.budget().answered(slot).await.unwrap();
}

/// Sixty requests may be sent in a minute, and no sixty-first.
pub async fn as_many_slots_as_the_minute_allows(harness: &dyn BudgetHarness) {
    for _ in 0..60 {
        answered_slot(harness, Limits::VENDOR).await;
    }
    let moment = no_slot(harness, Limits::VENDOR).await;
    assert_eq!(moment, harness.now().await + TimeDelta::seconds(60));
}

/// The vendor counted the request before its answer, so a minute after the answer it has forgotten it.
pub async fn a_slot_is_free_a_minute_after_its_answer(harness: &dyn BudgetHarness) {
    let slow = slot(harness, limits("1/100")).await;
    harness.advance(TimeDelta::seconds(7)).await;
    harness.budget().answered(slow).await.unwrap();
    harness.advance(TimeDelta::milliseconds(59_999)).await;
    no_slot(harness, limits("1/100")).await;
    harness.advance(TimeDelta::milliseconds(1)).await;
    slot(harness, limits("1/100")).await;
}

/// Who waits until the moment named gets a slot, and nobody gets one before.
pub async fn not_before_names_the_first_moment(harness: &dyn BudgetHarness) {
    for _ in 0..3 {
        answered_slot(harness, limits("3/100")).await;
        harness.advance(TimeDelta::seconds(10)).await;
    }
    let moment = no_slot(harness, limits("3/100")).await;
    assert_eq!(moment, harness.now().await + TimeDelta::seconds(30));
    wait_until(harness, moment).await;
    answered_slot(harness, limits("3/100")).await;
    let moment = no_slot(harness, limits("3/100")).await;
    assert_eq!(moment, harness.now().await + TimeDelta::seconds(10));
}

/// The requests of a day are counted over 24 hours, beside those of a minute.
pub async fn the_day_has_its_own_window(harness: &dyn BudgetHarness) {
    let start = harness.now().await;
    for _ in 0..4 {
        answered_slot(harness, limits("2/4")).await;
        harness.advance(TimeDelta::minutes(2)).await;
    }
    let moment = no_slot(harness, limits("2/4")).await;
    assert_eq!(moment, start + TimeDelta::hours(24));
    wait_until(harness, moment).await;
    slot(harness, limits("2/4")).await;
}

/// A process may die between request and answer; its slot isn't held for ever, nor freed too early.
pub async fn a_slot_never_answered_is_held_from_the_time_out(harness: &dyn BudgetHarness) {
    let taken_at = harness.now().await;
    slot(harness, limits("1/100")).await;
    let moment = no_slot(harness, limits("1/100")).await;
    assert_eq!(moment, taken_at + REQUEST_TIMEOUT + TimeDelta::seconds(60));
    wait_until(harness, moment).await;
    slot(harness, limits("1/100")).await;
}

/// An answer said twice counts from the first time.
pub async fn a_second_answer_changes_nothing(harness: &dyn BudgetHarness) {
    let slot = slot(harness, limits("1/100")).await;
    harness.budget().answered(slot).await.unwrap();
    let moment = no_slot(harness, limits("1/100")).await;
    harness.advance(TimeDelta::seconds(20)).await;
    harness.budget().answered(slot).await.unwrap();
    assert_eq!(no_slot(harness, limits("1/100")).await, moment);
}

/// Slots that were taken while the clock was ahead are held as if they were taken now.
pub async fn a_clock_that_went_back_blocks_nobody_for_long(harness: &dyn BudgetHarness) {
    let now = harness.now().await;
    harness.advance(TimeDelta::days(2_000)).await;
    answered_slot(harness, limits("1/100")).await;
    harness.advance(now - harness.now().await).await;
    let moment = no_slot(harness, limits("1/100")).await;
    assert_eq!(moment, now + REQUEST_TIMEOUT + TimeDelta::seconds(60));
    wait_until(harness, moment).await;
    slot(harness, limits("1/100")).await;
}

/// What one key spends is not missing to another.
pub async fn keys_do_not_share(harness: &dyn BudgetHarness) {
    slot(harness, limits("1/1")).await;
    no_slot(harness, limits("1/1")).await;
    let other = harness.budget().take(&fingerprint("another"), limits("1/1")).await.unwrap();
    assert!(matches!(other, Take::Slot(_)));
}

/// However many ask at the same moment, no more than allowed get a slot.
pub async fn many_at_once_get_no_more_than_allowed(harness: &dyn BudgetHarness) {
    let key = fingerprint("key");
    let takes = join_all((0..20).map(|_| harness.budget().take(&key, limits("7/100")))).await;
    let slots = takes.into_iter().filter(|take| matches!(take, Ok(Take::Slot(_)))).count();
    assert_eq!(slots, 7);
}
