use std::fmt;

use serde::{Deserialize, Serialize};

/// What a contact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// A person's name.
    Person,
    /// An email address.
    Email,
    /// A telephone number.
    Phone,
    /// A postal address, on one line.
    Address,
}

impl fmt::Display for ContactKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Person => "person",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Address => "address",
        })
    }
}

/// A person or address at a client.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Contact {
    /// What it is.
    pub kind: ContactKind,
    /// The name, address or number itself.
    pub value: String,
    /// What the source says of it, such as whose number it is.
    pub note: Option<String>,
}

impl Contact {
    /// A contact without a note. White space at its ends and runs of it inside don't count.
    ///
    /// ```
    /// use uku_core::client::{Contact, ContactKind};
    /// assert_eq!(Contact::new(ContactKind::Person, " Mari  Maasikas ").value, "Mari Maasikas");
    /// ```
    #[must_use]
    pub fn new(kind: ContactKind, value: &str) -> Self {
        Self { kind, value: value.split_whitespace().collect::<Vec<_>>().join(" "), note: None }
    }
}
