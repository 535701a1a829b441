//! Changing the settings.

use std::collections::BTreeMap;

use uku_core::activation::activate;
use uku_core::audit::{AuditEvent, AuditQuery};
use uku_core::counting::DataField;
use uku_core::firm::{Action, Denied, Role};
use uku_core::store::IntegrationStore as _;
use uku_core::summary::{
    CustomField, CustomFieldKind, FieldMappingError, SettingsDraft, SettingsError, SettingsTrouble,
    Tasks as _, Topic, change_settings, settings as stored_settings,
};
use uku_testkit::build::{actor, firm_a, id, settings_draft};
use uku_testkit::fake::{ManualClock, MemoryStore, MemoryTasks};

use crate::support::block_on;

const SALES: DataField = DataField::SalesEntries;
const BANK: DataField = DataField::BankEntries;

#[derive(Default)]
struct Office {
    tasks: MemoryTasks,
    store: MemoryStore,
}

impl Office {
    async fn change(&self, settings: &SettingsDraft) -> Result<(), SettingsError> {
        let clock = ManualClock::at("2026-11-10T09:00:00Z");
        change_settings(&actor(Role::Admin), &self.tasks, &self.store, &clock, settings).await
    }

    async fn archive_field(&self, field: DataField) {
        let archived = CustomField {
            id: id(field.key()),
            name: field.to_string(),
            kind: CustomFieldKind::Number,
            archived: true,
        };
        self.tasks.put_custom_field(&firm_a(), &archived).await.unwrap();
    }

    async fn stored(&self) -> (Option<SettingsDraft>, Vec<AuditEvent>) {
        let mut work = self.store.open(&firm_a()).await.unwrap();
        let settings = work.settings_draft().await.unwrap();
        let query = AuditQuery { client: None, before: None, most: 10 };
        let records = work.audit().page(&query).await.unwrap();
        (settings, records.into_iter().rev().map(|record| record.entry.event).collect())
    }
}

#[test]
fn a_change_of_the_settings_is_recorded_with_before_and_after() {
    block_on(async {
        let office = Office::default();
        let (first, second) = (settings_draft(&[SALES]), settings_draft(&[DataField::PurchaseEntries]));
        for settings in [&first, &second, &second] {
            office.change(settings).await.unwrap();
        }
        let line = |field: &str, custom: &str| {
            format!(
                "title \"Books of {{month}}, {{client}}\", topic \"books\", import day day-1, status done, \
                 looks back 3 months on day 10, {field} in \"{custom}\""
            )
        };
        let sales = line("Sales entries", "sales_entries");
        let purchases = line("Purchase entries", "purchase_entries");
        let expected = vec![
            AuditEvent::SettingsChanged { before: None, after: sales.clone() },
            AuditEvent::SettingsChanged { before: Some(sales), after: purchases },
        ];
        assert_eq!(office.stored().await, (Some(second), expected));
    });
}

#[test]
fn settings_may_be_filled_in_bit_by_bit() {
    block_on(async {
        let office = Office::default();
        let full = settings_draft(&[SALES]);
        let steps = [
            SettingsDraft::default(),
            SettingsDraft { title: full.title.clone(), ..SettingsDraft::default() },
            SettingsDraft { mapping: BTreeMap::new(), ..full.clone() },
            full.clone(),
        ];
        for step in &steps {
            office.change(step).await.unwrap();
            assert_eq!(stored_settings(&actor(Role::Admin), &office.store).await.as_ref(), Ok(step));
        }
        assert!(steps[..3].iter().all(|step| step.complete().is_err()) && full.complete().is_ok());
    });
}

#[test]
fn only_owners_and_admins_see_and_change_the_settings() {
    block_on(async {
        let office = Office::default();
        let (member, clock) = (actor(Role::Member), ManualClock::at("2026-11-10T09:00:00Z"));
        let refused =
            change_settings(&member, &office.tasks, &office.store, &clock, &settings_draft(&DataField::MAIN))
                .await;
        assert_eq!(refused, Err(SettingsError::Denied(Denied::Role(Action::ChangeSettings))));
        let unseen = stored_settings(&member, &office.store).await;
        assert_eq!(unseen, Err(SettingsError::Denied(Denied::Role(Action::SeeIntegration))));
        assert_eq!(office.stored().await, (None, Vec::new()));
    });
}

