use std::sync::Arc;

use uku_core::client::Clients;
use uku_core::clock::Clock;
use uku_core::firm::Members;
use uku_core::ids::Ids;
use uku_core::ledger::{CompanyDirectory, Ledgers, Limits};
use uku_core::notice::NoticeBoard;
use uku_core::store::IntegrationStore;
use uku_core::summary::Tasks;
use uku_core::vault::Vault;

/// What pages and API need of the world.
#[derive(Clone)]
pub struct Means {
    /// The firms and their clients.
    pub clients: Arc<dyn Clients>,
    /// Their people.
    pub members: Arc<dyn Members>,
    /// Their tasks.
    pub tasks: Arc<dyn Tasks>,
    /// Their notices.
    pub notices: Arc<dyn NoticeBoard>,
    /// The integration's own memory.
    pub store: Arc<dyn IntegrationStore>,
    /// Seals and opens the keys.
    pub vault: Arc<dyn Vault>,
    /// Where the books are.
    pub ledgers: Arc<dyn Ledgers>,
    /// Where SmartAccounts users sign in.
    pub directory: Arc<dyn CompanyDirectory>,
    /// The limits by which it is estimated how long work takes.
    pub limits: Limits,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// New identities.
    pub ids: Arc<dyn Ids>,
}
