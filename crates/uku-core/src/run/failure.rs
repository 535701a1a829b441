use serde::{Deserialize, Serialize};

use crate::connection::ConnectionTrouble;
use crate::counting::{Contradiction, CountError};
use crate::firm::WorkPaused;
use crate::ledger::LedgerError;
use crate::summary::{SettingsTrouble, TasksError};

/// Why a month was not imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// The books could not be counted.
    #[error(transparent)]
    Count(#[from] CountError),
    /// The summary task could not be written.
    #[error(transparent)]
    Task(#[from] TasksError),
    /// The settings of the summary task can't be followed any more.
    #[error(transparent)]
    Settings(#[from] SettingsTrouble),
    /// The saved keys can't be opened.
    #[error("the saved keys cannot be opened: {0}")]
    Keys(String),
    /// The firm, its clients or our own memory could not be read or written.
    #[error("the data is not available: {0}")]
    Data(String),
    /// The program ended each time it worked on it.
    #[error("the program stopped {times} times in a row while it worked on this")]
    Crashed {
        /// How often.
        times: u32,
    },
}

impl Failure {
    /// What a person can do about it, in one sentence.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Count(error) => error.remedy(),
            Self::Task(error) => error.remedy(),
            Self::Settings(trouble) => trouble.remedy(),
            Self::Keys(_) => "Give the master key to this program again, or enter the client's keys anew.",
            Self::Data(_) => {
                "See that the data folder or the database can be reached and written, then retry what failed."
            }
            Self::Crashed { .. } => {
                "Retry what failed; if it stays so, send the log to the people who look after this software."
            }
        }
    }

    /// Whether it may be gone at the next try, without anybody doing anything about it.
    #[must_use]
    pub fn passes(&self) -> bool {
        match self {
            Self::Count(CountError::Ledger(error)) => matches!(
                error,
                LedgerError::Unreachable { .. }
                    | LedgerError::Unavailable { .. }
                    | LedgerError::ClockOff { .. }
                    | LedgerError::Withdrawn
                    | LedgerError::BudgetUnknown { .. }
            ),
            Self::Count(CountError::Contradiction(contradiction)) => {
                matches!(contradiction, Contradiction::ChangingWhileCounted { .. })
            }
            Self::Task(error) => matches!(error, TasksError::Changed | TasksError::Unavailable(_)),
            Self::Data(_) => true,
            Self::Settings(_) | Self::Keys(_) | Self::Crashed { .. } => false,
        }
    }

    /// Whether the vendor's service itself seems to be down, for everybody.
    #[must_use]
    pub fn is_outage(&self) -> bool {
        matches!(
            self,
            Self::Count(CountError::Ledger(
                LedgerError::Unreachable { .. } | LedgerError::Unavailable { .. }
            ))
        )
    }

    /// What is wrong with the connection until somebody does something about it; none if the failure lies elsewhere.
    #[must_use]
    pub fn connection_trouble(&self) -> Option<ConnectionTrouble> {
        match self {
            Self::Count(CountError::Ledger(error)) => ConnectionTrouble::of(error),
            _ => None,
        }
    }
}

/// Why a client's months were passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// The integration was deactivated.
    #[error("the SmartAccounts integration is not activated")]
    NotActive,
    /// The firm's subscription doesn't cover it.
    #[error(transparent)]
    Subscription(WorkPaused),
    /// The settings of the summary task are not complete any more.
    #[error("the settings of the summary task are not complete")]
    NoSettings,
    /// The client is not there any more.
    #[error("the client was deleted")]
    ClientGone,
    /// The firm doesn't work for the client any more.
    #[error("the client is inactive")]
    ClientInactive,
    /// The client has no keys.
    #[error("not connected: there are no SmartAccounts API keys")]
    NotConnected,
    /// A person paused the connection.
    #[error("the connection is paused")]
    Paused,
    /// The keys were refused before, and nobody did anything about it since.
    #[error("{0}")]
    Failing(ConnectionTrouble),
}

impl SkipReason {
    /// What a person can do about it, in one sentence.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NotActive => {
                "Activate the SmartAccounts integration in Settings & Apps, then use Import data."
            }
            Self::Subscription(paused) => paused.remedy(),
            Self::NoSettings => "Complete the settings on the Data import tab, then use Import data.",
            Self::ClientGone => "Nothing, if it was meant to be deleted.",
            Self::ClientInactive => "Set the client to active in Uku, then use Import data.",
            Self::NotConnected => {
                "Click the client's key icon in the Clients view, pick SmartAccounts and paste the client's keys."
            }
            Self::Paused => "Resume the client, then use Import data.",
            Self::Failing(trouble) => trouble.remedy(),
        }
    }
}
