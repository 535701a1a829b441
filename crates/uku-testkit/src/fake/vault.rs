use std::collections::BTreeMap;
use std::sync::Mutex;

use async_trait::async_trait;
use secrecy::SecretString;
use sha2::{Digest, Sha256};
use uku_core::firm::FirmId;
use uku_core::vault::{SealedDataKey, SealedSecret, SecretPlace, Vault, VaultError};

/// A vault that keeps the secrets to itself and gives out handles, which look like what a real one would seal.
#[derive(Debug, Default)]
pub struct MemoryVault(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    handles: u64,
    master: u32,
    data_keys: BTreeMap<Vec<u8>, DataKey>,
    secrets: BTreeMap<Vec<u8>, (u64, SecretPlace, SecretString)>,
}

/// A data key, which is the same under every master key.
#[derive(Debug, Clone)]
struct DataKey {
    number: u64,
    firm: FirmId,
    owner: String,
    master: u32,
}

impl MemoryVault {
    /// Adds a newer master key. Data keys stay under theirs until they are sealed anew.
    pub fn add_master_key(&self) {
        self.0.lock().unwrap().master += 1;
    }
}

impl Kept {
    /// Never the same twice.
    fn handle(&mut self) -> Vec<u8> {
        self.handles += 1;
        Sha256::digest(self.handles.to_be_bytes()).to_vec()
    }

    fn data_key(&self, key: &SealedDataKey, firm: &FirmId, owner: &str) -> Result<DataKey, VaultError> {
        let found = self.data_keys.get(&key.0).filter(|key| key.firm == *firm && key.owner == owner);
        found.cloned().ok_or(VaultError::DoesNotOpen)
    }
}

#[async_trait]
impl Vault for MemoryVault {
    async fn new_data_key(&self, firm: &FirmId, owner: &str) -> Result<SealedDataKey, VaultError> {
        let mut kept = self.0.lock().unwrap();
        let handle = kept.handle();
        let (number, master) = (kept.handles, kept.master);
        let key = DataKey { number, firm: firm.clone(), owner: owner.to_owned(), master };
        kept.data_keys.insert(handle.clone(), key);
        Ok(SealedDataKey(handle))
    }

    async fn reseal(
        &self,
        firm: &FirmId,
        owner: &str,
        key: &SealedDataKey,
    ) -> Result<Option<SealedDataKey>, VaultError> {
        let mut kept = self.0.lock().unwrap();
        let found = kept.data_key(key, firm, owner)?;
        if found.master == kept.master {
            return Ok(None);
        }
        let (handle, master) = (kept.handle(), kept.master);
        kept.data_keys.insert(handle.clone(), DataKey { master, ..found });
        Ok(Some(SealedDataKey(handle)))
    }

    async fn seal(
        &self,
        key: &SealedDataKey,
        place: &SecretPlace,
        secret: &SecretString,
    ) -> Result<SealedSecret, VaultError> {
        let mut kept = self.0.lock().unwrap();
        let number = kept.data_key(key, &place.firm, &place.owner)?.number;
        let handle = kept.handle();
        kept.secrets.insert(handle.clone(), (number, place.clone(), secret.clone()));
        Ok(SealedSecret(handle))
    }

    async fn open(
        &self,
        key: &SealedDataKey,
        place: &SecretPlace,
        sealed: &SealedSecret,
    ) -> Result<SecretString, VaultError> {
        let kept = self.0.lock().unwrap();
        let number = kept.data_key(key, &place.firm, &place.owner)?.number;
        let found = kept.secrets.get(&sealed.0).filter(|(key, of, _)| *key == number && of == place);
        found.map(|(_, _, secret)| secret.clone()).ok_or(VaultError::DoesNotOpen)
    }
}
