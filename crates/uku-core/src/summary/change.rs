use super::SummarySettings;
use crate::audit::{AuditEntry, AuditEvent};
use crate::clock::Clock;
use crate::firm::{Action, Actor, Denied};
use crate::store::{IntegrationStore, StoreError};

/// Why the settings of the summary task could not be changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Our own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Says how a firm wants its summary tasks from now on. Tasks that are there stay as they are.
pub async fn change_settings(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    settings: &SummarySettings,
) -> Result<(), SettingsError> {
    actor.may(Action::ChangeSettings)?;
    let mut work = store.open(&actor.firm).await?;
    let before = work.summary_settings().await?;
    if before.as_ref() == Some(settings) {
        return Ok(());
    }
    work.put_summary_settings(settings).await?;
    let before = before.map(|before| before.to_string());
    let event = AuditEvent::SettingsChanged { before, after: settings.to_string() };
    work.audit().append(&[AuditEntry::new(clock.now(), actor.who(), event)]).await?;
    work.commit().await?;
    Ok(())
}
