use async_trait::async_trait;

use super::{DocumentPage, DocumentsQuery, EntriesQuery, EntryPage, LedgerError};

/// The books of one company, opened with one key pair.
#[async_trait]
pub trait Ledger: Send + Sync {
    /// One page of general ledger entries.
    ///
    /// MUST return every entry of the query exactly once over its pages while the books don't change, and
    /// `more = false` on the last page. Entries of a kind we don't know MUST come as
    /// [`EntryKind::Unknown`](super::EntryKind::Unknown). A row that can't be read MUST fail the page as
    /// [`LedgerError::Garbled`], never be left out.
    async fn entries(&self, query: &EntriesQuery) -> Result<EntryPage, LedgerError>;

    /// One page of a list of documents, under the same rules.
    async fn documents(&self, query: &DocumentsQuery) -> Result<DocumentPage, LedgerError>;

    /// How many requests were sent through this value, repeats included.
    fn requests_sent(&self) -> u64;
}
