use super::{
    FieldMapping, FieldMappingError, SettingsDraft, SettingsTrouble, SummarySettings, Tasks, TasksError,
    check_settings,
};
use crate::audit::{AuditEntry, AuditEvent};
use crate::clock::Clock;
use crate::firm::{Action, Actor, Denied, FirmId};
use crate::schedule::{follow_from, look_from};
use crate::store::{IntegrationStore, StoreError};

/// Why the settings of the summary task could not be read or changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Data fields can't be mapped so.
    #[error(transparent)]
    Mapping(#[from] FieldMappingError),
    /// Something that was chosen now is not there as it should be.
    #[error(transparent)]
    Trouble(#[from] SettingsTrouble),
    /// Somebody changed the settings after they were read.
    #[error(
        "the settings were changed by somebody else in the meantime; look at them again, then make the change"
    )]
    Changed,
    /// Topics and custom task fields could not be read or made.
    #[error(transparent)]
    Tasks(#[from] TasksError),
    /// Our own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The settings as far as the firm has filled them in.
pub async fn settings(actor: &Actor, store: &dyn IntegrationStore) -> Result<SettingsDraft, SettingsError> {
    actor.may(Action::SeeIntegration)?;
    Ok(store.open(&actor.firm).await?.settings_draft().await?.unwrap_or_default())
}

/// Says how a firm wants its summary tasks from now on. Tasks that are there stay as they are. What is not filled in may
/// be filled in later; until then nothing is imported.
///
/// Something chosen now must be there as it should be; what was chosen before and broke since may stay. Months whose import
/// day has passed by now don't run back by themselves.
pub async fn change_settings(
    actor: &Actor,
    tasks: &dyn Tasks,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    settings: &SettingsDraft,
) -> Result<(), SettingsError> {
    put(actor, tasks, store, clock, None, settings).await
}

/// The same for a person who read the settings before, as they were `expected` to be still: refused if they are others, and
/// not what they should become either.
pub async fn replace_settings(
    actor: &Actor,
    tasks: &dyn Tasks,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    expected: &SettingsDraft,
    settings: &SettingsDraft,
) -> Result<(), SettingsError> {
    put(actor, tasks, store, clock, Some(expected), settings).await
}

async fn put(
    actor: &Actor,
    tasks: &dyn Tasks,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    expected: Option<&SettingsDraft>,
    settings: &SettingsDraft,
) -> Result<(), SettingsError> {
    actor.may(Action::ChangeSettings)?;
    match FieldMapping::try_from(settings.mapping.clone()) {
        Ok(_) | Err(FieldMappingError::Empty) => {}
        Err(shared @ FieldMappingError::Shared(..)) => return Err(shared.into()),
    }
    let now_wrong = settings_trouble(tasks, &actor.firm, settings).await?;
    let mut work = store.open(&actor.firm).await?;
    let before = work.settings_draft_to_change().await?;
    if before.as_ref() == Some(settings) {
        return Ok(());
    }
    if expected.is_some_and(|expected| *expected != before.clone().unwrap_or_default()) {
        return Err(SettingsError::Changed);
    }
    let unchanged =
        |trouble: &SettingsTrouble| before.as_ref().is_some_and(|it| names_same(it, settings, trouble));
    if let Some(trouble) = now_wrong.into_iter().find(|trouble| !unchanged(trouble)) {
        return Err(SettingsError::Trouble(trouble));
    }
    work.put_settings_draft(settings).await?;
    if comes_up_anew(before.as_ref(), settings) {
        follow_from(work.as_mut(), clock.now()).await?;
    } else if let Some(complete) = looks_anew(before.as_ref(), settings) {
        look_from(work.as_mut(), &complete, clock.now()).await?;
    }
    let before = before.map(|before| before.to_string());
    let event = AuditEvent::SettingsChanged { before, after: settings.to_string() };
    work.audit().append(&[AuditEntry::new(clock.now(), actor.who(), event)]).await?;
    work.commit().await?;
    Ok(())
}

/// What is wrong with settings, as topics and custom task fields are now.
pub(crate) async fn settings_trouble(
    tasks: &dyn Tasks,
    firm: &FirmId,
    settings: &SettingsDraft,
) -> Result<Vec<SettingsTrouble>, TasksError> {
    if settings.topic.is_none() && settings.mapping.is_empty() {
        return Ok(Vec::new());
    }
    Ok(check_settings(settings, &tasks.topics(firm).await?, &tasks.custom_fields(firm).await?))
}

/// Whether months come up otherwise than before: by another rule, or at all.
fn comes_up_anew(before: Option<&SettingsDraft>, now: &SettingsDraft) -> bool {
    before.is_none_or(|before| {
        let rule = |it: &SettingsDraft| (it.import_day, it.import_time);
        rule(before) != rule(now) || before.complete().is_err()
    })
}

/// The settings, if looks at late documents come up otherwise than before: on another day, or at all. How months are
/// imported stays as it was, so those that have come up and did not begin yet still do.
fn looks_anew(before: Option<&SettingsDraft>, now: &SettingsDraft) -> Option<SummarySettings> {
    let (before, after) = (before?.late_look, now.late_look);
    let otherwise = before.day != after.day || before.looks() != after.looks();
    now.complete().ok().filter(|_| otherwise)
}

/// Whether settings name before and now the same thing that is in trouble.
fn names_same(before: &SettingsDraft, now: &SettingsDraft, trouble: &SettingsTrouble) -> bool {
    match trouble {
        SettingsTrouble::TopicGone(_) | SettingsTrouble::TopicArchived(_) => before.topic == now.topic,
        SettingsTrouble::FieldGone { data_field, .. }
        | SettingsTrouble::FieldArchived { data_field, .. }
        | SettingsTrouble::NotANumber { data_field, .. } => {
            before.mapping.get(data_field) == now.mapping.get(data_field)
        }
    }
}
