//! A vault in which something happens while it works, and which may have lost a master key.

use std::sync::Mutex;

use async_trait::async_trait;
use secrecy::SecretString;
use uku_core::connection::ConnectionOwner;
use uku_core::firm::FirmId;
use uku_core::vault::{SealedDataKey, SealedSecret, SecretPlace, Vault, VaultError};
use uku_testkit::fake::MemoryVault;

type Meanwhile<'a> = Box<dyn FnOnce() + Send + 'a>;

pub(crate) struct Meddling<'a> {
    vault: &'a MemoryVault,
    meanwhile: Mutex<Option<Meanwhile<'a>>>,
    lost: Option<String>,
}

impl<'a> Meddling<'a> {
    /// This happens once, while a data key is made or sealed anew.
    pub(crate) fn during(vault: &'a MemoryVault, meanwhile: impl FnOnce() + Send + 'a) -> Self {
        Self { vault, meanwhile: Mutex::new(Some(Box::new(meanwhile))), lost: None }
    }

    /// The master key of this owner's data key is not there any more.
    pub(crate) fn without_key_of(vault: &'a MemoryVault, owner: &ConnectionOwner) -> Self {
        Self { vault, meanwhile: Mutex::default(), lost: Some(owner.to_string()) }
    }

    fn meddle(&self) {
        let meanwhile = self.meanwhile.lock().unwrap().take();
        if let Some(meanwhile) = meanwhile {
            meanwhile();
        }
    }

    fn find(&self, owner: &str) -> Result<(), VaultError> {
        match &self.lost {
            Some(lost) if lost == owner => Err(VaultError::NoMasterKey("2025".into())),
            _ => Ok(()),
        }
    }
}

#[async_trait]
impl Vault for Meddling<'_> {
    async fn new_data_key(&self, firm: &FirmId, owner: &str) -> Result<SealedDataKey, VaultError> {
        self.meddle();
        self.vault.new_data_key(firm, owner).await
    }

    async fn reseal(
        &self,
        firm: &FirmId,
        owner: &str,
        key: &SealedDataKey,
    ) -> Result<Option<SealedDataKey>, VaultError> {
        self.find(owner)?;
        let resealed = self.vault.reseal(firm, owner, key).await;
        self.meddle();
        resealed
    }

    async fn seal(
        &self,
        key: &SealedDataKey,
        place: &SecretPlace,
        secret: &SecretString,
    ) -> Result<SealedSecret, VaultError> {
        self.vault.seal(key, place, secret).await
    }

    async fn open(
        &self,
        key: &SealedDataKey,
        place: &SecretPlace,
        sealed: &SealedSecret,
    ) -> Result<SecretString, VaultError> {
        self.find(&place.owner)?;
        self.vault.open(key, place, sealed).await
    }
}
