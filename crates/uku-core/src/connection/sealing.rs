use secrecy::{ExposeSecret, SecretString};

use super::SealedKeys;
use crate::firm::FirmId;
use crate::ledger::KeyPair;
use crate::vault::{SecretPlace, Vault, VaultError};

const PUBLIC: &str = "public_key";
const SECRET: &str = "secret_key";

fn place(firm: &FirmId, owner: &str, name: &'static str) -> SecretPlace {
    SecretPlace { firm: firm.clone(), owner: owner.to_owned(), name }
}

impl SealedKeys {
    /// Seals a key pair for an owner, under a new data key that nothing else has.
    pub async fn seal(
        vault: &dyn Vault,
        firm: &FirmId,
        owner: &str,
        keys: &KeyPair,
    ) -> Result<Self, VaultError> {
        let data_key = vault.new_data_key(firm, owner).await?;
        let public = SecretString::from(keys.public().as_str());
        let public = vault.seal(&data_key, &place(firm, owner, PUBLIC), &public).await?;
        let secret = vault.seal(&data_key, &place(firm, owner, SECRET), keys.secret()).await?;
        Ok(Self { data_key, public, secret })
    }

    /// Opens the key pair of an owner.
    pub async fn open(&self, vault: &dyn Vault, firm: &FirmId, owner: &str) -> Result<KeyPair, VaultError> {
        let public = vault.open(&self.data_key, &place(firm, owner, PUBLIC), &self.public).await?;
        let secret = vault.open(&self.data_key, &place(firm, owner, SECRET), &self.secret).await?;
        KeyPair::new(public.expose_secret(), secret).map_err(|_| VaultError::DoesNotOpen)
    }
}
