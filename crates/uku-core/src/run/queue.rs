use std::fmt;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};

use super::{Epoch, ItemId, Lane};
use crate::firm::FirmId;
use crate::store::StoreError;

/// The longest that an item may be held without being renewed: what a dead process held is taken over after that.
pub const LONGEST_LEASE: TimeDelta = TimeDelta::seconds(45);

/// One running program that works items off, by a name for people who look at what it does.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NodeName(pub String);

impl fmt::Display for NodeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An item that is held by whoever claimed it, until the lease ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Whose item it is.
    pub firm: FirmId,
    /// The item.
    pub item: ItemId,
    /// Where it waited.
    pub lane: Lane,
    /// The attempt that begins with this claim. Everything that is written for it is fenced by it.
    pub epoch: Epoch,
    /// How many claims before this one ended in a row without a word: their processes died.
    pub crashes: u32,
    /// How many attempts before this one ended in a row with trouble that passes.
    pub tries: u32,
}

/// How a claimed item is let go when it has not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Release {
    /// It goes on at once, with whoever claims it: this program ends.
    HandOver,
    /// It goes on when requests are free, or the vendor who is down may be back.
    Park {
        /// From this moment on.
        until: DateTime<Utc>,
    },
    /// It is tried again: something was in the way that passes.
    Retry {
        /// So long from now, by the queue's clock: this program's may be wrong.
        after: TimeDelta,
    },
    /// It waits in another lane, since its keys were replaced.
    Move(Lane),
}

/// The items that are due, for any number of programs that work them off. The items of runs are the queue: a run is
/// queued by [`Runs::add`](super::Runs::add), in the same unit of work, and gone from it once it has ended or was stopped.
///
/// It works for all firms at once and sees nothing of an item but its place in the queue.
#[async_trait]
pub trait WorkQueue: Send + Sync {
    /// Claims an item that is due, for as long as `lease`; none if there is none.
    ///
    /// MUST NOT hand out an item that is held, nor one whose lane has a held item, however many ask at once. The claim
    /// MUST have a later epoch than any before. An item whose lease ended without a word had its turn, so it MUST come
    /// before all others, and of those the one whose lease ended first. Urgent items ([`Priority::Interactive`](crate::ledger::Priority)) MUST
    /// come before all others that were not begun; among them and else, the firm that was served longest ago (had a claim of any of its items,
    /// those never served before all) MUST come first, and of its items the more urgent, then the one due for longer, then
    /// that of the earlier run, then the one first in its run. A firm none of whose items can be claimed is passed over.
    ///
    /// A claim counts as a crash from the moment at which it is made until it saves outcomes or is released.
    async fn claim(&self, node: &NodeName, lease: TimeDelta) -> Result<Option<Claim>, StoreError>;

    /// Holds an item for `lease` from now on; false if the attempt no longer [has](super::Runs::claimed) it. A lease that
    /// ended is renewed as long as nobody else claimed the item.
    async fn renew(&self, claim: &Claim, lease: TimeDelta) -> Result<bool, StoreError>;

    /// Lets an item go, once. It MUST be refused as [`StoreError::Fenced`] unless the attempt still
    /// [has](super::Runs::claimed) the item. A release ends the row of crashes; a retry counts as a try, and anything else
    /// ends the row of tries. An item that is handed over or moved is due at once, and has been for as long as it was before.
    async fn release(&self, claim: &Claim, release: Release) -> Result<(), StoreError>;

    /// Comes back when there may be something to claim: soon after an item was added or made due, and in any case
    /// after about `longest`.
    async fn wait(&self, longest: std::time::Duration);
}
