use std::collections::HashMap;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uku_core::calendar::MonthRange;
use uku_core::run::{Epoch, Item, ItemId, ItemRecord, MonthOutcome, Run, RunId, RunRecord, Runs};
use uku_core::store::StoreError;

use crate::codec::{from_integer, from_json, from_word, instant, parse, to_integer, to_json, to_word};
use crate::error::failed;
use crate::unit_of_work::SqliteWork;

#[async_trait]
impl Runs for SqliteWork {
    async fn add(&mut self, run: &Run) -> Result<(), StoreError> {
        self.insert_run(run).await?;
        for (position, item) in run.items.iter().enumerate() {
            self.insert_item(run.id, to_integer(position)?, item).await?;
        }
        Ok(())
    }

    async fn start_item(&mut self, item: ItemId) -> Result<Epoch, StoreError> {
        let (firm, id) = (self.firm.as_ref(), item.to_string());
        let epoch = sqlx::query_scalar!(
            "INSERT INTO lanes (firm_id, client_id, epoch)
             SELECT firm_id, client_id, 1 FROM run_items WHERE firm_id = ? AND item_id = ?
             ON CONFLICT (firm_id, client_id) DO UPDATE SET epoch = epoch + 1
             RETURNING epoch",
            firm,
            id,
        )
        .fetch_optional(&mut *self.tx)
        .await
        .map_err(failed)?
        .ok_or_else(|| no_item(item))?;
        sqlx::query!(
            "UPDATE run_items SET epoch = ?, finished_at = NULL, requests = 0 WHERE firm_id = ? AND item_id = ?",
            epoch,
            firm,
            id,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        self.delete_outcomes(&id).await?;
        Ok(Epoch(epoch))
    }

    async fn finish_item(
        &mut self,
        item: ItemId,
        epoch: Epoch,
        at: DateTime<Utc>,
        requests: u64,
        outcomes: &[MonthOutcome],
    ) -> Result<(), StoreError> {
        self.end_item(item, epoch, at, requests).await?;
        let id = item.to_string();
        self.delete_outcomes(&id).await?;
        for (position, outcome) in outcomes.iter().enumerate() {
            self.insert_outcome(&id, to_integer(position)?, outcome).await?;
        }
        Ok(())
    }

    async fn run(&mut self, run: RunId) -> Result<Option<RunRecord>, StoreError> {
        let (firm, id) = (self.firm.as_ref(), run.to_string());
        let row = sqlx::query!(
            "SELECT kind, from_month, to_month, created_at FROM runs WHERE firm_id = ? AND run_id = ?",
            firm,
            id,
        )
        .fetch_optional(&mut *self.tx)
        .await
        .map_err(failed)?;
        let Some(row) = row else { return Ok(None) };
        let (from, to) = (parse("runs.from_month", &row.from_month)?, parse("runs.to_month", &row.to_month)?);
        let months =
            MonthRange::new(from, to).map_err(|error| StoreError::Corrupt(format!("runs: {error}")))?;
        let (items, records) = self.items(&id).await?;
        let kind = from_word("runs.kind", row.kind)?;
        let created_at = parse("runs.created_at", &row.created_at)?;
        Ok(Some(RunRecord { run: Run { id: run, kind, months, created_at, items }, items: records }))
    }
}

impl SqliteWork {
    async fn insert_run(&mut self, run: &Run) -> Result<(), StoreError> {
        let (firm, id, kind) = (self.firm.as_ref(), run.id.to_string(), to_word(&run.kind)?);
        let (from, to) = (run.months.from().to_string(), run.months.to().to_string());
        let created_at = instant(run.created_at);
        sqlx::query!(
            "INSERT INTO runs (firm_id, run_id, kind, from_month, to_month, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            firm,
            id,
            kind,
            from,
            to,
            created_at,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    async fn insert_item(&mut self, run: RunId, position: i64, item: &Item) -> Result<(), StoreError> {
        let (firm, run, id) = (self.firm.as_ref(), run.to_string(), item.id.to_string());
        let client = item.client.as_ref();
        sqlx::query!(
            "INSERT INTO run_items (firm_id, item_id, run_id, position, client_id) VALUES (?, ?, ?, ?, ?)",
            firm,
            id,
            run,
            position,
            client,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    async fn end_item(
        &mut self,
        item: ItemId,
        epoch: Epoch,
        at: DateTime<Utc>,
        requests: u64,
    ) -> Result<(), StoreError> {
        let (firm, id) = (self.firm.as_ref(), item.to_string());
        let (at, requests) = (instant(at), to_integer(requests)?);
        let latest =
            sqlx::query_scalar!("SELECT epoch FROM run_items WHERE firm_id = ? AND item_id = ?", firm, id)
                .fetch_optional(&mut *self.tx)
                .await
                .map_err(failed)?
                .ok_or_else(|| no_item(item))?;
        if latest != Some(epoch.0) {
            return Err(StoreError::Fenced);
        }
        sqlx::query!(
            "UPDATE run_items SET finished_at = ?, requests = ? WHERE firm_id = ? AND item_id = ?",
            at,
            requests,
            firm,
            id,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
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

    /// The items of a run and what is known of each.
    async fn items(&mut self, run: &str) -> Result<(Vec<Item>, Vec<ItemRecord>), StoreError> {
        let mut outcomes = self.outcomes(run).await?;
        let firm = self.firm.as_ref();
        let rows = sqlx::query!(
            "SELECT item_id, client_id, epoch, finished_at, requests FROM run_items
             WHERE firm_id = ? AND run_id = ? ORDER BY position",
            firm,
            run,
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        let (mut items, mut records) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
        for row in rows {
            items.push(Item {
                id: ItemId(parse("run_items.item_id", &row.item_id)?),
                client: parse("run_items.client_id", &row.client_id)?,
            });
            let finished_at = row.finished_at.map(|at| parse("run_items.finished_at", &at)).transpose()?;
            records.push(ItemRecord {
                epoch: row.epoch.map(Epoch),
                finished_at,
                requests: from_integer("run_items.requests", row.requests)?,
                outcomes: outcomes.remove(&row.item_id).unwrap_or_default(),
            });
        }
        Ok((items, records))
    }

    /// The outcomes of a run's items, by item.
    async fn outcomes(&mut self, run: &str) -> Result<HashMap<String, Vec<MonthOutcome>>, StoreError> {
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
            let counts = row.counts.map(|counts| from_json("month_outcomes.counts", &counts)).transpose()?;
            let outcome = MonthOutcome {
                month: parse("month_outcomes.month", &row.month)?,
                counts,
                outcome: from_json("month_outcomes.outcome", &row.outcome)?,
            };
            outcomes.entry(row.item_id).or_default().push(outcome);
        }
        Ok(outcomes)
    }
}

fn no_item(item: ItemId) -> StoreError {
    StoreError::Missing(format!("item {item}"))
}
