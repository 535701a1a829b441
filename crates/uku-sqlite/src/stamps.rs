//! The last accepted count of each summary task, also where a person deleted the task since.

use sqlx::SqliteConnection;
use uku_core::firm::FirmId;
use uku_core::run::Epoch;
use uku_core::store::StoreError;
use uku_core::summary::{SummaryKey, WriteStamp};

use crate::error::failed;
use uku_rows::{instant, parse};

/// The stamp of the last accepted write.
pub(crate) async fn accepted(
    connection: &mut SqliteConnection,
    firm: &FirmId,
    key: &SummaryKey,
) -> Result<Option<WriteStamp>, StoreError> {
    let (firm, client, month) = (firm.as_ref(), key.client.as_ref(), key.month.to_string());
    let row = sqlx::query!(
        "SELECT epoch, counted_at FROM summary_stamps WHERE firm_id = ? AND client_id = ? AND month = ?",
        firm,
        client,
        month,
    )
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    row.map(|row| {
        let counted_at = parse("summary_stamps.counted_at", &row.counted_at)?;
        Ok(WriteStamp { epoch: Epoch(row.epoch), counted_at })
    })
    .transpose()
}

/// Remembers that a write was accepted.
pub(crate) async fn accept(
    connection: &mut SqliteConnection,
    firm: &FirmId,
    key: &SummaryKey,
    stamp: WriteStamp,
) -> Result<(), StoreError> {
    let (firm, client, month) = (firm.as_ref(), key.client.as_ref(), key.month.to_string());
    let counted_at = instant(stamp.counted_at);
    sqlx::query!(
        "INSERT INTO summary_stamps (firm_id, client_id, month, epoch, counted_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (firm_id, client_id, month)
         DO UPDATE SET epoch = excluded.epoch, counted_at = excluded.counted_at",
        firm,
        client,
        month,
        stamp.epoch.0,
        counted_at,
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}
