use std::num::NonZeroU32;

use async_trait::async_trait;

use super::{
    CustomerPage, DocumentPage, DocumentsQuery, EntriesQuery, EntryPage, KeyFingerprint, KeyPair,
    LedgerError, Priority, Probe, ProbeQuery, PublicKey,
};

/// The books of one company, opened with one key pair.
#[async_trait]
pub trait Ledger: Send + Sync {
    /// Tries out a right. MUST send one request and no more, whatever comes of it: a signature that is refused while
    /// the server's clock differs by more than two minutes is [`LedgerError::ClockOff`].
    async fn probe(&self, query: &ProbeQuery) -> Result<Probe, LedgerError>;

    /// One page of general ledger entries.
    ///
    /// MUST return every entry of the query exactly once over its pages while the books don't change, and
    /// `more = false` on the last page. Entries of a kind we don't know MUST come as
    /// [`EntryKind::Unknown`](super::EntryKind::Unknown). A row that can't be read MUST fail the page as
    /// [`LedgerError::Garbled`], never be left out.
    async fn entries(&self, query: &EntriesQuery) -> Result<EntryPage, LedgerError>;

    /// One page of a list of documents, under the same rules.
    async fn documents(&self, query: &DocumentsQuery) -> Result<DocumentPage, LedgerError>;

    /// One page of the company's customers with contacts and addresses, from page 1. A row that can't be read MUST be
    /// told in its place.
    async fn customers(&self, page: NonZeroU32) -> Result<CustomerPage, LedgerError>;

    /// How many requests were sent through this value, repeats included.
    fn requests_sent(&self) -> u64;
}

/// Where the books of all companies are.
pub trait Ledgers: Send + Sync {
    /// The books that a key pair opens, for work of a priority: its requests are spent from the key's budget within
    /// [`Limits::for_priority`](super::Limits::for_priority). Nothing is sent yet.
    fn open(&self, keys: KeyPair, priority: Priority) -> Box<dyn Ledger>;

    /// What stands for a public key there: the same for the same key, whoever has it.
    fn fingerprint(&self, key: &PublicKey) -> KeyFingerprint;
}
