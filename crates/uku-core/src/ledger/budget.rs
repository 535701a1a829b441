use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::KeyFingerprint;

/// The longest that a request may be under way. A slot that was never answered is held from this long after it
/// was taken.
pub const REQUEST_TIMEOUT: TimeDelta = TimeDelta::seconds(30);

/// How many requests a key may send in any minute and in any 24 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// In any 60 seconds.
    pub per_minute: NonZeroU32,
    /// In any 24 hours.
    pub per_day: NonZeroU32,
}

impl Limits {
    /// The vendor's limits: 60 and 1,000 (API document v1.7, "Limits").
    pub const VENDOR: Self =
        Self { per_minute: NonZeroU32::MIN.saturating_add(59), per_day: NonZeroU32::MIN.saturating_add(999) };

    /// The sliding windows, and how many slots may be held in each.
    ///
    /// A slot is free unless a window is full: its n-th latest hold, n being the number allowed, began within it.
    /// Then the first moment is that beginning plus the window, of all full windows the last.
    #[must_use]
    pub fn windows(self) -> [(NonZeroU32, TimeDelta); 2] {
        [(self.per_minute, TimeDelta::seconds(60)), (self.per_day, TimeDelta::hours(24))]
    }
}

/// How urgent work is: in the queue, and where requests are short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// A person waits for it: a connection is tested, one client is refreshed.
    Interactive,
    /// The month whose import day has come.
    Scheduled,
    /// Many clients, many months, or a second look.
    Bulk,
}

impl Limits {
    /// The limits for work of a priority. Whatever no person waits for leaves a reserve to that which somebody does wait
    /// for: a twentieth of what is allowed in a minute and a fortieth of what is allowed in a day, of the vendor's limits 3 and 25.
    ///
    /// ```
    /// use uku_core::ledger::{Limits, Priority};
    /// assert_eq!(Limits::VENDOR.for_priority(Priority::Bulk).to_string(), "57/975");
    /// assert_eq!(Limits::VENDOR.for_priority(Priority::Interactive), Limits::VENDOR);
    /// ```
    #[must_use]
    pub fn for_priority(self, priority: Priority) -> Self {
        let left =
            |most: NonZeroU32, part: u32| NonZeroU32::new(most.get() - most.get() / part).unwrap_or(most);
        match priority {
            Priority::Interactive => self,
            Priority::Scheduled | Priority::Bulk => {
                Self { per_minute: left(self.per_minute, 20), per_day: left(self.per_day, 40) }
            }
        }
    }
}

/// The text names no limits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` are no limits; write the requests a minute and a day, like 60/1000")]
pub struct LimitsError(String);

impl FromStr for Limits {
    type Err = LimitsError;

    fn from_str(text: &str) -> Result<Self, LimitsError> {
        let wrong = || LimitsError(text.to_owned());
        let (minute, day) = text.split_once('/').ok_or_else(wrong)?;
        let number = |part: &str| part.parse().map_err(|_| wrong());
        Ok(Self { per_minute: number(minute)?, per_day: number(day)? })
    }
}

impl fmt::Display for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.per_minute, self.per_day)
    }
}

/// One request's place in a key's budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SlotId(pub i64);

/// The answer to asking for a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// A request may be sent now.
    Slot(SlotId),
    /// None may be sent before this moment.
    NotBefore(DateTime<Utc>),
}

/// The memory of sent requests failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BudgetError(pub String);

/// The memory of the requests that each key has sent, shared by all who may use the key.
///
/// The vendor counts a request when it arrives, at a moment between sending and answer that we don't know. So a
/// slot is held until 60 s and 24 h after its *answer*: then the vendor's window has surely passed.
#[async_trait]
pub trait RequestBudget: Send + Sync {
    /// Takes a slot, or says when there may be one.
    ///
    /// MUST NOT give more than `per_minute` slots that are held in any 60 s, nor `per_day` in any 24 h, however
    /// many ask at once. `NotBefore` MUST name the first moment at which a slot is free if nobody else asks.
    async fn take(&self, key: &KeyFingerprint, limits: Limits) -> Result<Take, BudgetError>;

    /// Says that the request of a slot was answered or timed out now. A slot never answered counts as answered
    /// [`REQUEST_TIMEOUT`] after it was taken; one answered twice keeps the first answer.
    async fn answered(&self, slot: SlotId) -> Result<(), BudgetError>;
}

/// A budget and the limits to spend it by.
#[derive(Clone)]
pub struct Budget {
    /// Where the spending is remembered.
    pub memory: Arc<dyn RequestBudget>,
    /// The limits.
    pub limits: Limits,
}
