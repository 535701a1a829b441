use uku_core::client::FindClients;
use uku_core::connection::{ConnectionCounts, ConnectionFilter};

/// The clients that a chip above the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Filter {
    #[default]
    All,
    Connected,
    Failing,
    Untested,
    NotConnected,
    Paused,
    Inactive,
}

impl Filter {
    pub(super) const ALL: [Self; 7] = [
        Self::All,
        Self::Connected,
        Self::Failing,
        Self::Untested,
        Self::NotConnected,
        Self::Paused,
        Self::Inactive,
    ];

    /// Those that say nothing of connections.
    pub(super) const PLAIN: [Self; 2] = [Self::All, Self::Inactive];

    /// The word in addresses; none for all clients.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Connected => "connected",
            Self::Failing => "failing",
            Self::Untested => "untested",
            Self::NotConnected => "not-connected",
            Self::Paused => "paused",
            Self::Inactive => "inactive",
        }
    }

    /// The filter of a word; all clients for any other.
    pub(super) fn named(word: &str) -> Self {
        Self::ALL.into_iter().find(|filter| filter.word() == word).unwrap_or_default()
    }

    /// The key of its name.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::All => "clients-filter-all",
            Self::Connected => "clients-filter-connected",
            Self::Failing => "clients-filter-failing",
            Self::Untested => "clients-filter-untested",
            Self::NotConnected => "clients-filter-not-connected",
            Self::Paused => "clients-filter-paused",
            Self::Inactive => "clients-filter-inactive",
        }
    }

    /// How many clients it shows where nothing else is looked for.
    pub(super) fn count(self, counts: &ConnectionCounts) -> u64 {
        match self {
            Self::All => counts.clients,
            Self::Connected => counts.connected,
            Self::Failing => counts.failing,
            Self::Untested => counts.untested,
            Self::NotConnected => counts.not_connected,
            Self::Paused => counts.paused,
            Self::Inactive => counts.clients.saturating_sub(counts.active),
        }
    }

    /// What is looked for, with these words. States are those of active clients, as they are counted.
    pub(super) fn with(self, text: &str) -> FindClients {
        let (state, active) = match self {
            Self::All => (None, None),
            Self::Connected => (Some(ConnectionFilter::Connected), Some(true)),
            Self::Failing => (Some(ConnectionFilter::Failing), Some(true)),
            Self::Untested => (Some(ConnectionFilter::Untested), Some(true)),
            Self::NotConnected => (Some(ConnectionFilter::NotConnected), Some(true)),
            Self::Paused => (Some(ConnectionFilter::Paused), Some(true)),
            Self::Inactive => (None, Some(false)),
        };
        FindClients { text: text.to_owned(), state, active, ..FindClients::default() }
    }
}
