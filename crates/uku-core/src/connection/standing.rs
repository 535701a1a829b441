use super::{Connection, ConnectionState};

/// How a connection stands, in one word. One that is paused is no more than that, whatever its keys would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// The keys worked when they were last used.
    Working,
    /// The keys were saved and not used yet.
    Untested,
    /// The keys don't work until somebody does something.
    Failing,
    /// A person paused it.
    Paused,
}

impl Standing {
    /// How a connection stands.
    #[must_use]
    pub fn of(connection: &Connection) -> Self {
        match connection.state {
            _ if connection.paused => Self::Paused,
            ConnectionState::Untested => Self::Untested,
            ConnectionState::Connected { .. } => Self::Working,
            ConnectionState::Failing { .. } => Self::Failing,
        }
    }
}

/// Clients by how they are connected. Each is in one of `NotConnected`, `Connected`, `Failing` and `Paused`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConnectionFilter {
    /// Without keys.
    NotConnected,
    /// With keys that work, or that were not used yet.
    Connected,
    /// With keys that were not used yet.
    Untested,
    /// With keys that don't work.
    Failing,
    /// Paused, whatever the keys would do.
    Paused,
}

impl ConnectionFilter {
    /// Every filter.
    pub const ALL: [Self; 5] =
        [Self::NotConnected, Self::Connected, Self::Untested, Self::Failing, Self::Paused];

    /// Whether a client is among them; it has no standing if it is not connected.
    #[must_use]
    pub fn admits(self, standing: Option<Standing>) -> bool {
        match self {
            Self::NotConnected => standing.is_none(),
            Self::Connected => matches!(standing, Some(Standing::Working | Standing::Untested)),
            Self::Untested => standing == Some(Standing::Untested),
            Self::Failing => standing == Some(Standing::Failing),
            Self::Paused => standing == Some(Standing::Paused),
        }
    }
}
