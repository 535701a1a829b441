//! The queue: the items of runs that are neither over nor held. The statements on one firm's runs add, end, stop and
//! reopen them; here they are handed out and taken back, whosever they are.

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{SqliteConnection, SqlitePool};
use uku_core::ledger::Priority;
use uku_core::run::{Claim, Epoch, ItemId, LONGEST_LEASE, Lane, NodeName, Release, WorkQueue};
use uku_core::store::StoreError;

use crate::SqliteStore;
use crate::error::failed;
use uku_rows::{from_integer, instant, parse, priority_rank};

/// An item that may be claimed.
struct DueItem {
    firm_id: String,
    item_id: String,
    lane: String,
    crashes: i64,
    tries: i64,
}

#[async_trait]
impl WorkQueue for SqliteStore {
    async fn claim(&self, node: &NodeName, lease: TimeDelta) -> Result<Option<Claim>, StoreError> {
        let rung = self.bell.rung();
        let mut tx = self.begin().await?;
        // Read only now: waiting for our turn may have taken a while.
        let now = self.clock.now();
        shorten_leases(&mut tx, now + LONGEST_LEASE).await?;
        let Some(due) = next(&mut tx, now).await? else {
            tx.commit().await.map_err(failed)?;
            self.bell.heard(rung);
            return Ok(None);
        };
        let epoch = take_turn(&mut tx, &due.firm_id).await?;
        hold(&mut tx, &due, epoch, node, now + lease.min(LONGEST_LEASE)).await?;
        let claim = Claim {
            firm: parse("run_items.firm_id", &due.firm_id)?,
            item: ItemId(parse("run_items.item_id", &due.item_id)?),
            lane: Lane::from_stored(due.lane),
            epoch: Epoch(epoch),
            crashes: from_integer("run_items.crashes", due.crashes)?,
            tries: from_integer("run_items.tries", due.tries)?,
        };
        tx.commit().await.map_err(failed)?;
        Ok(Some(claim))
    }

    async fn renew(&self, claim: &Claim, lease: TimeDelta) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let until = instant(self.clock.now() + lease.min(LONGEST_LEASE));
        let (firm, item) = (claim.firm.as_ref(), claim.item.to_string());
        let renewed = sqlx::query!(
            "UPDATE run_items SET lease_until = ?
             WHERE firm_id = ? AND item_id = ? AND epoch = ? AND held_by IS NOT NULL",
            until,
            firm,
            item,
            claim.epoch.0,
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        tx.commit().await.map_err(failed)?;
        Ok(renewed.rows_affected() == 1)
    }

    async fn release(&self, claim: &Claim, release: Release) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let now = self.clock.now();
        let (due_at, lane, retried) = match &release {
            Release::HandOver => (None, None, false),
            Release::Park { until } => (Some(*until), None, false),
            Release::Retry { after } => (Some(now + *after), None, true),
            Release::Move(lane) => (None, Some(lane.as_str()), false),
        };
        let (due_at, now) = (due_at.map(instant), instant(now));
        let (firm, item) = (claim.firm.as_ref(), claim.item.to_string());
        // What goes on at once keeps its place among what is due.
        let released = sqlx::query!(
            "UPDATE run_items SET held_by = NULL, lease_until = NULL, crashes = 0,
                 tries = CASE WHEN ? THEN tries + 1 ELSE 0 END,
                 due_at = coalesce(?, min(due_at, ?)), lane = coalesce(?, lane)
             WHERE firm_id = ? AND item_id = ? AND epoch = ? AND held_by IS NOT NULL",
            retried,
            due_at,
            now,
            lane,
            firm,
            item,
            claim.epoch.0,
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        if released.rows_affected() == 0 {
            return Err(StoreError::Fenced);
        }
        tx.commit().await.map_err(failed)?;
        // Even if it is parked: its lane is free.
        self.bell.ring();
        Ok(())
    }

    async fn wait(&self, longest: std::time::Duration) {
        let longest = TimeDelta::from_std(longest).unwrap_or(TimeDelta::MAX);
        let latest = self.clock.now().checked_add_signed(longest).unwrap_or(DateTime::<Utc>::MAX_UTC);
        // The bell first: a clock of tests moves on as soon as somebody waits for it.
        tokio::select! {
            biased;
            () = self.bell.rings() => {}
            () = self.clock.sleep_until(latest) => {}
        }
    }
}

