use std::collections::BTreeSet;
use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::FetchError;
use crate::client::{ClientField, ClientId, ProfileRow};
use crate::connection::SealedKeys;
use crate::firm::MemberId;

/// The identity of a client import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClientImportId(pub Uuid);

impl ClientImportId {
    /// The name under which the vault knows the keys in a row.
    pub(super) fn owner_of_row(self, number: u32) -> String {
        format!("client-import:{self}:{number}")
    }
}

impl fmt::Display for ClientImportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where clients are brought in from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportSource {
    /// The companies that a SmartAccounts user sees, by email and password.
    Directory,
    /// The customers of the firm's own books.
    OwnBooks,
    /// A file.
    File,
}

impl fmt::Display for ImportSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Directory => "SmartAccounts sign-in",
            Self::OwnBooks => "own SmartAccounts company",
            Self::File => "file",
        })
    }
}

/// How far a client import is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Clients are being fetched in the background.
    Fetching {
        /// When whoever fetches was last heard of.
        heard_at: DateTime<Utc>,
    },
    /// Everything was fetched and waits for a person's review.
    Ready,
    /// The ticked rows are being written. Whoever finds it like this may go on with it.
    Confirming,
    /// The ticked rows were written.
    Confirmed(Confirmed),
    /// A person gave it up, or began another.
    Cancelled,
    /// Fetching failed; nothing was written.
    Failed(FetchError),
    /// The program that fetched died; nothing was written.
    Interrupted,
}

impl ImportState {
    /// The state in one word.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Fetching { .. } => "fetching",
            Self::Ready => "ready",
            Self::Confirming => "confirming",
            Self::Confirmed(_) => "confirmed",
            Self::Cancelled => "cancelled",
            Self::Failed(_) => "failed",
            Self::Interrupted => "interrupted",
        }
    }

    /// Whether nothing more will come of it.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self, Self::Confirmed(_) | Self::Cancelled | Self::Failed(_) | Self::Interrupted)
    }
}

/// What came of a confirmed import, in rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Confirmed {
    /// Clients that were added.
    pub created: u32,
    /// Clients that were changed.
    pub updated: u32,
    /// Clients that were already like this.
    pub unchanged: u32,
    /// Rows that a person unticked; they stay unticked next time.
    pub declined: u32,
    /// Rows that were not ticked, or can't be imported.
    pub left: u32,
    /// Rows that could not be written.
    pub failed: u32,
    /// Key pairs that were saved.
    pub connected: u32,
    /// Key pairs that were not saved.
    pub not_connected: u32,
}

impl Confirmed {
    /// One row more.
    pub fn add(&mut self, done: &RowDone) {
        let counter = match &done.result {
            RowResult::Created => &mut self.created,
            RowResult::Updated => &mut self.updated,
            RowResult::Unchanged => &mut self.unchanged,
            RowResult::Declined => &mut self.declined,
            RowResult::Left => &mut self.left,
            RowResult::Failed(_) => &mut self.failed,
        };
        *counter += 1;
        match &done.keys {
            Some(KeysDone::Saved) => self.connected += 1,
            Some(KeysDone::NotSaved(_)) => self.not_connected += 1,
            None => {}
        }
    }
}

/// One import of clients. There is one at a time in a firm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientImport {
    /// Its identity.
    pub id: ClientImportId,
    /// Where the clients come from.
    pub source: ImportSource,
    /// Who began it.
    pub started_by: MemberId,
    /// When.
    pub started_at: DateTime<Utc>,
    /// How far it is.
    pub state: ImportState,
    /// How many rows were fetched, repeats left out.
    pub rows: u32,
    /// How many rows were left out because an earlier row names the same client.
    pub repeats: u32,
    /// Counts up with each change, from 1.
    pub version: i64,
}

/// Which client a row stands for, where a person said so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AsClient {
    /// A new one.
    New,
    /// This one.
    Existing(ClientId),
}

/// What a person decided about a row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowChoice {
    /// Ticked or unticked; none leaves it as the review proposes.
    pub ticked: Option<bool>,
    /// Which client it stands for; none leaves it to the matching.
    pub as_client: Option<AsClient>,
    /// The fields that are overwritten although a person edited them in Uku.
    pub overwrite: BTreeSet<ClientField>,
}

/// Something about a row that fetching found out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowNote {
    /// The keys in the row can't be used; the text says why.
    KeysUnusable(String),
}

/// What came of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowResult {
    /// A client was added.
    Created,
    /// A client was changed.
    Updated,
    /// The client was already like this.
    Unchanged,
    /// A person unticked it.
    Declined,
    /// It was not ticked, or can't be imported.
    Left,
    /// It could not be written; the text says why.
    Failed(String),
}

/// What came of the keys in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeysDone {
    /// They are the client's connection.
    Saved,
    /// They are not; the text says why.
    NotSaved(String),
}

/// What came of a row and the keys in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowDone {
    /// Of the row.
    pub result: RowResult,
    /// Of its keys; none if it had none or was not imported.
    pub keys: Option<KeysDone>,
}

/// One fetched row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// Its number in the import, from 1.
    pub number: u32,
    /// What the source says.
    pub profile: ProfileRow,
    /// The identity that the client gets if it is new: however often a row is written, it is one client.
    pub new_client: ClientId,
    /// The keys of the client's books, where the source has them, sealed for this row.
    pub keys: Option<SealedKeys>,
    /// What fetching found out.
    pub notes: Vec<RowNote>,
    /// What a person decided.
    pub choice: RowChoice,
    /// What came of it; none while it was not written.
    pub done: Option<RowDone>,
}
