//! The fields that a firm added to its tasks.

use sqlx::{Executor, Sqlite, SqliteConnection};
use uku_core::firm::FirmId;
use uku_core::store::StoreError;
use uku_core::summary::{CustomField, CustomFieldId, TasksError};

use crate::SqliteStore;
use crate::error::failed;
use uku_rows::{from_word, is_same_name, parse, to_word};

/// All custom task fields of a firm, by name.
async fn read(
    executor: impl Executor<'_, Database = Sqlite>,
    firm: &FirmId,
) -> Result<Vec<CustomField>, StoreError> {
    let firm = firm.as_ref();
    let rows = sqlx::query!(
        r#"SELECT field_id, name, kind, archived AS "archived: bool" FROM custom_fields WHERE firm_id = ?
           ORDER BY name, field_id"#,
        firm,
    )
    .fetch_all(executor)
    .await
    .map_err(failed)?;
    let fields = rows.into_iter().map(|row| {
        Ok(CustomField {
            id: parse("custom_fields.field_id", &row.field_id)?,
            name: row.name,
            kind: from_word("custom_fields.kind", row.kind)?,
            archived: row.archived,
        })
    });
    fields.collect()
}

/// Whether a task holds something in a field.
async fn is_used(
    connection: &mut SqliteConnection,
    firm: &FirmId,
    field: &CustomFieldId,
) -> Result<bool, StoreError> {
    let (firm, id) = (firm.as_ref(), field.as_ref());
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM summary_values WHERE firm_id = ? AND field_id = ?) AS "used!: bool""#,
        firm,
        id,
    )
    .fetch_one(connection)
    .await
    .map_err(failed)
}

/// In what is answered, the inner error is a refusal; either way nothing is written.
impl SqliteStore {
    pub(crate) async fn read_custom_fields(&self, firm: &FirmId) -> Result<Vec<CustomField>, StoreError> {
        read(&self.reader, firm).await
    }

    pub(crate) async fn write_custom_field(
        &self,
        firm: &FirmId,
        field: &CustomField,
    ) -> Result<Result<(), TasksError>, StoreError> {
        let mut tx = self.begin().await?;
        let (same, others): (Vec<_>, Vec<_>) =
            read(&mut *tx, firm).await?.into_iter().partition(|other| other.id == field.id);
        let has_name = |other: &CustomField| !other.archived && is_same_name(&other.name, &field.name);
        if !field.archived && others.iter().any(has_name) {
            return Ok(Err(TasksError::NameTaken(field.name.clone())));
        }
        let changes_kind = same.iter().any(|before| before.kind != field.kind);
        if changes_kind && is_used(&mut tx, firm, &field.id).await? {
            return Ok(Err(TasksError::KindInUse));
        }
        let (firm, id, kind) = (firm.as_ref(), field.id.as_ref(), to_word(&field.kind)?);
        sqlx::query!(
            "INSERT INTO custom_fields (firm_id, field_id, name, kind, archived) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (firm_id, field_id) DO UPDATE SET name = excluded.name, kind = excluded.kind,
                 archived = excluded.archived",
            firm,
            id,
            field.name,
            kind,
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
        let mut tx = self.begin().await?;
        if is_used(&mut tx, firm, field).await? {
            return Ok(Err(TasksError::InUse));
        }
        let (firm, id) = (firm.as_ref(), field.as_ref());
        sqlx::query!("DELETE FROM custom_fields WHERE firm_id = ? AND field_id = ?", firm, id)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        tx.commit().await.map_err(failed)?;
        Ok(Ok(()))
    }
}
