use std::collections::BTreeMap;

use async_trait::async_trait;
use uku_core::client::ClientId;
use uku_core::connection::{Connection, ConnectionOwner, ConnectionState, Connections, SealedKeys, Standing};
use uku_core::ledger::KeyFingerprint;
use uku_core::store::StoreError;
use uku_core::vault::SealedDataKey;

/// The connections of a firm.
#[derive(Debug, Clone, Default)]
pub(super) struct MemoryConnections(BTreeMap<ConnectionOwner, (Connection, SealedKeys)>);

#[async_trait]
impl Connections for MemoryConnections {
    async fn all(&mut self) -> Result<Vec<Connection>, StoreError> {
        Ok(self.0.values().map(|(connection, _)| connection.clone()).collect())
    }

    async fn get(&mut self, owner: &ConnectionOwner) -> Result<Option<Connection>, StoreError> {
        Ok(self.0.get(owner).map(|(connection, _)| connection.clone()))
    }

    async fn get_to_change(&mut self, owner: &ConnectionOwner) -> Result<Option<Connection>, StoreError> {
        // There is one unit of work at a time.
        self.get(owner).await
    }

    async fn of_clients(&mut self, clients: &[ClientId]) -> Result<Vec<Connection>, StoreError> {
        let mut all = self.all().await?;
        all.retain(|connection| connection.owner.client().is_some_and(|client| clients.contains(client)));
        Ok(all)
    }

    async fn standings(&mut self) -> Result<Vec<(ClientId, Standing)>, StoreError> {
        let all = self.0.values().map(|(connection, _)| connection);
        Ok(all.filter_map(|one| Some((one.owner.client()?.clone(), Standing::of(one)))).collect())
    }

    async fn holders(&mut self, fingerprint: &KeyFingerprint) -> Result<Vec<ConnectionOwner>, StoreError> {
        let holders = self.0.values().filter(|(connection, _)| connection.fingerprint == *fingerprint);
        Ok(holders.map(|(connection, _)| connection.owner.clone()).collect())
    }

    async fn put(&mut self, connection: &Connection, keys: &SealedKeys) -> Result<(), StoreError> {
        self.0.insert(connection.owner.clone(), (connection.clone(), keys.clone()));
        Ok(())
    }

    async fn keys(&mut self, owner: &ConnectionOwner) -> Result<Option<SealedKeys>, StoreError> {
        Ok(self.0.get(owner).map(|(_, keys)| keys.clone()))
    }

    async fn set_state(
        &mut self,
        owner: &ConnectionOwner,
        fingerprint: &KeyFingerprint,
        state: &ConnectionState,
    ) -> Result<bool, StoreError> {
        let found = self.0.get_mut(owner).filter(|(connection, _)| connection.fingerprint == *fingerprint);
        Ok(found.map(|(connection, _)| connection.state = state.clone()).is_some())
    }

    async fn set_paused(&mut self, owner: &ConnectionOwner, paused: bool) -> Result<bool, StoreError> {
        Ok(self.0.get_mut(owner).map(|(connection, _)| connection.paused = paused).is_some())
    }

    async fn delete(&mut self, owner: &ConnectionOwner) -> Result<bool, StoreError> {
        Ok(self.0.remove(owner).is_some())
    }

    async fn replace_data_key(
        &mut self,
        owner: &ConnectionOwner,
        old: &SealedDataKey,
        new: &SealedDataKey,
    ) -> Result<bool, StoreError> {
        let found = self.0.get_mut(owner).filter(|(_, keys)| keys.data_key == *old);
        Ok(found.map(|(_, keys)| keys.data_key = new.clone()).is_some())
    }
}
