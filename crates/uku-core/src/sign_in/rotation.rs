use super::change::change;
use super::{AccountRefusal, Accounts};
use crate::audit::{AuditEntry, AuditEvent};
use crate::clock::Clock;
use crate::firm::{FirmId, MemberId, Who};
use crate::store::StoreError;
use crate::vault::{Vault, VaultError};

/// What came of sealing the data keys of a firm's authenticators under the newest master key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResealedFactors {
    /// How many were sealed anew.
    pub resealed: u32,
    /// Those that can't be opened any more, and why. The person sets up the authenticator anew.
    pub failed: Vec<(MemberId, VaultError)>,
}

/// Why an authenticator's data key was not replaced.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum NotReplaced {
    #[error(transparent)]
    Refused(#[from] AccountRefusal),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Seals the data key of every authenticator of a firm under the newest master key, one at a time. It may be interrupted
/// anywhere and begun again.
pub async fn reseal_second_factors(
    accounts: &dyn Accounts,
    vault: &dyn Vault,
    clock: &dyn Clock,
    firm: &FirmId,
) -> Result<ResealedFactors, StoreError> {
    let mut done = ResealedFactors::default();
    for account in accounts.accounts(firm).await? {
        let Some(factor) = &account.second_factor else { continue };
        let resealed = match factor.reseal(vault, &account).await {
            Ok(None) => continue,
            Ok(Some(resealed)) => resealed,
            Err(error) => {
                done.failed.push((account.member, error));
                continue;
            }
        };
        let now = clock.now();
        let replaced = change(accounts, firm, &account.member, |account| {
            let same = account.second_factor.as_mut().filter(|it| it.data_key == factor.data_key);
            let Some(same) = same else { return Ok((0, Vec::new())) };
            same.data_key = resealed.clone();
            let event = AuditEvent::DataKeysResealed { keys: 1 };
            Ok::<_, NotReplaced>((1, vec![AuditEntry::new(now, Who::Software, event)]))
        });
        match replaced.await {
            Ok(replaced) => done.resealed += replaced.unwrap_or(0),
            Err(NotReplaced::Store(error)) => return Err(error),
            Err(NotReplaced::Refused(refusal)) => return Err(StoreError::Failed(refusal.to_string())),
        }
    }
    Ok(done)
}
