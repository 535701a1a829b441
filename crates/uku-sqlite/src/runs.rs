use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uku_core::calendar::{Month, MonthRange};
use uku_core::client::ClientId;
use uku_core::run::{ClaimedItem, Epoch, Item, ItemId, MonthOutcome, Run, RunId, RunRecord, Runs, RunsQuery};
use uku_core::store::StoreError;
use uku_core::summary::WrittenMonth;

use crate::error::failed;
use crate::unit_of_work::SqliteWork;
use uku_rows::{RunRow, instant, parse, priority_rank, to_integer, to_json, to_word};

#[async_trait]
impl Runs for SqliteWork {
    async fn add(&mut self, run: &Run, items: &[Item]) -> Result<bool, StoreError> {
        if !self.insert_run(run).await? {
            return Ok(false);
        }
        self.give_a_turn().await?;
        for (position, item) in items.iter().enumerate() {
            self.insert_item(run, to_integer(position)?, item).await?;
        }
        self.rings = true;
        Ok(true)
    }

    async fn claimed(&mut self, item: ItemId, epoch: Epoch) -> Result<Option<ClaimedItem>, StoreError> {
        self.claimed_item(item, epoch).await
    }

    async fn save_outcomes(
        &mut self,
        item: ItemId,
        epoch: Epoch,
        requests: u64,
        outcomes: &[MonthOutcome],
    ) -> Result<(), StoreError> {
        self.save_progress(item, epoch, requests).await?;
        self.put_outcomes(item, outcomes).await
    }

    async fn finish_item(&mut self, item: ItemId, epoch: Epoch, at: DateTime<Utc>) -> Result<(), StoreError> {
        self.end_item(item, epoch, at).await
    }

    async fn stop_all(&mut self, at: DateTime<Utc>) -> Result<u64, StoreError> {
        self.stop_items(None, at).await
    }

    async fn stop(&mut self, run: RunId, at: DateTime<Utc>) -> Result<u64, StoreError> {
        self.stop_items(Some(run), at).await
    }

    async fn reopen(&mut self, run: RunId, items: &[ItemId]) -> Result<u64, StoreError> {
        let mut opened = 0;
        for item in items {
            opened += self.open_item(run, *item).await?;
        }
        if opened > 0 {
            self.begin_round(run).await?;
            self.rings = true;
        }
        Ok(opened)
    }

    async fn latest_outcomes(&mut self, client: &ClientId) -> Result<Vec<MonthOutcome>, StoreError> {
        self.outcomes_of_client(client).await
    }

    async fn run(&mut self, run: RunId) -> Result<Option<RunRecord>, StoreError> {
        match self.read_run(run).await? {
            Some(row) => self.with_items(row).await.map(Some),
            None => Ok(None),
        }
    }

    async fn page(&mut self, query: RunsQuery) -> Result<Vec<RunRecord>, StoreError> {
        let mut records = Vec::new();
        for row in self.read_page(query).await? {
            records.push(self.with_items(row).await?);
        }
        Ok(records)
    }

    async fn unannounced(&mut self) -> Result<Vec<RunId>, StoreError> {
        let firm = self.firm.as_ref();
        let runs = sqlx::query_scalar!(
            "SELECT run_id FROM runs AS r WHERE firm_id = ? AND announced = 0 AND NOT EXISTS (
                 SELECT 1 FROM run_items AS i
                 WHERE i.firm_id = r.firm_id AND i.run_id = r.run_id
                     AND i.finished_at IS NULL AND i.stopped_at IS NULL
             ) ORDER BY run_id",
            firm,
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        runs.iter().map(|id| Ok(RunId(parse("runs.run_id", id)?))).collect()
    }

    async fn announced(&mut self, run: RunId, round: u32) -> Result<(), StoreError> {
        let (firm, id) = (self.firm.as_ref(), run.to_string());
        sqlx::query!(
            "UPDATE runs SET announced = 1 WHERE firm_id = ? AND run_id = ? AND round = ?",
            firm,
            id,
            round,
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

/// Runs of a firm with all their columns.
macro_rules! select_runs {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            RunRow,
            "SELECT run_id, kind, from_month, to_month, hand_edits, priority, asked_by, created_at, once_key, round
             FROM runs WHERE firm_id = ? " + $rest,
            $($argument),+
        )
    };
}

impl SqliteWork {
    /// Whether it was inserted: false if there is one with its business key.
    async fn insert_run(&mut self, run: &Run) -> Result<bool, StoreError> {
        let (firm, id, kind) = (self.firm.as_ref(), run.id.to_string(), to_word(&run.kind)?);
        let (from, to) = (run.months.from().to_string(), run.months.to().to_string());
        let (hand_edits, priority) = (to_word(&run.hand_edits)?, priority_rank(run.priority));
        let (asked_by, created_at) = (to_json(&run.asked_by)?, instant(run.created_at));
        let inserted = sqlx::query!(
            "INSERT INTO runs (firm_id, run_id, kind, from_month, to_month, hand_edits, priority, asked_by, created_at,
                 once_key)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (firm_id, once_key) WHERE once_key IS NOT NULL DO NOTHING",
            firm,
            id,
            kind,
            from,
            to,
            hand_edits,
            priority,
            asked_by,
            created_at,
            run.once,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(inserted.rows_affected() == 1)
    }

    /// Lets the firm take turns with the others, before whom it comes if it never did.
    async fn give_a_turn(&mut self) -> Result<(), StoreError> {
        let firm = self.firm.as_ref();
        sqlx::query!("INSERT INTO firm_turns (firm_id, epoch) VALUES (?, 0) ON CONFLICT DO NOTHING", firm)
            .execute(&mut *self.tx)
            .await
            .map_err(failed)?;
        Ok(())
    }

    /// What failed is tried again: nobody was told how that ends.
    async fn begin_round(&mut self, run: RunId) -> Result<(), StoreError> {
        let (firm, id) = (self.firm.as_ref(), run.to_string());
        sqlx::query!(
            "UPDATE runs SET round = round + 1, announced = 0 WHERE firm_id = ? AND run_id = ?",
            firm,
            id,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    pub(crate) async fn read_run(&mut self, run: RunId) -> Result<Option<RunRow>, StoreError> {
        let (firm, id) = (self.firm.as_ref(), run.to_string());
        select_runs!("AND run_id = ?", firm, id).fetch_optional(&mut *self.tx).await.map_err(failed)
    }

    async fn read_page(&mut self, query: RunsQuery) -> Result<Vec<RunRow>, StoreError> {
        let firm = self.firm.as_ref();
        let before = query.before.map(|run| run.to_string());
        select_runs!(
            "AND (?2 IS NULL OR run_id < ?2) ORDER BY run_id DESC LIMIT ?3",
            firm,
            before,
            query.most
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)
    }

    async fn with_items(&mut self, row: RunRow) -> Result<RunRecord, StoreError> {
        let items = self.items(&row.run_id).await?;
        let (run, round) = row.read()?;
        Ok(RunRecord { run, round, items })
    }
}
