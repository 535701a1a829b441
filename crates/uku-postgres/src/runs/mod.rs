//! Runs and their items. Items are locked after the activation, and several in order of their identities; lanes and the
//! turns of firms are locked by the [queue](crate::queue) alone.

mod items;
mod outcomes;
mod record;
mod written;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uku_core::calendar::{Month, MonthRange};
use uku_core::client::ClientId;
use uku_core::run::{
    ClaimedItem, Epoch, Item, ItemId, Lane, MonthOutcome, Run, RunId, RunRecord, Runs, RunsQuery,
};
use uku_core::store::StoreError;
use uku_core::summary::WrittenMonth;

use crate::error::failed;
use crate::unit_of_work::PostgresWork;
use uku_rows::{RunRow, from_integer, instant, parse, to_integer};

#[async_trait]
impl Runs for PostgresWork {
    async fn add(&mut self, run: &Run, items: &[Item]) -> Result<bool, StoreError> {
        if !self.insert_run(run).await? {
            return Ok(false);
        }
        self.insert_items(run, items).await?;
        self.join_the_queue().await?;
        Ok(true)
    }

    async fn claimed(&mut self, item: ItemId, epoch: Epoch) -> Result<Option<ClaimedItem>, StoreError> {
        let row = sqlx::query!(
            "SELECT run_id, client_id, lane, requests FROM run_items
             WHERE firm_id = $1 AND item_id = $2 AND epoch = $3 AND held_by IS NOT NULL
             FOR NO KEY UPDATE",
            self.firm.as_ref(),
            item.0,
            epoch.0,
        )
        .fetch_optional(&mut *self.tx)
        .await
        .map_err(failed)?;
        let Some(row) = row else { return Ok(None) };
        let run = self.run_row(RunId(row.run_id)).await?.map(RunRow::read).transpose()?;
        let (run, _) = run.ok_or_else(|| StoreError::Corrupt(format!("run_items.run_id: {}", row.run_id)))?;
        Ok(Some(ClaimedItem {
            run,
            item: Item {
                id: item,
                client: parse("run_items.client_id", &row.client_id)?,
                lane: Lane::from_stored(row.lane),
            },
            outcomes: self.outcomes_of(&[item.0]).await?.remove(&item.0).unwrap_or_default(),
            requests: from_integer("run_items.requests", row.requests)?,
        }))
    }

    async fn save_outcomes(
        &mut self,
        item: ItemId,
        epoch: Epoch,
        requests: u64,
        outcomes: &[MonthOutcome],
    ) -> Result<(), StoreError> {
        let saved = sqlx::query!(
            "UPDATE run_items SET requests = $4, crashes = 0
             WHERE firm_id = $1 AND item_id = $2 AND epoch = $3 AND held_by IS NOT NULL",
            self.firm.as_ref(),
            item.0,
            epoch.0,
            to_integer(requests)?,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        if saved.rows_affected() == 0 {
            return Err(StoreError::Fenced);
        }
        self.replace_outcomes(item, outcomes).await
    }

    async fn finish_item(&mut self, item: ItemId, epoch: Epoch, at: DateTime<Utc>) -> Result<(), StoreError> {
        let finished = sqlx::query!(
            "UPDATE run_items SET finished_at = $4, held_by = NULL, lease_until = NULL
             WHERE firm_id = $1 AND item_id = $2 AND epoch = $3 AND held_by IS NOT NULL",
            self.firm.as_ref(),
            item.0,
            epoch.0,
            instant(at),
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        if finished.rows_affected() == 0 { Err(StoreError::Fenced) } else { Ok(()) }
    }

    async fn stop_all(&mut self, at: DateTime<Utc>) -> Result<u64, StoreError> {
        self.stop_items(None, at).await
    }

    async fn stop(&mut self, run: RunId, at: DateTime<Utc>) -> Result<u64, StoreError> {
        self.stop_items(Some(run), at).await
    }

    async fn reopen(&mut self, run: RunId, items: &[ItemId]) -> Result<u64, StoreError> {
        let opened = self.open_again(run, items).await?;
        if opened > 0 {
            self.join_the_queue().await?;
        }
        Ok(opened)
    }

    async fn latest_outcomes(&mut self, client: &ClientId) -> Result<Vec<MonthOutcome>, StoreError> {
        self.read_latest_outcomes(client).await
    }

    async fn run(&mut self, run: RunId) -> Result<Option<RunRecord>, StoreError> {
        let row = self.run_row(run).await?;
        Ok(self.records(row.into_iter().collect()).await?.pop())
    }

    async fn page(&mut self, query: RunsQuery) -> Result<Vec<RunRecord>, StoreError> {
        let rows = self.run_rows(query).await?;
        self.records(rows).await
    }

    async fn unannounced(&mut self) -> Result<Vec<RunId>, StoreError> {
        let runs = sqlx::query_scalar!(
            "SELECT run_id FROM runs AS r WHERE firm_id = $1 AND NOT announced AND NOT EXISTS (
                 SELECT FROM run_items AS i WHERE i.firm_id = r.firm_id AND i.run_id = r.run_id
                     AND finished_at IS NULL AND stopped_at IS NULL
             ) ORDER BY run_id",
            self.firm.as_ref(),
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(runs.into_iter().map(RunId).collect())
    }

    async fn announced(&mut self, run: RunId, round: u32) -> Result<(), StoreError> {
        sqlx::query!(
            "UPDATE runs SET announced = true WHERE firm_id = $1 AND run_id = $2 AND round = $3",
            self.firm.as_ref(),
            run.0,
            i64::from(round),
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    async fn written(
        &mut self,
        client: &ClientId,
        months: MonthRange,
    ) -> Result<Vec<(Month, WrittenMonth)>, StoreError> {
        self.read_written(client, months).await
    }

    async fn put_written(
        &mut self,
        client: &ClientId,
        month: Month,
        written: &WrittenMonth,
    ) -> Result<(), StoreError> {
        self.write_written(client, month, written).await
    }
}
