//! Time, identities and memory of this computer, behind the ports of uku-core.

mod budget;

pub(crate) use uku_system::{SystemClock, SystemIds};

pub(crate) use budget::{UserBudget, budget_of_this_user};
