//! Reading of a run with all that is known of it.

use std::collections::HashMap;

use uku_core::calendar::MonthRange;
use uku_core::run::{Epoch, Item, ItemId, ItemRecord, MonthOutcome, Run, RunId, RunRecord};
use uku_core::store::StoreError;
use uuid::Uuid;

use super::outcome;
use crate::error::failed;
use crate::unit_of_work::PostgresWork;
use uku_rows::{from_integer, from_word, parse};

impl PostgresWork {
    pub(super) async fn record(&mut self, run: RunId) -> Result<Option<RunRecord>, StoreError> {
        let row = sqlx::query!(
            "SELECT kind, from_month, to_month, created_at FROM runs WHERE firm_id = $1 AND run_id = $2",
            self.firm.as_ref(),
            run.0,
        )
        .fetch_optional(&mut *self.tx)
        .await
        .map_err(failed)?;
        let Some(row) = row else { return Ok(None) };
        let (from, to) = (parse("runs.from_month", &row.from_month)?, parse("runs.to_month", &row.to_month)?);
        let months =
            MonthRange::new(from, to).map_err(|error| StoreError::Corrupt(format!("runs: {error}")))?;
        let (items, records) = self.items(run).await?;
        let kind = from_word("runs.kind", row.kind)?;
        let created_at = parse("runs.created_at", &row.created_at)?;
        Ok(Some(RunRecord { run: Run { id: run, kind, months, created_at, items }, items: records }))
    }

    /// The items of a run and what is known of each.
    async fn items(&mut self, run: RunId) -> Result<(Vec<Item>, Vec<ItemRecord>), StoreError> {
        let mut outcomes = self.outcomes(run).await?;
        let rows = sqlx::query!(
            "SELECT item_id, client_id, epoch, finished_at, stopped_at, requests FROM run_items
             WHERE firm_id = $1 AND run_id = $2 ORDER BY position",
            self.firm.as_ref(),
            run.0,
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        let (mut items, mut records) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
        for row in rows {
            let client = parse("run_items.client_id", &row.client_id)?;
            items.push(Item { id: ItemId(row.item_id), client });
            let finished_at = row.finished_at.map(|at| parse("run_items.finished_at", &at)).transpose()?;
            let stopped_at = row.stopped_at.map(|at| parse("run_items.stopped_at", &at)).transpose()?;
            records.push(ItemRecord {
                epoch: row.epoch.map(Epoch),
                finished_at,
                stopped_at,
                requests: from_integer("run_items.requests", row.requests)?,
                outcomes: outcomes.remove(&row.item_id).unwrap_or_default(),
            });
        }
        Ok((items, records))
    }

    /// The outcomes of a run's items, by item.
    async fn outcomes(&mut self, run: RunId) -> Result<HashMap<Uuid, Vec<MonthOutcome>>, StoreError> {
        let rows = sqlx::query!(
            r#"SELECT item_id, month, counts::text AS counts, outcome::text AS "outcome!"
               FROM month_outcomes JOIN run_items USING (firm_id, item_id)
               WHERE firm_id = $1 AND run_id = $2 ORDER BY item_id, month_outcomes.position"#,
            self.firm.as_ref(),
            run.0,
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        let mut outcomes: HashMap<Uuid, Vec<MonthOutcome>> = HashMap::new();
        for row in rows {
            let of_month = outcome(&row.month, row.counts.as_deref(), &row.outcome)?;
            outcomes.entry(row.item_id).or_default().push(of_month);
        }
        Ok(outcomes)
    }
}
