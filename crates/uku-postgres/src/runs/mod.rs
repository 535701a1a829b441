mod record;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uku_core::client::ClientId;
use uku_core::run::{Epoch, ItemId, MonthOutcome, Run, RunId, RunRecord, Runs};
use uku_core::store::StoreError;
use uuid::Uuid;

use crate::error::failed;
use crate::unit_of_work::PostgresWork;
use uku_rows::{from_json, instant, parse, to_integer, to_json, to_word};

#[async_trait]
impl Runs for PostgresWork {
    async fn add(&mut self, run: &Run) -> Result<(), StoreError> {
        sqlx::query!(
            "INSERT INTO runs (firm_id, run_id, kind, from_month, to_month, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            self.firm.as_ref(),
            run.id.0,
            to_word(&run.kind)?,
            run.months.from().to_string(),
            run.months.to().to_string(),
            instant(run.created_at),
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        let (items, clients): (Vec<Uuid>, Vec<String>) =
            run.items.iter().map(|item| (item.id.0, item.client.to_string())).unzip();
        sqlx::query!(
            "INSERT INTO run_items (firm_id, run_id, item_id, client_id, position)
             SELECT $1, $2, item_id, client_id, nth - 1
             FROM unnest($3::uuid[], $4::text[]) WITH ORDINALITY AS item (item_id, client_id, nth)",
            self.firm.as_ref(),
            run.id.0,
            &items[..],
            &clients[..],
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }

    async fn start_item(&mut self, item: ItemId) -> Result<Epoch, StoreError> {
        // Held until the end: nobody stops it in between.
        let found = sqlx::query!(
            "SELECT client_id, stopped_at FROM run_items WHERE firm_id = $1 AND item_id = $2 FOR UPDATE",
            self.firm.as_ref(),
            item.0,
        )
        .fetch_optional(&mut *self.tx)
        .await
        .map_err(failed)?
        .ok_or_else(|| no_item(item))?;
        if found.stopped_at.is_some() {
            return Err(StoreError::Fenced);
        }
        let epoch = sqlx::query_scalar!(
            "INSERT INTO lanes (firm_id, client_id, epoch) VALUES ($1, $2, 1)
             ON CONFLICT (firm_id, client_id) DO UPDATE SET epoch = lanes.epoch + 1
             RETURNING epoch",
            self.firm.as_ref(),
            found.client_id,
        )
        .fetch_one(&mut *self.tx)
        .await
        .map_err(failed)?;
        sqlx::query!(
            "UPDATE run_items SET epoch = $3, finished_at = NULL, requests = 0 WHERE firm_id = $1 AND item_id = $2",
            self.firm.as_ref(),
            item.0,
            epoch,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        self.delete_outcomes(item).await?;
        Ok(Epoch(epoch))
    }

    async fn is_current(&mut self, item: ItemId, epoch: Epoch) -> Result<bool, StoreError> {
        let current = sqlx::query_scalar!(
            r#"SELECT epoch IS NOT DISTINCT FROM $3 AND stopped_at IS NULL AS "current!" FROM run_items
               WHERE firm_id = $1 AND item_id = $2"#,
            self.firm.as_ref(),
            item.0,
            epoch.0,
        )
        .fetch_optional(&mut *self.tx)
        .await
        .map_err(failed)?;
        current.ok_or_else(|| no_item(item))
    }

    async fn finish_item(
        &mut self,
        item: ItemId,
        epoch: Epoch,
        at: DateTime<Utc>,
        requests: u64,
        outcomes: &[MonthOutcome],
    ) -> Result<(), StoreError> {
        let finished = sqlx::query!(
            "UPDATE run_items SET finished_at = $4, requests = $5
             WHERE firm_id = $1 AND item_id = $2 AND epoch = $3 AND stopped_at IS NULL",
            self.firm.as_ref(),
            item.0,
            epoch.0,
            instant(at),
            to_integer(requests)?,
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        if finished.rows_affected() == 0 {
            // Missing, or overtaken.
            self.is_current(item, epoch).await?;
            return Err(StoreError::Fenced);
        }
        self.delete_outcomes(item).await?;
        self.insert_outcomes(item, outcomes).await
    }

    async fn stop_all(&mut self, at: DateTime<Utc>) -> Result<u64, StoreError> {
        let stopped = sqlx::query!(
            "UPDATE run_items SET stopped_at = $2
             WHERE firm_id = $1 AND finished_at IS NULL AND stopped_at IS NULL",
            self.firm.as_ref(),
            instant(at),
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(stopped.rows_affected())
    }

    async fn latest_outcomes(&mut self, client: &ClientId) -> Result<Vec<MonthOutcome>, StoreError> {
        let rows = sqlx::query!(
            r#"SELECT DISTINCT ON (month) month, counts::text AS counts, outcome::text AS "outcome!"
               FROM month_outcomes JOIN run_items USING (firm_id, item_id)
               WHERE firm_id = $1 AND client_id = $2
               ORDER BY month, epoch DESC, month_outcomes.position DESC"#,
            self.firm.as_ref(),
            client.as_ref(),
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        rows.into_iter().map(|row| outcome(&row.month, row.counts.as_deref(), &row.outcome)).collect()
    }

    async fn run(&mut self, run: RunId) -> Result<Option<RunRecord>, StoreError> {
        self.record(run).await
    }
}

impl PostgresWork {
    async fn delete_outcomes(&mut self, item: ItemId) -> Result<(), StoreError> {
        let firm = self.firm.as_ref();
        sqlx::query!("DELETE FROM month_outcomes WHERE firm_id = $1 AND item_id = $2", firm, item.0)
            .execute(&mut *self.tx)
            .await
            .map_err(failed)?;
        Ok(())
    }

    async fn insert_outcomes(&mut self, item: ItemId, outcomes: &[MonthOutcome]) -> Result<(), StoreError> {
        let (mut months, mut counts) = (Vec::new(), Vec::new());
        let (mut kinds, mut details) = (Vec::new(), Vec::new());
        for of_month in outcomes {
            months.push(of_month.month.to_string());
            counts.push(of_month.counts.as_ref().map(to_json).transpose()?);
            kinds.push(to_word(&of_month.outcome)?);
            details.push(to_json(&of_month.outcome)?);
        }
        sqlx::query!(
            "INSERT INTO month_outcomes (firm_id, item_id, month, counts, kind, outcome, position)
             SELECT $1, $2, month, counts::json, kind, outcome::json, nth - 1
             FROM unnest($3::text[], $4::text[], $5::text[], $6::text[])
                 WITH ORDINALITY AS new (month, counts, kind, outcome, nth)",
            self.firm.as_ref(),
            item.0,
            &months[..],
            &counts[..] as &[Option<String>],
            &kinds[..],
            &details[..],
        )
        .execute(&mut *self.tx)
        .await
        .map_err(failed)?;
        Ok(())
    }
}

fn outcome(month: &str, counts: Option<&str>, outcome: &str) -> Result<MonthOutcome, StoreError> {
    Ok(MonthOutcome {
        month: parse("month_outcomes.month", month)?,
        counts: counts.map(|counts| from_json("month_outcomes.counts", counts)).transpose()?,
        outcome: from_json("month_outcomes.outcome", outcome)?,
    })
}

fn no_item(item: ItemId) -> StoreError {
    StoreError::Missing(format!("item {item}"))
}
