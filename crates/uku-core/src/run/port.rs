use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{Epoch, Item, ItemId, MonthOutcome, Run, RunId};
use crate::calendar::{Month, MonthRange};
use crate::client::ClientId;
use crate::store::StoreError;
use crate::summary::WrittenMonth;

/// An item as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemRecord {
    /// The epoch of its latest claim; none if it was never claimed.
    pub epoch: Option<Epoch>,
    /// The name of the program that claimed it last and has neither let it go nor ended it; none if there is none. It
    /// stays when the lease ends, until somebody else claims the item or it is stopped.
    pub held_by: Option<String>,
    /// From when on it may be claimed, while it has not ended and nobody holds it.
    pub due_at: DateTime<Utc>,
    /// When it ended; none while it has not.
    pub finished_at: Option<DateTime<Utc>>,
    /// When it was stopped before its end, such as by cancelling; none if it was not.
    pub stopped_at: Option<DateTime<Utc>>,
    /// How many attempts in a row met trouble that passes.
    pub tries: u32,
    /// How many requests it took.
    pub requests: u64,
    /// What came of each month so far, in order of months.
    pub outcomes: Vec<MonthOutcome>,
}

impl ItemRecord {
    /// Whether nothing more is done about it: it ended or was stopped.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.finished_at.is_some() || self.stopped_at.is_some()
    }
}

/// A run as it is remembered: the items are in the order in which they were added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRecord {
    /// The run.
    pub run: Run,
    /// How often what failed was retried.
    pub round: u32,
    /// Its parts, and what is known of each.
    pub items: Vec<(Item, ItemRecord)>,
}

impl RunRecord {
    /// Whether all its items are over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.items.iter().all(|(_, record)| record.is_over())
    }
}

/// A claimed item with what its work needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedItem {
    /// The run.
    pub run: Run,
    /// The item.
    pub item: Item,
    /// What came of its months in earlier attempts.
    pub outcomes: Vec<MonthOutcome>,
    /// How many requests earlier attempts took.
    pub requests: u64,
}

/// Which runs are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunsQuery {
    /// Those made before this one only: the last one of the page before.
    pub before: Option<RunId>,
    /// The most runs.
    pub most: u32,
}

/// The runs of the firm for which the unit of work was opened.
#[async_trait]
pub trait Runs: Send {
    /// Adds a run with its items, due at once, and wakes whoever [waits](super::WorkQueue::wait) once the unit of work is
    /// committed. Without items it is over. False, and nothing is added, if the firm has a run with the same business
    /// key; of two at once, one MUST wait for the other's end.
    async fn add(&mut self, run: &Run, items: &[Item]) -> Result<bool, StoreError>;

    /// The item of a claim, whoever claimed it; none if the attempt no longer has it: the epoch is not that of the latest
    /// claim, the claim was [released](super::WorkQueue::release), or the item is over or was since. A lease that ended takes
    /// nothing away by itself. It MUST stay so until this unit of work ends: whoever wants to claim or stop it waits, or
    /// passes it over.
    async fn claimed(&mut self, item: ItemId, epoch: Epoch) -> Result<Option<ClaimedItem>, StoreError>;

    /// Remembers what came of an item so far and how many requests it took in all attempts, in place of what was
    /// remembered before. MUST be refused as [`StoreError::Fenced`] unless the attempt still [has](Self::claimed) the
    /// item. Progress ends the row of crashes: a claim that saved does not count as one.
    async fn save_outcomes(
        &mut self,
        item: ItemId,
        epoch: Epoch,
        requests: u64,
        outcomes: &[MonthOutcome],
    ) -> Result<(), StoreError>;

    /// Ends an item: it leaves the queue and nobody holds it. MUST be refused as [`StoreError::Fenced`] unless the
    /// attempt still [has](Self::claimed) the item.
    async fn finish_item(&mut self, item: ItemId, epoch: Epoch, at: DateTime<Utc>) -> Result<(), StoreError>;

    /// Stops every item that is not over; how many. Attempts at work on them can't save or end them any more.
    async fn stop_all(&mut self, at: DateTime<Utc>) -> Result<u64, StoreError>;

    /// Stops every item of a run that is not over; how many.
    async fn stop(&mut self, run: RunId, at: DateTime<Utc>) -> Result<u64, StoreError>;

    /// Opens items of a run that ended or were stopped again, due at once; how many. Their outcomes and requests stay; their
    /// rows of tries and crashes begin anew; attempts before don't have them. If there are any, the run's round counts up
    /// and it is [unannounced](Self::unannounced) again.
    async fn reopen(&mut self, run: RunId, items: &[ItemId]) -> Result<u64, StoreError>;

    /// The latest outcome of each month of a client, in order of months: that of the item with the latest epoch, since an
    /// item that was claimed earlier may end later.
    async fn latest_outcomes(&mut self, client: &ClientId) -> Result<Vec<MonthOutcome>, StoreError>;

    /// A run with all that is known of it; none if the firm has no such run.
    async fn run(&mut self, run: RunId) -> Result<Option<RunRecord>, StoreError>;

    /// The latest runs of a query, the latest first, each with all that is known of it. Which is later, their identities say.
    async fn page(&mut self, query: RunsQuery) -> Result<Vec<RunRecord>, StoreError>;

    /// The runs that are over and were not announced in their round, the earliest first.
    async fn unannounced(&mut self) -> Result<Vec<RunId>, StoreError>;

    /// Remembers that the end of a run was announced, in this round of it; nothing happens if it is in a later one.
    async fn announced(&mut self, run: RunId, round: u32) -> Result<(), StoreError>;

    /// What we wrote for a client in some months, in order; months of which nothing is known are left out.
    async fn written(
        &mut self,
        client: &ClientId,
        months: MonthRange,
    ) -> Result<Vec<(Month, WrittenMonth)>, StoreError>;

    /// Remembers what we wrote, or are about to, in place of what was remembered.
    async fn put_written(
        &mut self,
        client: &ClientId,
        month: Month,
        written: &WrittenMonth,
    ) -> Result<(), StoreError>;
}
