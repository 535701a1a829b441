use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use uku_core::run::Lane;

/// Spares a vendor that is down: while it seems so, one item a minute is let through to look whether it is back.
///
/// It seems so once requests of several keys in a row got no proper answer. One key alone proves nothing: that one waits by
/// itself. Each node finds out by itself.
#[derive(Debug, Default)]
pub struct Breaker(Mutex<State>);

#[derive(Debug)]
enum State {
    /// All is well but for these lanes, which failed since the last success.
    Closed(BTreeSet<Lane>),
    /// The vendor is down; the next item is let through at this moment.
    Open(DateTime<Utc>),
}

impl Default for State {
    fn default() -> Self {
        Self::Closed(BTreeSet::new())
    }
}

impl Breaker {
    /// How many lanes have to fail in a row.
    const LANES: usize = 3;
    /// How long to wait between two looks.
    const BETWEEN_LOOKS: TimeDelta = TimeDelta::seconds(60);

    /// Whether an item may be begun now. While the vendor is down, whoever is told yes looks for all others.
    pub fn lets_through(&self, now: DateTime<Utc>) -> bool {
        match &mut *self.state() {
            State::Closed(_) => true,
            // A moment further away was told by a clock that was set back since.
            State::Open(next) if *next <= now || *next > now + Self::BETWEEN_LOOKS => {
                *next = now + Self::BETWEEN_LOOKS;
                true
            }
            State::Open(_) => false,
        }
    }

    /// Whoever was let through asked nothing, so that somebody else may look at once.
    pub fn learned_nothing(&self, now: DateTime<Utc>) {
        if let State::Open(next) = &mut *self.state() {
            *next = now;
        }
    }

    /// Whether the vendor is down as far as is known.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(&*self.state(), State::Open(_))
    }

    /// A request of a lane got no proper answer.
    pub fn failed(&self, lane: &Lane, now: DateTime<Utc>) {
        let mut state = self.state();
        if let State::Closed(lanes) = &mut *state {
            lanes.insert(lane.clone());
            if lanes.len() >= Self::LANES {
                tracing::warn!("SmartAccounts seems to be down; one item a minute looks whether it is back");
                *state = State::Open(now + Self::BETWEEN_LOOKS);
            }
        }
    }

    /// A request was answered.
    pub fn answered(&self) {
        let mut state = self.state();
        if matches!(&*state, State::Open(_)) {
            tracing::info!("SmartAccounts answers again");
        }
        *state = State::default();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
