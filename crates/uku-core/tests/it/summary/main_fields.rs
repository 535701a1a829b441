//! "Create the four fields and map them" is one act.

use uku_core::counting::DataField;
use uku_core::firm::{Action, Denied, Role};
use uku_core::summary::{
    CustomField, CustomFieldKind, SettingsDraft, SettingsError, Tasks as _, TasksError, change_settings,
    create_main_fields,
};
use uku_testkit::build::{actor, firm_a, id, settings_draft};
use uku_testkit::fake::{CountingIds, ManualClock, MemoryStore, MemoryTasks};

use crate::fragile::{Fault, FragileStore, When};
use crate::support::block_on;

struct Office {
    tasks: MemoryTasks,
    store: MemoryStore,
    ids: CountingIds,
    clock: ManualClock,
}

impl Office {
    fn new() -> Self {
        Self {
            tasks: MemoryTasks::empty(),
            store: MemoryStore::default(),
            ids: CountingIds::default(),
            clock: ManualClock::at("2026-11-10T09:00:00Z"),
        }
    }

    async fn create(&self) -> Result<SettingsDraft, SettingsError> {
        let named = |field: DataField| field.label().to_owned();
        create_main_fields(&actor(Role::Admin), &self.tasks, &self.store, &self.clock, &self.ids, named).await
    }

    async fn fields(&self) -> Vec<CustomField> {
        self.tasks.custom_fields(&firm_a()).await.unwrap()
    }

    async fn put(&self, of: &str, name: &str, kind: CustomFieldKind, archived: bool) {
        let field = CustomField { id: id(of), name: name.into(), kind, archived };
        self.tasks.put_custom_field(&firm_a(), &field).await.unwrap();
    }
}

#[test]
fn the_four_fields_are_made_of_type_number_and_mapped_once() {
    block_on(async {
        let office = Office::new();
        let settings = office.create().await.unwrap();
        assert!(settings.mapping.keys().copied().eq(DataField::MAIN));
        let fields = office.fields().await;
        assert_eq!(fields.len(), 4);
        for field in &fields {
            assert_eq!((field.kind, field.archived), (CustomFieldKind::Number, false));
            let mapped = settings.mapping.iter().find(|(_, custom)| **custom == field.id).unwrap();
            assert_eq!(field.name, mapped.0.label());
        }
        assert_eq!(office.create().await, Ok(settings));
        assert_eq!(office.fields().await, fields);
    });
}

#[test]
fn what_is_mapped_stays_and_a_field_of_the_name_is_taken() {
    block_on(async {
        let office = Office::new();
        office.put("my-sales", "Müük", CustomFieldKind::Number, false).await;
        office.put("banks", "BANK entries", CustomFieldKind::Number, false).await;
        office.put("old", "Documents", CustomFieldKind::Number, true).await;
        let mut before = settings_draft(&[DataField::SalesEntries]);
        before.topic = None;
        before.mapping.insert(DataField::SalesEntries, id("my-sales"));
        change_settings(&actor(Role::Admin), &office.tasks, &office.store, &office.clock, &before)
            .await
            .unwrap();
        let settings = office.create().await.unwrap();
        assert_eq!(settings.mapping[&DataField::SalesEntries], id("my-sales"));
        assert_eq!(settings.mapping[&DataField::BankEntries], id("banks"));
        assert_ne!(settings.mapping[&DataField::Documents], id("old"), "it is archived");
        assert_eq!(SettingsDraft { mapping: before.mapping.clone(), ..settings }, before);
        // Two were there, one is archived, and two are new.
        assert_eq!(office.fields().await.len(), 5);
    });
}

#[test]
fn a_name_that_a_field_of_another_type_has_is_taken() {
    block_on(async {
        let office = Office::new();
        office.put("text", "Bank entries", CustomFieldKind::Text, false).await;
        let taken = TasksError::NameTaken("Bank entries".into());
        assert_eq!(office.create().await, Err(SettingsError::Tasks(taken)));
    });
}

#[test]
fn half_done_it_is_finished_by_doing_it_again_and_no_field_is_made_twice() {
    block_on(async {
        for when in [When::Before, When::After] {
            for call in 1.. {
                let office = Office::new();
                let fault = Fault::new(call, when);
                let store = FragileStore(&office.store, fault.clone());
                let named = |field: DataField| field.label().to_owned();
                let admin = actor(Role::Admin);
                let first =
                    create_main_fields(&admin, &office.tasks, &store, &office.clock, &office.ids, named)
                        .await;
                assert_eq!(first.is_err(), fault.came());
                let settings = office.create().await.unwrap();
                assert_eq!((settings.mapping.len(), office.fields().await.len()), (4, 4), "call {call}");
                if !fault.came() {
                    break;
                }
            }
        }
        // Died after two fields.
        let office = Office::new();
        office.put("a", "Sales entries", CustomFieldKind::Number, false).await;
        office.put("b", "Purchase entries", CustomFieldKind::Number, false).await;
        let settings = office.create().await.unwrap();
        assert_eq!(settings.mapping[&DataField::PurchaseEntries], id("b"));
        assert_eq!(office.fields().await.len(), 4);
    });
}

#[test]
fn a_member_may_not_and_nothing_is_made() {
    block_on(async {
        let office = Office::new();
        let named = |field: DataField| field.label().to_owned();
        let member = actor(Role::Member);
        let refused =
            create_main_fields(&member, &office.tasks, &office.store, &office.clock, &office.ids, named)
                .await;
        assert_eq!(refused, Err(SettingsError::Denied(Denied::Role(Action::ChangeSettings))));
        assert_eq!(office.fields().await, []);
    });
}
