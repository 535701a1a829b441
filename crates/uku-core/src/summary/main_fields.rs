use super::change::SettingsError;
use super::{CustomField, CustomFieldId, CustomFieldKind, SettingsDraft, Tasks, TasksError, change_settings};
use crate::clock::Clock;
use crate::counting::DataField;
use crate::firm::{Action, Actor};
use crate::ids::Ids;
use crate::store::IntegrationStore;

/// Creates a custom task field of type Number for each of the four main data fields that is not mapped, or mapped to one
/// that does not exist any more, and maps it. A field of that name that is there already is taken; `name` says what each
/// is called. It may be repeated after any crash. The settings as they are then.
pub async fn create_main_fields(
    actor: &Actor,
    tasks: &dyn Tasks,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    ids: &dyn Ids,
    name: impl Fn(DataField) -> String + Send,
) -> Result<SettingsDraft, SettingsError> {
    actor.may(Action::ChangeSettings)?;
    let firm = &actor.firm;
    let mut settings = store.open(firm).await?.settings_draft().await?.unwrap_or_default();
    for data_field in DataField::MAIN {
        let there = tasks.custom_fields(firm).await?;
        let mapped = settings.mapping.get(&data_field);
        if mapped.is_some_and(|mapped| there.iter().any(|field| field.id == *mapped)) {
            continue;
        }
        let name = name(data_field);
        let taken: Vec<CustomFieldId> = settings.mapping.values().cloned().collect();
        let found = there.into_iter().find(|field| {
            !field.archived
                && field.kind == CustomFieldKind::Number
                && !taken.contains(&field.id)
                && field.name.to_lowercase() == name.to_lowercase()
        });
        let id = if let Some(field) = found {
            field.id
        } else {
            let id: CustomFieldId = (ids.next().to_string().try_into())
                .map_err(|error| TasksError::Unavailable(format!("no new identity: {error}")))?;
            let field = CustomField { id, name, kind: CustomFieldKind::Number, archived: false };
            tasks.put_custom_field(firm, &field).await?;
            field.id
        };
        settings.mapping.insert(data_field, id);
    }
    change_settings(actor, tasks, store, clock, &settings).await?;
    Ok(settings)
}
