//! Attempts to sign in.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uku_core::sign_in::{Attempts, TokenDigest};
use uku_core::store::StoreError;

use crate::error::failed;
use uku_rows::{from_integer, instant, parse};

/// Forgets what was last before a moment: a few at a time, and none that somebody else is at.
pub(crate) async fn forget(connection: &mut PgConnection, before: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM sign_in_attempts WHERE key IN (
             SELECT key FROM sign_in_attempts WHERE last < $1 ORDER BY last LIMIT 100 FOR UPDATE SKIP LOCKED
         )",
        instant(before),
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}

/// Changes what is remembered by a rule; what was there before. Whoever changes the same waits.
pub(crate) async fn change(
    connection: &mut PgConnection,
    key: &TokenDigest,
    rule: &(dyn Fn(Option<Attempts>) -> Option<Attempts> + Send + Sync),
) -> Result<Option<Attempts>, StoreError> {
    let key = key.as_str();
    // There may be no row to lock yet.
    let lock = format!("uku attempts {key}");
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", lock)
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    let row = sqlx::query!("SELECT failed, last FROM sign_in_attempts WHERE key = $1", key)
        .fetch_optional(&mut *connection)
        .await
        .map_err(failed)?;
    let before = row.map(|row| {
        let failed = from_integer("sign_in_attempts.failed", row.failed)?;
        Ok::<_, StoreError>(Attempts { failed, last: parse("sign_in_attempts.last", &row.last)? })
    });
    let before = before.transpose()?;
    if let Some(after) = rule(before) {
        sqlx::query!(
            "INSERT INTO sign_in_attempts (key, failed, last) VALUES ($1, $2, $3)
             ON CONFLICT (key) DO UPDATE SET failed = excluded.failed, last = excluded.last",
            key,
            i64::from(after.failed),
            instant(after.last),
        )
        .execute(connection)
        .await
        .map_err(failed)?;
    } else {
        sqlx::query!("DELETE FROM sign_in_attempts WHERE key = $1", key)
            .execute(connection)
            .await
            .map_err(failed)?;
    }
    Ok(before)
}
