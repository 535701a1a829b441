use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a firm subscribes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// For one person; without integrations.
    Solo,
    /// With integrations (help page, "Who can do this").
    Team,
    /// With integrations.
    Elite,
}

impl Plan {
    /// Every plan, the smallest first.
    pub const ALL: [Self; 3] = [Self::Solo, Self::Team, Self::Elite];

    /// Whether the plan has integrations.
    #[must_use]
    pub fn has_integrations(self) -> bool {
        !matches!(self, Self::Solo)
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Solo => "Solo",
            Self::Team => "Team",
            Self::Elite => "Elite",
        })
    }
}

/// The text names no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a plan; the plans are solo, team and elite")]
pub struct PlanError(String);

impl FromStr for Plan {
    type Err = PlanError;

    fn from_str(text: &str) -> Result<Self, PlanError> {
        let named = |plan: &Self| plan.to_string().eq_ignore_ascii_case(text);
        Self::ALL.into_iter().find(named).ok_or_else(|| PlanError(text.to_owned()))
    }
}

/// A firm's subscription as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Subscription {
    /// Which plan.
    pub plan: Plan,
    /// Whether it has run out: reading stays, writing stops.
    pub lapsed: bool,
}

/// Why no work is done for a firm by itself, by its subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum WorkPaused {
    /// The subscription has run out.
    #[error("the firm's Uku subscription has run out")]
    Lapsed,
    /// The plan has no integrations.
    #[error("the firm's Uku plan has no integrations")]
    NoIntegrations,
}

impl WorkPaused {
    /// What a person can do about it, in one sentence.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Lapsed => "Renew the Uku subscription; imports then go on by themselves.",
            Self::NoIntegrations => "Change the Uku plan to Team or Elite; imports then go on by themselves.",
        }
    }
}

impl Subscription {
    /// Whether work may be done for the firm by itself, such as scheduled imports.
    ///
    /// ```
    /// use uku_core::firm::{Plan, Subscription, WorkPaused};
    /// let lapsed = Subscription { plan: Plan::Team, lapsed: true };
    /// assert_eq!(lapsed.allows_work(), Err(WorkPaused::Lapsed));
    /// ```
    pub fn allows_work(self) -> Result<(), WorkPaused> {
        if self.lapsed {
            Err(WorkPaused::Lapsed)
        } else if self.plan.has_integrations() {
            Ok(())
        } else {
            Err(WorkPaused::NoIntegrations)
        }
    }
}
