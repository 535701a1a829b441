//! The activity: who changed what, when. Records are only ever added.
//!
//! Names, addresses and texts of people stand apart from the record, so that they can be erased and the record stays.

mod activity;
mod event;
mod history;
mod port;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::client::ClientId;
use crate::firm::Who;

pub use activity::{ActivityError, activity, erase_personal_data};
pub use event::{AuditEvent, Succeeded};
pub use history::{hand_edits, summary_history};
pub use port::Audit;

/// Texts about people, by what they are.
pub type Personal = BTreeMap<String, String>;

/// What is to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub who: Who,
    /// What happened. It holds no secret and nothing personal.
    pub event: AuditEvent,
    /// The client it is about, where it is about one.
    pub client: Option<ClientId>,
    /// What may have to be erased one day.
    pub personal: Personal,
    /// The business key: an entry whose key was recorded before is left out. Entries without a key are always recorded.
    pub once: Option<String>,
}

impl AuditEntry {
    /// An entry about the whole firm, without anything personal.
    #[must_use]
    pub fn new(at: DateTime<Utc>, who: Who, event: AuditEvent) -> Self {
        Self { at, who, event, client: None, personal: Personal::new(), once: None }
    }

    /// The same, about a client.
    #[must_use]
    pub fn about(self, client: Option<&ClientId>) -> Self {
        Self { client: client.cloned(), ..self }
    }

    /// The same, with texts about people.
    #[must_use]
    pub fn with(self, personal: Personal) -> Self {
        Self { personal, ..self }
    }

    /// The same, recorded once for this business key.
    #[must_use]
    pub fn once(self, key: impl Into<String>) -> Self {
        Self { once: Some(key.into()), ..self }
    }
}

/// An entry that was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRecord {
    /// Its number in the firm's activity; later entries have greater numbers.
    pub number: i64,
    /// The entry; what was erased of its personal texts is missing.
    pub entry: AuditEntry,
}

/// Which records are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditQuery {
    /// Those about this client only.
    pub client: Option<ClientId>,
    /// Those before this number only: the last one of the page before.
    pub before: Option<i64>,
    /// The most records.
    pub most: u32,
}
