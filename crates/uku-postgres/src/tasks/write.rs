//! Writing of summary tasks.

use sqlx::PgConnection;
use uku_core::firm::FirmId;
use uku_core::run::Epoch;
use uku_core::store::StoreError;
use uku_core::summary::{
    SummaryDraft, SummaryKey, SummaryWrite, TaskId, TaskVersion, TasksError, Values, WriteStamp,
};

use crate::PostgresStore;
use crate::error::failed;
use crate::storable::storable;
use uku_rows::{instant, parse, task_id, to_word};

impl PostgresStore {
    /// The inner error is a refusal; either way nothing is written.
    pub(super) async fn write_task(
        &self,
        firm: &FirmId,
        write: &SummaryWrite,
    ) -> Result<Result<TaskId, TasksError>, StoreError> {
        let SummaryWrite { draft, expected, stamp } = write;
        let mut tx = self.begin(firm).await?;
        let last = last_stamp(&mut tx, firm, &draft.key, *stamp).await?;
        let task = found(&mut tx, firm, &draft.key).await?;
        if last.is_some_and(|last| *stamp < last) {
            return Ok(Err(TasksError::Stale));
        }
        if *expected != task.as_ref().map(|task| task.version) {
            return Ok(Err(TasksError::Changed));
        }
        let id = match task {
            Some(task) if task.billed => return Ok(Err(TasksError::Billed)),
            Some(task) => {
                if put_values(&mut tx, firm, &draft.key, &draft.values).await? {
                    next_version(&mut tx, firm, &draft.key).await?;
                }
                task.id
            }
            None => {
                let Some(id) = insert(&mut tx, firm, draft).await? else {
                    return Ok(Err(TasksError::Changed));
                };
                put_values(&mut tx, firm, &draft.key, &draft.values).await?;
                id
            }
        };
        if last.is_some() {
            accept(&mut tx, firm, &draft.key, *stamp).await?;
        }
        tx.commit().await.map_err(failed)?;
        Ok(Ok(id))
    }
}

/// The stamp of the last accepted write. If there was none, the given one counts as accepted from now on. Either way no
/// other write of the task goes on until the transaction ends.
async fn last_stamp(
    connection: &mut PgConnection,
    firm: &FirmId,
    key: &SummaryKey,
    stamp: WriteStamp,
) -> Result<Option<WriteStamp>, StoreError> {
    let (client, month) = (key.client.as_ref(), key.month.to_string());
    let first = sqlx::query!(
        "INSERT INTO summary_stamps (firm_id, client_id, month, epoch, counted_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
        firm.as_ref(),
        client,
        month,
        stamp.epoch.0,
        instant(stamp.counted_at),
    )
    .execute(&mut *connection)
    .await
    .map_err(failed)?;
    if first.rows_affected() > 0 {
        return Ok(None);
    }
    let last = sqlx::query!(
        "SELECT epoch, counted_at FROM summary_stamps WHERE firm_id = $1 AND client_id = $2 AND month = $3
         FOR UPDATE",
        firm.as_ref(),
        client,
        month,
    )
    .fetch_one(connection)
    .await
    .map_err(failed)?;
    let counted_at = parse("summary_stamps.counted_at", &last.counted_at)?;
    Ok(Some(WriteStamp { epoch: Epoch(last.epoch), counted_at }))
}

async fn accept(
    connection: &mut PgConnection,
    firm: &FirmId,
    key: &SummaryKey,
    stamp: WriteStamp,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE summary_stamps SET epoch = $4, counted_at = $5
         WHERE firm_id = $1 AND client_id = $2 AND month = $3",
        firm.as_ref(),
        key.client.as_ref(),
        key.month.to_string(),
        stamp.epoch.0,
        instant(stamp.counted_at),
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}

/// What decides whether a write is accepted.
struct Found {
    id: TaskId,
    version: TaskVersion,
    billed: bool,
}

/// The task as it is, and as it stays until the transaction ends.
async fn found(
    connection: &mut PgConnection,
    firm: &FirmId,
    key: &SummaryKey,
) -> Result<Option<Found>, StoreError> {
    let row = sqlx::query!(
        "SELECT task_id, version, billed FROM summary_tasks
         WHERE firm_id = $1 AND client_id = $2 AND month = $3 FOR UPDATE",
        firm.as_ref(),
        key.client.as_ref(),
        key.month.to_string(),
    )
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    row.map(|row| {
        let id = parse("summary_tasks.task_id", &row.task_id)?;
        Ok(Found { id, version: TaskVersion(row.version), billed: row.billed })
    })
    .transpose()
}

/// The identity of the new task; none if there is one of this key already.
async fn insert(
    connection: &mut PgConnection,
    firm: &FirmId,
    draft: &SummaryDraft,
) -> Result<Option<TaskId>, StoreError> {
    let (id, date) = (task_id(firm, &draft.key)?, draft.key.date().to_string());
    let title = storable(&draft.title);
    let inserted = sqlx::query!(
        "INSERT INTO summary_tasks (firm_id, client_id, month, task_id, title, topic_id, assignee_id, status,
             start_date, due_date, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 1)
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
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok((inserted.rows_affected() > 0).then_some(id))
}

/// Makes a task the next version of itself.
async fn next_version(
    connection: &mut PgConnection,
    firm: &FirmId,
    key: &SummaryKey,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE summary_tasks SET version = version + 1 WHERE firm_id = $1 AND client_id = $2 AND month = $3",
        firm.as_ref(),
        key.client.as_ref(),
        key.month.to_string(),
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
