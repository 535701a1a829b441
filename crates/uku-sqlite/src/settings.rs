//! How each firm wants its summary tasks.

use sqlx::SqliteConnection;
use uku_core::firm::FirmId;
use uku_core::store::StoreError;
use uku_core::summary::SummarySettings;

use crate::error::failed;
use uku_rows::{from_json, from_word, parse, to_json, to_word};

pub(crate) async fn read(
    connection: &mut SqliteConnection,
    firm: &FirmId,
) -> Result<Option<SummarySettings>, StoreError> {
    let firm = firm.as_ref();
    let row =
        sqlx::query!("SELECT title, topic_id, status, mapping FROM summary_settings WHERE firm_id = ?", firm)
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
    connection: &mut SqliteConnection,
    firm: &FirmId,
    settings: &SummarySettings,
) -> Result<(), StoreError> {
    let (id, title, topic) = (firm.as_ref(), settings.title.as_ref(), settings.topic.as_ref());
    let (status, mapping) = (to_word(&settings.status)?, to_json(&settings.mapping)?);
    sqlx::query!(
        "INSERT INTO summary_settings (firm_id, title, topic_id, status, mapping) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (firm_id) DO UPDATE SET title = excluded.title, topic_id = excluded.topic_id,
             status = excluded.status, mapping = excluded.mapping",
        id,
        title,
        topic,
        status,
        mapping,
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}
