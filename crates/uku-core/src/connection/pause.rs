use super::{ConnectError, ConnectionOwner, named};
use crate::audit::{AuditEntry, AuditEvent};
use crate::clock::Clock;
use crate::firm::{Action, Actor};
use crate::store::IntegrationStore;

/// Pauses or resumes a connection: its keys are kept, and while it is paused nothing is imported. Resuming imports
/// nothing by itself that was missed meanwhile.
pub async fn set_paused(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    owner: &ConnectionOwner,
    paused: bool,
) -> Result<(), ConnectError> {
    actor.may(Action::Connect)?;
    let mut work = store.open(&actor.firm).await?;
    let connection = work.connections().get_to_change(owner).await?;
    let connection = connection.ok_or_else(|| ConnectError::NotConnected(named(owner, None)))?;
    if connection.paused != paused {
        work.connections().set_paused(owner, paused).await?;
        let event = AuditEvent::ConnectionPaused { owner: owner.clone(), paused };
        work.audit()
            .append(&[AuditEntry::new(clock.now(), actor.who(), event).about(owner.client())])
            .await?;
    }
    work.commit().await?;
    Ok(())
}
