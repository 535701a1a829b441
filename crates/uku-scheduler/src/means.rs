use std::num::{NonZeroU16, NonZeroUsize};
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use uku_core::client::Clients;
use uku_core::clock::Clock;
use uku_core::ids::Ids;
use uku_core::ledger::Ledgers;
use uku_core::notice::Notices;
use uku_core::run::{NodeName, WorkQueue};
use uku_core::store::IntegrationStore;
use uku_core::summary::Tasks;
use uku_core::vault::Vault;

/// What work needs of the world.
#[derive(Clone)]
pub struct Means {
    /// The firms and their clients.
    pub clients: Arc<dyn Clients>,
    /// Their tasks.
    pub tasks: Arc<dyn Tasks>,
    /// Tells people what happened.
    pub notices: Arc<dyn Notices>,
    /// The integration's own memory.
    pub store: Arc<dyn IntegrationStore>,
    /// The items that are due.
    pub queue: Arc<dyn WorkQueue>,
    /// Opens the keys.
    pub vault: Arc<dyn Vault>,
    /// Where the books are.
    pub ledgers: Arc<dyn Ledgers>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// New identities.
    pub ids: Arc<dyn Ids>,
}

/// How a node works.
#[derive(Debug, Clone)]
pub struct NodeConfig {
    /// What it is called, for people who look at what it does.
    pub name: NodeName,
    /// How many items it works on side by side.
    pub parallel: NonZeroUsize,
    /// How long it holds an item without renewing, by the queue's clock, at most [`LONGEST_LEASE`](uku_core::run::LONGEST_LEASE): after a crash,
    /// others take over so much later.
    pub lease: TimeDelta,
    /// How often it renews what it holds; well within the lease.
    pub renew_every: Duration,
    /// How long an item may wait for requests before it is parked and makes room.
    pub patience: TimeDelta,
    /// How often it looks for work where nothing wakes it, about.
    pub poll_every: Duration,
    /// How long items may go on once the node was told to stop; then they are handed over.
    pub drain: Duration,
}

impl NodeConfig {
    /// How many items are usually worked on side by side: most of them wait for requests most of the time.
    pub const SIDE_BY_SIDE: NonZeroU16 = NonZeroU16::MIN.saturating_add(15);
    /// How long an item is usually held: what a dead program held goes on well within a minute.
    pub const LEASE: TimeDelta = TimeDelta::seconds(20);

    /// The usual way; stopped within ten seconds.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: NodeName(name.into()),
            parallel: Self::SIDE_BY_SIDE.into(),
            lease: Self::LEASE,
            renew_every: Duration::from_secs(6),
            // Longer than the minute after which a full window has room again.
            patience: TimeDelta::seconds(90),
            poll_every: Duration::from_secs(5),
            drain: Duration::from_secs(7),
        }
    }
}
