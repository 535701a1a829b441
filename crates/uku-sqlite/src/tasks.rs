use async_trait::async_trait;
use sqlx::SqliteConnection;
use uku_core::calendar::Month;
use uku_core::client::{Among, ClientId};
use uku_core::firm::FirmId;
use uku_core::store::StoreError;
use uku_core::summary::{
    CustomField, CustomFieldId, SummaryDraft, SummaryKey, SummaryQuery, SummaryTask, SummaryTotals,
    SummaryWrite, TaskId, TaskVersion, Tasks, TasksError, Topic, TopicId, Values,
};

use crate::SqliteStore;
use crate::error::failed;
use crate::stamps::{accept, accepted};
use uku_rows::{no_tasks, parse, task_id, to_word};

impl SqliteStore {
    /// The inner error is a refusal; either way nothing is written.
    async fn write_task(
        &self,
        firm: &FirmId,
        write: &SummaryWrite,
    ) -> Result<Result<TaskId, TasksError>, StoreError> {
        let SummaryWrite { draft, expected, stamp } = write;
        let mut tx = self.begin().await?;
        if accepted(&mut tx, firm, &draft.key).await?.is_some_and(|accepted| *stamp < accepted) {
            return Ok(Err(TasksError::Stale));
        }
        let id = match found(&mut tx, firm, &draft.key).await? {
            found if found.as_ref().map(|task| task.version) != *expected => {
                return Ok(Err(TasksError::Changed));
            }
            Some(task) if task.billed => return Ok(Err(TasksError::Billed)),
            Some(task) => {
                if put_values(&mut tx, firm, &draft.key, &draft.values).await? {
                    count_up(&mut tx, firm, &draft.key).await?;
                }
                task.id
            }
            None => {
                let id = insert(&mut tx, firm, draft).await?;
                put_values(&mut tx, firm, &draft.key, &draft.values).await?;
                id
            }
        };
        accept(&mut tx, firm, &draft.key, *stamp).await?;
        tx.commit().await.map_err(failed)?;
        Ok(Ok(id))
    }
}

/// A task that is about to be written.
struct Found {
    id: TaskId,
    version: TaskVersion,
    billed: bool,
}

async fn found(
    connection: &mut SqliteConnection,
    firm: &FirmId,
    key: &SummaryKey,
) -> Result<Option<Found>, StoreError> {
    let (firm, client, month) = (firm.as_ref(), key.client.as_ref(), key.month.to_string());
    let row = sqlx::query!(
        r#"SELECT task_id, version, billed AS "billed: bool" FROM summary_tasks
           WHERE firm_id = ? AND client_id = ? AND month = ?"#,
        firm,
        client,
        month,
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

async fn insert(
    connection: &mut SqliteConnection,
    firm: &FirmId,
    draft: &SummaryDraft,
) -> Result<TaskId, StoreError> {
    let id = task_id(firm, &draft.key)?;
    let (firm, client, month) = (firm.as_ref(), draft.key.client.as_ref(), draft.key.month.to_string());
    let (task, topic, assignee) = (id.as_ref(), draft.topic.as_ref(), draft.assignee.as_ref());
    let (status, date) = (to_word(&draft.status)?, draft.key.date().to_string());
    sqlx::query!(
        "INSERT INTO summary_tasks (firm_id, client_id, month, task_id, title, topic_id, assignee_id, status,
             start_date, due_date, version)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
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
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(id)
}

/// Makes a task the next version of itself.
async fn count_up(
    connection: &mut SqliteConnection,
    firm: &FirmId,
    key: &SummaryKey,
) -> Result<(), StoreError> {
    let (firm, client, month) = (firm.as_ref(), key.client.as_ref(), key.month.to_string());
    sqlx::query!(
        "UPDATE summary_tasks SET version = version + 1 WHERE firm_id = ? AND client_id = ? AND month = ?",
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

    async fn find_summaries(
        &self,
        firm: &FirmId,
        query: &SummaryQuery,
    ) -> Result<Vec<SummaryTask>, TasksError> {
        self.read_found_tasks(firm, query).await.map_err(no_tasks)
    }

    async fn clients_with_summary(&self, firm: &FirmId, month: Month) -> Result<Vec<ClientId>, TasksError> {
        self.read_clients_with_task(firm, month).await.map_err(no_tasks)
    }

    async fn summary_months(&self, firm: &FirmId) -> Result<Vec<Month>, TasksError> {
        self.read_months(firm).await.map_err(no_tasks)
    }

    async fn summary_totals(
        &self,
        firm: &FirmId,
        month: Month,
        among: &Among,
    ) -> Result<SummaryTotals, TasksError> {
        self.read_totals(firm, month, among).await.map_err(no_tasks)
    }

    async fn write_summary(&self, firm: &FirmId, write: &SummaryWrite) -> Result<TaskId, TasksError> {
        self.write_task(firm, write).await.map_err(no_tasks)?
    }

    async fn topics(&self, firm: &FirmId) -> Result<Vec<Topic>, TasksError> {
        self.read_topics(firm).await.map_err(no_tasks)
    }

    async fn put_topic(&self, firm: &FirmId, topic: &Topic) -> Result<(), TasksError> {
        self.write_topic(firm, topic).await.map_err(no_tasks)?
    }

    async fn delete_topic(&self, firm: &FirmId, topic: &TopicId) -> Result<(), TasksError> {
        self.remove_topic(firm, topic).await.map_err(no_tasks)?
    }

    async fn custom_fields(&self, firm: &FirmId) -> Result<Vec<CustomField>, TasksError> {
        self.read_custom_fields(firm).await.map_err(no_tasks)
    }

    async fn put_custom_field(&self, firm: &FirmId, field: &CustomField) -> Result<(), TasksError> {
        self.write_custom_field(firm, field).await.map_err(no_tasks)?
    }

    async fn delete_custom_field(&self, firm: &FirmId, field: &CustomFieldId) -> Result<(), TasksError> {
        self.remove_custom_field(firm, field).await.map_err(no_tasks)?
    }
}
