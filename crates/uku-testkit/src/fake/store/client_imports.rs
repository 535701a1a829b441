use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use uku_core::client_import::{
    ClientImport, ClientImportId, ClientImports, ImportRow, Remembered, RowChoice, RowDone, RowKey,
};
use uku_core::store::StoreError;

/// The client imports of a firm, in the order in which they were begun, and what they remember.
#[derive(Debug, Clone, Default)]
pub(super) struct MemoryClientImports {
    imports: Vec<(ClientImport, BTreeMap<u32, ImportRow>)>,
    remembered: BTreeMap<RowKey, Remembered>,
    announced: BTreeSet<ClientImportId>,
}

impl MemoryClientImports {
    fn rows_of(&mut self, id: ClientImportId) -> Result<&mut BTreeMap<u32, ImportRow>, StoreError> {
        let found = self.imports.iter_mut().find(|(import, _)| import.id == id);
        found.map(|(_, rows)| rows).ok_or_else(|| StoreError::Missing(format!("client import {id}")))
    }
}

#[async_trait]
impl ClientImports for MemoryClientImports {
    async fn latest(&mut self) -> Result<Option<ClientImport>, StoreError> {
        Ok(self.imports.last().map(|(import, _)| import.clone()))
    }

    async fn put(&mut self, import: &ClientImport) -> Result<(), StoreError> {
        let stored = self.imports.iter_mut().find(|(stored, _)| stored.id == import.id);
        let version = stored.as_ref().map_or(0, |(stored, _)| stored.version);
        if import.version != version + 1 {
            return Err(StoreError::Fenced);
        }
        match stored {
            Some((stored, _)) => *stored = import.clone(),
            None => self.imports.push((import.clone(), BTreeMap::new())),
        }
        Ok(())
    }

    async fn is_announced(&mut self, import: ClientImportId) -> Result<bool, StoreError> {
        Ok(self.announced.contains(&import))
    }

    async fn announced(&mut self, import: ClientImportId) -> Result<(), StoreError> {
        self.announced.insert(import);
        Ok(())
    }

    async fn add_rows(&mut self, import: ClientImportId, rows: &[ImportRow]) -> Result<(), StoreError> {
        self.rows_of(import)?.extend(rows.iter().map(|row| (row.number, row.clone())));
        Ok(())
    }

    async fn rows(
        &mut self,
        import: ClientImportId,
        after: u32,
        most: u32,
    ) -> Result<Vec<ImportRow>, StoreError> {
        let Ok(rows) = self.rows_of(import) else { return Ok(Vec::new()) };
        let later = rows.values().filter(|row| row.number > after);
        Ok(later.take(most as usize).cloned().collect())
    }

    async fn put_choices(
        &mut self,
        import: ClientImportId,
        choices: &[(u32, RowChoice)],
    ) -> Result<(), StoreError> {
        let rows = self.rows_of(import)?;
        for (number, choice) in choices {
            if let Some(row) = rows.get_mut(number) {
                row.choice = choice.clone();
            }
        }
        Ok(())
    }

    async fn put_done(&mut self, import: ClientImportId, done: &[(u32, RowDone)]) -> Result<(), StoreError> {
        let rows = self.rows_of(import)?;
        for (number, done) in done {
            if let Some(row) = rows.get_mut(number) {
                row.done = Some(done.clone());
                row.keys = None;
            }
        }
        Ok(())
    }

    async fn clear_rows(&mut self, import: ClientImportId) -> Result<(), StoreError> {
        self.rows_of(import)?.clear();
        Ok(())
    }

    async fn remembered(&mut self) -> Result<BTreeMap<RowKey, Remembered>, StoreError> {
        Ok(self.remembered.clone())
    }

    async fn remember(&mut self, rows: &[(RowKey, Remembered)]) -> Result<(), StoreError> {
        self.remembered.extend(rows.iter().cloned());
        Ok(())
    }
}
