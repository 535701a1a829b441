//! How each firm wants its summary tasks, as far as it has filled that in.

use sqlx::SqliteConnection;
use uku_core::firm::FirmId;
use uku_core::store::StoreError;
use uku_core::summary::SettingsDraft;

use crate::error::failed;
use uku_rows::{from_json, to_json};

pub(crate) async fn read(
    connection: &mut SqliteConnection,
    firm: &FirmId,
) -> Result<Option<SettingsDraft>, StoreError> {
    let firm = firm.as_ref();
    let draft = sqlx::query_scalar!("SELECT draft FROM settings_drafts WHERE firm_id = ?", firm)
        .fetch_optional(connection)
        .await
        .map_err(failed)?;
    draft.map(|json| from_json("settings_drafts.draft", &json)).transpose()
}

pub(crate) async fn put(
    connection: &mut SqliteConnection,
    firm: &FirmId,
    settings: &SettingsDraft,
) -> Result<(), StoreError> {
    let (firm, draft) = (firm.as_ref(), to_json(settings)?);
    sqlx::query!(
        "INSERT INTO settings_drafts (firm_id, draft) VALUES (?, ?)
         ON CONFLICT (firm_id) DO UPDATE SET draft = excluded.draft",
        firm,
        draft,
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}
