//! What tasks are filed under.

use sqlx::{Executor, Sqlite};
use uku_core::firm::FirmId;
use uku_core::store::StoreError;
use uku_core::summary::{TasksError, Topic, TopicId};

use crate::SqliteStore;
use crate::error::failed;
use uku_rows::{is_same_name, parse};

/// All topics of a firm, by name.
async fn read(
    executor: impl Executor<'_, Database = Sqlite>,
    firm: &FirmId,
) -> Result<Vec<Topic>, StoreError> {
    let firm = firm.as_ref();
    let rows = sqlx::query!(
        r#"SELECT topic_id, name, archived AS "archived: bool" FROM topics WHERE firm_id = ?
           ORDER BY name, topic_id"#,
        firm,
    )
    .fetch_all(executor)
    .await
    .map_err(failed)?;
    let topics = rows.into_iter().map(|row| {
        Ok(Topic { id: parse("topics.topic_id", &row.topic_id)?, name: row.name, archived: row.archived })
    });
    topics.collect()
}

/// In what is answered, the inner error is a refusal; either way nothing is written.
impl SqliteStore {
    pub(crate) async fn read_topics(&self, firm: &FirmId) -> Result<Vec<Topic>, StoreError> {
        read(&self.reader, firm).await
    }

    pub(crate) async fn write_topic(
        &self,
        firm: &FirmId,
        topic: &Topic,
    ) -> Result<Result<(), TasksError>, StoreError> {
        let mut tx = self.begin().await?;
        let mut others = read(&mut *tx, firm).await?.into_iter().filter(|other| other.id != topic.id);
        if !topic.archived && others.any(|other| !other.archived && is_same_name(&other.name, &topic.name)) {
            return Ok(Err(TasksError::NameTaken(topic.name.clone())));
        }
        let (firm, id) = (firm.as_ref(), topic.id.as_ref());
        sqlx::query!(
            "INSERT INTO topics (firm_id, topic_id, name, archived) VALUES (?, ?, ?, ?)
             ON CONFLICT (firm_id, topic_id) DO UPDATE SET name = excluded.name, archived = excluded.archived",
            firm,
            id,
            topic.name,
            topic.archived,
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        tx.commit().await.map_err(failed)?;
        Ok(Ok(()))
    }

    pub(crate) async fn remove_topic(
        &self,
        firm: &FirmId,
        topic: &TopicId,
    ) -> Result<Result<(), TasksError>, StoreError> {
        let mut tx = self.begin().await?;
        let (firm, id) = (firm.as_ref(), topic.as_ref());
        let used = sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM summary_tasks WHERE firm_id = ? AND topic_id = ?) AS "used!: bool""#,
            firm,
            id,
        )
        .fetch_one(&mut *tx)
        .await
        .map_err(failed)?;
        if used {
            return Ok(Err(TasksError::InUse));
        }
        sqlx::query!("DELETE FROM topics WHERE firm_id = ? AND topic_id = ?", firm, id)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        tx.commit().await.map_err(failed)?;
        Ok(Ok(()))
    }
}
