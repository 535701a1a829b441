//! Every port in memory.

mod books;
mod budget;
mod clients;
mod clock;
mod ids;
mod store;
mod tasks;

pub use books::{Books, FakeLedger, PastEnd};
pub use budget::MemoryBudget;
pub use clients::MemoryClients;
pub use clock::ManualClock;
pub use ids::CountingIds;
pub use store::MemoryStore;
pub use tasks::MemoryTasks;
