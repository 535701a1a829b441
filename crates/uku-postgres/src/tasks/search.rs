//! Looking for summary tasks, and what many of them hold together.

use uku_core::calendar::Month;
use uku_core::client::{Among, ClientId};
use uku_core::firm::FirmId;
use uku_core::store::StoreError;
use uku_core::summary::{SummaryTotals, Values};

use crate::PostgresStore;
use crate::error::failed;
use uku_rows::{AmongIds, from_integer, parse};

impl PostgresStore {
    pub(super) async fn read_clients_with_task(
        &self,
        firm: &FirmId,
        month: Month,
    ) -> Result<Vec<ClientId>, StoreError> {
        let ids = sqlx::query_scalar!(
            "SELECT client_id FROM summary_tasks WHERE firm_id = $1 AND month = $2 ORDER BY client_id",
            firm.as_ref(),
            month.to_string(),
        )
        .fetch_all(&mut *self.begin(firm).await?)
        .await
        .map_err(failed)?;
        ids.iter().map(|id| parse("summary_tasks.client_id", id)).collect()
    }

    /// Hops from month to month, so that the tasks of a month are not gone through.
    pub(super) async fn read_months(&self, firm: &FirmId) -> Result<Vec<Month>, StoreError> {
        let months = sqlx::query_scalar!(
            r#"WITH RECURSIVE months (month) AS (
                   SELECT max(month) FROM summary_tasks WHERE firm_id = $1
                   UNION ALL
                   SELECT (SELECT max(t.month) FROM summary_tasks AS t WHERE t.firm_id = $1 AND t.month < months.month)
                   FROM months WHERE months.month IS NOT NULL
               )
               SELECT month AS "month!" FROM months WHERE month IS NOT NULL ORDER BY month DESC"#,
            firm.as_ref(),
        )
        .fetch_all(&mut *self.begin(firm).await?)
        .await
        .map_err(failed)?;
        months.iter().map(|month| parse("summary_tasks.month", month)).collect()
    }

    pub(super) async fn read_totals(
        &self,
        firm: &FirmId,
        month: Month,
        among: &Among,
    ) -> Result<SummaryTotals, StoreError> {
        let AmongIds { all, only, ids } = AmongIds::from(among);
        let month = month.to_string();
        let mut tx = self.begin_one_moment(firm).await?;
        let tasks = sqlx::query_scalar!(
            r#"SELECT count(*) AS "tasks!" FROM summary_tasks
               WHERE firm_id = $1 AND month = $2 AND ($3 OR (client_id IN (SELECT unnest($4::text[]))) = $5)"#,
            firm.as_ref(),
            month,
            all,
            &ids[..],
            only,
        )
        .fetch_one(&mut *tx)
        .await
        .map_err(failed)?;
        let sums = sqlx::query!(
            r#"SELECT field_id, sum(value)::text AS "sum!" FROM summary_values
               WHERE firm_id = $1 AND month = $2 AND ($3 OR (client_id IN (SELECT unnest($4::text[]))) = $5)
               GROUP BY field_id"#,
            firm.as_ref(),
            month,
            all,
            &ids[..],
            only,
        )
        .fetch_all(&mut *tx)
        .await
        .map_err(failed)?;
        let mut values = Values::new();
        for row in sums {
            let field = parse("summary_values.field_id", &row.field_id)?;
            values.insert(field, parse("summary_values.value", &row.sum)?);
        }
        Ok(SummaryTotals { tasks: from_integer("summary_tasks", tasks)?, values })
    }
}
