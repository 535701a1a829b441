//! Every port in memory.

mod books;
mod budget;
mod clients;
mod clock;
mod directory;
mod ids;
mod ledgers;
mod notices;
mod store;
mod tasks;
mod vault;

pub use books::{Books, FakeLedger, PastEnd};
pub use budget::MemoryBudget;
pub use clients::MemoryClients;
pub use clock::ManualClock;
pub use directory::{FakeDirectory, Mishap};
pub use ids::CountingIds;
pub use ledgers::FakeLedgers;
pub use notices::MemoryNotices;
pub use store::MemoryStore;
pub use tasks::MemoryTasks;
pub use vault::MemoryVault;
