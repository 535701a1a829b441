use std::sync::Arc;

use uku_core::clock::Clock;
use uku_core::ledger::{Budget, Ledger, LedgerError, Priority, RequestBudget};
use uku_testkit::fake::{ManualClock, MemoryBudget};
use wiremock::ResponseTemplate;

use crate::support::{Answering, NOW, json, keys, october};

async fn spending(template: ResponseTemplate, limits: &str) -> (Answering, Arc<MemoryBudget>, ManualClock) {
    let clock = ManualClock::at(NOW);
    let memory = Arc::new(MemoryBudget::new(clock.clone()));
    let budget =
        Budget { memory: Arc::clone(&memory) as Arc<dyn RequestBudget>, limits: limits.parse().unwrap() };
    (Answering::under_budget(template, Some(budget)).await, memory, clock)
}

#[tokio::test]
async fn a_request_that_the_budget_does_not_allow_is_not_sent() {
    let (answering, _, clock) = spending(json(r#"{"entries":[]}"#), "2/100").await;
    answering.ask().await.unwrap();
    answering.ask().await.unwrap();
    let until = clock.now() + chrono::TimeDelta::seconds(60);
    assert_eq!(answering.ask().await, Err(LedgerError::BudgetSpent { until }));
    assert_eq!(answering.arrived().await, 2);
    clock.sleep_until(until).await;
    answering.ask().await.unwrap();
}

#[tokio::test]
async fn repeats_are_paid_for_like_any_request() {
    let (answering, memory, _) = spending(ResponseTemplate::new(500), "100/100").await;
    answering.ask().await.unwrap_err();
    assert_eq!(answering.arrived().await, 3);
    assert_eq!(memory.taken().into_values().collect::<Vec<_>>(), [3]);
}

#[tokio::test]
async fn a_repeat_that_the_budget_does_not_allow_waits_for_it() {
    let (answering, _, _) = spending(ResponseTemplate::new(500), "2/100").await;
    assert!(matches!(answering.ask().await, Err(LedgerError::BudgetSpent { .. })));
    assert_eq!(answering.arrived().await, 2);
}

#[tokio::test]
async fn work_that_nobody_waits_for_leaves_a_reserve_to_a_person() {
    let (answering, _, clock) = spending(json(r#"{"entries":[]}"#), "20/100").await;
    let until = clock.now() + chrono::TimeDelta::seconds(60);
    for _ in 0..19 {
        answering.ask().await.unwrap();
    }
    assert_eq!(answering.ask().await, Err(LedgerError::BudgetSpent { until }));
    let scheduled = answering.api.open(keys(), Priority::Scheduled);
    assert_eq!(scheduled.entries(&october()).await, Err(LedgerError::BudgetSpent { until }));
    let interactive = answering.api.open(keys(), Priority::Interactive);
    interactive.entries(&october()).await.unwrap();
    assert_eq!(interactive.entries(&october()).await, Err(LedgerError::BudgetSpent { until }));
    assert_eq!(answering.arrived().await, 20);
}
