use std::fmt::Display;
use std::process::ExitCode;

use uku_core::firm::Denied;

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// It was asked wrongly: nothing was tried.
    #[error("{0}")]
    Usage(String),
    /// It could not be done, or not all of it.
    #[error("{0}")]
    CouldNot(String),
}

impl Failure {
    /// It was asked wrongly.
    pub(crate) fn usage(message: impl Display) -> Self {
        Self::Usage(message.to_string())
    }

    /// It could not be done.
    pub(crate) fn could_not(message: impl Display) -> Self {
        Self::CouldNot(message.to_string())
    }

    /// Somebody may not do it; says who may.
    pub(crate) fn denied(denied: Denied) -> Self {
        Self::could_not(format!("{denied}. {}", denied.remedy()))
    }

    /// Says so on the standard error: 1 for what could not be done, 2 for what was asked wrongly.
    pub(crate) fn report(&self) -> ExitCode {
        eprintln!("uku: {self}");
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::CouldNot(_) => ExitCode::from(1),
        }
    }
}
