use async_trait::async_trait;
use sqlx::PgConnection;
use uku_core::firm::FirmId;
use uku_core::run::Epoch;
use uku_core::store::StoreError;
use uku_core::summary::{
    SummaryDraft, SummaryKey, SummaryTask, SummaryWrite, TaskId, TaskVersion, Tasks, TasksError, Values,
    WriteStamp,
};

use crate::PostgresStore;
use crate::error::failed;
use crate::storable::storable;
use uku_rows::{from_json, from_word, instant, no_tasks, parse, task_id, to_word};

struct TaskRow {
    client_id: String,
    month: String,
    task_id: String,
    title: String,
    topic_id: String,
    assignee_id: String,
    status: String,
    billed: bool,
    version: i64,
    /// JSON object: custom field to decimal text; none if all fields are empty.
    numbers: Option<String>,
}

impl TaskRow {
    fn task(self) -> Result<SummaryTask, StoreError> {
        let numbers = self.numbers.map(|numbers| from_json("summary_values.value", &numbers)).transpose()?;
        Ok(SummaryTask {
            id: parse("summary_tasks.task_id", &self.task_id)?,
            key: SummaryKey {
                client: parse("summary_tasks.client_id", &self.client_id)?,
                month: parse("summary_tasks.month", &self.month)?,
            },
            title: self.title,
            topic: parse("summary_tasks.topic_id", &self.topic_id)?,
            assignee: parse("summary_tasks.assignee_id", &self.assignee_id)?,
            status: from_word("summary_tasks.status", self.status)?,
            billed: self.billed,
            values: numbers.unwrap_or_default(),
            version: TaskVersion(self.version),
        })
    }
}

/// The tasks of a firm with their numbers. One statement, so that numbers and version are of the same moment.
macro_rules! select_tasks {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            TaskRow,
            "SELECT client_id, month, task_id, title, topic_id, assignee_id, status, billed, version, (
                 SELECT json_object_agg(field_id, value::text) FROM summary_values AS v
                 WHERE v.firm_id = t.firm_id AND v.client_id = t.client_id AND v.month = t.month
             )::text AS numbers
             FROM summary_tasks AS t WHERE t.firm_id = $1 " + $rest,
            $($argument),+
        )
    };
}

impl PostgresStore {
    async fn read_task(&self, firm: &FirmId, key: &SummaryKey) -> Result<Option<SummaryTask>, StoreError> {
        let (client, month) = (key.client.as_ref(), key.month.to_string());
        let row = select_tasks!("AND client_id = $2 AND month = $3", firm.as_ref(), client, month)
            .fetch_optional(&mut *self.begin(firm).await?)
            .await
            .map_err(failed)?;
        row.map(TaskRow::task).transpose()
    }

    async fn read_tasks(&self, firm: &FirmId) -> Result<Vec<SummaryTask>, StoreError> {
        let rows = select_tasks!("ORDER BY client_id, month", firm.as_ref())
            .fetch_all(&mut *self.begin(firm).await?)
            .await
            .map_err(failed)?;
        rows.into_iter().map(TaskRow::task).collect()
    }

    /// The inner error is a refusal; either way nothing is written.
    async fn write_task(
        &self,
        firm: &FirmId,
        write: &SummaryWrite,
    ) -> Result<Result<TaskId, TasksError>, StoreError> {
        let SummaryWrite { draft, expected, stamp } = write;
        let mut tx = self.begin(firm).await?;
        let mut task = found(&mut tx, firm, &draft.key).await?;
        if task.is_none() && expected.is_none() {
            if let Some(id) = insert(&mut tx, firm, draft, *stamp).await? {
                put_values(&mut tx, firm, &draft.key, &draft.values).await?;
                tx.commit().await.map_err(failed)?;
                return Ok(Ok(id));
            }
            // Somebody made it a moment ago.
            task = found(&mut tx, firm, &draft.key).await?;
        }
        let id = match task {
            None => return Ok(Err(TasksError::Changed)),
            Some(task) if *stamp < task.stamp => return Ok(Err(TasksError::Stale)),
            Some(task) if *expected != Some(task.version) => return Ok(Err(TasksError::Changed)),
            Some(task) if task.billed => return Ok(Err(TasksError::Billed)),
            Some(task) => {
                let changed = put_values(&mut tx, firm, &draft.key, &draft.values).await?;
                accept(&mut tx, firm, &draft.key, *stamp, changed).await?;
                task.id
            }
        };
        tx.commit().await.map_err(failed)?;
        Ok(Ok(id))
    }
}

