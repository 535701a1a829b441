//! Every port in memory.

mod accounts;
mod books;
mod budget;
mod clients;
mod clock;
mod directory;
mod ids;
mod ledgers;
mod members;
mod notices;
mod secrets;
mod store;
mod tasks;
mod vault;

pub use accounts::MemoryAccounts;
pub use books::{Books, FakeLedger, PastEnd};
pub use budget::MemoryBudget;
pub use clients::MemoryClients;
pub use clock::ManualClock;
pub use directory::{FakeDirectory, Mishap};
pub use ids::CountingIds;
pub use ledgers::FakeLedgers;
pub use members::MemoryMembers;
pub use notices::MemoryNotices;
pub use secrets::{FakeCodes, FakePasswords, FakeTokens};
pub use store::MemoryStore;
pub use tasks::MemoryTasks;
pub use vault::MemoryVault;
