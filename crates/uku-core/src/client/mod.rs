//! The firm's clients, as far as counting their books needs them.

mod registry_code;

use async_trait::async_trait;

use crate::firm::{Firm, FirmId, Member};
use crate::text_id::text_id;

pub use registry_code::{RegistryCodeOddity, registry_code_oddity};

text_id! {
    /// The identity of a client, as the product that holds the clients writes it.
    ClientId
}

/// A customer of the firm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Its identity.
    pub id: ClientId,
    /// Its name.
    pub name: String,
    /// Its code in the Estonian business register, where it has one. Kept as it was written.
    pub registry_code: Option<String>,
    /// The member to whom the client's tasks go.
    pub default_member: Option<Member>,
}

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

/// The clients of a firm. A product that has clients of its own implements this over them.
#[async_trait]
pub trait Clients: Send + Sync {
    /// The firm itself; none if there is no such firm.
    async fn firm(&self, firm: &FirmId) -> Result<Option<Firm>, ClientsError>;

    /// One client; none if the firm has no such client, also if another firm has.
    async fn client(&self, firm: &FirmId, client: &ClientId) -> Result<Option<Client>, ClientsError>;

    /// All clients of a firm by name, then identity. MUST NOT show another firm's.
    async fn clients(&self, firm: &FirmId) -> Result<Vec<Client>, ClientsError>;

    /// Adds a client, or makes the one with the same identity like this one. Repeating it changes nothing.
    async fn put_client(&self, firm: &FirmId, client: &Client) -> Result<(), ClientsError>;
}
