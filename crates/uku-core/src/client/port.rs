use async_trait::async_trait;

use super::{Client, ClientId, ClientPage, ClientQuery};
use crate::firm::{Firm, FirmId};

/// Why clients could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClientsError {
    /// There is no such firm.
    #[error("there is no firm {0}")]
    NoSuchFirm(FirmId),
    /// Whoever holds the clients could not do it.
    #[error("the clients are not available: {0}")]
    Unavailable(String),
}

/// A client to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientWrite {
    /// The client as it was read before; none if there was none of this identity.
    pub expected: Option<Client>,
    /// What it should be.
    pub client: Client,
}

/// Why one client was not written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClientRefusal {
    /// Somebody changed the client after it was read.
    #[error("the client was changed by somebody else at the same time")]
    Changed,
    /// Another client of the firm has the same registry code.
    #[error("the client {0} has the same registry code")]
    RegistryCodeTaken(ClientId),
}

/// The clients of a firm. A product that has clients of its own implements this over them.
///
/// No call spans another: each is a whole by itself, and may be repeated.
#[async_trait]
pub trait Clients: Send + Sync {
    /// The firm itself; none if there is no such firm.
    async fn firm(&self, firm: &FirmId) -> Result<Option<Firm>, ClientsError>;

    /// One client; none if the firm has no such client, also if another firm has.
    async fn client(&self, firm: &FirmId, client: &ClientId) -> Result<Option<Client>, ClientsError>;

    /// All clients of a firm by name, then identity. MUST NOT show another firm's.
    async fn clients(&self, firm: &FirmId) -> Result<Vec<Client>, ClientsError>;

    /// A page of the clients that are looked for, in the order of [`ClientPosition`](super::ClientPosition), and how many
    /// there are in all. MUST NOT show another firm's.
    async fn find_clients(&self, firm: &FirmId, query: &ClientQuery) -> Result<ClientPage, ClientsError>;

    /// The identities of the clients that are on the page, in its order. Whoever can tell them without reading the clients
    /// themselves should: it is asked for all clients of a firm at once.
    async fn find_client_ids(
        &self,
        firm: &FirmId,
        query: &ClientQuery,
    ) -> Result<Vec<ClientId>, ClientsError> {
        let page = self.find_clients(firm, query).await?;
        Ok(page.clients.into_iter().map(|client| client.id).collect())
    }

    /// Writes clients, each whole or not at all and independent of the others; one result for each, in order.
    ///
    /// A client that is already what it should be MUST be accepted, so that a repeat does no harm. Otherwise a write
    /// MUST be refused, changing nothing and in this order: as [`ClientRefusal::Changed`] unless the client is as
    /// expected, as [`ClientRefusal::RegistryCodeTaken`] if another client of the firm has a registry code with the
    /// same [`registry_code_key`](super::registry_code_key) and the client did not have it before. Of two writes at
    /// once that give one registry code to two clients, one MUST be refused. An unknown firm fails the call.
    async fn write_clients(
        &self,
        firm: &FirmId,
        writes: &[ClientWrite],
    ) -> Result<Vec<Result<(), ClientRefusal>>, ClientsError>;
}
