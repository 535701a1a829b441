//! Changing settings that somebody else may have changed meanwhile.

use uku_core::counting::DataField;
use uku_core::firm::{Action, Denied, Role};
use uku_core::summary::{SettingsDraft, SettingsError, replace_settings, settings};
use uku_testkit::build::{actor, settings_draft};
use uku_testkit::fake::{ManualClock, MemoryStore, MemoryTasks};

use crate::support::{block_on, morning};

struct Office {
    tasks: MemoryTasks,
    store: MemoryStore,
    clock: ManualClock,
}

impl Office {
    fn new() -> Self {
        Self { tasks: MemoryTasks::default(), store: MemoryStore::default(), clock: morning() }
    }

    async fn replace(
        &self,
        role: Role,
        expected: &SettingsDraft,
        with: &SettingsDraft,
    ) -> Result<(), SettingsError> {
        replace_settings(&actor(role), &self.tasks, &self.store, &self.clock, expected, with).await
    }

    async fn stored(&self) -> SettingsDraft {
        settings(&actor(Role::Admin), &self.store).await.unwrap()
    }
}

fn counting(field: DataField) -> SettingsDraft {
    settings_draft(&[field])
}

#[test]
fn two_tabs_do_not_overwrite_each_other() {
    block_on(async {
        let office = Office::new();
        let nothing = SettingsDraft::default();
        let (sales, bank) = (counting(DataField::SalesEntries), counting(DataField::BankEntries));
        office.replace(Role::Admin, &nothing, &sales).await.unwrap();
        assert_eq!(office.replace(Role::Admin, &nothing, &bank).await, Err(SettingsError::Changed));
        assert_eq!(office.stored().await, sales);
        office.replace(Role::Admin, &sales, &bank).await.unwrap();
        assert_eq!(office.stored().await, bank);
    });
}

#[test]
fn what_was_saved_already_is_saved_once_more_without_harm() {
    block_on(async {
        let office = Office::new();
        let sales = counting(DataField::SalesEntries);
        for _ in 0..2 {
            office.replace(Role::Admin, &SettingsDraft::default(), &sales).await.unwrap();
        }
        assert_eq!(office.stored().await, sales);
    });
}

#[test]
fn a_member_replaces_no_settings() {
    block_on(async {
        let nothing = SettingsDraft::default();
        let refused = Office::new().replace(Role::Member, &nothing, &counting(DataField::SalesEntries)).await;
        assert_eq!(refused, Err(SettingsError::Denied(Denied::Role(Action::ChangeSettings))));
    });
}
