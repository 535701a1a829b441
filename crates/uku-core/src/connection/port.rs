use async_trait::async_trait;

use super::{Connection, ConnectionOwner, ConnectionState, Standing};
use crate::client::ClientId;
use crate::ledger::KeyFingerprint;
use crate::store::StoreError;
use crate::vault::{SealedDataKey, SealedSecret};

/// A key pair as it is stored: each key sealed under a data key that only this connection has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedKeys {
    /// The data key, sealed under a master key.
    pub data_key: SealedDataKey,
    /// The public key.
    pub public: SealedSecret,
    /// The secret key.
    pub secret: SealedSecret,
}

/// The connections of the firm for which the unit of work was opened.
#[async_trait]
pub trait Connections: Send {
    /// All connections, the own books first, then by client.
    async fn all(&mut self) -> Result<Vec<Connection>, StoreError>;

    /// One connection; none if there is none.
    async fn get(&mut self, owner: &ConnectionOwner) -> Result<Option<Connection>, StoreError>;

    /// The same, for whoever goes on to save or change a connection: MUST hold off other units of work of the firm that
    /// ask this, about any owner, until this one ends. What is read after it shows what they did.
    async fn get_to_change(&mut self, owner: &ConnectionOwner) -> Result<Option<Connection>, StoreError>;

    /// The connections of these clients, by client; one that is not connected is left out.
    async fn of_clients(&mut self, clients: &[ClientId]) -> Result<Vec<Connection>, StoreError>;

    /// How every client that is connected stands, by client. It is asked for all clients of a firm at once.
    async fn standings(&mut self) -> Result<Vec<(ClientId, Standing)>, StoreError>;

    /// Who of the firm has keys with this fingerprint, the own books first.
    async fn holders(&mut self, fingerprint: &KeyFingerprint) -> Result<Vec<ConnectionOwner>, StoreError>;

    /// Saves a connection with its keys, in the place of any before. Of the former keys nothing MUST remain.
    async fn put(&mut self, connection: &Connection, keys: &SealedKeys) -> Result<(), StoreError>;

    /// The sealed keys of a connection; none if there is none.
    async fn keys(&mut self, owner: &ConnectionOwner) -> Result<Option<SealedKeys>, StoreError>;

    /// Says how a connection fares. Nothing happens unless its keys still have this fingerprint; whether it did.
    async fn set_state(
        &mut self,
        owner: &ConnectionOwner,
        fingerprint: &KeyFingerprint,
        state: &ConnectionState,
    ) -> Result<bool, StoreError>;

    /// Pauses or resumes a connection; whether there is one.
    async fn set_paused(&mut self, owner: &ConnectionOwner, paused: bool) -> Result<bool, StoreError>;

    /// Deletes a connection with its data key and keys; whether there was one.
    async fn delete(&mut self, owner: &ConnectionOwner) -> Result<bool, StoreError>;

    /// Puts a data key sealed anew in the place of the old one. Nothing happens unless the old one is still there;
    /// whether it did.
    async fn replace_data_key(
        &mut self,
        owner: &ConnectionOwner,
        old: &SealedDataKey,
        new: &SealedDataKey,
    ) -> Result<bool, StoreError>;
}
