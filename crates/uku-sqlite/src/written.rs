//! What the integration wrote into each summary task.

use uku_core::calendar::{Month, MonthRange};
use uku_core::client::ClientId;
use uku_core::store::StoreError;
use uku_core::summary::WrittenMonth;

use crate::error::failed;
use crate::unit_of_work::SqliteWork;
use uku_rows::{WrittenRow, instant, to_json};

impl SqliteWork {
    pub(crate) async fn read_written(
        &mut self,
        client: &ClientId,
        months: MonthRange,
    ) -> Result<Vec<(Month, WrittenMonth)>, StoreError> {
        let (firm, client) = (self.firm.as_ref(), client.as_ref());
        let (from, to) = (months.from().to_string(), months.to().to_string());
        let rows = sqlx::query_as!(
            WrittenRow,
            "SELECT month, task_id, written, intended, counted_at FROM written_months
             WHERE firm_id = ? AND client_id = ? AND month BETWEEN ? AND ? ORDER BY month",
            firm,
            client,
            from,
            to,
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        rows.iter().map(WrittenRow::read).collect()
    }

    pub(crate) async fn write_written(
        &mut self,
        client: &ClientId,
        month: Month,
        written: &WrittenMonth,
    ) -> Result<(), StoreError> {
        let (firm, client, month) = (self.firm.as_ref(), client.as_ref(), month.to_string());
        let (task, counted_at) = (written.task.as_ref().map(AsRef::as_ref), written.counted_at.map(instant));
        let (values, intended) = (to_json(&written.values)?, to_json(&written.intended)?);
        sqlx::query!(
            "INSERT INTO written_months (firm_id, client_id, month, task_id, written, intended, counted_at)
             VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (firm_id, client_id, month) DO UPDATE SET task_id = excluded.task_id,
                 written = excluded.written, intended = excluded.intended, counted_at = excluded.counted_at",
            firm,
            client,
            month,
            task,
            values,
            intended,
            counted_at,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }
}
