//! Secrets at rest, as a port: what is stored opens only in the place for which it was sealed.

use async_trait::async_trait;
use secrecy::SecretString;

use crate::firm::FirmId;

/// Where a secret lies: whose it is, and what it is called there. Sealed for one place, it opens in no other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecretPlace {
    /// The firm.
    pub firm: FirmId,
    /// The firm's thing that has the secret, such as one connection. It has one data key.
    pub owner: String,
    /// Which of the owner's secrets it is.
    pub name: &'static str,
}

/// The data key of one owner, sealed under a master key. Without it none of the owner's secrets ever opens again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedDataKey(pub Vec<u8>);

/// A secret, sealed under its owner's data key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedSecret(pub Vec<u8>);

/// Why a secret could not be sealed or opened. It never tells the secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// It was sealed for another place or under another key, or was changed since.
    #[error("the secret was not sealed for this place, or was changed since")]
    DoesNotOpen,
    /// It was sealed under a master key that is not here.
    #[error("the master key `{0}` is not here; give it to this program again, or enter the secret anew")]
    NoMasterKey(String),
    /// It was sealed by a newer version of this software.
    #[error("the secret was sealed by a newer version of this software (format {0})")]
    NewerFormat(u8),
    /// Whatever holds the keys could not do it.
    #[error("the vault failed: {0}")]
    Failed(String),
}

/// Sealing of secrets. What is sealed may be stored anywhere; what is open is only ever in memory.
#[async_trait]
pub trait Vault: Send + Sync {
    /// A new data key for an owner. Each MUST be another.
    async fn new_data_key(&self, firm: &FirmId, owner: &str) -> Result<SealedDataKey, VaultError>;

    /// The data key sealed under the newest master key; none if it is already. The secrets under it stay as they are.
    async fn reseal(
        &self,
        firm: &FirmId,
        owner: &str,
        key: &SealedDataKey,
    ) -> Result<Option<SealedDataKey>, VaultError>;

    /// Seals a secret under its owner's data key. Sealing the same twice MUST give two different results.
    async fn seal(
        &self,
        key: &SealedDataKey,
        place: &SecretPlace,
        secret: &SecretString,
    ) -> Result<SealedSecret, VaultError>;

    /// Opens a secret. MUST be refused as [`VaultError::DoesNotOpen`] in any other place than that for which it was
    /// sealed, with any other data key, and after any change of a byte.
    async fn open(
        &self,
        key: &SealedDataKey,
        place: &SecretPlace,
        sealed: &SealedSecret,
    ) -> Result<SecretString, VaultError>;
}
