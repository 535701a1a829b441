use async_trait::async_trait;
use uku_core::audit::{Audit, AuditEntry, AuditQuery, AuditRecord, Personal};
use uku_core::client::ClientId;
use uku_core::store::StoreError;

use crate::error::failed;
use crate::unit_of_work::SqliteWork;
use uku_rows::{from_json, instant, parse, to_json, to_word};

struct RecordRow {
    number: i64,
    at: String,
    who: String,
    client_id: Option<String>,
    event: String,
    once_key: Option<String>,
    /// JSON object: name to text.
    personal: String,
}

impl RecordRow {
    fn record(self) -> Result<AuditRecord, StoreError> {
        let client = self.client_id.map(|id| parse("audit_records.client_id", &id)).transpose()?;
        let entry = AuditEntry {
            at: parse("audit_records.at", &self.at)?,
            who: from_json("audit_records.who", &self.who)?,
            event: from_json("audit_records.event", &self.event)?,
            client,
            personal: from_json("audit_personal.text", &self.personal)?,
            once: self.once_key,
        };
        Ok(AuditRecord { number: self.number, entry })
    }
}

/// Records of a firm, each with its personal texts.
macro_rules! select_records {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            RecordRow,
            r#"SELECT number, at, who, client_id, event, once_key, (
                   SELECT json_group_object(name, text) FROM audit_personal AS p
                   WHERE p.firm_id = r.firm_id AND p.number = r.number
               ) AS "personal!: String"
               FROM audit_records AS r WHERE r.firm_id = ? "# + $rest,
            $($argument),+
        )
    };
}

#[async_trait]
impl Audit for SqliteWork {
    async fn append(&mut self, entries: &[AuditEntry]) -> Result<(), StoreError> {
        for entry in entries {
            if let Some(number) = self.insert_record(entry).await? {
                self.insert_personal(number, &entry.personal).await?;
            }
        }
        Ok(())
    }

    async fn page(&mut self, query: &AuditQuery) -> Result<Vec<AuditRecord>, StoreError> {
        let (firm, before) = (self.firm.as_ref(), query.before.unwrap_or(i64::MAX));
        let rows = if let Some(client) = &query.client {
            let client = client.as_ref();
            let rest = select_records!(
                "AND client_id = ? AND number < ? ORDER BY number DESC LIMIT ?",
                firm,
                client,
                before,
                query.most
            );
            rest.fetch_all(&mut *self.tx).await
        } else {
            select_records!("AND number < ? ORDER BY number DESC LIMIT ?", firm, before, query.most)
                .fetch_all(&mut *self.tx)
                .await
        };
        rows.map_err(failed)?.into_iter().map(RecordRow::record).collect()
    }

    async fn erase_personal(&mut self, client: &ClientId) -> Result<u64, StoreError> {
        let (firm, client) = (self.firm.as_ref(), client.as_ref());
        let numbers = sqlx::query_scalar!(
            "SELECT DISTINCT number FROM audit_personal JOIN audit_records USING (firm_id, number)
             WHERE firm_id = ? AND client_id = ?",
            firm,
            client,
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        for number in &numbers {
            sqlx::query!("DELETE FROM audit_personal WHERE firm_id = ? AND number = ?", firm, number)
                .execute(&mut *self.tx)
                .await
                .map_err(failed)?;
        }
        self.destroys |= !numbers.is_empty();
        Ok(numbers.len() as u64)
    }
}

impl SqliteWork {
    /// The number of the new record; none if its business key was recorded before.
    async fn insert_record(&mut self, entry: &AuditEntry) -> Result<Option<i64>, StoreError> {
        let (firm, at, who) = (self.firm.as_ref(), instant(entry.at), to_json(&entry.who)?);
        let client = entry.client.as_ref().map(AsRef::as_ref);
        let (kind, event) = (to_word(&entry.event)?, to_json(&entry.event)?);
        sqlx::query_scalar!(
            "INSERT INTO audit_records (firm_id, number, at, who, client_id, kind, event, once_key)
             SELECT ?1, (SELECT coalesce(max(number), 0) + 1 FROM audit_records WHERE firm_id = ?1),
                 ?2, ?3, ?4, ?5, ?6, ?7
             WHERE NOT EXISTS (SELECT 1 FROM audit_records WHERE firm_id = ?1 AND once_key = ?7)
             RETURNING number",
            firm,
            at,
            who,
            client,
            kind,
            event,
            entry.once,
        )
        .fetch_optional(&mut *self.tx)
        .await
        .map_err(failed)
    }

    async fn insert_personal(&mut self, number: i64, personal: &Personal) -> Result<(), StoreError> {
        let firm = self.firm.as_ref();
        for (name, text) in personal {
            sqlx::query!(
                "INSERT INTO audit_personal (firm_id, number, name, text) VALUES (?, ?, ?, ?)",
                firm,
                number,
                name,
                text,
            )
            .execute(&mut *self.tx)
            .await
            .map_err(failed)?;
        }
        Ok(())
    }
}
