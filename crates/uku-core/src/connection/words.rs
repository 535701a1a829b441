use std::fmt;

use chrono::{DateTime, Utc};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};

use crate::client::ClientId;
use crate::ledger::{KeyFingerprint, KeyPair, LedgerError};

/// Whose books a connection opens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionOwner {
    /// The firm itself: invoices go there, paid status and customers come from there.
    OwnBooks,
    /// A client.
    Client(ClientId),
}

impl ConnectionOwner {
    /// The client; none for the firm's own books.
    #[must_use]
    pub fn client(&self) -> Option<&ClientId> {
        match self {
            Self::OwnBooks => None,
            Self::Client(client) => Some(client),
        }
    }
}

/// `own-books`, or `client:` and the client's identity: the name under which the vault knows the owner.
impl fmt::Display for ConnectionOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OwnBooks => f.write_str("own-books"),
            Self::Client(client) => write!(f, "client:{client}"),
        }
    }
}

/// What an owner is called on the screen.
pub(crate) fn named(owner: &ConnectionOwner, client: Option<&str>) -> String {
    match owner {
        ConnectionOwner::OwnBooks => "your own SmartAccounts company".to_owned(),
        ConnectionOwner::Client(id) => client.map_or_else(|| format!("client {id}"), str::to_owned),
    }
}

/// The end of a secret key, by which a person recognises it. It is all that is ever shown of a saved key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyHint(String);

impl KeyHint {
    const SHOWN: usize = 4;
    /// Of a key as short as this nothing is shown: four characters would be too much of it.
    const TOO_SHORT: usize = 16;

    /// The last four characters of the secret key.
    #[must_use]
    pub fn of(keys: &KeyPair) -> Self {
        let secret: Vec<char> = keys.secret().expose_secret().chars().collect();
        let shown = if secret.len() < Self::TOO_SHORT { 0 } else { Self::SHOWN };
        Self(secret[secret.len() - shown..].iter().collect())
    }

    /// The hint as a store kept it.
    #[must_use]
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// The characters; none of a very short key.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyHint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "…{}", self.0)
    }
}

/// What is wrong with a connection until somebody does something about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionTrouble {
    /// SmartAccounts doesn't know the keys, or not any more.
    #[error("SmartAccounts does not accept the keys: they are wrong or were revoked")]
    WrongKeys,
    /// The keys may not read something that is needed.
    #[error("the keys have no right to {what}")]
    RightMissing {
        /// What is missing.
        what: String,
    },
    /// The company has not paid the vendor's bill.
    #[error("the company's SmartAccounts bill is unpaid")]
    Unpaid,
}

impl ConnectionTrouble {
    /// The trouble behind an error; none if it lies elsewhere, or passes by itself.
    #[must_use]
    pub fn of(error: &LedgerError) -> Option<Self> {
        match error {
            LedgerError::WrongKeys => Some(Self::WrongKeys),
            LedgerError::RightMissing { what } => Some(Self::RightMissing { what: what.clone() }),
            LedgerError::Unpaid => Some(Self::Unpaid),
            _ => None,
        }
    }

    /// What a person can do about it, in one sentence (help page, "A previously working client connection stopped
    /// syncing").
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::WrongKeys => {
                "Make a new key pair in SmartAccounts (Settings, Connected services), paste both keys into the client's integration dialog and click Test connection."
            }
            Self::RightMissing { .. } => {
                "In SmartAccounts, give the API user group that right, then click Test connection."
            }
            Self::Unpaid => "The company pays its SmartAccounts bill; then click Test connection.",
        }
    }
}

/// How a connection fares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionState {
    /// The keys were saved and not used yet. They count as connected.
    Untested,
    /// The keys worked when they were last used.
    Connected {
        /// When that was.
        at: DateTime<Utc>,
    },
    /// The keys don't work until somebody does something.
    Failing {
        /// Since when.
        since: DateTime<Utc>,
        /// What is wrong.
        why: ConnectionTrouble,
    },
}

/// A saved key pair and how it fares. The keys themselves are not in here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// Whose books it opens.
    pub owner: ConnectionOwner,
    /// What stands for the public key.
    pub fingerprint: KeyFingerprint,
    /// How a person recognises the secret key.
    pub hint: KeyHint,
    /// When the keys were saved.
    pub saved_at: DateTime<Utc>,
    /// How it fares.
    pub state: ConnectionState,
    /// Whether a person paused it: the keys are kept, and nothing is imported.
    pub paused: bool,
}

impl Connection {
    /// Whether the keys are those of another look at the connection. The fingerprint alone doesn't tell: a mistyped
    /// secret may have been replaced under the same public key.
    #[must_use]
    pub fn has_keys_of(&self, other: &Self) -> bool {
        let keys = |of: &Self| (of.fingerprint.clone(), of.hint.clone(), of.saved_at);
        keys(self) == keys(other)
    }
}
