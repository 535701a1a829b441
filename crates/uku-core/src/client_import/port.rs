use std::collections::BTreeMap;

use async_trait::async_trait;

use super::{ClientImport, ClientImportId, ImportRow, Remembered, RowChoice, RowDone, RowKey};
use crate::store::StoreError;

/// The client imports of the firm for which the unit of work was opened, and what they remember.
#[async_trait]
pub trait ClientImports: Send {
    /// The import that was begun last; none if there was none.
    async fn latest(&mut self) -> Result<Option<ClientImport>, StoreError>;

    /// Remembers an import as it is now. MUST be refused as [`StoreError::Fenced`] unless its version is one more than
    /// what is stored, or 1 for a new one.
    async fn put(&mut self, import: &ClientImport) -> Result<(), StoreError>;

    /// Whether people were told of an import; not of one that was only just begun, nor of one that is not there.
    async fn is_announced(&mut self, import: ClientImportId) -> Result<bool, StoreError>;

    /// Remembers that people were told of an import. Its version MUST stay as it is: nobody is fenced by it.
    async fn announced(&mut self, import: ClientImportId) -> Result<(), StoreError>;

    /// Adds rows.
    async fn add_rows(&mut self, import: ClientImportId, rows: &[ImportRow]) -> Result<(), StoreError>;

    /// The rows with greater numbers than `after`, in order, at most so many.
    async fn rows(
        &mut self,
        import: ClientImportId,
        after: u32,
        most: u32,
    ) -> Result<Vec<ImportRow>, StoreError>;

    /// Remembers what a person decided about rows, by their numbers. A number without a row is left out.
    async fn put_choices(
        &mut self,
        import: ClientImportId,
        choices: &[(u32, RowChoice)],
    ) -> Result<(), StoreError>;

    /// Remembers what came of rows, by their numbers. Of their keys nothing MUST remain.
    async fn put_done(&mut self, import: ClientImportId, done: &[(u32, RowDone)]) -> Result<(), StoreError>;

    /// Deletes all rows of an import, with their keys.
    async fn clear_rows(&mut self, import: ClientImportId) -> Result<(), StoreError>;

    /// Everything that is remembered of rows of former imports.
    async fn remembered(&mut self) -> Result<BTreeMap<RowKey, Remembered>, StoreError>;

    /// Remembers rows, in the place of what was remembered of them before.
    async fn remember(&mut self, rows: &[(RowKey, Remembered)]) -> Result<(), StoreError>;
}
