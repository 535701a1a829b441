use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::TokenDigest;

/// For how long a session lasts while nobody comes: over a holiday, but not so long that a lost computer stays open.
pub const SESSION_IDLE: TimeDelta = TimeDelta::days(14);

/// For how long a session lasts at most: a stolen cookie is worth nothing after that, however much it is used.
pub const SESSION_LONGEST: TimeDelta = TimeDelta::days(90);

/// How often at most it is remembered that somebody came.
pub const SEEN_EVERY: TimeDelta = TimeDelta::minutes(5);

/// How many sessions a person may have at once; a further one ends that which was used longest ago.
pub const MOST_SESSIONS: usize = 20;

/// A browser in which a person is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The digest of the token that the browser has.
    pub token: TokenDigest,
    /// When the person signed in.
    pub created_at: DateTime<Utc>,
    /// When it was used last, give or take [`SEEN_EVERY`].
    pub seen_at: DateTime<Utc>,
}

impl Session {
    /// A session that begins.
    #[must_use]
    pub fn new(token: TokenDigest, now: DateTime<Utc>) -> Self {
        Self { token, created_at: now, seen_at: now }
    }

    /// When it ends if it is not used any more.
    #[must_use]
    pub fn ends_at(&self) -> DateTime<Utc> {
        (self.seen_at + SESSION_IDLE).min(self.created_at + SESSION_LONGEST)
    }

    /// Whether it has ended.
    #[must_use]
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.ends_at() <= now
    }
}
