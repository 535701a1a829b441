use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{Epoch, ItemId, MonthOutcome, Run, RunId};
use crate::client::ClientId;
use crate::store::StoreError;

/// An item as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemRecord {
    /// The epoch of its latest start; none if it never started.
    pub epoch: Option<Epoch>,
    /// When it ended; none while it has not.
    pub finished_at: Option<DateTime<Utc>>,
    /// When it was stopped before its end, such as by deactivating the integration; none if it was not.
    pub stopped_at: Option<DateTime<Utc>>,
    /// How many requests it took.
    pub requests: u64,
    /// What came of each month, in order; empty while it has not ended.
    pub outcomes: Vec<MonthOutcome>,
}

/// A run as it is remembered: the records are in the order of the run's items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRecord {
    /// The run.
    pub run: Run,
    /// What is known of each item.
    pub items: Vec<ItemRecord>,
}

/// The runs of the firm for which the unit of work was opened.
#[async_trait]
pub trait Runs: Send {
    /// Adds a run with its items.
    async fn add(&mut self, run: &Run) -> Result<(), StoreError>;

    /// Starts an item, also one that was started before: how an earlier attempt ended is forgotten. The epoch MUST
    /// be later than that of any earlier start of any item of the same client. A stopped item MUST be refused as
    /// [`StoreError::Fenced`].
    async fn start_item(&mut self, item: ItemId) -> Result<Epoch, StoreError>;

    /// Whether an attempt still has its item: the epoch is that of the latest start and the item was not stopped.
    async fn is_current(&mut self, item: ItemId, epoch: Epoch) -> Result<bool, StoreError>;

    /// Ends an item. MUST be refused as [`StoreError::Fenced`] unless [`is_current`](Self::is_current);
    /// ending it twice with the same epoch keeps the second.
    async fn finish_item(
        &mut self,
        item: ItemId,
        epoch: Epoch,
        at: DateTime<Utc>,
        requests: u64,
        outcomes: &[MonthOutcome],
    ) -> Result<(), StoreError>;

    /// Stops every item that has not ended; how many. Attempts at work on them can't start or end them any more.
    async fn stop_all(&mut self, at: DateTime<Utc>) -> Result<u64, StoreError>;

    /// The latest outcome of each month of a client, in order of months: that of the latest epoch, since an overtaken
    /// attempt may end after the one that overtook it.
    async fn latest_outcomes(&mut self, client: &ClientId) -> Result<Vec<MonthOutcome>, StoreError>;

    /// A run with all that is known of it; none if the firm has no such run.
    async fn run(&mut self, run: RunId) -> Result<Option<RunRecord>, StoreError>;
}
