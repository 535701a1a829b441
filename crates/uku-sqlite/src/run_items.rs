//! The items of one firm's runs.

use chrono::{DateTime, Utc};
use uku_core::run::{ClaimedItem, Epoch, Item, ItemId, ItemRecord, Lane, Run, RunId};
use uku_core::store::StoreError;

use crate::error::failed;
use crate::unit_of_work::SqliteWork;
use uku_rows::{from_integer, instant, parse, priority_rank, to_integer};

impl SqliteWork {
    pub(crate) async fn insert_item(
        &mut self,
        run: &Run,
        position: i64,
        item: &Item,
    ) -> Result<(), StoreError> {
        let (firm, run_id, id) = (self.firm.as_ref(), run.id.to_string(), item.id.to_string());
        let (client, lane) = (item.client.as_ref(), item.lane.as_str());
        let (priority, due_at) = (priority_rank(run.priority), instant(self.clock.now()));
        sqlx::query!(
            "INSERT INTO run_items (firm_id, item_id, run_id, position, client_id, priority, lane, due_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            firm,
            id,
            run_id,
            position,
            client,
            priority,
            lane,
            due_at,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    /// The item with what its work needs to know, unless the attempt no longer has it: whatever takes an item away from
    /// an attempt, lets it go or gives it a later epoch. There is one unit of work at a time, so it stays so.
    pub(crate) async fn claimed_item(
        &mut self,
        item: ItemId,
        epoch: Epoch,
    ) -> Result<Option<ClaimedItem>, StoreError> {
        let (firm, id) = (self.firm.as_ref(), item.to_string());
        let row = sqlx::query!(
            "SELECT run_id, client_id, lane, requests FROM run_items
             WHERE firm_id = ? AND item_id = ? AND epoch = ? AND held_by IS NOT NULL",
            firm,
            id,
            epoch.0,
        )
        .fetch_optional(&mut *self.tx)
        .await
        .map_err(failed)?;
        let Some(row) = row else { return Ok(None) };
        let run = RunId(parse("run_items.run_id", &row.run_id)?);
        let run = self.read_run(run).await?.ok_or_else(|| StoreError::Missing(format!("run {run}")))?;
        Ok(Some(ClaimedItem {
            run: run.read()?.0,
            item: Item {
                id: item,
                client: parse("run_items.client_id", &row.client_id)?,
                lane: Lane::from_stored(row.lane),
            },
            outcomes: self.outcomes_of_item(item).await?,
            requests: from_integer("run_items.requests", row.requests)?,
        }))
    }

    /// Remembers how far an attempt has come, if it has the item.
    pub(crate) async fn save_progress(
        &mut self,
        item: ItemId,
        epoch: Epoch,
        requests: u64,
    ) -> Result<(), StoreError> {
        let (firm, id, requests) = (self.firm.as_ref(), item.to_string(), to_integer(requests)?);
        let saved = sqlx::query!(
            "UPDATE run_items SET requests = ?, crashes = 0
             WHERE firm_id = ? AND item_id = ? AND epoch = ? AND held_by IS NOT NULL",
            requests,
            firm,
            id,
            epoch.0,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        if saved.rows_affected() == 0 { Err(StoreError::Fenced) } else { Ok(()) }
    }

    /// Ends an item, if the attempt has it.
    pub(crate) async fn end_item(
        &mut self,
        item: ItemId,
        epoch: Epoch,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let (firm, id, at) = (self.firm.as_ref(), item.to_string(), instant(at));
        let ended = sqlx::query!(
            "UPDATE run_items SET finished_at = ?, held_by = NULL, lease_until = NULL
             WHERE firm_id = ? AND item_id = ? AND epoch = ? AND held_by IS NOT NULL",
            at,
            firm,
            id,
            epoch.0,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        if ended.rows_affected() == 0 {
            return Err(StoreError::Fenced);
        }
        self.rings = true;
        Ok(())
    }

    /// Stops what is not over, of one run or of all; how many.
    pub(crate) async fn stop_items(
        &mut self,
        run: Option<RunId>,
        at: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let (firm, run, at) = (self.firm.as_ref(), run.map(|run| run.to_string()), instant(at));
        let stopped = sqlx::query!(
            "UPDATE run_items SET stopped_at = ?1, held_by = NULL, lease_until = NULL
             WHERE firm_id = ?2 AND (?3 IS NULL OR run_id = ?3) AND finished_at IS NULL AND stopped_at IS NULL",
            at,
            firm,
            run,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        self.rings = true;
        Ok(stopped.rows_affected())
    }

    /// Opens an item of a run again if it is over; how many that are.
    pub(crate) async fn open_item(&mut self, run: RunId, item: ItemId) -> Result<u64, StoreError> {
        let (firm, run, id) = (self.firm.as_ref(), run.to_string(), item.to_string());
        let due_at = instant(self.clock.now());
        let opened = sqlx::query!(
            "UPDATE run_items SET finished_at = NULL, stopped_at = NULL, due_at = ?, crashes = 0, tries = 0
             WHERE firm_id = ? AND run_id = ? AND item_id = ?
                 AND (finished_at IS NOT NULL OR stopped_at IS NOT NULL)",
            due_at,
            firm,
            run,
            id,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(opened.rows_affected())
    }

    /// The items of a run in their order, and what is known of each.
    pub(crate) async fn items(&mut self, run: &str) -> Result<Vec<(Item, ItemRecord)>, StoreError> {
        let mut outcomes = self.outcomes(run).await?;
        let firm = self.firm.as_ref();
        let rows = sqlx::query!(
            "SELECT item_id, client_id, lane, epoch, held_by, due_at, finished_at, stopped_at, tries, requests
             FROM run_items WHERE firm_id = ? AND run_id = ? ORDER BY position",
            firm,
            run,
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        let items = rows.into_iter().map(|row| {
            let record = ItemRecord {
                epoch: row.epoch.map(Epoch),
                held_by: row.held_by,
                due_at: parse("run_items.due_at", &row.due_at)?,
                finished_at: row.finished_at.map(|at| parse("run_items.finished_at", &at)).transpose()?,
                stopped_at: row.stopped_at.map(|at| parse("run_items.stopped_at", &at)).transpose()?,
                tries: from_integer("run_items.tries", row.tries)?,
                requests: from_integer("run_items.requests", row.requests)?,
                outcomes: outcomes.remove(&row.item_id).unwrap_or_default(),
            };
            let item = Item {
                id: ItemId(parse("run_items.item_id", &row.item_id)?),
                client: parse("run_items.client_id", &row.client_id)?,
                lane: Lane::from_stored(row.lane),
            };
            Ok((item, record))
        });
        items.collect()
    }
}
