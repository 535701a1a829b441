//! The rows of a summary task: one among the host's tasks, one for each number, and one that says which month it is of.

use std::collections::BTreeMap;

use chrono::SecondsFormat;
use rust_decimal::Decimal;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};
use uku_core::calendar::{Month, MonthRange};
use uku_core::run::Epoch;
use uku_core::summary::{
    CustomFieldId, SummaryDraft, SummaryKey, SummaryTask, TaskId, TaskStatus, TaskVersion, Values, WriteStamp,
};

use crate::HostError;
use crate::database::{key, user, word};

/// Summary tasks of a firm; the host's invoices say which are billed.
macro_rules! tasks {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, c.ref, s.month, t.subject, p.code AS topic, u.login AS assignee, t.finished, t.starts_on,
                 t.due_on, t.revision,
                 EXISTS (SELECT 1 FROM invoice_lines AS i WHERE i.task_id = t.id) AS billed
             FROM customers AS c JOIN month_summaries AS s ON s.customer_id = c.id JOIN tasks AS t ON t.id = s.task_id
             JOIN topics AS p ON p.id = t.topic_id JOIN users AS u ON u.id = t.assignee_id WHERE c.account_id = ? ",
            $rest
        )
    };
}

/// Their numbers; what else is in their fields is not the integration's.
macro_rules! numbers {
    ($rest:literal) => {
        concat!(
            "SELECT v.task_id, f.code, v.content
             FROM customers AS c JOIN month_summaries AS s ON s.customer_id = c.id
             JOIN custom_values AS v ON v.task_id = s.task_id JOIN custom_fields AS f ON f.id = v.field_id
             WHERE c.account_id = ? AND f.sort = 'number' ",
            $rest
        )
    };
}

pub(crate) async fn read(
    db: &mut SqliteConnection,
    account: i64,
    key: &SummaryKey,
) -> Result<Option<SummaryTask>, HostError> {
    let (client, month) = (key.client.as_ref(), key.month.to_string());
    let row = sqlx::query(tasks!("AND c.ref = ? AND s.month = ?")).bind(account).bind(client).bind(&month);
    let row = row.fetch_optional(&mut *db).await?;
    let numbers =
        sqlx::query(numbers!("AND c.ref = ? AND s.month = ?")).bind(account).bind(client).bind(month);
    let mut values = values(&numbers.fetch_all(db).await?)?;
    row.map(|row| task(&row, &mut values)).transpose()
}

pub(crate) async fn read_all(db: &mut SqliteConnection, account: i64) -> Result<Vec<SummaryTask>, HostError> {
    let rows = sqlx::query(tasks!("ORDER BY c.ref, s.month")).bind(account).fetch_all(&mut *db).await?;
    let numbers = sqlx::query(numbers!("")).bind(account);
    let mut values = values(&numbers.fetch_all(db).await?)?;
    rows.iter().map(|row| task(row, &mut values)).collect()
}

/// Those of some months, by customer and month.
pub(crate) async fn of_months(
    db: &mut SqliteConnection,
    account: i64,
    months: MonthRange,
) -> Result<Vec<SummaryTask>, HostError> {
    let (from, to) = (months.from().to_string(), months.to().to_string());
    let rows = sqlx::query(tasks!("AND s.month BETWEEN ? AND ? ORDER BY c.ref, s.month"));
    let rows = rows.bind(account).bind(&from).bind(&to).fetch_all(&mut *db).await?;
    let numbers = sqlx::query(numbers!("AND s.month BETWEEN ? AND ?")).bind(account).bind(from).bind(to);
    let mut values = values(&numbers.fetch_all(db).await?)?;
    rows.iter().map(|row| task(row, &mut values)).collect()
}

/// The months that have any, the latest first.
pub(crate) async fn months(db: &mut SqliteConnection, account: i64) -> Result<Vec<Month>, HostError> {
    let rows = sqlx::query(
        "SELECT DISTINCT s.month FROM customers AS c JOIN month_summaries AS s ON s.customer_id = c.id
         JOIN tasks AS t ON t.id = s.task_id WHERE c.account_id = ? ORDER BY s.month DESC",
    );
    let rows = rows.bind(account).fetch_all(db).await?;
    rows.iter().map(|row| word(row, "month")).collect()
}

