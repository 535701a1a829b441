use std::fmt;

use sha2::{Digest, Sha256};

use super::{Client, Contact};

/// A client as somebody read it, in one word: another one as soon as anything that a person can edit is changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClientVersion(String);

impl ClientVersion {
    /// The version of a client.
    #[must_use]
    pub fn of(client: &Client) -> Self {
        // Whether the default member still works for the firm is not the client's to tell.
        let Client { id, name, registry_code, vat_number, contacts, default_member, active } = client;
        let mut sha = Sha256::new();
        let mut put = |text: Option<&str>| match text {
            None => sha.update([0]),
            Some(text) => {
                sha.update([1]);
                sha.update((text.len() as u64).to_be_bytes());
                sha.update(text);
            }
        };
        put(Some(id.as_ref()));
        put(Some(name));
        put(registry_code.as_deref());
        put(vat_number.as_deref());
        put(default_member.as_ref().map(|member| member.id.as_ref()));
        put(active.then_some(""));
        for Contact { kind, value, note } in contacts {
            put(Some(&kind.to_string()));
            put(Some(value));
            put(note.as_deref());
        }
        // The first 128 bits: enough that two never meet.
        let bits =
            sha.finalize().iter().take(16).fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
        Self(format!("{bits:032x}"))
    }

    /// The version that somebody was told before, as they tell it now; one that was never told fits no client.
    #[must_use]
    pub fn from_told(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text by which it is told.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClientVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
