//! Any books behind any key.

use std::num::NonZeroU32;
use std::sync::Arc;

use async_trait::async_trait;
use uku_core::ledger::{
    CustomerPage, DocumentPage, DocumentsQuery, EntriesQuery, EntryPage, KeyFingerprint, KeyPair, Ledger,
    LedgerError, Ledgers, Priority, Probe, ProbeQuery, PublicKey,
};

/// The same books whatever the key.
pub(crate) struct Opens(pub(crate) Arc<dyn Ledger>);

impl Ledgers for Opens {
    fn open(&self, _: KeyPair, _: Priority) -> Box<dyn Ledger> {
        Box::new(Opened { before: self.0.requests_sent(), ledger: Arc::clone(&self.0) })
    }

    fn fingerprint(&self, key: &PublicKey) -> KeyFingerprint {
        KeyFingerprint::of("books.example", key)
    }
}

struct Opened {
    ledger: Arc<dyn Ledger>,
    before: u64,
}

#[async_trait]
impl Ledger for Opened {
    async fn probe(&self, query: &ProbeQuery) -> Result<Probe, LedgerError> {
        self.ledger.probe(query).await
    }

    async fn entries(&self, query: &EntriesQuery) -> Result<EntryPage, LedgerError> {
        self.ledger.entries(query).await
    }

    async fn documents(&self, query: &DocumentsQuery) -> Result<DocumentPage, LedgerError> {
        self.ledger.documents(query).await
    }

    async fn customers(&self, page: NonZeroU32) -> Result<CustomerPage, LedgerError> {
        self.ledger.customers(page).await
    }

    fn requests_sent(&self) -> u64 {
        self.ledger.requests_sent() - self.before
    }
}
