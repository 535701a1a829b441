use async_trait::async_trait;
use sqlx::SqliteConnection;
use uku_core::firm::FirmId;
use uku_core::run::Epoch;
use uku_core::store::StoreError;
use uku_core::summary::{
    SummaryDraft, SummaryKey, SummaryTask, SummaryWrite, TaskId, TaskVersion, Tasks, TasksError, Values,
    WriteStamp,
};

use crate::SqliteStore;
use crate::error::failed;
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
    /// JSON object: custom field to decimal text.
    numbers: String,
}

impl TaskRow {
    fn task(self) -> Result<SummaryTask, StoreError> {
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
            values: from_json("summary_values.value", &self.numbers)?,
            version: TaskVersion(self.version),
        })
    }
}

/// The tasks of a firm with their numbers. One statement, so that numbers and version are of the same moment.
macro_rules! select_tasks {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            TaskRow,
            r#"SELECT client_id, month, task_id, title, topic_id, assignee_id, status, billed AS "billed: bool",
                   version, (
                       SELECT json_group_object(field_id, value) FROM summary_values AS v
                       WHERE v.firm_id = t.firm_id AND v.client_id = t.client_id AND v.month = t.month
                   ) AS "numbers!: String"
               FROM summary_tasks AS t WHERE t.firm_id = ? "# + $rest,
            $($argument),+
        )
    };
}

impl SqliteStore {
    async fn read_task(&self, firm: &FirmId, key: &SummaryKey) -> Result<Option<SummaryTask>, StoreError> {
        let (firm, client, month) = (firm.as_ref(), key.client.as_ref(), key.month.to_string());
        let row = select_tasks!("AND client_id = ? AND month = ?", firm, client, month)
            .fetch_optional(&self.reader)
            .await
            .map_err(failed)?;
        row.map(TaskRow::task).transpose()
    }

    async fn read_tasks(&self, firm: &FirmId) -> Result<Vec<SummaryTask>, StoreError> {
        let firm = firm.as_ref();
        let rows =
            select_tasks!("ORDER BY client_id, month", firm).fetch_all(&self.reader).await.map_err(failed)?;
        rows.into_iter().map(TaskRow::task).collect()
    }

    /// The inner error is a refusal; either way nothing is written.
    async fn write_task(
        &self,
        firm: &FirmId,
        write: &SummaryWrite,
    ) -> Result<Result<TaskId, TasksError>, StoreError> {
        let SummaryWrite { draft, expected, stamp } = write;
        let mut tx = self.begin().await?;
        let id = match found(&mut tx, firm, &draft.key).await? {
            None if expected.is_some() => return Ok(Err(TasksError::Changed)),
            None => {
                let id = insert(&mut tx, firm, draft, *stamp).await?;
                put_values(&mut tx, firm, &draft.key, &draft.values).await?;
                id
            }
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

async fn found(
    connection: &mut SqliteConnection,
    firm: &FirmId,
    key: &SummaryKey,
) -> Result<Option<Found>, StoreError> {
    let (firm, client, month) = (firm.as_ref(), key.client.as_ref(), key.month.to_string());
    let row = sqlx::query!(
        r#"SELECT task_id, version, billed AS "billed: bool", epoch, counted_at FROM summary_tasks
           WHERE firm_id = ? AND client_id = ? AND month = ?"#,
        firm,
        client,
        month,
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

async fn insert(
    connection: &mut SqliteConnection,
    firm: &FirmId,
    draft: &SummaryDraft,
    stamp: WriteStamp,
) -> Result<TaskId, StoreError> {
    let id = task_id(firm, &draft.key)?;
    let (firm, client, month) = (firm.as_ref(), draft.key.client.as_ref(), draft.key.month.to_string());
    let (task, topic, assignee) = (id.as_ref(), draft.topic.as_ref(), draft.assignee.as_ref());
    let (status, date) = (to_word(&draft.status)?, draft.key.date().to_string());
    let counted_at = instant(stamp.counted_at);
    sqlx::query!(
        "INSERT INTO summary_tasks (firm_id, client_id, month, task_id, title, topic_id, assignee_id, status,
             start_date, due_date, version, epoch, counted_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)",
        firm,
        client,
        month,
        task,
        draft.title,
        topic,
        assignee,
        status,
        date,
        date,
        stamp.epoch.0,
        counted_at,
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(id)
}

/// Remembers a write, and makes the task the next version of itself if it changed.
async fn accept(
    connection: &mut SqliteConnection,
    firm: &FirmId,
    key: &SummaryKey,
    stamp: WriteStamp,
    changed: bool,
) -> Result<(), StoreError> {
    let (firm, client, month) = (firm.as_ref(), key.client.as_ref(), key.month.to_string());
    let counted_at = instant(stamp.counted_at);
    sqlx::query!(
        "UPDATE summary_tasks SET version = version + ?, epoch = ?, counted_at = ?
         WHERE firm_id = ? AND client_id = ? AND month = ?",
        changed,
        stamp.epoch.0,
        counted_at,
        firm,
        client,
        month,
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}

/// Whether any number is another than before.
async fn put_values(
    connection: &mut SqliteConnection,
    firm: &FirmId,
    key: &SummaryKey,
    values: &Values,
) -> Result<bool, StoreError> {
    let (firm, client, month) = (firm.as_ref(), key.client.as_ref(), key.month.to_string());
    let mut changed = 0;
    for (field, value) in values {
        let (field, value) = (field.as_ref(), value.to_string());
        let put = sqlx::query!(
            "INSERT INTO summary_values (firm_id, client_id, month, field_id, value) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (firm_id, client_id, month, field_id) DO UPDATE SET value = excluded.value
             WHERE value <> excluded.value",
            firm,
            client,
            month,
            field,
            value,
        )
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
        changed += put.rows_affected();
    }
    Ok(changed > 0)
}

#[async_trait]
impl Tasks for SqliteStore {
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
