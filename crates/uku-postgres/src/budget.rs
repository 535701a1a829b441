use async_trait::async_trait;
use chrono::{DateTime, TimeDelta};
use sqlx::PgPool;
use uku_core::ledger::{BudgetError, KeyFingerprint, Limits, REQUEST_TIMEOUT, RequestBudget, SlotId, Take};
use uku_core::store::StoreError;

use crate::config::PostgresConfig;
use crate::database;
use crate::error::failed;
use uku_rows::no_budget;

/// The requests that were sent from any number of machines, by the database's clock.
#[derive(Debug)]
pub struct PostgresBudget {
    pool: PgPool,
}

impl PostgresBudget {
    /// Opens the budget in a database that is [up to date](crate::migrate()).
    pub async fn open(config: &PostgresConfig) -> Result<Self, StoreError> {
        Ok(Self { pool: database::open(config, &config.engine_role).await? })
    }

    /// Ends all connections.
    pub async fn close(self) {
        self.pool.close().await;
    }

    async fn take_slot(&self, key: &KeyFingerprint, limits: Limits) -> Result<Take, StoreError> {
        let windows = limits.windows();
        let most = windows.map(|(most, _)| i64::from(most.get()));
        let windows = windows.map(|(_, window)| microseconds(window));
        let taken = sqlx::query!(
            "SELECT slot, not_before FROM take_request_slot($1, $2, $3, $4)",
            key.as_str(),
            &most[..],
            &windows[..],
            microseconds(REQUEST_TIMEOUT),
        )
        .fetch_one(&self.pool)
        .await
        .map_err(failed)?;
        if let Some(slot) = taken.slot {
            return Ok(Take::Slot(SlotId(slot)));
        }
        let moment = taken.not_before.and_then(DateTime::from_timestamp_micros);
        let nothing = || StoreError::Corrupt("take_request_slot: neither a slot nor a moment".to_owned());
        moment.map(Take::NotBefore).ok_or_else(nothing)
    }

    async fn answer(&self, slot: SlotId) -> Result<(), StoreError> {
        sqlx::query!(
            "UPDATE request_slots SET held_from = least(held_from, uku.now()), answered = true
             WHERE slot_id = $1 AND NOT answered",
            slot.0,
        )
        .execute(&self.pool)
        .await
        .map_err(failed)?;
        Ok(())
    }
}

fn microseconds(duration: TimeDelta) -> i64 {
    duration.num_microseconds().unwrap_or(i64::MAX)
}

#[async_trait]
impl RequestBudget for PostgresBudget {
    async fn take(&self, key: &KeyFingerprint, limits: Limits) -> Result<Take, BudgetError> {
        self.take_slot(key, limits).await.map_err(no_budget)
    }

    async fn answered(&self, slot: SlotId) -> Result<(), BudgetError> {
        self.answer(slot).await.map_err(no_budget)
    }
}
