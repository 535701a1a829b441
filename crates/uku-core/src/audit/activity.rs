use super::{AuditEntry, AuditEvent, AuditQuery, AuditRecord};
use crate::client::ClientId;
use crate::clock::Clock;
use crate::firm::{Action, Actor, Denied};
use crate::store::{IntegrationStore, StoreError};

/// Why the activity could not be read, or personal texts not be erased.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActivityError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Our own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The latest records of a query, the latest first.
pub async fn activity(
    actor: &Actor,
    store: &dyn IntegrationStore,
    query: &AuditQuery,
) -> Result<Vec<AuditRecord>, ActivityError> {
    actor.may(Action::SeeIntegration)?;
    Ok(store.open(&actor.firm).await?.audit().page(query).await?)
}

/// Erases names, addresses and texts of people from all records about a client; from how many. What happened, when and by
/// whom stays, and that it was erased is recorded.
pub async fn erase_personal_data(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    client: &ClientId,
) -> Result<u64, ActivityError> {
    actor.may(Action::ErasePersonalData)?;
    let mut work = store.open(&actor.firm).await?;
    let records = work.audit().erase_personal(client).await?;
    let erased = AuditEvent::PersonalDataErased { records };
    work.audit().append(&[AuditEntry::new(clock.now(), actor.who(), erased).about(Some(client))]).await?;
    work.commit().await?;
    Ok(records)
}
