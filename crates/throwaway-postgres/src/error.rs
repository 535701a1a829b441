use std::{fmt, io};

/// Why there is no server.
#[derive(Debug)]
pub enum Error {
    /// PostgreSQL's server programs are not on this machine.
    NoPrograms,
    /// We are root, and there is nobody else to run the server as.
    NoUser,
    /// Something of the system failed; the text says what was tried.
    System(String, io::Error),
    /// The server did not start; the text is what it said.
    NotStarted(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPrograms => f.write_str(
                "PostgreSQL's server programs (initdb, pg_ctl, postgres) are not on this machine; install them, \
                 or set DATABASE_URL to a server that may be used",
            ),
            Self::NoUser => f.write_str(
                "PostgreSQL does not run as root, and there is no user `postgres` or `nobody` that setpriv, runuser \
                 or su can become",
            ),
            Self::System(what, _) => write!(f, "{what} failed"),
            Self::NotStarted(said) => write!(f, "the PostgreSQL server did not start:\n{}", said.trim_end()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::System(_, error) => Some(error),
            Self::NoPrograms | Self::NoUser | Self::NotStarted(_) => None,
        }
    }
}
