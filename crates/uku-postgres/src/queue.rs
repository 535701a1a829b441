//! The queue: the items of runs that are neither finished nor stopped, claimed for all firms by the engine's role. Runs
//! are added, ended and stopped by [units of work](crate::runs), each for one firm.
//!
//! What is locked in which order: by units of work the activation, then items; by the engine a lane, then an item, then
//! the firm's turn. So no circle of waiting comes about, and a claim never waits: what somebody is at it passes over.

use std::time::Duration;

use async_trait::async_trait;
use chrono::TimeDelta;
use sqlx::PgPool;
use uku_core::run::{Claim, Epoch, ItemId, LONGEST_LEASE, Lane, NodeName, Release, WorkQueue};
use uku_core::store::StoreError;

use crate::config::PostgresConfig;
use crate::database;
use crate::error::failed;
use crate::listen::Listener;
use crate::storable::storable;
use uku_rows::{from_integer, instant, parse};

/// The items that are due, for programs on any number of machines, by the database's clock.
#[derive(Debug)]
pub struct PostgresQueue {
    pool: PgPool,
    listener: Listener,
}

impl PostgresQueue {
    /// Opens the queue in a database that is [up to date](crate::migrate()), and begins to listen for work.
    pub async fn open(config: &PostgresConfig) -> Result<Self, StoreError> {
        let pool = database::open(config, &config.engine_role).await?;
        check_role(&pool, &config.engine_role).await?;
        Ok(Self { pool, listener: Listener::start(config, &config.engine_role) })
    }

    /// Stops listening and ends all connections.
    pub async fn close(self) {
        self.listener.close().await;
        self.pool.close().await;
    }
}

#[async_trait]
impl WorkQueue for PostgresQueue {
    async fn claim(&self, node: &NodeName, lease: TimeDelta) -> Result<Option<Claim>, StoreError> {
        let (heard, name) = (self.listener.heard(), storable(&node.0));
        let row = sqlx::query!(
            "SELECT firm, item, lane, epoch, crashes, tries FROM claim_item($1, $2, $3)",
            name.as_ref(),
            microseconds(lease.min(LONGEST_LEASE)),
            microseconds(LONGEST_LEASE),
        )
        .fetch_one(&self.pool)
        .await
        .map_err(failed)?;
        let (Some(firm), Some(item), Some(lane), Some(epoch)) = (row.firm, row.item, row.lane, row.epoch)
        else {
            self.listener.nothing_since(heard);
            return Ok(None);
        };
        Ok(Some(Claim {
            firm: parse("run_items.firm_id", &firm)?,
            item: ItemId(item),
            lane: Lane::from_stored(lane),
            epoch: Epoch(epoch),
            crashes: from_integer("run_items.crashes", row.crashes.unwrap_or_default())?,
            tries: from_integer("run_items.tries", row.tries.unwrap_or_default())?,
        }))
    }

    async fn renew(&self, claim: &Claim, lease: TimeDelta) -> Result<bool, StoreError> {
        let renewed = sqlx::query!(
            "UPDATE run_items SET lease_until = uku.now() + $4::bigint * interval '1 microsecond'
             WHERE firm_id = $1 AND item_id = $2 AND epoch = $3 AND held_by IS NOT NULL",
            claim.firm.as_ref(),
            claim.item.0,
            claim.epoch.0,
            microseconds(lease.min(LONGEST_LEASE)),
        )
        .execute(&self.pool)
        .await
        .map_err(failed)?;
        Ok(renewed.rows_affected() > 0)
    }

    async fn release(&self, claim: &Claim, release: Release) -> Result<(), StoreError> {
        let (lane, until, after) = match &release {
            Release::HandOver => (None, None, None),
            Release::Park { until } => (None, Some(*until), None),
            Release::Retry { after } => (None, None, Some(microseconds(*after))),
            Release::Move(lane) => (Some(storable(lane.as_str())), None, None),
        };
        // What goes on at once keeps its place among what is due, and whoever waits is woken for it.
        let released = sqlx::query!(
            "WITH released AS (
                 UPDATE run_items SET held_by = NULL, lease_until = NULL, crashes = 0, lane = coalesce($4, lane),
                     tries = CASE WHEN $6::bigint IS NULL THEN 0 ELSE tries + 1 END,
                     due_at = coalesce($5::text::timestamptz, uku.now() + $6::bigint * interval '1 microsecond',
                         least(due_at, uku.now()))
                 WHERE firm_id = $1 AND item_id = $2 AND epoch = $3 AND held_by IS NOT NULL
                 RETURNING due_at
             )
             SELECT CASE WHEN due_at <= uku.now() THEN pg_notify('uku_work', '') END AS woken FROM released",
            claim.firm.as_ref(),
            claim.item.0,
            claim.epoch.0,
            lane.as_deref(),
            until.map(instant),
            after,
        )
        .execute(&self.pool)
        .await
        .map_err(failed)?;
        if released.rows_affected() == 0 { Err(StoreError::Fenced) } else { Ok(()) }
    }

    async fn wait(&self, longest: Duration) {
        self.listener.wait(longest).await;
    }
}

/// A role with the application's rights as well would be shown items without being the engine, so it is shown none.
async fn check_role(pool: &PgPool, role: &str) -> Result<(), StoreError> {
    let both = sqlx::query_scalar!(r#"SELECT pg_has_role(current_user, 'uku_app', 'USAGE') AS "both!""#)
        .fetch_one(pool)
        .await
        .map_err(failed)?;
    let why = format!(
        "the database role {role} also has the rights of uku_app; use uku_engine, or a role without them"
    );
    if both { Err(StoreError::Failed(why)) } else { Ok(()) }
}

fn microseconds(duration: TimeDelta) -> i64 {
    duration.num_microseconds().unwrap_or(i64::MAX)
}
