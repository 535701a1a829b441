//! What a store's failure means to whoever asked for something else than our own memory.
#![expect(clippy::needless_pass_by_value, reason = "made to be given to `map_err`")]

use uku_core::client::ClientsError;
use uku_core::firm::MembersError;
use uku_core::ledger::BudgetError;
use uku_core::notice::NoticesError;
use uku_core::store::StoreError;
use uku_core::summary::TasksError;

/// The memory of sent requests failed.
#[must_use]
pub fn no_budget(error: StoreError) -> BudgetError {
    BudgetError(error.to_string())
}

/// The clients are not available.
#[must_use]
pub fn no_clients(error: StoreError) -> ClientsError {
    ClientsError::Unavailable(error.to_string())
}

/// The members are not available.
#[must_use]
pub fn no_members(error: StoreError) -> MembersError {
    MembersError::Unavailable(error.to_string())
}

/// The tasks are not available.
#[must_use]
pub fn no_tasks(error: StoreError) -> TasksError {
    TasksError::Unavailable(error.to_string())
}

/// The notices are not available.
#[must_use]
pub fn no_notices(error: StoreError) -> NoticesError {
    NoticesError::Unavailable(error.to_string())
}
