use async_trait::async_trait;
use uku_core::audit::{Audit, AuditEntry, AuditQuery, AuditRecord, Personal};
use uku_core::client::ClientId;
use uku_core::store::StoreError;

use crate::error::failed;
use crate::storable::storable;
use crate::unit_of_work::PostgresWork;
use uku_rows::{from_json, instant, parse, to_json, to_word};

struct AuditRow {
    number: i64,
    at: String,
    who: String,
    event: String,
    client_id: Option<String>,
    once: Option<String>,
    /// JSON object; none if there were none, or they were erased.
    texts: Option<String>,
}

impl AuditRow {
    fn record(self) -> Result<AuditRecord, StoreError> {
        let personal = self.texts.map(|texts| from_json("audit_personal.texts", &texts)).transpose()?;
        Ok(AuditRecord {
            number: self.number,
            entry: AuditEntry {
                at: parse("audit.at", &self.at)?,
                who: from_json("audit.who", &self.who)?,
                event: from_json("audit.event", &self.event)?,
                client: self.client_id.map(|client| parse("audit.client_id", &client)).transpose()?,
                personal: personal.unwrap_or_default(),
                once: self.once,
            },
        })
    }
}

#[async_trait]
impl Audit for PostgresWork {
    async fn append(&mut self, entries: &[AuditEntry]) -> Result<(), StoreError> {
        for entry in entries {
            let number = self.insert_record(entry).await?;
            if let Some(number) = number.filter(|_| !entry.personal.is_empty()) {
                self.insert_personal(number, &entry.personal).await?;
            }
        }
        Ok(())
    }

    async fn page(&mut self, query: &AuditQuery) -> Result<Vec<AuditRecord>, StoreError> {
        let rows = sqlx::query_as!(
            AuditRow,
            r#"SELECT number, at, who::text AS "who!", event::text AS "event!", client_id, once,
                   texts::text AS texts
               FROM audit LEFT JOIN audit_personal USING (firm_id, number)
               WHERE firm_id = $1 AND ($2::text IS NULL OR client_id = $2) AND ($3::bigint IS NULL OR number < $3)
               ORDER BY number DESC LIMIT $4"#,
            self.firm.as_ref(),
            query.client.as_ref().map(AsRef::<str>::as_ref),
            query.before,
            i64::from(query.most),
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        rows.into_iter().map(AuditRow::record).collect()
    }

    async fn erase_personal(&mut self, client: &ClientId) -> Result<u64, StoreError> {
        let erased = sqlx::query!(
            "DELETE FROM audit_personal AS p USING audit AS a
             WHERE p.firm_id = $1 AND a.firm_id = p.firm_id AND a.number = p.number AND a.client_id = $2",
            self.firm.as_ref(),
            client.as_ref(),
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(erased.rows_affected())
    }
}

impl PostgresWork {
    /// The number of the record; none if its business key was recorded before.
    async fn insert_record(&mut self, entry: &AuditEntry) -> Result<Option<i64>, StoreError> {
        let once = entry.once.as_deref().map(storable);
        sqlx::query_scalar!(
            "INSERT INTO audit (firm_id, at, who, kind, event, client_id, once)
             VALUES ($1, $2, $3::text::json, $4, $5::text::json, $6, $7)
             ON CONFLICT (firm_id, once) DO NOTHING RETURNING number",
            self.firm.as_ref(),
            instant(entry.at),
            to_json(&entry.who)?,
            to_word(&entry.event)?,
            to_json(&entry.event)?,
            entry.client.as_ref().map(AsRef::<str>::as_ref),
            once.as_deref(),
        )
        .fetch_optional(&mut *self.tx)
        .await
        .map_err(failed)
    }

    async fn insert_personal(&mut self, number: i64, personal: &Personal) -> Result<(), StoreError> {
        sqlx::query!(
            "INSERT INTO audit_personal (firm_id, number, texts) VALUES ($1, $2, $3::text::json)",
            self.firm.as_ref(),
            number,
            to_json(personal)?,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }
}
