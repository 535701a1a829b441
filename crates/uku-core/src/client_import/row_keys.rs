use super::batch::{Batch, is_written};
use super::planned::Planned;
use super::{ConfirmError, KeysDone};
use crate::connection::{
    ConnectError, Connection, ConnectionOwner, ConnectionState, KeyHint, SealedKeys, put,
};
use crate::store::UnitOfWork;
use crate::vault::VaultError;

/// Keys that are sealed for their client.
pub(super) struct Ready {
    connection: Connection,
    sealed: SealedKeys,
}

impl Batch<'_> {
    /// The keys of a row sealed for its client, where it was written; or why they can't be saved.
    pub(super) async fn keys_of(&self, plan: &Planned<'_>) -> Option<Result<Ready, String>> {
        let sealed = plan.row.keys.as_ref()?;
        if !is_written(plan) {
            return None;
        }
        let owner = ConnectionOwner::Client(plan.client()?.id.clone());
        let (vault, firm) = (self.with.vault, &self.with.actor.firm);
        let row_owner = self.import.id.owner_of_row(plan.row.number);
        let ready = async {
            let keys = sealed.open(vault, firm, &row_owner).await?;
            let sealed = SealedKeys::seal(vault, firm, &owner.to_string(), &keys).await?;
            let connection = Connection {
                fingerprint: self.with.ledgers.fingerprint(keys.public()),
                hint: KeyHint::of(&keys),
                saved_at: self.with.clock.now(),
                state: ConnectionState::Untested,
                paused: false,
                owner,
            };
            Ok::<Ready, VaultError>(Ready { connection, sealed })
        };
        Some(ready.await.map_err(|error| error.to_string()))
    }

    /// Keys in the place of others would have to be tested first, so those that are there stay.
    pub(super) async fn save_keys(
        &self,
        work: &mut dyn UnitOfWork,
        ready: &Ready,
    ) -> Result<KeysDone, ConfirmError> {
        let Ready { connection, sealed } = ready;
        let there = work.connections().get_to_change(&connection.owner).await?;
        if let Some(there) = there {
            let same = there.fingerprint == connection.fingerprint;
            return Ok(if same {
                KeysDone::Saved
            } else {
                KeysDone::NotSaved(
                    "the client has other keys already; replace them in its integration dialog".to_owned(),
                )
            });
        }
        match put(work, self.with.actor, connection, sealed, &self.names).await {
            Ok(()) => Ok(KeysDone::Saved),
            Err(ConnectError::Store(error)) => Err(error.into()),
            Err(error) => Ok(KeysDone::NotSaved(error.to_string())),
        }
    }
}
