use chrono::{DateTime, Utc};

use super::{Connection, ConnectionState};
use crate::audit::{AuditEntry, AuditEvent};
use crate::firm::Who;
use crate::store::{StoreError, UnitOfWork};

/// Remembers how a connection fares, and records it if that is another kind of state than before. Keys that were
/// replaced meanwhile are left alone.
pub(super) async fn changed(
    work: &mut dyn UnitOfWork,
    connection: &Connection,
    state: ConnectionState,
    now: DateTime<Utc>,
    who: Who,
) -> Result<(), StoreError> {
    let owner = &connection.owner;
    let Some(Connection { state: before, .. }) =
        work.connections().get_to_change(owner).await?.filter(|current| current.has_keys_of(connection))
    else {
        return Ok(());
    };
    let is_known = is_same(&before, &state);
    if is_known && matches!(before, ConnectionState::Failing { .. }) {
        // It has been failing since the first time.
        return Ok(());
    }
    let still_ours = work.connections().set_state(owner, &connection.fingerprint, &state).await?;
    if is_known || !still_ours {
        return Ok(());
    }
    let event = AuditEvent::ConnectionChanged { owner: owner.clone(), before, after: state };
    work.audit().append(&[AuditEntry::new(now, who, event).about(owner.client())]).await
}

fn is_same(before: &ConnectionState, after: &ConnectionState) -> bool {
    match (before, after) {
        (ConnectionState::Failing { why, .. }, ConnectionState::Failing { why: now, .. }) => why == now,
        (before, after) => std::mem::discriminant(before) == std::mem::discriminant(after),
    }
}
