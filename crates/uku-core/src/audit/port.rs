use async_trait::async_trait;

use super::{AuditEntry, AuditQuery, AuditRecord};
use crate::client::ClientId;
use crate::store::StoreError;

/// The activity of the firm for which the unit of work was opened.
#[async_trait]
pub trait Audit: Send {
    /// Records what happened, in order. MUST leave out an entry whose business key was recorded before, also within
    /// the same call. No record MUST ever be changed or deleted.
    async fn append(&mut self, entries: &[AuditEntry]) -> Result<(), StoreError>;

    /// The latest records of a query, the latest first.
    async fn page(&mut self, query: &AuditQuery) -> Result<Vec<AuditRecord>, StoreError>;

    /// Erases the personal texts of all records about a client; of how many. The records stay.
    async fn erase_personal(&mut self, client: &ClientId) -> Result<u64, StoreError>;
}
