//! Whether a firm uses the integration at all.

mod change;
mod destroy;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

pub use change::{ActivationError, DeactivationForecast, activate, deactivate, forecast_deactivation};
pub use destroy::{
    DestructionForecast, destroy_keys, destroy_overdue_keys, destruction_phrase, forecast_destruction,
};

/// How long the keys of a deactivated integration are kept, sealed and unusable: activating again within that time
/// revives them.
pub const KEYS_KEPT: TimeDelta = TimeDelta::days(30);

/// Whether a firm uses the integration; a firm that never did has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Activation {
    /// It does.
    Active {
        /// Since when.
        since: DateTime<Utc>,
    },
    /// It was deactivated: nothing is done any more.
    Inactive {
        /// Since when.
        since: DateTime<Utc>,
        /// What became of the keys.
        keys: KeptKeys,
    },
}

/// What became of the keys of a deactivated integration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptKeys {
    /// They are kept, sealed and unusable, and are destroyed from this moment on.
    Until(DateTime<Utc>),
    /// They were destroyed.
    Destroyed(DateTime<Utc>),
}

impl Activation {
    /// Whether the firm uses the integration now.
    #[must_use]
    pub fn is_active(self) -> bool {
        matches!(self, Self::Active { .. })
    }

    /// Whether keys are kept beyond their time.
    #[must_use]
    pub fn keys_are_overdue(self, now: DateTime<Utc>) -> bool {
        matches!(self, Self::Inactive { keys: KeptKeys::Until(until), .. } if until <= now)
    }
}
