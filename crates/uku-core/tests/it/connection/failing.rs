//! A store of which one call fails.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use async_trait::async_trait;
use uku_core::activation::Activation;
use uku_core::answers::Answers;
use uku_core::audit::{Audit, AuditEntry, AuditQuery, AuditRecord};
use uku_core::client::ClientId;
use uku_core::client_import::ClientImports;
use uku_core::connection::{Connection, ConnectionOwner, ConnectionState, Connections, SealedKeys, Standing};
use uku_core::firm::FirmId;
use uku_core::ledger::KeyFingerprint;
use uku_core::run::Runs;
use uku_core::schedule::Schedule;
use uku_core::store::{IntegrationStore, StoreError, UnitOfWork};
use uku_core::summary::SettingsDraft;
use uku_core::vault::SealedDataKey;

/// The n-th call fails: opening, committing, and everything about connections and activity counts.
pub(crate) struct Failing<'a> {
    store: &'a dyn IntegrationStore,
    left: Arc<Left>,
}

struct Left(AtomicI64);

impl Left {
    fn spend(&self) -> Result<(), StoreError> {
        match self.0.fetch_sub(1, Ordering::Relaxed) {
            1 => Err(StoreError::Failed("the cable was pulled".into())),
            _ => Ok(()),
        }
    }
}

impl<'a> Failing<'a> {
    pub(crate) fn at(call: i64, store: &'a dyn IntegrationStore) -> Self {
        Self { store, left: Arc::new(Left(AtomicI64::new(call))) }
    }

    /// Whether there were fewer calls.
    pub(crate) fn was_not_reached(&self) -> bool {
        self.left.0.load(Ordering::Relaxed) > 0
    }
}

#[async_trait]
impl IntegrationStore for Failing<'_> {
    async fn open(&self, firm: &FirmId) -> Result<Box<dyn UnitOfWork>, StoreError> {
        self.left.spend()?;
        Ok(Box::new(Work { work: self.store.open(firm).await?, left: Arc::clone(&self.left) }))
    }

    async fn firms(&self) -> Result<Vec<FirmId>, StoreError> {
        self.store.firms().await
    }
}

struct Work {
    work: Box<dyn UnitOfWork>,
    left: Arc<Left>,
}

#[async_trait]
impl UnitOfWork for Work {
    fn runs(&mut self) -> &mut dyn Runs {
        self.work.runs()
    }

    fn connections(&mut self) -> &mut dyn Connections {
        self
    }

    fn client_imports(&mut self) -> &mut dyn ClientImports {
        self.work.client_imports()
    }

    fn audit(&mut self) -> &mut dyn Audit {
        self
    }

    fn answers(&mut self) -> &mut dyn Answers {
        self.work.answers()
    }

    async fn activation(&mut self) -> Result<Option<Activation>, StoreError> {
        self.work.activation().await
    }

    async fn activation_to_change(&mut self) -> Result<Option<Activation>, StoreError> {
        self.work.activation_to_change().await
    }

    async fn put_activation(&mut self, activation: Activation) -> Result<(), StoreError> {
        self.work.put_activation(activation).await
    }

    async fn settings_draft(&mut self) -> Result<Option<SettingsDraft>, StoreError> {
        self.work.settings_draft().await
    }

    async fn settings_draft_to_change(&mut self) -> Result<Option<SettingsDraft>, StoreError> {
        self.work.settings_draft_to_change().await
    }

    async fn put_settings_draft(&mut self, settings: &SettingsDraft) -> Result<(), StoreError> {
        self.work.put_settings_draft(settings).await
    }

    async fn schedule(&mut self) -> Result<Schedule, StoreError> {
        self.work.schedule().await
    }

    async fn put_schedule(&mut self, schedule: &Schedule) -> Result<(), StoreError> {
        self.work.put_schedule(schedule).await
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        self.left.spend()?;
        self.work.commit().await
    }
}

#[async_trait]
impl Connections for Work {
    async fn all(&mut self) -> Result<Vec<Connection>, StoreError> {
        self.left.spend()?;
        self.work.connections().all().await
    }

    async fn get(&mut self, owner: &ConnectionOwner) -> Result<Option<Connection>, StoreError> {
        self.left.spend()?;
        self.work.connections().get(owner).await
    }

    async fn get_to_change(&mut self, owner: &ConnectionOwner) -> Result<Option<Connection>, StoreError> {
        self.left.spend()?;
        self.work.connections().get_to_change(owner).await
    }

    async fn of_clients(&mut self, clients: &[ClientId]) -> Result<Vec<Connection>, StoreError> {
        self.left.spend()?;
        self.work.connections().of_clients(clients).await
    }

    async fn standings(&mut self) -> Result<Vec<(ClientId, Standing)>, StoreError> {
        self.left.spend()?;
        self.work.connections().standings().await
    }

    async fn holders(&mut self, fingerprint: &KeyFingerprint) -> Result<Vec<ConnectionOwner>, StoreError> {
        self.left.spend()?;
        self.work.connections().holders(fingerprint).await
    }

    async fn put(&mut self, connection: &Connection, keys: &SealedKeys) -> Result<(), StoreError> {
        self.left.spend()?;
        self.work.connections().put(connection, keys).await
    }

    async fn keys(&mut self, owner: &ConnectionOwner) -> Result<Option<SealedKeys>, StoreError> {
        self.left.spend()?;
        self.work.connections().keys(owner).await
    }

    async fn set_state(
        &mut self,
        owner: &ConnectionOwner,
        fingerprint: &KeyFingerprint,
        state: &ConnectionState,
    ) -> Result<bool, StoreError> {
        self.left.spend()?;
        self.work.connections().set_state(owner, fingerprint, state).await
    }

    async fn set_paused(&mut self, owner: &ConnectionOwner, paused: bool) -> Result<bool, StoreError> {
        self.left.spend()?;
        self.work.connections().set_paused(owner, paused).await
    }

    async fn delete(&mut self, owner: &ConnectionOwner) -> Result<bool, StoreError> {
        self.left.spend()?;
        self.work.connections().delete(owner).await
    }

    async fn replace_data_key(
        &mut self,
        owner: &ConnectionOwner,
        old: &SealedDataKey,
        new: &SealedDataKey,
    ) -> Result<bool, StoreError> {
        self.left.spend()?;
        self.work.connections().replace_data_key(owner, old, new).await
    }
}

#[async_trait]
impl Audit for Work {
    async fn append(&mut self, entries: &[AuditEntry]) -> Result<(), StoreError> {
        self.left.spend()?;
        self.work.audit().append(entries).await
    }

    async fn page(&mut self, query: &AuditQuery) -> Result<Vec<AuditRecord>, StoreError> {
        self.work.audit().page(query).await
    }

    async fn erase_personal(&mut self, client: &ClientId) -> Result<u64, StoreError> {
        self.work.audit().erase_personal(client).await
    }
}
