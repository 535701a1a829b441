use uku_core::connection::{Connection, ConnectionState, Standing};
use uku_l10n::{Remedy, Said, Say};

use crate::page::Page;

/// How a client is connected, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ConnectionView {
    /// The badge's kind and symbol, and what it says.
    pub(super) kind: &'static str,
    pub(super) symbol: &'static str,
    pub(super) text: String,
    pub(super) connected: bool,
    pub(super) paused: bool,
    /// Since when it is so, in words; empty if nothing more is known.
    pub(super) since: String,
    /// What is wrong, and what to do about it; empty if nothing is.
    pub(super) trouble: String,
    pub(super) remedy: String,
    /// How the saved keys are recognised; empty without keys.
    pub(super) keys: String,
}

impl ConnectionView {
    pub(super) fn of(connection: Option<&Connection>, page: &Page) -> Self {
        let (kind, symbol, key) = match connection.map(Standing::of) {
            None => ("dashed", "unlink", "clients-state-not-connected"),
            Some(Standing::Working) => ("ok", "check", "clients-state-connected"),
            Some(Standing::Untested) => ("info", "question", "clients-state-untested"),
            Some(Standing::Failing) => ("bad", "error", "clients-state-failing"),
            Some(Standing::Paused) => ("warn", "pause", "clients-state-paused"),
        };
        let state = connection.map(|connection| &connection.state);
        let since = match state {
            Some(ConnectionState::Connected { at }) => Said::of("clients-since-connected").with("at", *at),
            Some(ConnectionState::Failing { since, .. }) => {
                Said::of("clients-since-failing").with("at", *since)
            }
            Some(ConnectionState::Untested) => Said::of("clients-since-untested"),
            None => Said::of("clients-since-never"),
        };
        let trouble = match state {
            Some(ConnectionState::Failing { why, .. }) => Some(why),
            _ => None,
        };
        let remedy = trouble.and_then(Remedy::remedy_said);
        Self {
            kind,
            symbol,
            text: page.t(key),
            connected: connection.is_some(),
            paused: connection.is_some_and(|connection| connection.paused),
            since: page.say(&since),
            trouble: trouble.map(|why| page.say(&why.said())).unwrap_or_default(),
            remedy: remedy.map(|remedy| page.say(&remedy)).unwrap_or_default(),
            keys: connection.map(|connection| keys(connection, page)).unwrap_or_default(),
        }
    }
}

fn keys(connection: &Connection, page: &Page) -> String {
    let hint = connection.hint.as_str();
    let said = if hint.is_empty() {
        Said::of("clients-keys-saved-short")
    } else {
        Said::of("clients-keys-saved").with("hint", hint)
    };
    page.say(&said.with("at", connection.saved_at))
}
