//! The rows of client imports, and the keys in them.

use uku_core::client_import::{ImportRow, RowDone};
use uku_core::connection::SealedKeys;
use uku_core::store::StoreError;
use uku_core::vault::{SealedDataKey, SealedSecret};

use crate::error::failed;
use crate::unit_of_work::SqliteWork;
use uku_rows::{from_integer, from_json, parse, to_json};

struct Row {
    number: i64,
    profile: String,
    new_client_id: String,
    notes: String,
    choice: String,
    done: Option<String>,
    data_key: Option<Vec<u8>>,
    public_key: Option<Vec<u8>>,
    secret_key: Option<Vec<u8>>,
}

impl Row {
    fn row(self) -> Result<ImportRow, StoreError> {
        let keys = self.data_key.zip(self.public_key).zip(self.secret_key);
        let keys = keys.map(|((data_key, public), secret)| SealedKeys {
            data_key: SealedDataKey(data_key),
            public: SealedSecret(public),
            secret: SealedSecret(secret),
        });
        Ok(ImportRow {
            number: from_integer("client_import_rows.number", self.number)?,
            profile: from_json("client_import_rows.profile", &self.profile)?,
            new_client: parse("client_import_rows.new_client_id", &self.new_client_id)?,
            keys,
            notes: from_json("client_import_rows.notes", &self.notes)?,
            choice: from_json("client_import_rows.choice", &self.choice)?,
            done: self.done.map(|done| from_json("client_import_rows.done", &done)).transpose()?,
        })
    }
}

impl SqliteWork {
    pub(crate) async fn read_rows(
        &mut self,
        import: &str,
        after: u32,
        most: u32,
    ) -> Result<Vec<ImportRow>, StoreError> {
        let firm = self.firm.as_ref();
        let rows = sqlx::query_as!(
            Row,
            r#"SELECT number, profile, new_client_id, notes, choice, done, data_key AS "data_key?",
                   public_key AS "public_key?", secret_key AS "secret_key?"
               FROM client_import_rows LEFT JOIN client_import_keys USING (firm_id, import_id, number)
               WHERE firm_id = ? AND import_id = ? AND number > ? ORDER BY number LIMIT ?"#,
            firm,
            import,
            after,
            most,
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        rows.into_iter().map(Row::row).collect()
    }

    pub(crate) async fn insert_row(&mut self, import: &str, row: &ImportRow) -> Result<(), StoreError> {
        let (firm, new_client) = (self.firm.as_ref(), row.new_client.as_ref());
        let (profile, notes, choice) = (to_json(&row.profile)?, to_json(&row.notes)?, to_json(&row.choice)?);
        let done = row.done.as_ref().map(to_json).transpose()?;
        sqlx::query!(
            "INSERT INTO client_import_rows (firm_id, import_id, number, profile, new_client_id, notes, choice, done)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            firm,
            import,
            row.number,
            profile,
            new_client,
            notes,
            choice,
            done,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        match &row.keys {
            Some(keys) => self.insert_row_keys(import, row.number, keys).await,
            None => Ok(()),
        }
    }

    async fn insert_row_keys(
        &mut self,
        import: &str,
        number: u32,
        keys: &SealedKeys,
    ) -> Result<(), StoreError> {
        let firm = self.firm.as_ref();
        sqlx::query!(
            "INSERT INTO client_import_keys (firm_id, import_id, number, data_key, public_key, secret_key)
             VALUES (?, ?, ?, ?, ?, ?)",
            firm,
            import,
            number,
            keys.data_key.0,
            keys.public.0,
            keys.secret.0,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    /// Remembers what came of a row, and destroys its keys.
    pub(crate) async fn put_row_done(
        &mut self,
        import: &str,
        number: u32,
        done: &RowDone,
    ) -> Result<(), StoreError> {
        let (firm, done) = (self.firm.as_ref(), to_json(done)?);
        sqlx::query!(
            "UPDATE client_import_rows SET done = ? WHERE firm_id = ? AND import_id = ? AND number = ?",
            done,
            firm,
            import,
            number,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        let keys = sqlx::query!(
            "DELETE FROM client_import_keys WHERE firm_id = ? AND import_id = ? AND number = ?",
            firm,
            import,
            number,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        self.destroys |= keys.rows_affected() > 0;
        Ok(())
    }
}
