use uku_core::audit::{AuditEvent, AuditQuery};
use uku_core::counting::DataField;
use uku_core::firm::{Action, Denied, Role};
use uku_core::store::IntegrationStore as _;
use uku_core::summary::{SettingsError, SummarySettings, change_settings};
use uku_testkit::build::{actor, firm_a, settings};
use uku_testkit::fake::{ManualClock, MemoryStore};

use crate::support::block_on;

async fn stored(store: &MemoryStore) -> (Option<SummarySettings>, Vec<AuditEvent>) {
    let mut work = store.open(&firm_a()).await.unwrap();
    let settings = work.summary_settings().await.unwrap();
    let query = AuditQuery { client: None, before: None, most: 10 };
    let records = work.audit().page(&query).await.unwrap();
    (settings, records.into_iter().rev().map(|record| record.entry.event).collect())
}

#[test]
fn a_change_of_the_settings_is_recorded_with_before_and_after() {
    block_on(async {
        let (store, clock) = (MemoryStore::default(), ManualClock::at("2026-11-10T09:00:00Z"));
        let (first, second) = (settings(&[DataField::SalesEntries]), settings(&[DataField::PurchaseEntries]));
        for settings in [&first, &second, &second] {
            change_settings(&actor(Role::Admin), &store, &clock, settings).await.unwrap();
        }
        let line = |field: &str, custom: &str| {
            format!(
                "title \"Books of {{month}}, {{client}}\", topic \"books\", status done, {field} in \"{custom}\""
            )
        };
        let sales = line("Sales entries", "sales_entries");
        let purchases = line("Purchase entries", "purchase_entries");
        let expected = vec![
            AuditEvent::SettingsChanged { before: None, after: sales.clone() },
            AuditEvent::SettingsChanged { before: Some(sales), after: purchases },
        ];
        assert_eq!(stored(&store).await, (Some(second), expected));
    });
}

#[test]
fn a_member_may_not_change_the_settings() {
    block_on(async {
        let (store, clock) = (MemoryStore::default(), ManualClock::at("2026-11-10T09:00:00Z"));
        let refused =
            change_settings(&actor(Role::Member), &store, &clock, &settings(&DataField::MAIN)).await;
        assert_eq!(refused, Err(SettingsError::Denied(Denied::Role(Action::ChangeSettings))));
        assert_eq!(stored(&store).await, (None, Vec::new()));
    });
}
