//! How each firm wants its summary tasks, and which months came up by themselves.

use sqlx::PgConnection;
use uku_core::firm::FirmId;
use uku_core::schedule::Schedule;
use uku_core::store::StoreError;
use uku_core::summary::SettingsDraft;

use crate::error::failed;
use uku_rows::{from_json, instant, parse, to_json};

pub(crate) async fn read(
    connection: &mut PgConnection,
    firm: &FirmId,
) -> Result<Option<SettingsDraft>, StoreError> {
    let draft = sqlx::query_scalar!(
        r#"SELECT draft::text AS "draft!" FROM summary_settings WHERE firm_id = $1"#,
        firm.as_ref(),
    )
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    draft.map(|draft| from_json("summary_settings.draft", &draft)).transpose()
}

pub(crate) async fn put(
    connection: &mut PgConnection,
    firm: &FirmId,
    settings: &SettingsDraft,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO summary_settings (firm_id, draft) VALUES ($1, $2::text::json)
         ON CONFLICT (firm_id) DO UPDATE SET draft = excluded.draft",
        firm.as_ref(),
        to_json(settings)?,
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}

pub(crate) async fn read_schedule(
    connection: &mut PgConnection,
    firm: &FirmId,
) -> Result<Schedule, StoreError> {
    let row = sqlx::query!(
        "SELECT followed_since, imported, looked FROM schedules WHERE firm_id = $1",
        firm.as_ref()
    )
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    let Some(row) = row else { return Ok(Schedule::default()) };
    let since = row.followed_since.map(|since| parse("schedules.followed_since", &since));
    let month = |column, month: Option<String>| month.map(|month| parse(column, &month)).transpose();
    Ok(Schedule {
        followed_since: since.transpose()?,
        imported: month("schedules.imported", row.imported)?,
        looked: month("schedules.looked", row.looked)?,
    })
}

pub(crate) async fn put_schedule(
    connection: &mut PgConnection,
    firm: &FirmId,
    schedule: &Schedule,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO schedules (firm_id, followed_since, imported, looked) VALUES ($1, $2, $3, $4)
         ON CONFLICT (firm_id) DO UPDATE SET followed_since = excluded.followed_since,
             imported = excluded.imported, looked = excluded.looked",
        firm.as_ref(),
        schedule.followed_since.map(instant),
        schedule.imported.map(|month| month.to_string()),
        schedule.looked.map(|month| month.to_string()),
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}
