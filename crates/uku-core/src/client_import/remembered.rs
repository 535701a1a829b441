use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ImportSource;
use super::names::row_name;
use crate::client::{ClientId, ClientProfile, registry_code_key};

/// What makes two rows of different imports the same: the registry code, else the source's own name for it, else the
/// name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowKey(String);

impl RowKey {
    /// The key of what a source says; none if it says nothing by which it could be recognised.
    #[must_use]
    pub fn of(source: ImportSource, profile: &ClientProfile) -> Option<Self> {
        Self::all(source, profile).into_iter().next()
    }

    /// Every key by which it may be recognised, the one that decides first: a source may learn a registry code, or
    /// lose it.
    pub(super) fn all(source: ImportSource, profile: &ClientProfile) -> Vec<Self> {
        let code = profile.registry_code.as_deref().and_then(registry_code_key);
        let id = profile.source_id.as_deref().map(str::trim).filter(|id| !id.is_empty());
        let source = match source {
            ImportSource::Directory => "directory",
            ImportSource::OwnBooks => "own-books",
            ImportSource::File => "file",
        };
        let code = code.map(|code| Self(format!("registry:{code}")));
        let id = id.map(|id| Self(format!("{source}:{id}")));
        let keys: Vec<Self> = code.into_iter().chain(id).collect();
        let name = row_name(&profile.name);
        if keys.is_empty() && !name.is_empty() { vec![Self(format!("name:{name}"))] } else { keys }
    }

    /// The key as a store kept it.
    #[must_use]
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is remembered of a row after its import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remembered {
    /// It became this client.
    Imported {
        /// The client.
        client: ClientId,
        /// What was written then. What the client says otherwise now, a person wrote.
        written: ClientProfile,
    },
    /// A person unticked it.
    Declined {
        /// When.
        at: DateTime<Utc>,
    },
    /// A person unticked it after it had become this client.
    ImportedThenDeclined {
        /// The client.
        client: ClientId,
        /// What was written last.
        written: ClientProfile,
        /// When it was unticked.
        at: DateTime<Utc>,
    },
}

impl Remembered {
    /// The client that the row became, and what was written last.
    #[must_use]
    pub fn imported(&self) -> Option<(&ClientId, &ClientProfile)> {
        match self {
            Self::Imported { client, written } | Self::ImportedThenDeclined { client, written, .. } => {
                Some((client, written))
            }
            Self::Declined { .. } => None,
        }
    }

    /// When a person unticked the row.
    #[must_use]
    pub fn declined_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Declined { at } | Self::ImportedThenDeclined { at, .. } => Some(*at),
            Self::Imported { .. } => None,
        }
    }
}
