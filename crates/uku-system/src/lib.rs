//! Time and identities of this computer, behind the ports of uku-core.

mod clock;
mod ids;

pub use clock::SystemClock;
pub use ids::SystemIds;
