use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use secrecy::ExposeSecret;
use uku_core::ledger::{
    CustomerPage, DocumentPage, DocumentsQuery, EntriesQuery, EntryPage, KeyFingerprint, KeyPair, Ledger,
    LedgerError, Ledgers, Priority, Probe, ProbeQuery, PublicKey,
};

use super::FakeLedger;

/// The books of many companies. Keys for which no books were given are wrong, as are other secret keys.
///
/// Clones are the same books.
#[derive(Clone, Default)]
pub struct FakeLedgers(Arc<Mutex<BTreeMap<KeyFingerprint, Company>>>);

#[derive(Default)]
struct Company {
    given: Option<(KeyPair, Arc<FakeLedger>)>,
    failing: Option<LedgerError>,
    requests: u64,
    priorities: Vec<Priority>,
}

impl FakeLedgers {
    /// Gives the books that a key pair opens, in the place of any before.
    pub fn give(&self, keys: &KeyPair, ledger: FakeLedger) -> Arc<FakeLedger> {
        let ledger = Arc::new(ledger);
        self.change(keys.public(), |company| company.given = Some((keys.clone(), Arc::clone(&ledger))));
        ledger
    }

    /// Revokes a key: from now on it is wrong, also for whoever has the books open.
    pub fn revoke(&self, key: &PublicKey) {
        self.change(key, |company| company.given = None);
    }

    /// Answers every request of a key with this error, until it is told none.
    pub fn fail(&self, key: &PublicKey, error: Option<LedgerError>) {
        self.change(key, |company| company.failing = error);
    }

    /// How many requests were sent with a key, whoever had it.
    #[must_use]
    pub fn requests(&self, key: &PublicKey) -> u64 {
        self.change(key, |company| company.requests)
    }

    /// For work of which priority the books of a key were opened, in order.
    #[must_use]
    pub fn priorities(&self, key: &PublicKey) -> Vec<Priority> {
        self.change(key, |company| company.priorities.clone())
    }

    fn change<T>(&self, key: &PublicKey, change: impl FnOnce(&mut Company) -> T) -> T {
        change(self.0.lock().unwrap().entry(self.fingerprint(key)).or_default())
    }
}

impl Ledgers for FakeLedgers {
    fn open(&self, keys: KeyPair, priority: Priority) -> Box<dyn Ledger> {
        self.change(keys.public(), |company| company.priorities.push(priority));
        Box::new(OpenLedger { ledgers: self.clone(), keys, requests: AtomicU64::new(0) })
    }

    fn fingerprint(&self, key: &PublicKey) -> KeyFingerprint {
        KeyFingerprint::of("books.example", key)
    }
}

struct OpenLedger {
    ledgers: FakeLedgers,
    keys: KeyPair,
    requests: AtomicU64,
}

impl OpenLedger {
    /// The books, if the key opens them at this moment.
    fn request(&self) -> Result<Arc<FakeLedger>, LedgerError> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.ledgers.change(self.keys.public(), |company| {
            company.requests += 1;
            if let Some(error) = &company.failing {
                return Err(error.clone());
            }
            let fits = |(keys, _): &&(KeyPair, _)| {
                keys.secret().expose_secret() == self.keys.secret().expose_secret()
            };
            let found = company.given.as_ref().filter(fits);
            found.map(|(_, ledger)| Arc::clone(ledger)).ok_or(LedgerError::WrongKeys)
        })
    }
}

#[async_trait]
impl Ledger for OpenLedger {
    async fn probe(&self, query: &ProbeQuery) -> Result<Probe, LedgerError> {
        self.request()?.probe(query).await
    }

    async fn entries(&self, query: &EntriesQuery) -> Result<EntryPage, LedgerError> {
        self.request()?.entries(query).await
    }

    async fn documents(&self, query: &DocumentsQuery) -> Result<DocumentPage, LedgerError> {
        self.request()?.documents(query).await
    }

    async fn customers(&self, page: NonZeroU32) -> Result<CustomerPage, LedgerError> {
        self.request()?.customers(page).await
    }

    fn requests_sent(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }
}
