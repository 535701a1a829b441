use std::fmt;

use chrono::{DateTime, Utc};

use super::destroy::destroy;
use super::{Activation, KEYS_KEPT, KeptKeys};
use crate::audit::{AuditEntry, AuditEvent};
use crate::client_import::{ImportState, go_to};
use crate::clock::Clock;
use crate::firm::{Action, Actor, Denied, Who};
use crate::ledger::estonian;
use crate::schedule::follow_from;
use crate::store::{IntegrationStore, StoreError, UnitOfWork};

/// Why the integration could not be activated or deactivated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActivationError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// It isn't active.
    #[error("the SmartAccounts integration is not activated")]
    NotActive,
    /// The confirmation was typed otherwise.
    #[error("nothing was destroyed: to destroy the keys, type exactly `{0}`")]
    NotConfirmed(String),
    /// Our own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Activates the integration. Keys that were kept since it was deactivated come back; keys beyond their time are
/// destroyed first. Activating what is active changes nothing.
pub async fn activate(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
) -> Result<Activation, ActivationError> {
    actor.may(Action::Activate)?;
    let now = clock.now();
    let mut work = store.open(&actor.firm).await?;
    if let Some(active @ Activation::Active { .. }) = work.activation_to_change().await? {
        return Ok(active);
    }
    expire(work.as_mut(), now).await?;
    let revived = count(work.connections().all().await?.len());
    let active = Activation::Active { since: now };
    work.put_activation(active).await?;
    follow_from(work.as_mut(), now).await?;
    work.audit().append(&[AuditEntry::new(now, actor.who(), AuditEvent::Activated { revived })]).await?;
    work.commit().await?;
    Ok(active)
}

/// What deactivating would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeactivationForecast {
    /// How many key pairs would be kept.
    pub pairs: u32,
    /// Until when.
    pub keys_until: DateTime<Utc>,
    /// Whether a client import would be given up.
    pub gives_up_import: bool,
}

impl fmt::Display for DeactivationForecast {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (pairs, until) = (self.pairs, estonian(&self.keys_until));
        write!(
            f,
            "All work stops at once, also what is under way. {pairs} key pairs are kept, sealed and unusable; activating \
             again before {until} brings them back, after that they are destroyed. Clients, summary tasks and settings stay."
        )?;
        if self.gives_up_import {
            f.write_str(" The client import that is not confirmed yet is given up.")?;
        }
        Ok(())
    }
}

/// What deactivating would do now.
pub async fn forecast_deactivation(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
) -> Result<DeactivationForecast, ActivationError> {
    actor.may(Action::Deactivate)?;
    let mut work = store.open(&actor.firm).await?;
    if !work.is_active().await? {
        return Err(ActivationError::NotActive);
    }
    let pairs = count(work.connections().all().await?.len());
    let import = work.client_imports().latest().await?;
    let gives_up_import = import.is_some_and(|import| !import.state.is_over());
    Ok(DeactivationForecast { pairs, keys_until: clock.now() + KEYS_KEPT, gives_up_import })
}

/// Deactivates the integration: everything that is under way stops, the keys are kept for [`KEYS_KEPT`], sealed and
/// unusable. Clients, summary tasks and settings stay.
pub async fn deactivate(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
) -> Result<Activation, ActivationError> {
    actor.may(Action::Deactivate)?;
    let now = clock.now();
    let mut work = store.open(&actor.firm).await?;
    if !work.activation_to_change().await?.is_some_and(Activation::is_active) {
        return Err(ActivationError::NotActive);
    }
    let keys_until = now + KEYS_KEPT;
    let inactive = Activation::Inactive { since: now, keys: KeptKeys::Until(keys_until) };
    work.put_activation(inactive).await?;
    work.runs().stop_all(now).await?;
    give_up_import(work.as_mut(), now, actor.who()).await?;
    work.audit().append(&[AuditEntry::new(now, actor.who(), AuditEvent::Deactivated { keys_until })]).await?;
    work.commit().await?;
    Ok(inactive)
}

/// Gives up a client import that is not over, with its rows and the keys in them.
pub(super) async fn give_up_import(
    work: &mut dyn UnitOfWork,
    now: DateTime<Utc>,
    who: Who,
) -> Result<(), StoreError> {
    let Some(mut import) = work.client_imports().latest().await? else { return Ok(()) };
    if !import.state.is_over() {
        go_to(work, &mut import, ImportState::Cancelled, now, who).await?;
    }
    work.client_imports().clear_rows(import.id).await
}

/// Destroys keys that were kept beyond their time; how many pairs.
pub(super) async fn expire(work: &mut dyn UnitOfWork, now: DateTime<Utc>) -> Result<Option<u32>, StoreError> {
    let activation = work.activation_to_change().await?;
    match activation {
        Some(Activation::Inactive { since, .. }) if activation.is_some_and(|it| it.keys_are_overdue(now)) => {
            let pairs = destroy(work, now, Who::Software).await?;
            work.put_activation(Activation::Inactive { since, keys: KeptKeys::Destroyed(now) }).await?;
            Ok(Some(pairs))
        }
        _ => Ok(None),
    }
}

pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
