use super::{ItemId, RunId};
use crate::audit::{AuditEntry, AuditEvent};
use crate::clock::Clock;
use crate::firm::{Action, Actor, Denied};
use crate::store::{IntegrationStore, StoreError};

/// Why a run could not be cancelled, or what failed in it not be retried.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CancelError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is no such run.
    #[error("there is no run {0}")]
    NoSuchRun(RunId),
    /// The firm doesn't use the integration.
    #[error("the SmartAccounts integration is not activated; activate it first")]
    NotActive,
    /// Our own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Cancels what is left of a run; how many clients it was. What was written stays.
pub async fn cancel_run(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    run: RunId,
) -> Result<u64, CancelError> {
    actor.may(Action::ImportData)?;
    let mut work = store.open(&actor.firm).await?;
    if work.runs().run(run).await?.is_none() {
        return Err(CancelError::NoSuchRun(run));
    }
    let clients = work.runs().stop(run, clock.now()).await?;
    if clients > 0 {
        let event = AuditEvent::RunCancelled { run, clients };
        work.audit().append(&[AuditEntry::new(clock.now(), actor.who(), event)]).await?;
    }
    work.commit().await?;
    Ok(clients)
}

/// Tries again what failed in a run, or was passed over because its keys fail, and only that; how many clients it is.
pub async fn retry_failed(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    run: RunId,
) -> Result<u64, CancelError> {
    actor.may(Action::ImportData)?;
    let mut work = store.open(&actor.firm).await?;
    if !work.is_active().await? {
        return Err(CancelError::NotActive);
    }
    let record = work.runs().run(run).await?.ok_or(CancelError::NoSuchRun(run))?;
    let failed: Vec<ItemId> = record
        .items
        .iter()
        .filter(|(_, record)| {
            record.is_over() && record.outcomes.iter().any(|month| month.outcome.may_be_retried())
        })
        .map(|(item, _)| item.id)
        .collect();
    let clients = work.runs().reopen(run, &failed).await?;
    if clients > 0 {
        let event = AuditEvent::RunRetried { run, clients };
        work.audit().append(&[AuditEntry::new(clock.now(), actor.who(), event)]).await?;
    }
    work.commit().await?;
    Ok(clients)
}
