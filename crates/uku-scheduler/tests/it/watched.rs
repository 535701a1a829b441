//! Books that tell who asks them.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use tokio::time::{Instant, sleep};
use uku_core::ledger::{
    CustomerPage, DocumentPage, DocumentsQuery, EntriesQuery, EntryPage, KeyFingerprint, KeyPair, Ledger,
    LedgerError, Ledgers, Priority, Probe, ProbeQuery, PublicKey,
};
use uku_testkit::fake::FakeLedgers;

/// The same books; each answer takes its time by the runtime's clock.
#[derive(Clone)]
pub(crate) struct Watched {
    books: FakeLedgers,
    takes: Duration,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    /// How many have the books of a key open.
    open: BTreeMap<String, usize>,
    most_open: usize,
    most_open_of_one_key: usize,
    takes: BTreeMap<String, Duration>,
    asked: Vec<(String, Instant)>,
}

impl Watched {
    pub(crate) fn new(books: &FakeLedgers, takes: Duration) -> Self {
        Self { books: books.clone(), takes, seen: Arc::default() }
    }

    /// Answers to this key take so long from now on.
    pub(crate) fn slow_down(&self, key: &str, takes: Duration) {
        self.seen.lock().unwrap().takes.insert(key.to_owned(), takes);
    }

    /// The most books that were open at once, and the most times that those of one key were.
    pub(crate) fn most_open(&self) -> (usize, usize) {
        let seen = self.seen.lock().unwrap();
        (seen.most_open, seen.most_open_of_one_key)
    }

    /// With which key each request was sent, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.seen.lock().unwrap().asked.iter().map(|(key, _)| key.clone()).collect()
    }

    /// When each request was sent, in order.
    pub(crate) fn asked_at(&self) -> Vec<Instant> {
        self.seen.lock().unwrap().asked.iter().map(|(_, at)| *at).collect()
    }
}

impl Ledgers for Watched {
    fn open(&self, keys: KeyPair, priority: Priority) -> Box<dyn Ledger> {
        let key = keys.public().as_str().to_owned();
        let mut seen = self.seen.lock().unwrap();
        let of_key = seen.open.entry(key.clone()).or_default();
        *of_key += 1;
        seen.most_open_of_one_key = (*of_key).max(seen.most_open_of_one_key);
        seen.most_open = seen.open.values().sum::<usize>().max(seen.most_open);
        Box::new(WatchedLedger { ledger: self.books.open(keys, priority), key, watched: self.clone() })
    }

    fn fingerprint(&self, key: &PublicKey) -> KeyFingerprint {
        self.books.fingerprint(key)
    }
}

struct WatchedLedger {
    ledger: Box<dyn Ledger>,
    key: String,
    watched: Watched,
}

impl WatchedLedger {
    async fn ask(&self) {
        let takes = {
            let mut seen = self.watched.seen.lock().unwrap();
            seen.asked.push((self.key.clone(), Instant::now()));
            seen.takes.get(&self.key).copied().unwrap_or(self.watched.takes)
        };
        if !takes.is_zero() {
            sleep(takes).await;
        }
    }
}

impl Drop for WatchedLedger {
    fn drop(&mut self) {
        *self.watched.seen.lock().unwrap().open.get_mut(&self.key).unwrap() -= 1;
    }
}

#[async_trait]
impl Ledger for WatchedLedger {
    async fn probe(&self, query: &ProbeQuery) -> Result<Probe, LedgerError> {
        self.ask().await;
        self.ledger.probe(query).await
    }

    async fn entries(&self, query: &EntriesQuery) -> Result<EntryPage, LedgerError> {
        let page = self.ledger.entries(query).await;
        self.ask().await;
        page
    }

    async fn documents(&self, query: &DocumentsQuery) -> Result<DocumentPage, LedgerError> {
        self.ask().await;
        self.ledger.documents(query).await
    }

    async fn customers(&self, page: NonZeroU32) -> Result<CustomerPage, LedgerError> {
        self.ask().await;
        self.ledger.customers(page).await
    }

    fn requests_sent(&self) -> u64 {
        self.ledger.requests_sent()
    }
}
