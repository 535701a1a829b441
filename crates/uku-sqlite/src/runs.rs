use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uku_core::calendar::MonthRange;
use uku_core::client::ClientId;
use uku_core::run::{Epoch, Item, ItemId, ItemRecord, MonthOutcome, Run, RunId, RunRecord, Runs};
use uku_core::store::StoreError;

use crate::error::failed;
use crate::unit_of_work::SqliteWork;
use uku_rows::{from_integer, from_word, instant, parse, to_integer, to_word};

/// Who has an item.
struct Hold {
    epoch: Option<i64>,
    stopped: bool,
}

impl Hold {
    fn is_of(&self, epoch: Epoch) -> bool {
        self.epoch == Some(epoch.0) && !self.stopped
    }
}

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
        if self.hold(item).await?.stopped {
            return Err(StoreError::Fenced);
        }
        let (firm, id) = (self.firm.as_ref(), item.to_string());
        let epoch = sqlx::query_scalar!(
            "INSERT INTO lanes (firm_id, client_id, epoch)
             SELECT firm_id, client_id, 1 FROM run_items WHERE firm_id = ? AND item_id = ?
             ON CONFLICT (firm_id, client_id) DO UPDATE SET epoch = epoch + 1
             RETURNING epoch",
            firm,
            id,
        )
        .fetch_one(&mut *self.tx)
        .await
        .map_err(failed)?;
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

    async fn is_current(&mut self, item: ItemId, epoch: Epoch) -> Result<bool, StoreError> {
        Ok(self.hold(item).await?.is_of(epoch))
    }

    async fn finish_item(
        &mut self,
        item: ItemId,
        epoch: Epoch,
        at: DateTime<Utc>,
        requests: u64,
        outcomes: &[MonthOutcome],
    ) -> Result<(), StoreError> {
        if !self.hold(item).await?.is_of(epoch) {
            return Err(StoreError::Fenced);
        }
        self.end_item(item, at, requests).await?;
        let id = item.to_string();
        self.delete_outcomes(&id).await?;
        for (position, outcome) in outcomes.iter().enumerate() {
            self.insert_outcome(&id, to_integer(position)?, outcome).await?;
        }
        Ok(())
    }

    async fn stop_all(&mut self, at: DateTime<Utc>) -> Result<u64, StoreError> {
        let (firm, at) = (self.firm.as_ref(), instant(at));
        let stopped = sqlx::query!(
            "UPDATE run_items SET stopped_at = ? WHERE firm_id = ? AND finished_at IS NULL AND stopped_at IS NULL",
            at,
            firm,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(stopped.rows_affected())
    }

    async fn latest_outcomes(&mut self, client: &ClientId) -> Result<Vec<MonthOutcome>, StoreError> {
        self.outcomes_of_client(client).await
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

    async fn hold(&mut self, item: ItemId) -> Result<Hold, StoreError> {
        let (firm, id) = (self.firm.as_ref(), item.to_string());
        sqlx::query_as!(
            Hold,
            r#"SELECT epoch, stopped_at IS NOT NULL AS "stopped!: bool" FROM run_items
               WHERE firm_id = ? AND item_id = ?"#,
            firm,
            id,
        )
        .fetch_optional(&mut *self.tx)
        .await
        .map_err(failed)?
        .ok_or_else(|| StoreError::Missing(format!("item {item}")))
    }

    async fn end_item(&mut self, item: ItemId, at: DateTime<Utc>, requests: u64) -> Result<(), StoreError> {
        let (firm, id) = (self.firm.as_ref(), item.to_string());
        let (at, requests) = (instant(at), to_integer(requests)?);
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

    /// The items of a run and what is known of each.
    async fn items(&mut self, run: &str) -> Result<(Vec<Item>, Vec<ItemRecord>), StoreError> {
        let mut outcomes = self.outcomes(run).await?;
        let firm = self.firm.as_ref();
        let rows = sqlx::query!(
            "SELECT item_id, client_id, epoch, finished_at, stopped_at, requests FROM run_items
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
}