#[test]
fn two_data_fields_never_share_a_custom_field() {
    block_on(async {
        let office = Office::default();
        let mut shared = settings_draft(&[SALES, BANK]);
        shared.mapping.insert(BANK, id(SALES.key()));
        let refused = office.change(&shared).await;
        assert_eq!(refused, Err(SettingsError::Mapping(FieldMappingError::Shared(SALES, BANK))));
        assert_eq!(office.stored().await.0, None);
    });
}

#[test]
fn what_is_chosen_must_be_there_as_it_should_be() {
    block_on(async {
        let office = Office::default();
        office.archive_field(BANK).await;
        let old = Topic { id: id("old"), name: "Old".into(), archived: true };
        office.tasks.put_topic(&firm_a(), &old).await.unwrap();
        let with_topic = |topic: &str| SettingsDraft { topic: Some(id(topic)), ..settings_draft(&[SALES]) };
        let mut nowhere = settings_draft(&[SALES]);
        nowhere.mapping.insert(SALES, id("nowhere"));
        let gone = SettingsTrouble::FieldGone { data_field: SALES, custom_field: id("nowhere") };
        let archived = SettingsTrouble::FieldArchived { data_field: BANK, name: "Bank entries".into() };
        for (settings, trouble) in [
            (with_topic("never"), SettingsTrouble::TopicGone(id("never"))),
            (with_topic("old"), SettingsTrouble::TopicArchived("Old".into())),
            (nowhere, gone),
            (settings_draft(&[SALES, BANK]), archived),
        ] {
            assert_eq!(office.change(&settings).await, Err(SettingsError::Trouble(trouble)));
        }
        assert_eq!(office.stored().await, (None, Vec::new()));
    });
}

#[test]
fn what_was_chosen_before_and_broke_since_may_stay_but_may_not_be_chosen_anew() {
    block_on(async {
        let office = Office::default();
        office.change(&settings_draft(&[SALES, BANK])).await.unwrap();
        office.archive_field(BANK).await;
        let books = Topic { id: id("books"), name: "Books".into(), archived: true };
        office.tasks.put_topic(&firm_a(), &books).await.unwrap();
        // Something else is changed, and what is broken goes on being broken.
        let mut titled = settings_draft(&[SALES, BANK]);
        titled.title = Some(id("Summary"));
        office.change(&titled).await.unwrap();
        // The broken field under another data field is a new choice.
        let mut moved = titled.clone();
        moved.mapping.remove(&BANK);
        moved.mapping.insert(DataField::Documents, id(BANK.key()));
        let trouble =
            SettingsTrouble::FieldArchived { data_field: DataField::Documents, name: "Bank entries".into() };
        assert_eq!(office.change(&moved).await, Err(SettingsError::Trouble(trouble.clone())));
        // Once given up, it is not chosen again.
        let mut without = titled.clone();
        without.mapping.remove(&BANK);
        office.change(&without).await.unwrap();
        let again = office.change(&titled).await;
        let trouble = SettingsTrouble::FieldArchived { data_field: BANK, name: "Bank entries".into() };
        assert_eq!(again, Err(SettingsError::Trouble(trouble)));
        assert_eq!(office.stored().await.0, Some(without));
    });
}

#[test]
fn settings_of_a_firm_that_is_not_active_can_be_changed() {
    block_on(async {
        let office = Office::default();
        office.change(&settings_draft(&[SALES])).await.unwrap();
        let clock = ManualClock::at("2026-11-12T09:00:00Z");
        activate(&actor(Role::Admin), &office.store, &clock).await.unwrap();
        assert_eq!(office.stored().await.0, Some(settings_draft(&[SALES])));
    });
}
