//! Rows of runs and items: how they come about, are stopped, and are opened again.

use chrono::{DateTime, Utc};
use uku_core::run::{Item, ItemId, Run, RunId};
use uku_core::store::StoreError;
use uuid::Uuid;

use crate::error::failed;
use crate::storable::storable;
use crate::unit_of_work::PostgresWork;
use uku_rows::{instant, priority_rank, to_json, to_word};

impl PostgresWork {
    /// Whether it is a new run: of two with the same business key at once, one waits here for the other's end.
    pub(super) async fn insert_run(&mut self, run: &Run) -> Result<bool, StoreError> {
        let once = run.once.as_deref().map(storable);
        let inserted = sqlx::query!(
            "INSERT INTO runs (firm_id, run_id, kind, from_month, to_month, created_at, hand_edits, priority, asked_by,
                 once)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::json, $10)
             ON CONFLICT (firm_id, once) DO NOTHING",
            self.firm.as_ref(),
            run.id.0,
            to_word(&run.kind)?,
            run.months.from().to_string(),
            run.months.to().to_string(),
            instant(run.created_at),
            to_word(&run.hand_edits)?,
            priority_rank(run.priority),
            to_json(&run.asked_by)?,
            once.as_deref(),
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(inserted.rows_affected() > 0)
    }

    pub(super) async fn insert_items(&mut self, run: &Run, items: &[Item]) -> Result<(), StoreError> {
        let ids: Vec<Uuid> = items.iter().map(|item| item.id.0).collect();
        let clients: Vec<String> = items.iter().map(|item| item.client.to_string()).collect();
        let lanes: Vec<String> = items.iter().map(|item| storable(item.lane.as_str()).into_owned()).collect();
        sqlx::query!(
            "INSERT INTO run_items (firm_id, run_id, item_id, client_id, lane, position, priority, due_at)
             SELECT $1, $2, item_id, client_id, lane, nth - 1, $6, (SELECT uku.now())
             FROM unnest($3::uuid[], $4::text[], $5::text[]) WITH ORDINALITY AS item (item_id, client_id, lane, nth)",
            self.firm.as_ref(),
            run.id.0,
            &ids[..],
            &clients[..],
            &lanes[..],
            priority_rank(run.priority),
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    /// Sees that the firm is served, and wakes whoever waits for items once this unit of work is committed.
    pub(super) async fn join_the_queue(&mut self) -> Result<(), StoreError> {
        let firm = self.firm.as_ref();
        sqlx::query!("INSERT INTO tenants (firm_id) VALUES ($1) ON CONFLICT DO NOTHING", firm)
            .execute(&mut *self.tx)
            .await
            .map_err(failed)?;
        sqlx::query!("SELECT pg_notify('uku_work', '')").execute(&mut *self.tx).await.map_err(failed)?;
        Ok(())
    }

    /// Stops what is not over, of one run or of all.
    pub(super) async fn stop_items(
        &mut self,
        run: Option<RunId>,
        at: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let stopped = sqlx::query!(
            "UPDATE run_items SET stopped_at = $3, held_by = NULL, lease_until = NULL
             WHERE firm_id = $1 AND item_id IN (
                 SELECT item_id FROM run_items
                 WHERE firm_id = $1 AND ($2::uuid IS NULL OR run_id = $2)
                     AND finished_at IS NULL AND stopped_at IS NULL
                 ORDER BY item_id FOR NO KEY UPDATE
             )",
            self.firm.as_ref(),
            run.map(|run| run.0),
            instant(at),
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(stopped.rows_affected())
    }

    /// Opens items of a run that are over again; if there are any, the run goes into its next round.
    pub(super) async fn open_again(&mut self, run: RunId, items: &[ItemId]) -> Result<u64, StoreError> {
        let items: Vec<Uuid> = items.iter().map(|item| item.0).collect();
        let opened = sqlx::query!(
            "UPDATE run_items SET finished_at = NULL, stopped_at = NULL, due_at = (SELECT uku.now()), crashes = 0,
                 tries = 0
             WHERE firm_id = $1 AND item_id IN (
                 SELECT item_id FROM run_items
                 WHERE firm_id = $1 AND run_id = $2 AND item_id = ANY($3)
                     AND (finished_at IS NOT NULL OR stopped_at IS NOT NULL)
                 ORDER BY item_id FOR NO KEY UPDATE
             )",
            self.firm.as_ref(),
            run.0,
            &items[..],
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        if opened.rows_affected() > 0 {
            let firm = self.firm.as_ref();
            sqlx::query!(
                "UPDATE runs SET round = round + 1, announced = false WHERE firm_id = $1 AND run_id = $2",
                firm,
                run.0
            )
            .execute(&mut *self.tx)
            .await
            .map_err(failed)?;
        }
        Ok(opened.rows_affected())
    }
}