/// No lease is longer than the longest: the clock was ahead when those were given that seem to be.
async fn shorten_leases(connection: &mut SqliteConnection, latest: DateTime<Utc>) -> Result<(), StoreError> {
    let latest = instant(latest);
    sqlx::query!(
        "UPDATE run_items SET lease_until = ?1 WHERE held_by IS NOT NULL AND lease_until > ?1",
        latest
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}

/// The item that comes first of all.
async fn next(connection: &mut SqliteConnection, now: DateTime<Utc>) -> Result<Option<DueItem>, StoreError> {
    if let Some(item) = first_lapsed(connection, now).await? {
        return Ok(Some(item));
    }
    if let Some(item) = first_due(connection, [Priority::Interactive; 2], now).await? {
        return Ok(Some(item));
    }
    first_due(connection, [Priority::Scheduled, Priority::Bulk], now).await
}

/// The item whose lease ended first without a word.
async fn first_lapsed(
    connection: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> Result<Option<DueItem>, StoreError> {
    let now = instant(now);
    sqlx::query_as!(
        DueItem,
        "SELECT i.firm_id, i.item_id, i.lane, i.crashes, i.tries FROM run_items AS i
         WHERE i.held_by IS NOT NULL AND i.lease_until <= ?1 AND NOT EXISTS (
             SELECT 1 FROM run_items AS other
             WHERE other.lane = i.lane AND other.held_by IS NOT NULL AND other.lease_until > ?1
         )
         ORDER BY i.lease_until, i.epoch LIMIT 1",
        now,
    )
    .fetch_optional(connection)
    .await
    .map_err(failed)
}

/// The first item of some priorities that may be claimed: that of the firm that was served longest ago.
///
/// Both loops run along an index in the order that is asked for, so it ends with the first row that it finds; what is
/// due later is never looked at.
async fn first_due(
    connection: &mut SqliteConnection,
    priorities: [Priority; 2],
    now: DateTime<Utc>,
) -> Result<Option<DueItem>, StoreError> {
    let ([first, second], now) = (priorities.map(priority_rank), instant(now));
    sqlx::query_as!(
        DueItem,
        "SELECT i.firm_id, i.item_id, i.lane, i.crashes, i.tries
           FROM firm_turns AS t CROSS JOIN run_items AS i ON i.firm_id = t.firm_id
           WHERE i.finished_at IS NULL AND i.stopped_at IS NULL AND i.priority IN (?1, ?2) AND i.due_at <= ?3
               AND (i.held_by IS NULL OR i.lease_until <= ?3) AND NOT EXISTS (
                   SELECT 1 FROM run_items AS other
                   WHERE other.lane = i.lane AND other.held_by IS NOT NULL AND other.lease_until > ?3
               )
           ORDER BY t.epoch, t.firm_id, i.priority, i.due_at, i.run_id, i.position LIMIT 1",
        first,
        second,
        now,
    )
    .fetch_optional(connection)
    .await
    .map_err(failed)
}

/// Says that a firm is served now: the epoch of the claim, the latest of all.
async fn take_turn(connection: &mut SqliteConnection, firm: &str) -> Result<i64, StoreError> {
    sqlx::query_scalar!(
        "UPDATE firm_turns SET epoch = (SELECT max(epoch) + 1 FROM firm_turns) WHERE firm_id = ? RETURNING epoch",
        firm,
    )
    .fetch_one(connection)
    .await
    .map_err(failed)
}

async fn hold(
    connection: &mut SqliteConnection,
    item: &DueItem,
    epoch: i64,
    node: &NodeName,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    let until = instant(until);
    // A crash until a word comes of it.
    sqlx::query!(
        "UPDATE run_items SET epoch = ?, held_by = ?, lease_until = ?, crashes = crashes + 1
         WHERE firm_id = ? AND item_id = ?",
        epoch,
        node.0,
        until,
        item.firm_id,
        item.item_id,
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}

/// Ends all leases. To be called when nobody is alive who could hold anything: what was held goes on first, and its claim
/// counts as a crash.
pub(crate) async fn end_all_leases(writer: &SqlitePool, now: DateTime<Utc>) -> Result<(), StoreError> {
    let now = instant(now);
    sqlx::query!("UPDATE run_items SET lease_until = min(lease_until, ?) WHERE held_by IS NOT NULL", now)
        .execute(writer)
        .await
        .map_err(failed)?;
    Ok(())
}
