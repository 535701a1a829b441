use std::fmt;

use serde::{Deserialize, Serialize};

/// A field of a client.
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
    /// The member to whom the client's tasks go.
    DefaultMember,
    /// Whether the firm works for it.
    Active,
}

impl ClientField {
    /// The fields that SmartAccounts or a file also knows.
    pub const IMPORTED: [Self; 4] = [Self::Name, Self::RegistryCode, Self::VatNumber, Self::Contacts];
    /// Every field.
    pub const ALL: [Self; 6] =
        [Self::Name, Self::RegistryCode, Self::VatNumber, Self::Contacts, Self::DefaultMember, Self::Active];
}

impl fmt::Display for ClientField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Name => "name",
            Self::RegistryCode => "registry code",
            Self::VatNumber => "VAT number",
            Self::Contacts => "contacts",
            Self::DefaultMember => "default member",
            Self::Active => "active",
        })
    }
}
