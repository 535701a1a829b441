//! Attempts to sign in.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use uku_core::sign_in::{Attempts, TokenDigest};
use uku_core::store::StoreError;

use crate::error::failed;
use uku_rows::{from_integer, instant, parse};

/// Forgets what was last before a moment.
pub(crate) async fn forget(
    connection: &mut SqliteConnection,
    before: DateTime<Utc>,
) -> Result<(), StoreError> {
    let before = instant(before);
    sqlx::query!("DELETE FROM sign_in_attempts WHERE last < ?", before)
        .execute(connection)
        .await
        .map_err(failed)?;
    Ok(())
}

/// Changes what is remembered by a rule; what was there before.
pub(crate) async fn change(
    connection: &mut SqliteConnection,
    key: &TokenDigest,
    rule: &(dyn Fn(Option<Attempts>) -> Option<Attempts> + Send + Sync),
) -> Result<Option<Attempts>, StoreError> {
    let key = key.as_str();
    let row = sqlx::query!("SELECT failed, last FROM sign_in_attempts WHERE key = ?", key)
        .fetch_optional(&mut *connection)
        .await
        .map_err(failed)?;
    let before = row.map(|row| {
        let failed = from_integer("sign_in_attempts.failed", row.failed)?;
        Ok::<_, StoreError>(Attempts { failed, last: parse("sign_in_attempts.last", &row.last)? })
    });
    let before = before.transpose()?;
    if let Some(after) = rule(before) {
        let (count, last) = (i64::from(after.failed), instant(after.last));
        sqlx::query!(
            "INSERT INTO sign_in_attempts (key, failed, last) VALUES (?, ?, ?)
             ON CONFLICT (key) DO UPDATE SET failed = excluded.failed, last = excluded.last",
            key,
            count,
            last,
        )
        .execute(connection)
        .await
        .map_err(failed)?;
    } else {
        sqlx::query!("DELETE FROM sign_in_attempts WHERE key = ?", key)
            .execute(connection)
            .await
            .map_err(failed)?;
    }
    Ok(before)
}
