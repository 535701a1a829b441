use uku_core::client::ClientsError;
use uku_core::notice::NoticesError;
use uku_core::summary::TasksError;

/// Why the host's own tables could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// A row refers to something that is not there.
    #[error("there is no {what} `{name}`")]
    Missing {
        /// What kind of thing.
        what: &'static str,
        /// What it would be called.
        name: String,
    },
    /// A column holds what it can't hold.
    #[error("`{0}` in the database can't be understood")]
    Unreadable(String),
}

// Whatever fails here is the same to the integration: it reports it with the client and month, and goes on with others.

impl From<HostError> for ClientsError {
    fn from(error: HostError) -> Self {
        Self::Unavailable(error.to_string())
    }
}

impl From<HostError> for TasksError {
    fn from(error: HostError) -> Self {
        Self::Unavailable(error.to_string())
    }
}

impl From<HostError> for NoticesError {
    fn from(error: HostError) -> Self {
        Self::Unavailable(error.to_string())
    }
}
