//! Which months of each firm came up by themselves last.

use sqlx::SqliteConnection;
use uku_core::firm::FirmId;
use uku_core::schedule::Schedule;
use uku_core::store::StoreError;

use crate::error::failed;
use uku_rows::{from_json, to_json};

pub(crate) async fn read(connection: &mut SqliteConnection, firm: &FirmId) -> Result<Schedule, StoreError> {
    let firm = firm.as_ref();
    let schedule = sqlx::query_scalar!("SELECT schedule FROM schedules WHERE firm_id = ?", firm)
        .fetch_optional(connection)
        .await
        .map_err(failed)?;
    schedule.map_or_else(|| Ok(Schedule::default()), |json| from_json("schedules.schedule", &json))
}

pub(crate) async fn put(
    connection: &mut SqliteConnection,
    firm: &FirmId,
    schedule: &Schedule,
) -> Result<(), StoreError> {
    let (firm, schedule) = (firm.as_ref(), to_json(schedule)?);
    sqlx::query!(
        "INSERT INTO schedules (firm_id, schedule) VALUES (?, ?)
         ON CONFLICT (firm_id) DO UPDATE SET schedule = excluded.schedule",
        firm,
        schedule,
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}
