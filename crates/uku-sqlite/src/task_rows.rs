//! Summary tasks as they are read.

use uku_core::firm::FirmId;
use uku_core::store::StoreError;
use uku_core::summary::{SummaryKey, SummaryQuery, SummaryTask, TaskVersion};

use crate::SqliteStore;
use crate::error::failed;
use uku_rows::{AmongIds, from_json, from_word, parse, to_json};

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
            start: parse("summary_tasks.start_date", &self.start_date)?,
            due: parse("summary_tasks.due_date", &self.due_date)?,
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
            r#"SELECT client_id, month, task_id, title, topic_id, assignee_id, status, start_date, due_date,
                   billed AS "billed: bool", version, (
                       SELECT json_group_object(field_id, value) FROM summary_values AS v
                       WHERE v.firm_id = t.firm_id AND v.client_id = t.client_id AND v.month = t.month
                   ) AS "numbers!: String"
               FROM summary_tasks AS t WHERE t.firm_id = ? "# + $rest,
            $($argument),+
        )
    };
}

impl SqliteStore {
    pub(crate) async fn read_task(
        &self,
        firm: &FirmId,
        key: &SummaryKey,
    ) -> Result<Option<SummaryTask>, StoreError> {
        let (firm, client, month) = (firm.as_ref(), key.client.as_ref(), key.month.to_string());
        let row = select_tasks!("AND client_id = ? AND month = ?", firm, client, month)
            .fetch_optional(&self.reader)
            .await
            .map_err(failed)?;
        row.map(TaskRow::task).transpose()
    }

    pub(crate) async fn read_tasks(&self, firm: &FirmId) -> Result<Vec<SummaryTask>, StoreError> {
        let firm = firm.as_ref();
        let rows =
            select_tasks!("ORDER BY client_id, month", firm).fetch_all(&self.reader).await.map_err(failed)?;
        rows.into_iter().map(TaskRow::task).collect()
    }

    pub(crate) async fn read_found_tasks(
        &self,
        firm: &FirmId,
        query: &SummaryQuery,
    ) -> Result<Vec<SummaryTask>, StoreError> {
        let AmongIds { all, only, ids } = AmongIds::from(&query.among);
        let (firm, ids) = (firm.as_ref(), to_json(&ids)?);
        let (from, to) = (query.months.from().to_string(), query.months.to().to_string());
        // Those of a few clients are found by client, those of many by month.
        let rows = if only && !all {
            select_tasks!(
                "AND client_id IN (SELECT value FROM json_each(?)) AND month BETWEEN ? AND ? ORDER BY client_id, month",
                firm,
                ids,
                from,
                to
            )
            .fetch_all(&self.reader)
            .await
        } else {
            select_tasks!(
                "AND month BETWEEN ? AND ? AND client_id NOT IN (SELECT value FROM json_each(?))
                 ORDER BY client_id, month",
                firm,
                from,
                to,
                ids
            )
            .fetch_all(&self.reader)
            .await
        };
        rows.map_err(failed)?.into_iter().map(TaskRow::task).collect()
    }
}
