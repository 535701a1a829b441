//! The rows of custom fields.

use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};
use uku_core::summary::{CustomField, CustomFieldId, CustomFieldKind, TasksError};

use crate::HostError;
use crate::database::word;
use crate::topics::same_name;

pub(crate) async fn read_all(db: &mut SqliteConnection, account: i64) -> Result<Vec<CustomField>, HostError> {
    let rows = sqlx::query(
        "SELECT code, label, sort, retired FROM custom_fields WHERE account_id = ? ORDER BY label, code",
    );
    rows.bind(account).fetch_all(db).await?.iter().map(field).collect()
}

/// Adds a field, or makes the one with the same identity like this one.
pub(crate) async fn put(
    db: &mut SqliteConnection,
    account: i64,
    field: &CustomField,
) -> Result<(), TasksError> {
    let fields = read_all(db, account).await?;
    let mut offered = fields.iter().filter(|other| other.id != field.id && !other.archived);
    if !field.archived && offered.any(|other| same_name(&other.name, &field.name)) {
        return Err(TasksError::NameTaken(field.name.clone()));
    }
    let of_another_kind = |other: &CustomField| other.id == field.id && other.kind != field.kind;
    if fields.iter().any(of_another_kind) && in_use(db, account, &field.id).await? {
        return Err(TasksError::KindInUse);
    }
    sqlx::query(
        "INSERT INTO custom_fields (account_id, code, label, sort, retired) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (account_id, code)
         DO UPDATE SET label = excluded.label, sort = excluded.sort, retired = excluded.retired",
    )
    .bind(account)
    .bind(field.id.as_ref())
    .bind(&field.name)
    .bind(sort(field.kind))
    .bind(field.archived)
    .execute(db)
    .await
    .map_err(HostError::from)?;
    Ok(())
}

/// Deletes a field in which no task holds anything.
pub(crate) async fn delete(
    db: &mut SqliteConnection,
    account: i64,
    id: &CustomFieldId,
) -> Result<(), TasksError> {
    if in_use(db, account, id).await? {
        return Err(TasksError::InUse);
    }
    let delete = sqlx::query("DELETE FROM custom_fields WHERE account_id = ? AND code = ?");
    delete.bind(account).bind(id.as_ref()).execute(db).await.map_err(HostError::from)?;
    Ok(())
}

/// Whether a task holds something in a field.
async fn in_use(db: &mut SqliteConnection, account: i64, id: &CustomFieldId) -> Result<bool, HostError> {
    let held = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM custom_values AS v JOIN custom_fields AS f ON f.id = v.field_id
                        WHERE f.account_id = ? AND f.code = ?)",
    );
    Ok(held.bind(account).bind(id.as_ref()).fetch_one(db).await?)
}

fn field(row: &SqliteRow) -> Result<CustomField, HostError> {
    let word_of_host: String = row.try_get("sort")?;
    let kind = CustomFieldKind::ALL.into_iter().find(|kind| sort(*kind) == word_of_host);
    Ok(CustomField {
        id: word(row, "code")?,
        name: row.try_get("label")?,
        kind: kind.ok_or(HostError::Unreadable(word_of_host))?,
        archived: row.try_get("retired")?,
    })
}

/// The host's word for what a field holds.
fn sort(kind: CustomFieldKind) -> &'static str {
    match kind {
        CustomFieldKind::Number => "number",
        CustomFieldKind::Text => "text",
        CustomFieldKind::Choice => "choice",
        CustomFieldKind::Article => "article",
        CustomFieldKind::Price => "price",
        CustomFieldKind::Checkbox => "checkbox",
    }
}
