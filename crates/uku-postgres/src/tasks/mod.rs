mod search;
mod write;

use async_trait::async_trait;
use uku_core::calendar::Month;
use uku_core::client::{Among, ClientId};
use uku_core::firm::FirmId;
use uku_core::store::StoreError;
use uku_core::summary::{
    CustomField, CustomFieldId, SummaryKey, SummaryQuery, SummaryTask, SummaryTotals, SummaryWrite, TaskId,
    TaskVersion, Tasks, TasksError, Topic, TopicId,
};

use crate::PostgresStore;
use crate::error::failed;
use uku_rows::{AmongIds, from_json, from_word, no_tasks, parse};

struct TaskRow {
    client_id: String,
    month: String,
    task_id: String,
    title: String,
    topic_id: String,
    assignee_id: String,
    status: String,
    start_date: String,
    due_date: String,
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
            start: parse("summary_tasks.start_date", &self.start_date)?,
            due: parse("summary_tasks.due_date", &self.due_date)?,
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
            "SELECT client_id, month, task_id, title, topic_id, assignee_id, status, start_date, due_date, billed,
                 version, (
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

    async fn read_found_tasks(
        &self,
        firm: &FirmId,
        query: &SummaryQuery,
    ) -> Result<Vec<SummaryTask>, StoreError> {
        let AmongIds { all, only, ids } = AmongIds::from(&query.among);
        let (from, to) = (query.months.from().to_string(), query.months.to().to_string());
        let mut tx = self.begin(firm).await?;
        // Those of a few clients are found by client, those of many by month.
        let rows = if only && !all {
            select_tasks!(
                "AND client_id = ANY($2) AND month BETWEEN $3 AND $4 ORDER BY client_id, month",
                firm.as_ref(),
                &ids[..],
                from,
                to
            )
            .fetch_all(&mut *tx)
            .await
        } else {
            select_tasks!(
                "AND client_id NOT IN (SELECT unnest($2::text[])) AND month BETWEEN $3 AND $4
                 ORDER BY client_id, month",
                firm.as_ref(),
                &ids[..],
                from,
                to
            )
            .fetch_all(&mut *tx)
            .await
        };
        rows.map_err(failed)?.into_iter().map(TaskRow::task).collect()
    }
}

#[async_trait]
impl Tasks for PostgresStore {
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
