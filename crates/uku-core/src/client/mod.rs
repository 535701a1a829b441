//! The firm's clients: who they are, and how two descriptions of one client are recognised.

mod add;
mod contact;
mod edit;
mod field;
mod find;
mod port;
mod profile;
mod query;
mod registry_code;
mod search_key;
mod tended;
mod vat_number;
mod version;

use crate::firm::Member;
use crate::text_id::text_id;

pub use add::{AddClient, AddClientError, NewClient};
pub use contact::{Contact, ContactKind};
pub use edit::{ClientEdit, EditClient, EditClientError};
pub use field::ClientField;
pub use find::{FindClients, FindClientsError, FoundClients, find, find_ids, find_one};
pub use port::{ClientRefusal, ClientWrite, Clients, ClientsError};
pub use profile::{ClientProfile, ProfileRow, UnreadableRow};
pub use query::{Among, ClientPage, ClientPosition, ClientQuery};
pub use registry_code::{RegistryCodeOddity, registry_code_key, registry_code_oddity};
pub use search_key::{search_key, search_text};
pub use vat_number::{VatNumberOddity, vat_number_oddity};
pub use version::ClientVersion;

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
    /// Its VAT number, where it has one. Kept as it was written.
    pub vat_number: Option<String>,
    /// People and addresses at the client, in order, none twice.
    pub contacts: Vec<Contact>,
    /// The member to whom the client's tasks go.
    pub default_member: Option<Member>,
    /// Whether the firm works for it. Nothing is imported for an inactive client.
    pub active: bool,
}

impl Client {
    /// An active client of which nothing is known but its name.
    #[must_use]
    pub fn named(id: ClientId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            registry_code: None,
            vat_number: None,
            contacts: Vec::new(),
            default_member: None,
            active: true,
        }
    }
}
