//! To which addresses a firm's notices go by email, and which of them were sent.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uku_core::firm::FirmId;
use uku_core::notice::{PostedNotice, UnmailedNotice};
use uku_core::store::StoreError;

use crate::PostgresStore;
use crate::error::failed;
use crate::notices::{NoticeRow, hold};
use uku_rows::{from_json, instant, to_json};

async fn addresses(connection: &mut PgConnection, firm: &FirmId) -> Result<Vec<String>, StoreError> {
    let addresses = sqlx::query_scalar!(
        r#"SELECT addresses::text AS "addresses!" FROM notice_addresses WHERE firm_id = $1"#,
        firm.as_ref(),
    )
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    addresses.map_or(Ok(Vec::new()), |addresses| from_json("notice_addresses.addresses", &addresses))
}

impl PostgresStore {
    pub(crate) async fn read_addresses(&self, firm: &FirmId) -> Result<Vec<String>, StoreError> {
        addresses(&mut *self.begin(firm).await?, firm).await
    }

    pub(crate) async fn write_addresses(
        &self,
        firm: &FirmId,
        addresses: &[String],
    ) -> Result<(), StoreError> {
        let mut tx = self.begin(firm).await?;
        hold(&mut tx, firm).await?;
        sqlx::query!(
            "INSERT INTO notice_addresses (firm_id, addresses) VALUES ($1, $2::text::json)
             ON CONFLICT (firm_id) DO UPDATE SET addresses = excluded.addresses",
            firm.as_ref(),
            to_json(&addresses)?,
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        sqlx::query!(
            "UPDATE notices SET mail_from = NULL WHERE firm_id = $1 AND mail_from IS NOT NULL",
            firm.as_ref(),
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        tx.commit().await.map_err(failed)
    }

    pub(crate) async fn take_mails(
        &self,
        firm: &FirmId,
        now: DateTime<Utc>,
        again: DateTime<Utc>,
        most: u32,
    ) -> Result<Vec<UnmailedNotice>, StoreError> {
        let mut tx = self.begin(firm).await?;
        hold(&mut tx, firm).await?;
        let rows = sqlx::query_as!(
            NoticeRow,
            r#"WITH taken AS (
                   UPDATE notices SET mail_from = $3 WHERE firm_id = $1 AND number IN (
                       SELECT number FROM notices WHERE firm_id = $1 AND mail_from <= $2 ORDER BY number LIMIT $4
                   ) RETURNING number, key, at, member_id, event
               )
               SELECT number, key, at, member_id, event::text AS "event!", false AS "read!" FROM taken ORDER BY number"#,
            firm.as_ref(),
            instant(now),
            instant(again),
            i64::from(most),
        )
        .fetch_all(&mut *tx)
        .await
        .map_err(failed)?;
        let addresses = addresses(&mut tx, firm).await?;
        tx.commit().await.map_err(failed)?;
        rows.into_iter()
            .map(|row| {
                let PostedNotice { number, notice, .. } = row.posted()?;
                Ok(UnmailedNotice { firm: firm.clone(), number, notice, addresses: addresses.clone() })
            })
            .collect()
    }

    pub(crate) async fn put_mailed(&self, firm: &FirmId, number: i64) -> Result<(), StoreError> {
        let mut tx = self.begin(firm).await?;
        sqlx::query!(
            "UPDATE notices SET mail_from = NULL WHERE firm_id = $1 AND number = $2",
            firm.as_ref(),
            number,
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        tx.commit().await.map_err(failed)
    }
}
