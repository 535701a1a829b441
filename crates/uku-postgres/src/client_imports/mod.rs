mod rows;

use std::collections::BTreeMap;

use async_trait::async_trait;
use uku_core::client_import::{
    ClientImport, ClientImportId, ClientImports, ImportRow, Remembered, RowChoice, RowDone, RowKey,
};
use uku_core::store::StoreError;

use crate::error::failed;
use crate::storable::storable;
use crate::unit_of_work::{Latest, PostgresWork};
use uku_rows::{from_integer, from_json, from_word, instant, parse, to_json, to_word};

#[async_trait]
impl ClientImports for PostgresWork {
    async fn latest(&mut self) -> Result<Option<ClientImport>, StoreError> {
        let latest = self.read_latest().await?;
        self.latest_import = Latest::Was(latest.as_ref().map(|import| import.id));
        Ok(latest)
    }

    async fn put(&mut self, import: &ClientImport) -> Result<(), StoreError> {
        let put = if import.version == 1 { self.begin(import).await? } else { self.update(import).await? };
        if put { Ok(()) } else { Err(StoreError::Fenced) }
    }

    async fn is_announced(&mut self, import: ClientImportId) -> Result<bool, StoreError> {
        let announced = sqlx::query_scalar!(
            "SELECT announced FROM client_imports WHERE firm_id = $1 AND import_id = $2",
            self.firm.as_ref(),
            import.0,
        )
        .fetch_optional(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(announced.unwrap_or_default())
    }

    async fn announced(&mut self, import: ClientImportId) -> Result<(), StoreError> {
        sqlx::query!(
            "UPDATE client_imports SET announced = true WHERE firm_id = $1 AND import_id = $2",
            self.firm.as_ref(),
            import.0,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    async fn add_rows(&mut self, import: ClientImportId, rows: &[ImportRow]) -> Result<(), StoreError> {
        self.insert_rows(import, rows).await
    }

    async fn rows(
        &mut self,
        import: ClientImportId,
        after: u32,
        most: u32,
    ) -> Result<Vec<ImportRow>, StoreError> {
        self.read_rows(import, after, most).await
    }

    async fn put_choices(
        &mut self,
        import: ClientImportId,
        choices: &[(u32, RowChoice)],
    ) -> Result<(), StoreError> {
        self.update_choices(import, choices).await
    }

    async fn put_done(&mut self, import: ClientImportId, done: &[(u32, RowDone)]) -> Result<(), StoreError> {
        self.update_done(import, done).await
    }

    async fn clear_rows(&mut self, import: ClientImportId) -> Result<(), StoreError> {
        let firm = self.firm.as_ref();
        sqlx::query!("DELETE FROM client_import_rows WHERE firm_id = $1 AND import_id = $2", firm, import.0)
            .execute(&mut *self.tx)
            .await
            .map_err(failed)?;
        Ok(())
    }

    async fn remembered(&mut self) -> Result<BTreeMap<RowKey, Remembered>, StoreError> {
        let rows = sqlx::query!(
            r#"SELECT row_key, remembered::text AS "remembered!" FROM client_import_memory WHERE firm_id = $1"#,
            self.firm.as_ref(),
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        let mut remembered = BTreeMap::new();
        for row in rows {
            let what = from_json("client_import_memory.remembered", &row.remembered)?;
            remembered.insert(RowKey::from_stored(row.row_key), what);
        }
        Ok(remembered)
    }

    async fn remember(&mut self, rows: &[(RowKey, Remembered)]) -> Result<(), StoreError> {
        // The last of a key stands; one statement may not write a row twice.
        let mut last = BTreeMap::new();
        for (key, remembered) in rows {
            last.insert(storable(key.as_str()).into_owned(), to_json(remembered)?);
        }
        let (keys, remembered): (Vec<String>, Vec<String>) = last.into_iter().unzip();
        sqlx::query!(
            "INSERT INTO client_import_memory (firm_id, row_key, remembered)
             SELECT $1, row_key, remembered::json FROM unnest($2::text[], $3::text[]) AS new (row_key, remembered)
             ON CONFLICT (firm_id, row_key) DO UPDATE SET remembered = excluded.remembered",
            self.firm.as_ref(),
            &keys[..],
            &remembered[..],
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }
}

impl PostgresWork {
    async fn read_latest(&mut self) -> Result<Option<ClientImport>, StoreError> {
        let row = sqlx::query!(
            r#"SELECT import_id, source, started_by, started_at, state::text AS "state!", rows, repeats, version
               FROM client_imports WHERE firm_id = $1 ORDER BY number DESC LIMIT 1"#,
            self.firm.as_ref(),
        )
        .fetch_optional(&mut *self.tx)
        .await
        .map_err(failed)?;
        row.map(|row| {
            Ok(ClientImport {
                id: ClientImportId(row.import_id),
                source: from_word("client_imports.source", row.source)?,
                started_by: parse("client_imports.started_by", &row.started_by)?,
                started_at: parse("client_imports.started_at", &row.started_at)?,
                state: from_json("client_imports.state", &row.state)?,
                rows: from_integer("client_imports.rows", row.rows)?,
                repeats: from_integer("client_imports.repeats", row.repeats)?,
                version: row.version,
            })
        })
        .transpose()
    }

    /// Whether it could be begun. There is one import at a time in a firm: whoever looked at the latest before and
    /// begins one must not have overlooked another that was begun meanwhile.
    async fn begin(&mut self, import: &ClientImport) -> Result<bool, StoreError> {
        if let Latest::Was(seen) = self.latest_import {
            self.hold("client imports").await?;
            if self.read_latest().await?.map(|latest| latest.id) != seen {
                return Ok(false);
            }
            self.latest_import = Latest::Was(Some(import.id));
        }
        self.insert(import).await
    }

    /// Whether it is a new one.
    async fn insert(&mut self, import: &ClientImport) -> Result<bool, StoreError> {
        let inserted = sqlx::query!(
            "INSERT INTO client_imports (firm_id, import_id, source, started_by, started_at, state_word, state, rows,
                 repeats, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7::text::json, $8, $9, 1)
             ON CONFLICT (firm_id, import_id) DO NOTHING",
            self.firm.as_ref(),
            import.id.0,
            to_word(&import.source)?,
            import.started_by.as_ref(),
            instant(import.started_at),
            import.state.word(),
            to_json(&import.state)?,
            i64::from(import.rows),
            i64::from(import.repeats),
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(inserted.rows_affected() > 0)
    }

    /// Whether it was in the version before.
    async fn update(&mut self, import: &ClientImport) -> Result<bool, StoreError> {
        let updated = sqlx::query!(
            "UPDATE client_imports SET source = $3, started_by = $4, started_at = $5, state_word = $6,
                 state = $7::text::json, rows = $8, repeats = $9, version = $10::bigint
             WHERE firm_id = $1 AND import_id = $2 AND version = $10::bigint - 1",
            self.firm.as_ref(),
            import.id.0,
            to_word(&import.source)?,
            import.started_by.as_ref(),
            instant(import.started_at),
            import.state.word(),
            to_json(&import.state)?,
            i64::from(import.rows),
            i64::from(import.repeats),
            import.version,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(updated.rows_affected() > 0)
    }
}
