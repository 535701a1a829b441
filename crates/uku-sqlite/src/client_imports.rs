use std::collections::BTreeMap;

use async_trait::async_trait;
use uku_core::client_import::{
    ClientImport, ClientImportId, ClientImports, ImportRow, Remembered, RowChoice, RowDone, RowKey,
};
use uku_core::store::StoreError;

use crate::error::failed;
use crate::unit_of_work::SqliteWork;
use uku_rows::{from_integer, from_json, from_word, instant, parse, to_json, to_word};

#[async_trait]
impl ClientImports for SqliteWork {
    async fn latest(&mut self) -> Result<Option<ClientImport>, StoreError> {
        let firm = self.firm.as_ref();
        let row = sqlx::query!(
            "SELECT import_id, source, started_by, started_at, state, fetched, repeats, version FROM client_imports
             WHERE firm_id = ? ORDER BY begun DESC LIMIT 1",
            firm,
        )
        .fetch_optional(&mut *self.tx)
        .await
        .map_err(failed)?;
        row.map(|row| {
            Ok(ClientImport {
                id: ClientImportId(parse("client_imports.import_id", &row.import_id)?),
                source: from_word("client_imports.source", row.source)?,
                started_by: parse("client_imports.started_by", &row.started_by)?,
                started_at: parse("client_imports.started_at", &row.started_at)?,
                state: from_json("client_imports.state", &row.state)?,
                rows: from_integer("client_imports.fetched", row.fetched)?,
                repeats: from_integer("client_imports.repeats", row.repeats)?,
                version: row.version,
            })
        })
        .transpose()
    }

    async fn put(&mut self, import: &ClientImport) -> Result<(), StoreError> {
        let put = if import.version == 1 {
            self.insert_import(import).await?
        } else {
            self.update_import(import).await?
        };
        if put { Ok(()) } else { Err(StoreError::Fenced) }
    }

