use chrono::{DateTime, TimeDelta, Utc};

use super::{ClientImport, ClientImportId, ImportSource, ImportState};
use crate::audit::{AuditEntry, AuditEvent};
use crate::clock::Clock;
use crate::firm::{Action, Actor, Denied, FirmId, Who};
use crate::ids::Ids;
use crate::store::{IntegrationStore, StoreError, UnitOfWork};

/// After this time without a word, whoever fetched is taken for dead. Longer than a page can take with its repeats.
pub const INTERRUPTED_AFTER: TimeDelta = TimeDelta::minutes(3);

/// Why a client import could not be begun, ended or looked at.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StartImportError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The firm doesn't use the integration.
    #[error("the SmartAccounts integration is not activated")]
    NotActive,
    /// Another one is at work.
    #[error("clients are being fetched already, since {0}; cancel that import first")]
    AlreadyFetching(DateTime<Utc>),
    /// Another one is half written.
    #[error("the last import is not written to its end yet; confirm it once more")]
    HalfConfirmed,
    /// There is none to be cancelled.
    #[error("there is no client import to cancel")]
    NothingToCancel,
    /// Our own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Begins a client import. One that waits for review is given up; its rows, and keys in them, are deleted.
///
/// Nothing is fetched yet: whoever begins it goes on with [`fetch`](super::fetch()).
pub async fn start(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    ids: &dyn Ids,
    source: ImportSource,
) -> Result<ClientImport, StartImportError> {
    actor.may(Action::ImportClients)?;
    let mut work = store.open(&actor.firm).await?;
    if let Some(mut last) = not_in_the_way(work.as_mut(), clock).await? {
        if last.state == ImportState::Ready {
            go_to(work.as_mut(), &mut last, ImportState::Cancelled, clock.now(), actor.who()).await?;
        }
        work.client_imports().clear_rows(last.id).await?;
    }
    let now = clock.now();
    let import = ClientImport {
        id: ClientImportId(ids.next()),
        source,
        started_by: actor.member.clone(),
        started_at: now,
        state: ImportState::Fetching { heard_at: now },
        rows: 0,
        repeats: 0,
        version: 1,
    };
    work.client_imports().put(&import).await?;
    let begun =
        AuditEvent::ClientImport { import: import.id.0, before: None, after: import.state.word().to_owned() };
    work.audit().append(&[AuditEntry::new(now, actor.who(), begun)]).await?;
    work.commit().await?;
    Ok(import)
}

/// Whether an import may be begun now: asked before a person enters a password. The import that waits for review, and
/// would be given up; none if none does.
pub async fn may_start(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
) -> Result<Option<ClientImport>, StartImportError> {
    actor.may(Action::ImportClients)?;
    let mut work = store.open(&actor.firm).await?;
    let last = not_in_the_way(work.as_mut(), clock).await?;
    work.commit().await?;
    Ok(last.filter(|last| last.state == ImportState::Ready))
}

/// The latest import, unless it or an inactive integration is in the way of another one.
async fn not_in_the_way(
    work: &mut dyn UnitOfWork,
    clock: &dyn Clock,
) -> Result<Option<ClientImport>, StartImportError> {
    if !work.is_active().await? {
        return Err(StartImportError::NotActive);
    }
    let last = current(work, clock).await?;
    match last.as_ref().map(|last| (&last.state, last.started_at)) {
        Some((ImportState::Fetching { .. }, since)) => Err(StartImportError::AlreadyFetching(since)),
        Some((ImportState::Confirming, _)) => Err(StartImportError::HalfConfirmed),
        _ => Ok(last),
    }
}

/// How far the firm's latest client import is; none if there was none.
pub async fn progress(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
) -> Result<Option<ClientImport>, StartImportError> {
    actor.may(Action::SeeIntegration)?;
    let mut work = store.open(&actor.firm).await?;
    let import = current(work.as_mut(), clock).await?;
    work.commit().await?;
    Ok(import)
}

/// Gives up the import that is being fetched or waits for review. Its rows are deleted; nothing was written.
pub async fn cancel(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
) -> Result<ClientImport, StartImportError> {
    actor.may(Action::ImportClients)?;
    let mut work = store.open(&actor.firm).await?;
    let mut import = current(work.as_mut(), clock).await?.ok_or(StartImportError::NothingToCancel)?;
    if !matches!(import.state, ImportState::Fetching { .. } | ImportState::Ready) {
        return Err(StartImportError::NothingToCancel);
    }
    go_to(work.as_mut(), &mut import, ImportState::Cancelled, clock.now(), actor.who()).await?;
    work.client_imports().clear_rows(import.id).await?;
    work.commit().await?;
    Ok(import)
}

/// Interrupts an import that is being fetched; whether there was one.
///
/// Only for whoever knows that nobody fetches any more: a program that has just opened a store that only one program
/// can have open. Others know it after [`INTERRUPTED_AFTER`].
pub async fn interrupt_abandoned(
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    firm: &FirmId,
) -> Result<bool, StoreError> {
    let mut work = store.open(firm).await?;
    let latest = work.client_imports().latest().await?;
    let Some(mut import) = latest.filter(|import| matches!(import.state, ImportState::Fetching { .. }))
    else {
        return Ok(false);
    };
    interrupt(work.as_mut(), &mut import, clock.now()).await?;
    work.commit().await?;
    Ok(true)
}

/// The latest import. One whose program died is interrupted now.
pub(super) async fn current(
    work: &mut dyn UnitOfWork,
    clock: &dyn Clock,
) -> Result<Option<ClientImport>, StoreError> {
    let Some(mut import) = work.client_imports().latest().await? else { return Ok(None) };
    let now = clock.now();
    if matches!(import.state, ImportState::Fetching { heard_at } if now - heard_at > INTERRUPTED_AFTER) {
        interrupt(work, &mut import, now).await?;
    }
    Ok(Some(import))
}

async fn interrupt(
    work: &mut dyn UnitOfWork,
    import: &mut ClientImport,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    go_to(work, import, ImportState::Interrupted, now, Who::Software).await?;
    work.client_imports().clear_rows(import.id).await
}

/// Brings an import into another state and records it.
pub(crate) async fn go_to(
    work: &mut dyn UnitOfWork,
    import: &mut ClientImport,
    state: ImportState,
    now: DateTime<Utc>,
    who: Who,
) -> Result<(), StoreError> {
    let event = AuditEvent::ClientImport {
        import: import.id.0,
        before: Some(import.state.word().to_owned()),
        after: state.word().to_owned(),
    };
    import.state = state;
    import.version += 1;
    work.client_imports().put(import).await?;
    work.audit().append(&[AuditEntry::new(now, who, event)]).await
}
