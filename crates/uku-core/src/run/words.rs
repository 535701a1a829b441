use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::calendar::{Month, MonthRange};
use crate::client::ClientId;
use crate::firm::Who;
use crate::ledger::{KeyFingerprint, Priority};
use crate::summary::HandEdits;

/// The identity of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RunId(pub Uuid);

/// The identity of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ItemId(pub Uuid);

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Which attempt at an item this is. Of two attempts at a client's work the later one has the later epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Epoch(pub i64);

/// What a run is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunKind {
    /// The month whose import day has come: the last month of the run. Those before it are only looked at again.
    Scheduled,
    /// All months are only looked at again, for documents that came late.
    LateLook,
    /// Import data: chosen clients and months.
    ManualImport,
    /// Reload data: the twelve complete months before the current one.
    Reload,
}

impl RunKind {
    /// Whether a person asked for it. Then a deleted summary task may come back, and months without one get one.
    #[must_use]
    pub fn is_asked_for(self) -> bool {
        matches!(self, Self::ManualImport | Self::Reload)
    }
}

impl fmt::Display for RunKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Scheduled => "Scheduled import",
            Self::LateLook => "Look at late documents",
            Self::ManualImport => "Import data",
            Self::Reload => "Reload data",
        })
    }
}

/// The queue in which an item waits: of one lane, one item is worked on at a time.
///
/// It names a key by its fingerprint, so that one key has one request in flight, whichever firms use it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lane(String);

impl Lane {
    /// The lane of a key.
    #[must_use]
    pub fn of_key(key: &KeyFingerprint) -> Self {
        Self(key.as_str().to_owned())
    }

    /// A lane of its own, for an item without keys.
    #[must_use]
    pub fn of_item(item: ItemId) -> Self {
        Self(format!("item:{item}"))
    }

    /// The lane as a store kept it.
    #[must_use]
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// The lane as it is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One piece of durable work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its identity.
    pub id: RunId,
    /// What it is for.
    pub kind: RunKind,
    /// The months it imports.
    pub months: MonthRange,
    /// What may happen to numbers that were changed by hand.
    pub hand_edits: HandEdits,
    /// How urgent its items are.
    pub priority: Priority,
    /// Who asked for it.
    pub asked_by: Who,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// The business key: of a firm's runs with the same key there is only one. Runs without a key are always made.
    pub once: Option<String>,
}

impl Run {
    /// Whether a month is imported; otherwise it is only looked at again: a summary task that is there may change, and
    /// none is made.
    #[must_use]
    pub fn imports(&self, month: Month) -> bool {
        match self.kind {
            RunKind::Scheduled => month == self.months.to(),
            RunKind::LateLook => false,
            RunKind::ManualImport | RunKind::Reload => true,
        }
    }
}

/// A run's part for one client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its identity.
    pub id: ItemId,
    /// The client.
    pub client: ClientId,
    /// Where it waits.
    pub lane: Lane,
}
