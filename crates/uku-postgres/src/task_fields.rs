//! Topics and custom task fields of a firm.

use sqlx::PgConnection;
use uku_core::firm::FirmId;
use uku_core::store::StoreError;
use uku_core::summary::{CustomField, CustomFieldId, TasksError, Topic, TopicId};

use crate::PostgresStore;
use crate::error::failed;
use crate::storable::storable;
use uku_rows::{from_word, is_same_name, parse, to_word};

/// Holds off others who change the firm's topics and custom task fields until the transaction ends: of two at once
/// with one name the second is refused.
async fn hold(connection: &mut PgConnection, firm: &FirmId) -> Result<(), StoreError> {
    let lock = format!("uku task fields {firm}");
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", lock)
        .execute(connection)
        .await
        .map_err(failed)?;
    Ok(())
}

async fn topics(connection: &mut PgConnection, firm: &FirmId) -> Result<Vec<Topic>, StoreError> {
    let rows = sqlx::query!(
        "SELECT topic_id, name, archived FROM topics WHERE firm_id = $1 ORDER BY name, topic_id",
        firm.as_ref(),
    )
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    rows.into_iter()
        .map(|row| {
            Ok(Topic { id: parse("topics.topic_id", &row.topic_id)?, name: row.name, archived: row.archived })
        })
        .collect()
}

async fn fields(connection: &mut PgConnection, firm: &FirmId) -> Result<Vec<CustomField>, StoreError> {
    let rows = sqlx::query!(
        "SELECT field_id, name, kind, archived FROM custom_fields WHERE firm_id = $1 ORDER BY name, field_id",
        firm.as_ref(),
    )
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    rows.into_iter()
        .map(|row| {
            Ok(CustomField {
                id: parse("custom_fields.field_id", &row.field_id)?,
                name: row.name,
                kind: from_word("custom_fields.kind", row.kind)?,
                archived: row.archived,
            })
        })
        .collect()
}

/// Whether a task is filed under a topic.
async fn is_topic_used(
    connection: &mut PgConnection,
    firm: &FirmId,
    topic: &TopicId,
) -> Result<bool, StoreError> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM summary_tasks WHERE firm_id = $1 AND topic_id = $2) AS "used!""#,
        firm.as_ref(),
        topic.as_ref(),
    )
    .fetch_one(connection)
    .await
    .map_err(failed)
}

/// Whether a task holds something in a custom task field.
async fn is_field_used(
    connection: &mut PgConnection,
    firm: &FirmId,
    field: &CustomFieldId,
) -> Result<bool, StoreError> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM summary_values WHERE firm_id = $1 AND field_id = $2) AS "used!""#,
        firm.as_ref(),
        field.as_ref(),
    )
    .fetch_one(connection)
    .await
    .map_err(failed)
}

/// Of what is answered, the inner error is a refusal; either way nothing is written.
impl PostgresStore {
    pub(crate) async fn read_topics(&self, firm: &FirmId) -> Result<Vec<Topic>, StoreError> {
        topics(&mut *self.begin(firm).await?, firm).await
    }

    pub(crate) async fn write_topic(
        &self,
        firm: &FirmId,
        topic: &Topic,
    ) -> Result<Result<(), TasksError>, StoreError> {
        let mut tx = self.begin(firm).await?;
        hold(&mut tx, firm).await?;
        let name = storable(&topic.name);
        let mut others = topics(&mut tx, firm).await?.into_iter().filter(|other| other.id != topic.id);
        if !topic.archived && others.any(|other| !other.archived && is_same_name(&other.name, &name)) {
            return Ok(Err(TasksError::NameTaken(topic.name.clone())));
        }
        sqlx::query!(
            "INSERT INTO topics (firm_id, topic_id, name, archived) VALUES ($1, $2, $3, $4)
             ON CONFLICT (firm_id, topic_id) DO UPDATE SET name = excluded.name, archived = excluded.archived",
            firm.as_ref(),
            topic.id.as_ref(),
            name.as_ref(),
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
        let mut tx = self.begin(firm).await?;
        hold(&mut tx, firm).await?;
        if is_topic_used(&mut tx, firm, topic).await? {
            return Ok(Err(TasksError::InUse));
        }
        let (firm, topic) = (firm.as_ref(), topic.as_ref());
        sqlx::query!("DELETE FROM topics WHERE firm_id = $1 AND topic_id = $2", firm, topic)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        tx.commit().await.map_err(failed)?;
        Ok(Ok(()))
    }

    pub(crate) async fn read_custom_fields(&self, firm: &FirmId) -> Result<Vec<CustomField>, StoreError> {
        fields(&mut *self.begin(firm).await?, firm).await
    }

    pub(crate) async fn write_custom_field(
        &self,
        firm: &FirmId,
        field: &CustomField,
    ) -> Result<Result<(), TasksError>, StoreError> {
        let mut tx = self.begin(firm).await?;
        hold(&mut tx, firm).await?;
        let name = storable(&field.name);
        let all = fields(&mut tx, firm).await?;
        let taken =
            |other: &CustomField| !other.archived && other.id != field.id && is_same_name(&other.name, &name);
        if !field.archived && all.iter().any(taken) {
            return Ok(Err(TasksError::NameTaken(field.name.clone())));
        }
        let changes_kind = all.iter().any(|before| before.id == field.id && before.kind != field.kind);
        if changes_kind && is_field_used(&mut tx, firm, &field.id).await? {
            return Ok(Err(TasksError::KindInUse));
        }
        sqlx::query!(
            "INSERT INTO custom_fields (firm_id, field_id, name, kind, archived) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (firm_id, field_id) DO UPDATE SET name = excluded.name, kind = excluded.kind,
                 archived = excluded.archived",
            firm.as_ref(),
            field.id.as_ref(),
            name.as_ref(),
            to_word(&field.kind)?,
            field.archived,
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        tx.commit().await.map_err(failed)?;
        Ok(Ok(()))
    }

    pub(crate) async fn remove_custom_field(
        &self,
        firm: &FirmId,
        field: &CustomFieldId,
    ) -> Result<Result<(), TasksError>, StoreError> {
        let mut tx = self.begin(firm).await?;
        hold(&mut tx, firm).await?;
        if is_field_used(&mut tx, firm, field).await? {
            return Ok(Err(TasksError::InUse));
        }
        let (firm, field) = (firm.as_ref(), field.as_ref());
        sqlx::query!("DELETE FROM custom_fields WHERE firm_id = $1 AND field_id = $2", firm, field)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        tx.commit().await.map_err(failed)?;
        Ok(Ok(()))
    }
}
