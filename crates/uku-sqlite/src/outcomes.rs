//! What came of each month of each item.

use std::collections::HashMap;

use uku_core::client::ClientId;
use uku_core::run::{ItemId, MonthOutcome};
use uku_core::store::StoreError;

use crate::error::failed;
use crate::unit_of_work::SqliteWork;
use uku_rows::{OutcomeRow, instant, to_integer, to_json, to_word};

impl SqliteWork {
    /// Puts outcomes in the place of those of an item.
    pub(crate) async fn put_outcomes(
        &mut self,
        item: ItemId,
        outcomes: &[MonthOutcome],
    ) -> Result<(), StoreError> {
        let id = item.to_string();
        self.delete_outcomes(&id).await?;
        for (position, outcome) in outcomes.iter().enumerate() {
            self.insert_outcome(&id, to_integer(position)?, outcome).await?;
        }
        Ok(())
    }

    async fn delete_outcomes(&mut self, item: &str) -> Result<(), StoreError> {
        let firm = self.firm.as_ref();
        sqlx::query!("DELETE FROM month_outcomes WHERE firm_id = ? AND item_id = ?", firm, item)
            .execute(&mut *self.tx)
            .await
            .map_err(failed)?;
        Ok(())
    }

    async fn insert_outcome(
        &mut self,
        item: &str,
        position: i64,
        of_month: &MonthOutcome,
    ) -> Result<(), StoreError> {
        let (firm, month) = (self.firm.as_ref(), of_month.month.to_string());
        let counts = of_month.counts.as_ref().map(to_json).transpose()?;
        let counted_at = of_month.counted_at.map(instant);
        let (kind, outcome) = (to_word(&of_month.outcome)?, to_json(&of_month.outcome)?);
        sqlx::query!(
            "INSERT INTO month_outcomes (firm_id, item_id, position, month, counts, counted_at, kind, outcome)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            firm,
            item,
            position,
            month,
            counts,
            counted_at,
            kind,
            outcome,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    pub(crate) async fn outcomes_of_item(&mut self, item: ItemId) -> Result<Vec<MonthOutcome>, StoreError> {
        let (firm, id) = (self.firm.as_ref(), item.to_string());
        let rows = sqlx::query_as!(
            OutcomeRow,
            "SELECT month, counts, counted_at, outcome FROM month_outcomes
             WHERE firm_id = ? AND item_id = ? ORDER BY month, position",
            firm,
            id,
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        rows.iter().map(OutcomeRow::read).collect()
    }

    /// The outcomes of a run's items, by item.
    pub(crate) async fn outcomes(
        &mut self,
        run: &str,
    ) -> Result<HashMap<String, Vec<MonthOutcome>>, StoreError> {
        let firm = self.firm.as_ref();
        let rows = sqlx::query!(
            "SELECT item_id, month, counts, counted_at, outcome
             FROM month_outcomes AS o JOIN run_items AS i USING (firm_id, item_id)
             WHERE firm_id = ? AND run_id = ? ORDER BY item_id, month, o.position",
            firm,
            run,
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        let mut outcomes: HashMap<String, Vec<MonthOutcome>> = HashMap::new();
        for row in rows {
            let (month, counts, counted_at) = (row.month, row.counts, row.counted_at);
            let outcome = OutcomeRow { month, counts, counted_at, outcome: row.outcome }.read()?;
            outcomes.entry(row.item_id).or_default().push(outcome);
        }
        Ok(outcomes)
    }

    /// The latest outcome of each month of a client: that of the item with the latest epoch.
    pub(crate) async fn outcomes_of_client(
        &mut self,
        client: &ClientId,
    ) -> Result<Vec<MonthOutcome>, StoreError> {
        let (firm, client) = (self.firm.as_ref(), client.as_ref());
        let rows = sqlx::query_as!(
            OutcomeRow,
            "SELECT month, counts, counted_at, outcome FROM (
                 SELECT month, counts, counted_at, outcome,
                     row_number() OVER (PARTITION BY month ORDER BY epoch DESC, o.position DESC) AS place
                 FROM run_items JOIN month_outcomes AS o USING (firm_id, item_id)
                 WHERE firm_id = ? AND client_id = ?
             ) WHERE place = 1 ORDER BY month",
            firm,
            client,
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        rows.iter().map(OutcomeRow::read).collect()
    }
}
