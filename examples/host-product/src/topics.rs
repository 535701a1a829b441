//! The rows of topics.

use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};
use uku_core::summary::{TasksError, Topic, TopicId};

use crate::HostError;
use crate::database::word;

pub(crate) async fn read_all(db: &mut SqliteConnection, account: i64) -> Result<Vec<Topic>, HostError> {
    let rows =
        sqlx::query("SELECT code, label, retired FROM topics WHERE account_id = ? ORDER BY label, code");
    rows.bind(account).fetch_all(db).await?.iter().map(topic).collect()
}

/// Adds a topic, or makes the one with the same identity like this one.
pub(crate) async fn put(db: &mut SqliteConnection, account: i64, topic: &Topic) -> Result<(), TasksError> {
    let others = read_all(db, account).await?;
    let mut offered = others.iter().filter(|other| other.id != topic.id && !other.archived);
    if !topic.archived && offered.any(|other| same_name(&other.name, &topic.name)) {
        return Err(TasksError::NameTaken(topic.name.clone()));
    }
    sqlx::query(
        "INSERT INTO topics (account_id, code, label, retired) VALUES (?, ?, ?, ?)
         ON CONFLICT (account_id, code) DO UPDATE SET label = excluded.label, retired = excluded.retired",
    )
    .bind(account)
    .bind(topic.id.as_ref())
    .bind(&topic.name)
    .bind(topic.archived)
    .execute(db)
    .await
    .map_err(HostError::from)?;
    Ok(())
}

/// Deletes a topic that no task of any kind is filed under.
pub(crate) async fn delete(db: &mut SqliteConnection, account: i64, id: &TopicId) -> Result<(), TasksError> {
    let used = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM tasks AS t JOIN topics AS p ON p.id = t.topic_id
                        WHERE p.account_id = ? AND p.code = ?)",
    );
    let used = used.bind(account).bind(id.as_ref()).fetch_one(&mut *db).await.map_err(HostError::from)?;
    if used {
        return Err(TasksError::InUse);
    }
    let delete = sqlx::query("DELETE FROM topics WHERE account_id = ? AND code = ?");
    delete.bind(account).bind(id.as_ref()).execute(db).await.map_err(HostError::from)?;
    Ok(())
}

/// Whether people would take two names for one.
pub(crate) fn same_name(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn topic(row: &SqliteRow) -> Result<Topic, HostError> {
    Ok(Topic { id: word(row, "code")?, name: row.try_get("label")?, archived: row.try_get("retired")? })
}
