use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteSynchronous;
use sqlx::{SqliteConnection, SqlitePool};
use uku_core::clock::Clock;
use uku_core::ledger::{BudgetError, KeyFingerprint, Limits, REQUEST_TIMEOUT, RequestBudget, SlotId, Take};
use uku_core::store::StoreError;

use crate::database;
use crate::error::{failed, not_touched};
use crate::lock::{self, FileLock};
use uku_rows::{instant, no_budget, parse};

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/budget");

/// The longest time for which a slot matters.
const MEMORY: TimeDelta = TimeDelta::hours(24);

/// The requests that were sent from one machine, in a file that any number of processes use at once.
pub struct SqliteBudget {
    writer: SqlitePool,
    clock: Arc<dyn Clock>,
}

impl SqliteBudget {
    /// Opens the budget in a file, a new one if there is none.
    pub async fn open(file: &Path, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        if let Some(folder) = file.parent() {
            lock::create_folder(folder).map_err(|error| not_touched(folder, &error))?;
        }
        // One process at a time: SQLite refuses rather than waits when several make a new file ready at once.
        let opening = wait_for_turn(file).await?;
        // Normal: a power cut may lose the last slots, and the vendor then refuses what is over its limits; waiting
        // for the disk with every request would cost more.
        let options = database::options(file).synchronous(SqliteSynchronous::Normal);
        let writer = database::open(file, options, &MIGRATIONS).await?;
        drop(opening);
        Ok(Self { writer, clock })
    }

    async fn take_slot(&self, key: &KeyFingerprint, limits: Limits) -> Result<Take, StoreError> {
        let mut tx = database::begin(&self.writer).await?;
        // Read only now: waiting for our turn may have taken a while.
        let now = self.clock.now();
        let latest = instant(now + REQUEST_TIMEOUT);
        // Slots that were taken while the clock was ahead.
        sqlx::query!("UPDATE request_slots SET held_from = ?1 WHERE held_from > ?1", latest)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        if let Some(moment) = first_free(&mut tx, key, limits, now).await? {
            tx.commit().await.map_err(failed)?;
            return Ok(Take::NotBefore(moment));
        }
        let forgotten = instant(now - MEMORY);
        sqlx::query!("DELETE FROM request_slots WHERE held_from <= ?", forgotten)
            .execute(&mut *tx)
            .await
            .map_err(failed)?;
        let key = key.as_str();
        let slot = sqlx::query_scalar!(
            "INSERT INTO request_slots (key_fingerprint, held_from) VALUES (?, ?) RETURNING slot_id",
            key,
            latest,
        )
        .fetch_one(&mut *tx)
        .await
        .map_err(failed)?;
        tx.commit().await.map_err(failed)?;
        Ok(Take::Slot(SlotId(slot)))
    }

    async fn answer(&self, slot: SlotId) -> Result<(), StoreError> {
        let now = instant(self.clock.now());
        sqlx::query!(
            "UPDATE request_slots SET held_from = min(held_from, ?), answered = 1
             WHERE slot_id = ? AND answered = 0",
            now,
            slot.0,
        )
        .execute(&self.writer)
        .await
        .map_err(failed)?;
        Ok(())
    }
}

async fn wait_for_turn(file: &Path) -> Result<FileLock, StoreError> {
    let path = file.with_added_extension("lock");
    tokio::task::spawn_blocking(move || FileLock::wait(&path).map_err(|error| not_touched(&path, &error)))
        .await
        .map_err(|error| StoreError::Failed(error.to_string()))?
}

/// When the key may send again; none if now.
async fn first_free(
    connection: &mut SqliteConnection,
    key: &KeyFingerprint,
    limits: Limits,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let mut moment = None;
    for (most, window) in limits.windows() {
        let held_from = nth_latest(connection, key, most, now - window).await?;
        moment = moment.max(held_from.map(|held_from| held_from + window));
    }
    Ok(moment)
}

/// The start of the n-th latest hold of a key that began after `since`.
async fn nth_latest(
    connection: &mut SqliteConnection,
    key: &KeyFingerprint,
    n: NonZeroU32,
    since: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let (key, since, later) = (key.as_str(), instant(since), n.get() - 1);
    let held_from = sqlx::query_scalar!(
        "SELECT held_from FROM request_slots WHERE key_fingerprint = ? AND held_from > ?
         ORDER BY held_from DESC LIMIT 1 OFFSET ?",
        key,
        since,
        later,
    )
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    held_from.map(|text| parse("request_slots.held_from", &text)).transpose()
}

#[async_trait]
impl RequestBudget for SqliteBudget {
    async fn take(&self, key: &KeyFingerprint, limits: Limits) -> Result<Take, BudgetError> {
        self.take_slot(key, limits).await.map_err(no_budget)
    }

    async fn answered(&self, slot: SlotId) -> Result<(), BudgetError> {
        self.answer(slot).await.map_err(no_budget)
    }
}
