//! Time, identities and memory of this computer, behind the ports of uku-core.

mod budget;
mod clock;
mod ids;

pub(crate) use budget::{UserBudget, budget_of_this_user};
pub(crate) use clock::SystemClock;
pub(crate) use ids::SystemIds;
