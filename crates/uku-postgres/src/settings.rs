//! How each firm wants its summary tasks.

use sqlx::PgConnection;
use uku_core::firm::FirmId;
use uku_core::store::StoreError;
use uku_core::summary::SummarySettings;

use crate::error::failed;
use uku_rows::{from_json, from_word, parse, to_json, to_word};

pub(crate) async fn read(
    connection: &mut PgConnection,
    firm: &FirmId,
) -> Result<Option<SummarySettings>, StoreError> {
    let row = sqlx::query!(
        r#"SELECT title, topic_id, status, mapping::text AS "mapping!" FROM summary_settings WHERE firm_id = $1"#,
        firm.as_ref(),
    )
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    row.map(|row| {
        Ok(SummarySettings {
            title: parse("summary_settings.title", &row.title)?,
            topic: parse("summary_settings.topic_id", &row.topic_id)?,
            status: from_word("summary_settings.status", row.status)?,
            mapping: from_json("summary_settings.mapping", &row.mapping)?,
        })
    })
    .transpose()
}

pub(crate) async fn put(
    connection: &mut PgConnection,
    firm: &FirmId,
    settings: &SummarySettings,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO summary_settings (firm_id, title, topic_id, status, mapping)
         VALUES ($1, $2, $3, $4, $5::text::json)
         ON CONFLICT (firm_id) DO UPDATE SET title = excluded.title, topic_id = excluded.topic_id,
             status = excluded.status, mapping = excluded.mapping",
        firm.as_ref(),
        settings.title.as_ref(),
        settings.topic.as_ref(),
        to_word(&settings.status)?,
        to_json(&settings.mapping)?,
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}
