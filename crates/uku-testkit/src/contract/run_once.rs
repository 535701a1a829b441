//! The clauses of runs with a business key.

use std::time::Duration;

use futures_util::future::join_all;
use tokio::time::timeout;
use uku_core::firm::FirmId;
use uku_core::run::Run;

use super::claims::{add_for, claim, claim_all, claim_item};
use super::runs::page;
use super::store::{StoreHarness, commit, open};
use crate::build::{firm_a, firm_b, item, item_id, run, run_id};

fn october(number: u128) -> Run {
    Run { once: Some("scheduled:2026-10".to_owned()), ..run(number) }
}

async fn try_to_add(harness: &dyn StoreHarness, firm: &FirmId, run: &Run, item_number: u128) -> bool {
    let items = [item(item_number, "kask")];
    commit(harness, firm, async |work| work.runs().add(run, &items).await.unwrap()).await
}

/// A month that came up comes up once: of what comes second nothing is there, neither run nor items.
pub async fn a_business_key_is_added_once(harness: &dyn StoreHarness) {
    assert!(try_to_add(harness, &firm_a(), &october(1), 10).await);
    assert!(!try_to_add(harness, &firm_a(), &october(2), 20).await);
    let runs = page(harness, &firm_a(), None, 10).await;
    assert_eq!(runs.iter().map(|record| record.run.id).collect::<Vec<_>>(), [run_id(1)]);
    claim_item(harness, item_id(10)).await;
    assert_eq!(claim(harness).await, None);
    let other = Run { once: Some("scheduled:2026-11".to_owned()), ..run(3) };
    assert!(try_to_add(harness, &firm_a(), &other, 30).await, "another key");
}

/// What was never committed keeps nothing out.
pub async fn a_business_key_that_was_dropped_is_free(harness: &dyn StoreHarness) {
    let mut work = open(harness, &firm_a()).await;
    assert!(work.runs().add(&october(1), &[item(10, "kask")]).await.unwrap());
    assert!(!work.runs().add(&october(2), &[item(20, "kask")]).await.unwrap(), "the same unit of work");
    drop(work);
    assert!(try_to_add(harness, &firm_a(), &october(3), 30).await);
}

/// Each firm has its own months.
pub async fn another_firms_business_key_does_not_count(harness: &dyn StoreHarness) {
    assert!(try_to_add(harness, &firm_a(), &october(1), 10).await);
    assert!(try_to_add(harness, &firm_b(), &october(2), 20).await);
}

/// A person may ask for the same as often as they like.
pub async fn runs_without_a_business_key_are_always_added(harness: &dyn StoreHarness) {
    for number in 1..=3 {
        add_for(harness, &firm_a(), &run(number), &[item(number * 10, "kask")]).await;
    }
    assert_eq!(page(harness, &firm_a(), None, 10).await.len(), 3);
}

/// Otherwise it would go on as if there were none, or as if there were one that is dropped in the end.
pub async fn of_two_with_a_business_key_the_second_waits_for_the_first(harness: &dyn StoreHarness) {
    let firm = firm_a();
    for (key, number, first_counts) in [("dropped", 1, false), ("committed", 3, true)] {
        let [one, other] =
            [number, number + 1].map(|number| Run { once: Some(key.to_owned()), ..run(number) });
        let mut first = open(harness, &firm).await;
        assert!(first.runs().add(&one, &[item(number * 10, "kask")]).await.unwrap());
        let mut adding = std::pin::pin!(try_to_add(harness, &firm, &other, number * 10 + 5));
        let meanwhile = timeout(Duration::from_millis(100), &mut adding).await;
        assert!(meanwhile.is_err(), "it did not wait");
        if first_counts {
            first.commit().await.unwrap();
        } else {
            drop(first);
        }
        assert_eq!(adding.await, !first_counts, "after one that was {key}");
    }
}

/// However many programs find out at once that a month came up.
pub async fn of_many_with_a_business_key_at_once_one_is_added(harness: &dyn StoreHarness) {
    let firm = firm_a();
    let runs: Vec<Run> = (1..=8).map(october).collect();
    let adding = runs.iter().map(|run| try_to_add(harness, &firm, run, run.id.0.as_u128() * 10));
    let added = join_all(adding).await;
    assert_eq!(added.iter().filter(|added| **added).count(), 1);
    assert_eq!(page(harness, &firm, None, 10).await.len(), 1);
    assert_eq!(claim_all(harness).await.len(), 1);
}
