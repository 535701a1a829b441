use super::ConnectionOwner;
use crate::audit::{AuditEntry, AuditEvent};
use crate::clock::Clock;
use crate::firm::{FirmId, Who};
use crate::store::{IntegrationStore, StoreError};
use crate::vault::{Vault, VaultError};

/// What came of sealing a firm's data keys under the newest master key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rotated {
    /// How many were sealed anew.
    pub resealed: u32,
    /// How many were sealed under it already, or were replaced or deleted meanwhile.
    pub current: u32,
    /// Those that can't be opened any more, and why.
    pub failed: Vec<(ConnectionOwner, VaultError)>,
}

/// Seals every data key of a firm under the newest master key, one at a time. It may be interrupted anywhere and begun
/// again: what was sealed anew is found so.
pub async fn rotate_data_keys(
    store: &dyn IntegrationStore,
    vault: &dyn Vault,
    clock: &dyn Clock,
    firm: &FirmId,
) -> Result<Rotated, StoreError> {
    let mut work = store.open(firm).await?;
    let connections = work.connections().all().await?;
    work.commit().await?;
    let mut rotated = Rotated::default();
    for connection in connections {
        let owner = connection.owner;
        let mut work = store.open(firm).await?;
        let keys = work.connections().keys(&owner).await?;
        drop(work);
        let Some(keys) = keys else {
            rotated.current += 1;
            continue;
        };
        match vault.reseal(firm, &owner.to_string(), &keys.data_key).await {
            Ok(None) => rotated.current += 1,
            Err(error) => rotated.failed.push((owner, error)),
            Ok(Some(resealed)) => {
                let mut work = store.open(firm).await?;
                if work.connections().replace_data_key(&owner, &keys.data_key, &resealed).await? {
                    rotated.resealed += 1;
                    let event = AuditEvent::DataKeysResealed { keys: 1 };
                    let entry = AuditEntry::new(clock.now(), Who::Software, event).about(owner.client());
                    work.audit().append(&[entry]).await?;
                } else {
                    rotated.current += 1;
                }
                work.commit().await?;
            }
        }
    }
    Ok(rotated)
}
