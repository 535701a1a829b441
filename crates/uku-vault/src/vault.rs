use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};
use uku_core::firm::FirmId;
use uku_core::vault::{SealedDataKey, SealedSecret, SecretPlace, Vault, VaultError};
use zeroize::Zeroizing;

use crate::master_keys::{MasterKey, MasterKeys};
use crate::seal::{Key, random};

/// The format in which this version seals.
const FORMAT: u8 = 1;

/// What is sealed: the associated data begins with it, so that one never opens as the other.
#[derive(Clone, Copy)]
enum What {
    DataKey = 1,
    Secret = 2,
}

/// A vault whose master keys this program was given.
#[derive(Debug)]
pub struct KeyVault {
    master_keys: MasterKeys,
}

impl KeyVault {
    /// A vault with these master keys.
    #[must_use]
    pub fn new(master_keys: MasterKeys) -> Self {
        Self { master_keys }
    }

    fn wrap(&self, firm: &FirmId, owner: &str, data_key: &[u8]) -> Result<SealedDataKey, VaultError> {
        let MasterKey { id, key } = &self.master_keys.newest;
        let sealed = key.seal(data_key, &bound_to(What::DataKey, &[id, firm.as_ref(), owner]))?;
        let length =
            u8::try_from(id.len()).map_err(|_| VaultError::Failed("the id is too long".to_owned()))?;
        Ok(SealedDataKey([&[FORMAT, length], id.as_bytes(), &sealed].concat()))
    }

    fn unwrap(
        &self,
        firm: &FirmId,
        owner: &str,
        sealed: &SealedDataKey,
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let (id, rest) = master_key_id(sealed)?;
        let MasterKey { id, key } =
            self.master_keys.by_id(id).ok_or_else(|| VaultError::NoMasterKey(id.to_owned()))?;
        key.open(rest, &bound_to(What::DataKey, &[id, firm.as_ref(), owner]))
    }

    fn data_key(&self, place: &SecretPlace, sealed: &SealedDataKey) -> Result<Key, VaultError> {
        let bytes = self.unwrap(&place.firm, &place.owner, sealed)?;
        let bytes: &[u8; 32] = bytes.as_slice().try_into().map_err(|_| VaultError::DoesNotOpen)?;
        Ok(Key::from_bytes(bytes))
    }
}

/// The format, then what is sealed, then each part with its length before it.
fn bound_to(what: What, parts: &[&str]) -> Vec<u8> {
    let mut bytes = vec![FORMAT, what as u8];
    for part in parts {
        bytes.extend((part.len() as u64).to_be_bytes());
        bytes.extend(part.as_bytes());
    }
    bytes
}

fn without_format(sealed: &[u8]) -> Result<&[u8], VaultError> {
    match sealed.split_first() {
        Some((&FORMAT, rest)) => Ok(rest),
        Some((&format, _)) if format > FORMAT => Err(VaultError::NewerFormat(format)),
        _ => Err(VaultError::DoesNotOpen),
    }
}

/// The id of the master key under which a data key is sealed, and the rest.
fn master_key_id(sealed: &SealedDataKey) -> Result<(&str, &[u8]), VaultError> {
    let (length, rest) = without_format(&sealed.0)?.split_first().ok_or(VaultError::DoesNotOpen)?;
    let (id, rest) = rest.split_at_checked(usize::from(*length)).ok_or(VaultError::DoesNotOpen)?;
    Ok((std::str::from_utf8(id).map_err(|_| VaultError::DoesNotOpen)?, rest))
}

#[async_trait]
impl Vault for KeyVault {
    async fn new_data_key(&self, firm: &FirmId, owner: &str) -> Result<SealedDataKey, VaultError> {
        let data_key: Zeroizing<[u8; 32]> = Zeroizing::new(random()?);
        self.wrap(firm, owner, data_key.as_slice())
    }

    async fn reseal(
        &self,
        firm: &FirmId,
        owner: &str,
        key: &SealedDataKey,
    ) -> Result<Option<SealedDataKey>, VaultError> {
        let data_key = self.unwrap(firm, owner, key)?;
        let (id, _) = master_key_id(key)?;
        if id == self.master_keys.newest.id {
            return Ok(None);
        }
        self.wrap(firm, owner, &data_key).map(Some)
    }

    async fn seal(
        &self,
        key: &SealedDataKey,
        place: &SecretPlace,
        secret: &SecretString,
    ) -> Result<SealedSecret, VaultError> {
        let bound_to = bound_to(What::Secret, &[place.firm.as_ref(), &place.owner, place.name]);
        let sealed = self.data_key(place, key)?.seal(secret.expose_secret().as_bytes(), &bound_to)?;
        Ok(SealedSecret([&[FORMAT], &sealed[..]].concat()))
    }

    async fn open(
        &self,
        key: &SealedDataKey,
        place: &SecretPlace,
        sealed: &SealedSecret,
    ) -> Result<SecretString, VaultError> {
        let bound_to = bound_to(What::Secret, &[place.firm.as_ref(), &place.owner, place.name]);
        let open = self.data_key(place, key)?.open(without_format(&sealed.0)?, &bound_to)?;
        let text = std::str::from_utf8(&open).map_err(|_| VaultError::DoesNotOpen)?;
        Ok(SecretString::from(text))
    }
}
