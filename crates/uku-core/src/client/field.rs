use std::fmt;

use serde::{Deserialize, Serialize};

/// A field of a client that SmartAccounts or a file also knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientField {
    /// The name.
    Name,
    /// The registry code.
    RegistryCode,
    /// The VAT number.
    VatNumber,
    /// People and addresses.
    Contacts,
}

impl ClientField {
    /// Every field.
    pub const ALL: [Self; 4] = [Self::Name, Self::RegistryCode, Self::VatNumber, Self::Contacts];
}

impl fmt::Display for ClientField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Name => "name",
            Self::RegistryCode => "registry code",
            Self::VatNumber => "VAT number",
            Self::Contacts => "contacts",
        })
    }
}
