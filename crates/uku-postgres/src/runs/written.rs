//! What we wrote into summary tasks.

use uku_core::calendar::{Month, MonthRange};
use uku_core::client::ClientId;
use uku_core::store::StoreError;
use uku_core::summary::WrittenMonth;

use crate::error::failed;
use crate::unit_of_work::PostgresWork;
use uku_rows::{WrittenRow, instant, to_json};

impl PostgresWork {
    pub(super) async fn read_written(
        &mut self,
        client: &ClientId,
        months: MonthRange,
    ) -> Result<Vec<(Month, WrittenMonth)>, StoreError> {
        let rows = sqlx::query_as!(
            WrittenRow,
            r#"SELECT month, task_id, written::text AS "written!", intended::text AS "intended!", counted_at
               FROM written_months WHERE firm_id = $1 AND client_id = $2 AND month BETWEEN $3 AND $4
               ORDER BY month"#,
            self.firm.as_ref(),
            client.as_ref(),
            months.from().to_string(),
            months.to().to_string(),
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        rows.iter().map(WrittenRow::read).collect()
    }

    pub(super) async fn write_written(
        &mut self,
        client: &ClientId,
        month: Month,
        written: &WrittenMonth,
    ) -> Result<(), StoreError> {
        sqlx::query!(
            "INSERT INTO written_months (firm_id, client_id, month, task_id, written, intended, counted_at)
             VALUES ($1, $2, $3, $4, $5::text::json, $6::text::json, $7)
             ON CONFLICT (firm_id, client_id, month) DO UPDATE SET task_id = excluded.task_id,
                 written = excluded.written, intended = excluded.intended, counted_at = excluded.counted_at",
            self.firm.as_ref(),
            client.as_ref(),
            month.to_string(),
            written.task.as_ref().map(AsRef::<str>::as_ref),
            to_json(&written.values)?,
            to_json(&written.intended)?,
            written.counted_at.map(instant),
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }
}
