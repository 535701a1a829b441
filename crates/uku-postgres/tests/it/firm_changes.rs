//! A firm is changed together with its record in the activity.

use uku_core::audit::{AuditEntry, AuditQuery};
use uku_core::client::Clients as _;
use uku_core::firm::{Firm, Plan, Subscription, Who};
use uku_core::store::{IntegrationStore as _, StoreError};
use uku_testkit::build::{at, firm_a, id, two_firms};

use crate::database::{House, run};

fn lapsed() -> (Firm, AuditEntry) {
    let [before, _] = two_firms();
    let after = Firm { subscription: Subscription { plan: Plan::Elite, lapsed: true }, ..before.clone() };
    let who = Who::Member(id("owner"));
    let record = before.record_of_change(&after, who, at("2026-11-10T05:00:00Z")).unwrap();
    (after, record)
}

async fn recorded(house: &House) -> Vec<AuditEntry> {
    let mut work = house.store.open(&firm_a()).await.unwrap();
    let query = AuditQuery { client: None, before: None, most: 9 };
    work.audit().page(&query).await.unwrap().into_iter().map(|record| record.entry).collect()
}

#[tokio::test]
async fn it_is_changed_and_recorded() {
    let house = House::new().await;
    let (after, record) = lapsed();
    house.store.change_firm(&after, &record).await.unwrap();
    assert_eq!(house.store.firm(&firm_a()).await.unwrap(), Some(after));
    assert_eq!(recorded(&house).await, [record]);
}

#[tokio::test]
async fn what_can_not_be_recorded_is_not_changed() {
    let house = House::new().await;
    run(&mut house.database.raw().await, "ALTER TABLE audit ADD CHECK (kind <> 'firm_changed')").await;
    let (after, record) = lapsed();
    assert!(matches!(house.store.change_firm(&after, &record).await, Err(StoreError::Failed(_))));
    let [before, _] = two_firms();
    assert_eq!(house.store.firm(&firm_a()).await.unwrap(), Some(before));
    assert_eq!(recorded(&house).await, []);
}
