//! How clients are connected, and what a test finds.

use uku_core::connection::{
    ConnectError, Connection, ConnectionOwner, ConnectionState, ConnectionTrouble, NoBooks, TestResult,
};

use super::{Names, Remedy, Say, detail, kept, names};
use crate::Said;

/// Whose connection it is.
#[must_use]
pub fn owner(owner: &ConnectionOwner, called: &dyn Names) -> Said {
    match owner {
        ConnectionOwner::OwnBooks => Said::of("core-connection-own-books"),
        ConnectionOwner::Client(client) => names::client(called, client),
    }
}

/// How a client stands, in a word or two.
#[must_use]
pub fn badge(connection: Option<&Connection>) -> Said {
    match connection {
        None => Said::of("core-connection-state-not-connected"),
        Some(connection) if connection.paused => Said::of("core-connection-state-paused"),
        Some(connection) => connection.state.said(),
    }
}

impl Say for ConnectionState {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Untested => "core-connection-state-untested",
            Self::Connected { .. } => "core-connection-state-connected",
            Self::Failing { .. } => "core-connection-state-failing",
        })
    }
}

impl Say for ConnectError {
    fn said(&self) -> Said {
        match self {
            Self::Denied(denied) => denied.said(),
            Self::NotActive => Said::of("core-connection-not-active"),
            Self::NoSuchClient => Said::of("core-client-unknown"),
            Self::NotConnected(name) => Said::of("core-connection-not-connected").with("name", name),
            Self::SameKeys { other } => Said::of("core-connection-same-keys").with("other", other),
            Self::Refused(result) => Said::of("core-connection-refused").with("why", result.said()),
            Self::Clients(error) => error.said(),
            Self::Vault(error) => error.said(),
            Self::Store(error) => error.said(),
        }
    }
}

impl Remedy for ConnectError {
    fn remedy_said(&self) -> Option<Said> {
        match self {
            Self::Denied(denied) => denied.remedy_said(),
            Self::Refused(result) => result.remedy_said(),
            Self::NotActive
            | Self::NoSuchClient
            | Self::NotConnected(_)
            | Self::SameKeys { .. }
            | Self::Clients(_)
            | Self::Vault(_)
            | Self::Store(_) => None,
        }
    }
}

impl Say for NoBooks {
    fn said(&self) -> Said {
        match self {
            Self::NotActive => Said::of("core-connection-inactive"),
            Self::NotConnected => Said::of("core-connection-no-keys"),
            Self::Paused => Said::of("core-connection-paused"),
            Self::Failing(trouble) => trouble.said(),
            Self::Vault(error) => error.said(),
            Self::Store(error) => error.said(),
        }
    }
}

impl Say for ConnectionTrouble {
    fn said(&self) -> Said {
        match self {
            Self::WrongKeys => Said::of("core-trouble-wrong-keys"),
            Self::RightMissing { what } => {
                Said::of("core-trouble-right-missing").with("what", kept::rights(what))
            }
            Self::Unpaid => Said::of("core-trouble-unpaid"),
        }
    }
}

impl Remedy for ConnectionTrouble {
    fn remedy_said(&self) -> Option<Said> {
        Some(Said::of(match self {
            Self::WrongKeys => "core-trouble-wrong-keys-remedy",
            Self::RightMissing { .. } => "core-trouble-right-missing-remedy",
            Self::Unpaid => "core-trouble-unpaid-remedy",
        }))
    }
}

impl Say for TestResult {
    fn said(&self) -> Said {
        match self {
            Self::Successful { .. } => Said::of("core-test-successful"),
            Self::WrongKeys => Said::of("core-trouble-wrong-keys"),
            Self::ClockWrong { seconds } => {
                let key = if *seconds < 0 { "core-test-clock-behind" } else { "core-test-clock-ahead" };
                Said::of(key).with("seconds", seconds.unsigned_abs())
            }
            Self::RightMissing { what } => {
                Said::of("core-trouble-right-missing").with("what", kept::rights(what))
            }
            Self::Unpaid => Said::of("core-trouble-unpaid"),
            Self::OverLimit { until } => Said::of("core-test-over-limit").with("until", *until),
            Self::NotReachable { detail: why } => {
                Said::of("core-test-not-reachable").with("detail", detail(why))
            }
        }
    }
}

impl Remedy for TestResult {
    fn remedy_said(&self) -> Option<Said> {
        Some(Said::of(match self {
            Self::Successful { .. } => "core-test-successful-remedy",
            Self::WrongKeys => "core-test-wrong-keys-remedy",
            Self::ClockWrong { .. } => "core-test-clock-remedy",
            Self::RightMissing { .. } => "core-test-right-missing-remedy",
            Self::Unpaid => "core-test-unpaid-remedy",
            Self::OverLimit { .. } => "core-test-over-limit-remedy",
            Self::NotReachable { .. } => "core-test-not-reachable-remedy",
        }))
    }
}
