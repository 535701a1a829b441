//! What came of each month of each item.

use std::collections::HashMap;

use uku_core::client::ClientId;
use uku_core::run::MonthOutcome;
use uku_core::store::StoreError;

use crate::error::failed;
use crate::unit_of_work::SqliteWork;
use uku_rows::{from_json, parse, to_json, to_word};

fn outcome(month: &str, counts: Option<&str>, outcome: &str) -> Result<MonthOutcome, StoreError> {
    Ok(MonthOutcome {
        month: parse("month_outcomes.month", month)?,
        counts: counts.map(|counts| from_json("month_outcomes.counts", counts)).transpose()?,
        outcome: from_json("month_outcomes.outcome", outcome)?,
    })
}

impl SqliteWork {
    pub(crate) async fn delete_outcomes(&mut self, item: &str) -> Result<(), StoreError> {
        let firm = self.firm.as_ref();
        sqlx::query!("DELETE FROM month_outcomes WHERE firm_id = ? AND item_id = ?", firm, item)
            .execute(&mut *self.tx)
            .await
            .map_err(failed)?;
        Ok(())
    }

    pub(crate) async fn insert_outcome(
        &mut self,
        item: &str,
        position: i64,
        of_month: &MonthOutcome,
    ) -> Result<(), StoreError> {
        let (firm, month) = (self.firm.as_ref(), of_month.month.to_string());
        let counts = of_month.counts.as_ref().map(to_json).transpose()?;
        let (kind, outcome) = (to_word(&of_month.outcome)?, to_json(&of_month.outcome)?);
        sqlx::query!(
            "INSERT INTO month_outcomes (firm_id, item_id, position, month, counts, kind, outcome)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
            firm,
            item,
            position,
            month,
            counts,
            kind,
            outcome,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    /// The outcomes of a run's items, by item.
    pub(crate) async fn outcomes(
        &mut self,
        run: &str,
    ) -> Result<HashMap<String, Vec<MonthOutcome>>, StoreError> {
        let firm = self.firm.as_ref();
        let rows = sqlx::query!(
            "SELECT item_id, month, counts, outcome FROM month_outcomes JOIN run_items USING (firm_id, item_id)
             WHERE firm_id = ? AND run_id = ? ORDER BY item_id, month_outcomes.position",
            firm,
            run,
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        let mut outcomes: HashMap<String, Vec<MonthOutcome>> = HashMap::new();
        for row in rows {
            let outcome = outcome(&row.month, row.counts.as_deref(), &row.outcome)?;
            outcomes.entry(row.item_id).or_default().push(outcome);
        }
        Ok(outcomes)
    }

    /// The latest outcome of each month of a client: that of the latest epoch.
    pub(crate) async fn outcomes_of_client(
        &mut self,
        client: &ClientId,
    ) -> Result<Vec<MonthOutcome>, StoreError> {
        let (firm, client) = (self.firm.as_ref(), client.as_ref());
        let rows = sqlx::query!(
            "SELECT month, counts, outcome FROM (
                 SELECT month, counts, outcome,
                     row_number() OVER (PARTITION BY month ORDER BY epoch DESC) AS place
                 FROM run_items JOIN month_outcomes AS o USING (firm_id, item_id)
                 WHERE firm_id = ? AND client_id = ?
             ) WHERE place = 1 ORDER BY month",
            firm,
            client,
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        rows.iter().map(|row| outcome(&row.month, row.counts.as_deref(), &row.outcome)).collect()
    }
}
