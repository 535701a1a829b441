use serde::{Deserialize, Serialize};

use super::Contact;

/// What somebody outside of Uku says of a client: SmartAccounts, or a file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ClientProfile {
    /// How the source itself names it, where it does.
    pub source_id: Option<String>,
    /// Its name; may be empty, since sources may say anything.
    pub name: String,
    /// Its registry code, as the source writes it.
    pub registry_code: Option<String>,
    /// Its VAT number, as the source writes it.
    pub vat_number: Option<String>,
    /// People and addresses.
    pub contacts: Vec<Contact>,
}

/// A row of a source that can't be understood; the text says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{0}")]
pub struct UnreadableRow(pub String);

/// One row of a source.
pub type ProfileRow = Result<ClientProfile, UnreadableRow>;
