use super::ImportState;
use crate::firm::FirmId;
use crate::store::{IntegrationStore, StoreError};
use crate::vault::Vault;

/// How many rows are looked at together.
const BATCH: u32 = 500;

/// How many key pairs in the import that waits to be confirmed are sealed under an older master key than the newest, or
/// can't be opened. They are not sealed anew: the import is soon confirmed or given up.
pub async fn keys_under_older_master_keys(
    store: &dyn IntegrationStore,
    vault: &dyn Vault,
    firm: &FirmId,
) -> Result<u32, StoreError> {
    let mut work = store.open(firm).await?;
    let latest = work.client_imports().latest().await?;
    let waits = |state: &ImportState| matches!(state, ImportState::Ready | ImportState::Confirming);
    let Some(import) = latest.filter(|import| waits(&import.state)) else { return Ok(0) };
    drop(work);
    let (mut after, mut older) = (0, 0);
    loop {
        // Not open while the vault works: that may be a service elsewhere.
        let mut work = store.open(firm).await?;
        let rows = work.client_imports().rows(import.id, after, BATCH).await?;
        let Some(last) = rows.last() else { return Ok(older) };
        after = last.number;
        drop(work);
        for row in &rows {
            let Some(keys) = &row.keys else { continue };
            let owner = import.id.owner_of_row(row.number);
            let current = matches!(vault.reseal(firm, &owner, &keys.data_key).await, Ok(None));
            older += u32::from(!current);
        }
    }
}