/// Which count of the month was accepted last.
pub(crate) async fn accepted(
    db: &mut SqliteConnection,
    customer: i64,
    month: Month,
) -> Result<Option<WriteStamp>, HostError> {
    let row =
        sqlx::query("SELECT epoch, counted_at FROM month_summaries WHERE customer_id = ? AND month = ?");
    let row = row.bind(customer).bind(month.to_string()).fetch_optional(db).await?;
    row.map(|row| {
        Ok(WriteStamp { epoch: Epoch(row.try_get("epoch")?), counted_at: word(&row, "counted_at")? })
    })
    .transpose()
}

/// Remembers that a count was accepted, and in which task it stands.
pub(crate) async fn accept(
    db: &mut SqliteConnection,
    customer: i64,
    month: Month,
    task: i64,
    stamp: WriteStamp,
) -> Result<(), HostError> {
    sqlx::query("INSERT OR REPLACE INTO month_summaries VALUES (?, ?, ?, ?, ?)")
        .bind(customer)
        .bind(month.to_string())
        .bind(task)
        .bind(stamp.epoch.0)
        .bind(stamp.counted_at.to_rfc3339_opts(SecondsFormat::Nanos, true))
        .execute(db)
        .await?;
    Ok(())
}

/// Makes a task, still without numbers; the key of its row.
pub(crate) async fn insert(
    db: &mut SqliteConnection,
    account: i64,
    customer: i64,
    draft: &SummaryDraft,
) -> Result<i64, HostError> {
    let query = "SELECT id FROM topics WHERE account_id = ? AND code = ?";
    let topic = key(db, "topic", query, account, draft.topic.as_ref()).await?;
    let assignee = user(db, account, &draft.assignee).await?;
    let date = draft.key.date().to_string();
    let made = sqlx::query(
        "INSERT INTO tasks (customer_id, subject, topic_id, assignee_id, finished, starts_on, due_on)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(customer)
    .bind(&draft.title)
    .bind(topic)
    .bind(assignee)
    .bind(draft.status == TaskStatus::Done)
    .bind(&date)
    .bind(&date)
    .execute(db)
    .await?;
    Ok(made.last_insert_rowid())
}

/// Writes a number of a task.
pub(crate) async fn put_number(
    db: &mut SqliteConnection,
    account: i64,
    task: i64,
    field: &CustomFieldId,
    number: Decimal,
) -> Result<(), HostError> {
    let query = "SELECT id FROM custom_fields WHERE account_id = ? AND code = ?";
    let field = key(db, "custom task field", query, account, field.as_ref()).await?;
    sqlx::query(
        "INSERT INTO custom_values VALUES (?, ?, ?)
         ON CONFLICT (task_id, field_id) DO UPDATE SET content = excluded.content",
    )
    .bind(task)
    .bind(field)
    .bind(number.to_string())
    .execute(db)
    .await?;
    Ok(())
}

/// The key of a task's row.
pub(crate) fn row(id: &TaskId) -> Result<i64, HostError> {
    id.as_ref().parse().map_err(|_| HostError::Unreadable(id.to_string()))
}

/// The identity of a task: its key, as text.
pub(crate) fn id(row: i64) -> Result<TaskId, HostError> {
    row.to_string().parse().map_err(|_| HostError::Unreadable(row.to_string()))
}

fn task(row: &SqliteRow, values: &mut BTreeMap<i64, Values>) -> Result<SummaryTask, HostError> {
    let key: i64 = row.try_get("id")?;
    Ok(SummaryTask {
        id: id(key)?,
        key: SummaryKey { client: word(row, "ref")?, month: word(row, "month")? },
        title: row.try_get("subject")?,
        topic: word(row, "topic")?,
        assignee: word(row, "assignee")?,
        status: if row.try_get("finished")? { TaskStatus::Done } else { TaskStatus::Open },
        start: word(row, "starts_on")?,
        due: word(row, "due_on")?,
        billed: row.try_get("billed")?,
        values: values.remove(&key).unwrap_or_default(),
        version: TaskVersion(row.try_get("revision")?),
    })
}

/// Numbers by the key of their task.
fn values(rows: &[SqliteRow]) -> Result<BTreeMap<i64, Values>, HostError> {
    let mut by_task: BTreeMap<i64, Values> = BTreeMap::new();
    for row in rows {
        by_task.entry(row.try_get("task_id")?).or_default().insert(word(row, "code")?, word(row, "content")?);
    }
    Ok(by_task)
}
