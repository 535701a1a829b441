//! Reading of runs with all that is known of them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use uku_core::run::{Epoch, Item, ItemId, ItemRecord, Lane, MonthOutcome, Run, RunId, RunRecord, RunsQuery};
use uku_core::store::StoreError;
use uuid::Uuid;

use crate::error::failed;
use crate::unit_of_work::PostgresWork;
use uku_rows::{RunRow, from_integer, parse};

macro_rules! select_runs {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            RunRow,
            r#"SELECT run_id::text AS "run_id!", kind, from_month, to_month, hand_edits, priority,
                   asked_by::text AS "asked_by!", created_at, once AS once_key, round
               FROM runs WHERE firm_id = $1 "# + $rest,
            $($argument),+
        )
    };
}

struct ItemRow {
    run_id: Uuid,
    item_id: Uuid,
    client_id: String,
    lane: String,
    epoch: Option<i64>,
    held_by: Option<String>,
    /// Microseconds since 1970.
    due_at: i64,
    finished_at: Option<String>,
    stopped_at: Option<String>,
    tries: i64,
    requests: i64,
}

impl ItemRow {
    fn record(self, outcomes: Vec<MonthOutcome>) -> Result<(Item, ItemRecord), StoreError> {
        let instant = |column: &str, at: Option<String>| at.map(|at| parse(column, &at)).transpose();
        let due_at: Option<DateTime<Utc>> = DateTime::from_timestamp_micros(self.due_at);
        let item = Item {
            id: ItemId(self.item_id),
            client: parse("run_items.client_id", &self.client_id)?,
            lane: Lane::from_stored(self.lane),
        };
        let record = ItemRecord {
            epoch: self.epoch.map(Epoch),
            held_by: self.held_by,
            due_at: due_at.ok_or_else(|| StoreError::Corrupt("run_items.due_at: no instant".to_owned()))?,
            finished_at: instant("run_items.finished_at", self.finished_at)?,
            stopped_at: instant("run_items.stopped_at", self.stopped_at)?,
            tries: from_integer("run_items.tries", self.tries)?,
            requests: from_integer("run_items.requests", self.requests)?,
            outcomes,
        };
        Ok((item, record))
    }
}

impl PostgresWork {
    pub(super) async fn run_row(&mut self, run: RunId) -> Result<Option<RunRow>, StoreError> {
        select_runs!("AND run_id = $2", self.firm.as_ref(), run.0)
            .fetch_optional(&mut *self.tx)
            .await
            .map_err(failed)
    }

    /// The latest first.
    pub(super) async fn run_rows(&mut self, query: RunsQuery) -> Result<Vec<RunRow>, StoreError> {
        select_runs!(
            "AND ($2::uuid IS NULL OR run_id < $2) ORDER BY run_id DESC LIMIT $3",
            self.firm.as_ref(),
            query.before.map(|before| before.0),
            i64::from(query.most)
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)
    }

    /// Runs with their items, in the same order.
    pub(super) async fn records(&mut self, rows: Vec<RunRow>) -> Result<Vec<RunRecord>, StoreError> {
        let runs: Vec<(Run, u32)> = rows.into_iter().map(RunRow::read).collect::<Result<_, _>>()?;
        let ids: Vec<Uuid> = runs.iter().map(|(run, _)| run.id.0).collect();
        let mut items = self.items_of(&ids).await?;
        let records = runs.into_iter().map(|(run, round)| {
            let items = items.remove(&run.id.0).unwrap_or_default();
            RunRecord { run, round, items }
        });
        Ok(records.collect())
    }

    /// The items of runs and what is known of each, by run.
    async fn items_of(
        &mut self,
        runs: &[Uuid],
    ) -> Result<HashMap<Uuid, Vec<(Item, ItemRecord)>>, StoreError> {
        let rows = sqlx::query_as!(
            ItemRow,
            r#"SELECT run_id, item_id, client_id, lane, epoch, held_by, finished_at, stopped_at, tries, requests,
                   (extract(epoch FROM due_at) * 1000000)::bigint AS "due_at!"
               FROM run_items WHERE firm_id = $1 AND run_id = ANY($2) ORDER BY run_id, position"#,
            self.firm.as_ref(),
            runs,
        )
        .fetch_all(&mut *self.tx)
        .await
        .map_err(failed)?;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.item_id).collect();
        let mut outcomes = self.outcomes_of(&ids).await?;
        let mut items: HashMap<Uuid, Vec<(Item, ItemRecord)>> = HashMap::new();
        for row in rows {
            let outcomes = outcomes.remove(&row.item_id).unwrap_or_default();
            items.entry(row.run_id).or_default().push(row.record(outcomes)?);
        }
        Ok(items)
    }
}
