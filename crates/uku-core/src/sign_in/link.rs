use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::TokenDigest;

/// The path under which the page of a one-time link lies; the token follows it.
pub const LINK_PATH: &str = "/link/";

/// What a one-time link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkPurpose {
    /// The owner of a new firm sets the first password.
    Welcome,
    /// Somebody who was invited sets the first password.
    Invitation,
    /// Somebody sets a new password.
    PasswordReset,
    /// Somebody whose password was right goes on to the code. This one is never shown as a link.
    SecondStep,
    /// Whoever tries the software out comes in as the owner of a firm that is made for it, without a password.
    Visit,
}

impl LinkPurpose {
    /// Every purpose.
    pub const ALL: [Self; 5] =
        [Self::Welcome, Self::Invitation, Self::PasswordReset, Self::SecondStep, Self::Visit];

    /// For how long such a link can be used.
    #[must_use]
    pub fn lasts(self) -> TimeDelta {
        match self {
            Self::Welcome | Self::Invitation => TimeDelta::days(7),
            Self::PasswordReset | Self::Visit => TimeDelta::days(1),
            Self::SecondStep => TimeDelta::minutes(10),
        }
    }

    /// Whether it lets a person set a password.
    #[must_use]
    pub fn sets_password(self) -> bool {
        !matches!(self, Self::SecondStep | Self::Visit)
    }
}

/// A link that can be used once. Of one purpose a person has one: a later one ends the earlier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneTimeLink {
    /// The digest of the token in the link.
    pub token: TokenDigest,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// From when on it can't be used any more.
    pub expires_at: DateTime<Utc>,
}

impl OneTimeLink {
    /// A link that is made now.
    #[must_use]
    pub fn new(token: TokenDigest, purpose: LinkPurpose, now: DateTime<Utc>) -> Self {
        Self { token, purpose, expires_at: now + purpose.lasts() }
    }

    /// Whether its time is over.
    #[must_use]
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.expires_at <= now
    }
}
