//! One request at a time with each key, however many ask.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;
use uku_core::ledger::{KeyFingerprint, Priority};

/// Whose turn it is to send a request with each key. The more urgent go first, then those who asked first.
#[derive(Default)]
pub(crate) struct Turns {
    /// A key without a line is free.
    lines: Mutex<HashMap<KeyFingerprint, Line>>,
}

/// Those who wait while somebody has the turn.
#[derive(Default)]
struct Line {
    waiting: BTreeMap<(Priority, u64), oneshot::Sender<Turn>>,
    asked: u64,
}

/// The right to send a request with a key, until it is dropped.
pub(crate) struct Turn {
    turns: Arc<Turns>,
    key: KeyFingerprint,
}

impl Turns {
    /// Waits for the turn. Who stops waiting is passed over, also at the moment at which the turn comes.
    pub(crate) async fn take(self: &Arc<Self>, key: &KeyFingerprint, priority: Priority) -> Turn {
        loop {
            match self.queue(key, priority) {
                None => return self.turn(key),
                Some(coming) => {
                    if let Ok(turn) = coming.await {
                        return turn;
                    }
                }
            }
        }
    }

    /// Stands in line, or takes a key that is free.
    fn queue(&self, key: &KeyFingerprint, priority: Priority) -> Option<oneshot::Receiver<Turn>> {
        match self.lines().entry(key.clone()) {
            Entry::Vacant(free) => {
                free.insert(Line::default());
                None
            }
            Entry::Occupied(mut taken) => {
                let line = taken.get_mut();
                let (turn, coming) = oneshot::channel();
                line.asked += 1;
                line.waiting.insert((priority, line.asked), turn);
                Some(coming)
            }
        }
    }

    /// Who has the next turn; if nobody waits, the key is free.
    fn next(&self, key: &KeyFingerprint) -> Option<oneshot::Sender<Turn>> {
        let mut lines = self.lines();
        let line = lines.get_mut(key)?;
        while let Some((_, next)) = line.waiting.pop_first() {
            if !next.is_closed() {
                return Some(next);
            }
        }
        lines.remove(key);
        None
    }

    fn turn(self: &Arc<Self>, key: &KeyFingerprint) -> Turn {
        Turn { turns: Arc::clone(self), key: key.clone() }
    }

    /// What a panic elsewhere left behind is still whole: every change is made in one step.
    fn lines(&self) -> MutexGuard<'_, HashMap<KeyFingerprint, Line>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(next) = self.turns.next(&self.key) {
            // A turn that comes back, from one who has just stopped waiting, is passed on when it is dropped here.
            drop(next.send(self.turns.turn(&self.key)));
        }
    }
}
