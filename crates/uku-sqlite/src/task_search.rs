//! Looking for summary tasks, and what many of them hold together.

use rust_decimal::Decimal;
use uku_core::calendar::Month;
use uku_core::client::{Among, ClientId};
use uku_core::firm::FirmId;
use uku_core::store::StoreError;
use uku_core::summary::{SummaryTotals, Values};

use crate::SqliteStore;
use crate::error::failed;
use uku_rows::{AmongIds, from_integer, from_json, parse, to_json};

impl SqliteStore {
    pub(crate) async fn read_clients_with_task(
        &self,
        firm: &FirmId,
        month: Month,
    ) -> Result<Vec<ClientId>, StoreError> {
        let (firm, month) = (firm.as_ref(), month.to_string());
        let ids = sqlx::query_scalar!(
            r#"SELECT json_group_array(client_id ORDER BY client_id) AS "ids!: String" FROM summary_tasks
               WHERE firm_id = ? AND month = ?"#,
            firm,
            month,
        )
        .fetch_one(&self.reader)
        .await
        .map_err(failed)?;
        let ids: Vec<String> = from_json("summary_tasks.client_id", &ids)?;
        ids.iter().map(|id| parse("summary_tasks.client_id", id)).collect()
    }

    /// Hops from month to month, so that the tasks of a month are not gone through.
    pub(crate) async fn read_months(&self, firm: &FirmId) -> Result<Vec<Month>, StoreError> {
        let firm = firm.as_ref();
        let months = sqlx::query_scalar!(
            r#"WITH RECURSIVE months (month) AS (
                   SELECT max(month) FROM summary_tasks WHERE firm_id = ?1
                   UNION ALL
                   SELECT (SELECT max(month) FROM summary_tasks WHERE firm_id = ?1 AND month < months.month)
                   FROM months WHERE month IS NOT NULL
               )
               SELECT month AS "month!: String" FROM months WHERE month IS NOT NULL ORDER BY month DESC"#,
            firm,
        )
        .fetch_all(&self.reader)
        .await
        .map_err(failed)?;
        months.iter().map(|month| parse("summary_tasks.month", month)).collect()
    }

    pub(crate) async fn read_totals(
        &self,
        firm: &FirmId,
        month: Month,
        among: &Among,
    ) -> Result<SummaryTotals, StoreError> {
        let AmongIds { all, only, ids } = AmongIds::from(among);
        let (firm, month, ids) = (firm.as_ref(), month.to_string(), to_json(&ids)?);
        // One statement, so that both are of the same moment. How often each number comes is counted here and summed by
        // whoever knows decimal numbers.
        let row = sqlx::query!(
            r#"SELECT (
                   SELECT count(*) FROM summary_tasks INDEXED BY summary_tasks_by_month
                   WHERE firm_id = ?1 AND month = ?2
                       AND (?3 OR (client_id IN (SELECT value FROM json_each(?4))) = ?5)
               ) AS "tasks!: i64", (
                   SELECT json_group_array(json_array(field_id, value, times)) FROM (
                       SELECT field_id, value, count(*) AS times
                       FROM summary_values INDEXED BY summary_values_by_month
                       WHERE firm_id = ?1 AND month = ?2
                           AND (?3 OR (client_id IN (SELECT value FROM json_each(?4))) = ?5)
                       GROUP BY field_id, value
                   )
               ) AS "numbers!: String""#,
            firm,
            month,
            all,
            ids,
            only,
        )
        .fetch_one(&self.reader)
        .await
        .map_err(failed)?;
        let numbers: Vec<(String, Decimal, i64)> = from_json("summary_values.value", &row.numbers)?;
        let mut values = Values::new();
        for (field, number, times) in numbers {
            let sum = values.entry(parse("summary_values.field_id", &field)?).or_default();
            let all = number.checked_mul(times.into()).and_then(|product| product.checked_add(*sum));
            *sum =
                all.ok_or_else(|| StoreError::Failed(format!("the numbers of {field} are too big to add")))?;
        }
        Ok(SummaryTotals { tasks: from_integer("summary_tasks", row.tasks)?, values })
    }
}