/// What decides whether a write is accepted.
struct Found {
    id: TaskId,
    version: TaskVersion,
    billed: bool,
    stamp: WriteStamp,
}

/// The task as it is, and as it stays until the transaction ends.
async fn found(
    connection: &mut PgConnection,
    firm: &FirmId,
    key: &SummaryKey,
) -> Result<Option<Found>, StoreError> {
    let row = sqlx::query!(
        "SELECT task_id, version, billed, epoch, counted_at FROM summary_tasks
         WHERE firm_id = $1 AND client_id = $2 AND month = $3 FOR UPDATE",
        firm.as_ref(),
        key.client.as_ref(),
        key.month.to_string(),
    )
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    row.map(|row| {
        let counted_at = parse("summary_tasks.counted_at", &row.counted_at)?;
        Ok(Found {
            id: parse("summary_tasks.task_id", &row.task_id)?,
            version: TaskVersion(row.version),
            billed: row.billed,
            stamp: WriteStamp { epoch: Epoch(row.epoch), counted_at },
        })
    })
    .transpose()
}

/// The identity of the new task; none if there is one of this key already.
async fn insert(
    connection: &mut PgConnection,
    firm: &FirmId,
    draft: &SummaryDraft,
    stamp: WriteStamp,
) -> Result<Option<TaskId>, StoreError> {
    let (id, date) = (task_id(firm, &draft.key)?, draft.key.date().to_string());
    let title = storable(&draft.title);
    let inserted = sqlx::query!(
        "INSERT INTO summary_tasks (firm_id, client_id, month, task_id, title, topic_id, assignee_id, status,
             start_date, due_date, version, epoch, counted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 1, $10, $11)
         ON CONFLICT DO NOTHING",
        firm.as_ref(),
        draft.key.client.as_ref(),
        draft.key.month.to_string(),
        id.as_ref(),
        title.as_ref(),
        draft.topic.as_ref(),
        draft.assignee.as_ref(),
        to_word(&draft.status)?,
        date,
        stamp.epoch.0,
        instant(stamp.counted_at),
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok((inserted.rows_affected() > 0).then_some(id))
}

/// Remembers a write, and makes the task the next version of itself if it changed.
async fn accept(
    connection: &mut PgConnection,
    firm: &FirmId,
    key: &SummaryKey,
    stamp: WriteStamp,
    changed: bool,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE summary_tasks SET version = version + $4, epoch = $5, counted_at = $6
         WHERE firm_id = $1 AND client_id = $2 AND month = $3",
        firm.as_ref(),
        key.client.as_ref(),
        key.month.to_string(),
        i64::from(changed),
        stamp.epoch.0,
        instant(stamp.counted_at),
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}

/// Whether any number is another than before.
async fn put_values(
    connection: &mut PgConnection,
    firm: &FirmId,
    key: &SummaryKey,
    values: &Values,
) -> Result<bool, StoreError> {
    let (fields, numbers): (Vec<String>, Vec<String>) =
        values.iter().map(|(field, value)| (field.to_string(), value.to_string())).unzip();
    let put = sqlx::query!(
        "INSERT INTO summary_values (firm_id, client_id, month, field_id, value)
         SELECT $1, $2, $3, field_id, number::numeric FROM unnest($4::text[], $5::text[]) AS new (field_id, number)
         ON CONFLICT (firm_id, client_id, month, field_id) DO UPDATE SET value = excluded.value
         WHERE summary_values.value <> excluded.value",
        firm.as_ref(),
        key.client.as_ref(),
        key.month.to_string(),
        &fields[..],
        &numbers[..],
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(put.rows_affected() > 0)
}

#[async_trait]
impl Tasks for PostgresStore {
    async fn summary(&self, firm: &FirmId, key: &SummaryKey) -> Result<Option<SummaryTask>, TasksError> {
        self.read_task(firm, key).await.map_err(no_tasks)
    }

    async fn summaries(&self, firm: &FirmId) -> Result<Vec<SummaryTask>, TasksError> {
        self.read_tasks(firm).await.map_err(no_tasks)
    }

    async fn write_summary(&self, firm: &FirmId, write: &SummaryWrite) -> Result<TaskId, TasksError> {
        self.write_task(firm, write).await.map_err(no_tasks)?
    }
}
