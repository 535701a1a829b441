//! Which notices go by email, and where.

use chrono::{DateTime, Utc};
use sqlx::{Executor, Sqlite};
use uku_core::firm::FirmId;
use uku_core::notice::UnmailedNotice;
use uku_core::store::StoreError;

use crate::SqliteStore;
use crate::error::failed;
use crate::notices::NoticeRow;
use uku_rows::{instant, to_integer};

async fn addresses(
    executor: impl Executor<'_, Database = Sqlite>,
    firm: &FirmId,
) -> Result<Vec<String>, StoreError> {
    let firm = firm.as_ref();
    sqlx::query_scalar!("SELECT address FROM notice_addresses WHERE firm_id = ? ORDER BY position", firm)
        .fetch_all(executor)
        .await
        .map_err(failed)
}

impl SqliteStore {
    pub(crate) async fn read_addresses(&self, firm: &FirmId) -> Result<Vec<String>, StoreError> {
        addresses(&self.reader, firm).await
    }

    pub(crate) async fn write_addresses(
        &self,
        firm: &FirmId,
        addresses: &[String],
    ) -> Result<(), StoreError> {
        let firm = firm.as_ref();
        let mut tx = self.begin().await?;
        sqlx::query!("UPDATE notices SET to_mail = 0 WHERE firm_id = ? AND to_mail = 1", firm)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        sqlx::query!("DELETE FROM notice_addresses WHERE firm_id = ?", firm)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        for (position, address) in addresses.iter().enumerate() {
            let position: i64 = to_integer(position)?;
            sqlx::query!(
                "INSERT INTO notice_addresses (firm_id, position, address) VALUES (?, ?, ?)",
                firm,
                position,
                address,
            )
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        }
        tx.commit().await.map_err(failed)
    }

    pub(crate) async fn take_to_mail(
        &self,
        firm: &FirmId,
        now: DateTime<Utc>,
        again: DateTime<Utc>,
        most: u32,
    ) -> Result<Vec<UnmailedNotice>, StoreError> {
        let (id, now, again) = (firm.as_ref(), instant(now), instant(again));
        let mut tx = self.begin().await?;
        let rows = sqlx::query_as!(
            NoticeRow,
            "SELECT number, once_key, at, member_id, event FROM notices
             WHERE firm_id = ? AND to_mail = 1 AND (taken_until IS NULL OR taken_until <= ?)
             ORDER BY number LIMIT ?",
            id,
            now,
            most,
        )
        .fetch_all(&mut *tx)
        .await
        .map_err(failed)?;
        let addresses = addresses(&mut *tx, firm).await?;
        let mut taken = Vec::with_capacity(rows.len());
        for row in rows {
            let number = row.number;
            sqlx::query!(
                "UPDATE notices SET taken_until = ? WHERE firm_id = ? AND number = ?",
                again,
                id,
                number,
            )
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
            let (firm, notice, addresses) = (firm.clone(), row.notice()?, addresses.clone());
            taken.push(UnmailedNotice { firm, number, notice, addresses });
        }
        tx.commit().await.map_err(failed)?;
        Ok(taken)
    }

    pub(crate) async fn put_mailed(&self, firm: &FirmId, number: i64) -> Result<(), StoreError> {
        let firm = firm.as_ref();
        let mut tx = self.begin().await?;
        sqlx::query!("UPDATE notices SET to_mail = 0 WHERE firm_id = ? AND number = ?", firm, number)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        tx.commit().await.map_err(failed)
    }
}
