use std::fmt;

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Europe::Tallinn;

use super::{ConnectionOwner, ConnectionTrouble};
use crate::ledger::{Ledger, LedgerError, ProbeQuery, ProbedEntry, Right, estonian};

/// What Test connection found: exactly one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TestResult {
    /// The keys open the books and may read what is needed.
    Successful {
        /// Up to three of the latest entries, so that a person sees whose books these are.
        latest: Vec<ProbedEntry>,
    },
    /// SmartAccounts doesn't know the keys, or not any more.
    WrongKeys,
    /// This computer's clock is wrong, so that nothing can be said of the keys.
    ClockWrong {
        /// How far it is ahead; negative if behind.
        seconds: i64,
    },
    /// The keys may not read something that is needed.
    RightMissing {
        /// What, in words.
        what: String,
    },
    /// The company has not paid SmartAccounts.
    Unpaid,
    /// The allowed requests are spent.
    OverLimit {
        /// Until when.
        until: DateTime<Utc>,
    },
    /// No answer came, or none that can be read.
    NotReachable {
        /// What happened.
        detail: String,
    },
}

impl TestResult {
    /// The result in one word, for other programs.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Successful { .. } => "successful",
            Self::WrongKeys => "wrong_keys",
            Self::ClockWrong { .. } => "clock_wrong",
            Self::RightMissing { .. } => "right_missing",
            Self::Unpaid => "unpaid",
            Self::OverLimit { .. } => "over_limit",
            Self::NotReachable { .. } => "not_reachable",
        }
    }

    /// Whether the connection works.
    #[must_use]
    pub fn is_successful(&self) -> bool {
        matches!(self, Self::Successful { .. })
    }

    /// What is wrong until somebody does something about it; none if nothing is, or if it passes.
    #[must_use]
    pub fn trouble(&self) -> Option<ConnectionTrouble> {
        match self {
            Self::WrongKeys => Some(ConnectionTrouble::WrongKeys),
            Self::RightMissing { what } => Some(ConnectionTrouble::RightMissing { what: what.clone() }),
            Self::Unpaid => Some(ConnectionTrouble::Unpaid),
            _ => None,
        }
    }

    /// What a person can do about it, in one sentence (help page, "Per-client test connection fails").
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Successful { .. } => "Nothing: imports can use this connection.",
            Self::WrongKeys => {
                "Copy both keys again from SmartAccounts (Settings, Connected services), without white space around them; if the secret is lost or the keys were revoked, make a new pair there and paste both."
            }
            Self::ClockWrong { .. } => "Set this computer's clock, best by network time, then test again.",
            Self::RightMissing { .. } => {
                "In SmartAccounts, give the API user group that right, then test again."
            }
            Self::Unpaid => "The company pays its SmartAccounts bill; then test again.",
            Self::OverLimit { .. } => "Nothing is wrong with the keys as far as is known; test again then.",
            Self::NotReachable { .. } => {
                "See whether this computer is online and SmartAccounts works in a browser, then test again."
            }
        }
    }
}

impl fmt::Display for TestResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // In the words of the product's own pages.
            Self::Successful { .. } => f.write_str("Connection successful!"),
            Self::WrongKeys => {
                f.write_str("SmartAccounts does not accept the keys: they are wrong or were revoked")
            }
            Self::ClockWrong { seconds } => {
                let (by, way) = (seconds.unsigned_abs(), if *seconds < 0 { "behind" } else { "ahead" });
                write!(f, "the clock of this computer is {by} seconds {way}")
            }
            Self::RightMissing { what } => write!(f, "the keys have no right to {what}"),
            Self::Unpaid => f.write_str("the company's SmartAccounts bill is unpaid"),
            Self::OverLimit { until } => {
                write!(f, "the requests that SmartAccounts allows are spent until {}", estonian(until))
            }
            Self::NotReachable { detail } => f.write_str(detail),
        }
    }
}

impl From<LedgerError> for TestResult {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::WrongKeys => Self::WrongKeys,
            LedgerError::ClockOff { seconds } => Self::ClockWrong { seconds },
            LedgerError::RightMissing { what } => Self::RightMissing { what },
            LedgerError::Unpaid => Self::Unpaid,
            LedgerError::BudgetSpent { until } | LedgerError::OverLimit { until } => {
                Self::OverLimit { until }
            }
            other => Self::NotReachable { detail: other.to_string() },
        }
    }
}

/// What is asked for when the keys are tried: entries of this month and the one before.
#[must_use]
pub fn recent(right: Right, now: DateTime<Utc>) -> ProbeQuery {
    let to = now.with_timezone(&Tallinn).date_naive();
    let before = crate::calendar::Month::of(to).previous().first_day();
    let from: NaiveDate = before.min(to.checked_sub_days(Days::new(31)).unwrap_or(before));
    ProbeQuery { right, from, to }
}

/// Tries out keys. A client's cost one request; the firm's own books one for each right that they need.
pub(super) async fn try_out(ledger: &dyn Ledger, owner: &ConnectionOwner, now: DateTime<Utc>) -> TestResult {
    let rights: &[Right] = match owner {
        ConnectionOwner::Client(_) => &Right::IMPORT,
        ConnectionOwner::OwnBooks => &Right::OWN_BOOKS,
    };
    let (mut latest, mut missing) = (Vec::new(), Vec::new());
    for right in rights {
        match ledger.probe(&recent(*right, now)).await {
            Ok(probe) => latest.extend(probe.latest),
            Err(LedgerError::RightMissing { .. }) => missing.push(right.to_string()),
            Err(error) => return error.into(),
        }
    }
    if missing.is_empty() {
        TestResult::Successful { latest }
    } else {
        TestResult::RightMissing { what: missing.join(", ") }
    }
}
