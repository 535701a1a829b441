//! The rows of an import, thousands of them: each call is one statement.

use std::collections::BTreeMap;

use serde::Serialize;
use uku_core::client_import::{ClientImportId, ImportRow, RowChoice, RowDone};
use uku_core::connection::SealedKeys;
use uku_core::store::StoreError;
use uku_core::vault::{SealedDataKey, SealedSecret};

use crate::error::failed;
use crate::unit_of_work::PostgresWork;
use uku_rows::{from_integer, from_json, parse, to_json};

struct Row {
    number: i64,
    profile: String,
    new_client_id: String,
    data_key: Option<Vec<u8>>,
    public_key: Option<Vec<u8>>,
    secret_key: Option<Vec<u8>>,
    notes: String,
    choice: String,
    done: Option<String>,
}

impl Row {
    fn row(self) -> Result<ImportRow, StoreError> {
        let keys = self.data_key.zip(self.public_key).zip(self.secret_key);
        Ok(ImportRow {
            number: from_integer("client_import_rows.number", self.number)?,
            profile: from_json("client_import_rows.profile", &self.profile)?,
            new_client: parse("client_import_rows.new_client_id", &self.new_client_id)?,
            keys: keys.map(|((data_key, public), secret)| SealedKeys {
                data_key: SealedDataKey(data_key),
                public: SealedSecret(public),
                secret: SealedSecret(secret),
            }),
            notes: from_json("client_import_rows.notes", &self.notes)?,
            choice: from_json("client_import_rows.choice", &self.choice)?,
            done: self.done.map(|done| from_json("client_import_rows.done", &done)).transpose()?,
        })
    }
}

impl PostgresWork {
    pub(super) async fn insert_rows(
        &mut self,
        import: ClientImportId,
        rows: &[ImportRow],
    ) -> Result<(), StoreError> {
        let (mut numbers, mut profiles, mut clients) = (Vec::new(), Vec::new(), Vec::new());
        let (mut data_keys, mut public_keys, mut secret_keys) = (Vec::new(), Vec::new(), Vec::new());
        let (mut notes, mut choices, mut done) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            numbers.push(i64::from(row.number));
            profiles.push(to_json(&row.profile)?);
            clients.push(row.new_client.to_string());
            let keys = row.keys.as_ref();
            data_keys.push(keys.map(|keys| keys.data_key.0.clone()));
            public_keys.push(keys.map(|keys| keys.public.0.clone()));
            secret_keys.push(keys.map(|keys| keys.secret.0.clone()));
            notes.push(to_json(&row.notes)?);
            choices.push(to_json(&row.choice)?);
            done.push(row.done.as_ref().map(to_json).transpose()?);
        }
        sqlx::query!(
            "INSERT INTO client_import_rows (firm_id, import_id, number, profile, new_client_id, data_key, public_key,
                 secret_key, notes, choice, done)
             SELECT $1, $2, number, profile::json, new_client_id, data_key, public_key, secret_key, notes::json,
                 choice::json, done::json
             FROM unnest($3::bigint[], $4::text[], $5::text[], $6::bytea[], $7::bytea[], $8::bytea[], $9::text[],
                 $10::text[], $11::text[]) AS new (number, profile, new_client_id, data_key, public_key, secret_key,
                 notes, choice, done)",
            self.firm.as_ref(),
            import.0,
            &numbers[..],
            &profiles[..],
            &clients[..],
            &data_keys[..] as &[Option<Vec<u8>>],
            &public_keys[..] as &[Option<Vec<u8>>],
            &secret_keys[..] as &[Option<Vec<u8>>],
            &notes[..],
            &choices[..],
            &done[..] as &[Option<String>],
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    pub(super) async fn read_rows(
        &mut self,
        import: ClientImportId,
        after: u32,
        most: u32,
    ) -> Result<Vec<ImportRow>, StoreError> {
        let rows = sqlx::query_as!(
            Row,
            r#"SELECT number, profile::text AS "profile!", new_client_id, data_key, public_key, secret_key,
                   notes::text AS "notes!", choice::text AS "choice!", done::text AS done
               FROM client_import_rows WHERE firm_id = $1 AND import_id = $2 AND number > $3
               ORDER BY number LIMIT $4"#,
            self.firm.as_ref(),
            import.0,
            i64::from(after),
            i64::from(most),
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        rows.into_iter().map(Row::row).collect()
    }

    pub(super) async fn update_choices(
        &mut self,
        import: ClientImportId,
        choices: &[(u32, RowChoice)],
    ) -> Result<(), StoreError> {
        let (numbers, choices) = by_number(choices)?;
        sqlx::query!(
            "UPDATE client_import_rows AS r SET choice = new.choice::json
             FROM unnest($3::bigint[], $4::text[]) AS new (number, choice)
             WHERE firm_id = $1 AND import_id = $2 AND r.number = new.number",
            self.firm.as_ref(),
            import.0,
            &numbers[..],
            &choices[..],
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    pub(super) async fn update_done(
        &mut self,
        import: ClientImportId,
        done: &[(u32, RowDone)],
    ) -> Result<(), StoreError> {
        let (numbers, done) = by_number(done)?;
        sqlx::query!(
            "UPDATE client_import_rows AS r
             SET done = new.done::json, data_key = NULL, public_key = NULL, secret_key = NULL
             FROM unnest($3::bigint[], $4::text[]) AS new (number, done)
             WHERE firm_id = $1 AND import_id = $2 AND r.number = new.number",
            self.firm.as_ref(),
            import.0,
            &numbers[..],
            &done[..],
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }
}

/// What is to be written of each row. The last of a number stands: of two, a statement would take any.
fn by_number<T: Serialize>(rows: &[(u32, T)]) -> Result<(Vec<i64>, Vec<String>), StoreError> {
    let mut last = BTreeMap::new();
    for (number, what) in rows {
        last.insert(i64::from(*number), to_json(what)?);
    }
    Ok(last.into_iter().unzip())
}