    async fn is_announced(&mut self, import: ClientImportId) -> Result<bool, StoreError> {
        let (firm, import) = (self.firm.as_ref(), import.to_string());
        let announced = sqlx::query_scalar!(
            r#"SELECT announced AS "announced: bool" FROM client_imports WHERE firm_id = ? AND import_id = ?"#,
            firm,
            import,
        )
        .fetch_optional(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(announced.unwrap_or_default())
    }

    async fn announced(&mut self, import: ClientImportId) -> Result<(), StoreError> {
        let (firm, import) = (self.firm.as_ref(), import.to_string());
        sqlx::query!(
            "UPDATE client_imports SET announced = 1 WHERE firm_id = ? AND import_id = ?",
            firm,
            import
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    async fn add_rows(&mut self, import: ClientImportId, rows: &[ImportRow]) -> Result<(), StoreError> {
        let import = import.to_string();
        for row in rows {
            self.insert_row(&import, row).await?;
        }
        Ok(())
    }

    async fn rows(
        &mut self,
        import: ClientImportId,
        after: u32,
        most: u32,
    ) -> Result<Vec<ImportRow>, StoreError> {
        self.read_rows(&import.to_string(), after, most).await
    }

    async fn put_choices(
        &mut self,
        import: ClientImportId,
        choices: &[(u32, RowChoice)],
    ) -> Result<(), StoreError> {
        let (firm, import) = (self.firm.as_ref(), import.to_string());
        for (number, choice) in choices {
            let choice = to_json(choice)?;
            sqlx::query!(
                "UPDATE client_import_rows SET choice = ? WHERE firm_id = ? AND import_id = ? AND number = ?",
                choice,
                firm,
                import,
                number,
            )
            .execute(&mut *self.tx)
            .await
            .map_err(failed)?;
        }
        Ok(())
    }

    async fn put_done(&mut self, import: ClientImportId, done: &[(u32, RowDone)]) -> Result<(), StoreError> {
        let import = import.to_string();
        for (number, done) in done {
            self.put_row_done(&import, *number, done).await?;
        }
        Ok(())
    }

    async fn clear_rows(&mut self, import: ClientImportId) -> Result<(), StoreError> {
        let (firm, import) = (self.firm.as_ref(), import.to_string());
        let keys =
            sqlx::query!("DELETE FROM client_import_keys WHERE firm_id = ? AND import_id = ?", firm, import)
                .execute(&mut *self.tx)
                .await
                .map_err(failed)?;
        self.destroys |= keys.rows_affected() > 0;
        sqlx::query!("DELETE FROM client_import_rows WHERE firm_id = ? AND import_id = ?", firm, import)
            .execute(&mut *self.tx)
            .await
            .map_err(failed)?;
        Ok(())
    }

    async fn remembered(&mut self) -> Result<BTreeMap<RowKey, Remembered>, StoreError> {
        let firm = self.firm.as_ref();
        let rows =
            sqlx::query!("SELECT row_key, remembered FROM client_import_memory WHERE firm_id = ?", firm)
                .fetch_all(&mut *self.tx)
                .await
                .map_err(failed)?;
        rows.into_iter()
            .map(|row| {
                let remembered = from_json("client_import_memory.remembered", &row.remembered)?;
                Ok((RowKey::from_stored(row.row_key), remembered))
            })
            .collect()
    }

    async fn remember(&mut self, rows: &[(RowKey, Remembered)]) -> Result<(), StoreError> {
        let firm = self.firm.as_ref();
        for (key, remembered) in rows {
            let (key, kind, remembered) = (key.as_str(), to_word(remembered)?, to_json(remembered)?);
            sqlx::query!(
                "INSERT INTO client_import_memory (firm_id, row_key, kind, remembered) VALUES (?, ?, ?, ?)
                 ON CONFLICT (firm_id, row_key) DO UPDATE SET kind = excluded.kind,
                     remembered = excluded.remembered",
                firm,
                key,
                kind,
                remembered,
            )
            .execute(&mut *self.tx)
            .await
            .map_err(failed)?;
        }
        Ok(())
    }
}

impl SqliteWork {
    /// Whether it was new.
    async fn insert_import(&mut self, import: &ClientImport) -> Result<bool, StoreError> {
        let (firm, id, source) = (self.firm.as_ref(), import.id.to_string(), to_word(&import.source)?);
        let (started_by, started_at) = (import.started_by.as_ref(), instant(import.started_at));
        let (kind, state) = (import.state.word(), to_json(&import.state)?);
        let inserted = sqlx::query!(
            "INSERT INTO client_imports (firm_id, import_id, begun, source, started_by, started_at, kind, state,
                 fetched, repeats, version)
             VALUES (?1, ?2, (SELECT coalesce(max(begun), 0) + 1 FROM client_imports WHERE firm_id = ?1),
                 ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1)
             ON CONFLICT (firm_id, import_id) DO NOTHING",
            firm,
            id,
            source,
            started_by,
            started_at,
            kind,
            state,
            import.rows,
            import.repeats,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(inserted.rows_affected() > 0)
    }

    /// Whether the version before was stored.
    async fn update_import(&mut self, import: &ClientImport) -> Result<bool, StoreError> {
        let (firm, id, source) = (self.firm.as_ref(), import.id.to_string(), to_word(&import.source)?);
        let (started_by, started_at) = (import.started_by.as_ref(), instant(import.started_at));
        let (kind, state) = (import.state.word(), to_json(&import.state)?);
        let updated = sqlx::query!(
            "UPDATE client_imports SET source = ?, started_by = ?, started_at = ?, kind = ?, state = ?, fetched = ?,
                 repeats = ?, version = version + 1
             WHERE firm_id = ? AND import_id = ? AND version + 1 = ?",
            source,
            started_by,
            started_at,
            kind,
            state,
            import.rows,
            import.repeats,
            firm,
            id,
            import.version,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(updated.rows_affected() > 0)
    }
}
