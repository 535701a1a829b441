//! What SQLite says, in the words of the ports.
#![expect(clippy::needless_pass_by_value, reason = "made to be given to `map_err`")]

use std::io;
use std::path::Path;

use sqlx::error::ErrorKind;
use uku_core::client::ClientsError;
use uku_core::ledger::BudgetError;
use uku_core::store::StoreError;
use uku_core::summary::TasksError;

use crate::database::PATIENCE;

/// SQLite's result codes for a file that is damaged, and for one that never was a database.
const CORRUPT: &str = "11";
const NOT_A_DATABASE: &str = "26";

pub(crate) fn failed(error: sqlx::Error) -> StoreError {
    match &error {
        sqlx::Error::PoolTimedOut => StoreError::Failed(format!(
            "other work on the data did not end within {} s; nobody may hold two units of work at once",
            PATIENCE.as_secs()
        )),
        sqlx::Error::Database(database) if database.code().as_deref() == Some(CORRUPT) => {
            StoreError::Corrupt(database.message().to_owned())
        }
        _ => StoreError::Failed(error.to_string()),
    }
}

pub(crate) fn not_opened(file: &Path, error: sqlx::Error) -> StoreError {
    match &error {
        sqlx::Error::Database(database) if database.code().as_deref() == Some(NOT_A_DATABASE) => {
            StoreError::Corrupt(format!("{} is not an SQLite database", file.display()))
        }
        _ => failed(error),
    }
}

pub(crate) fn not_touched(file: &Path, error: &io::Error) -> StoreError {
    StoreError::Failed(format!("{}: {error}", file.display()))
}

/// Whether a row was refused because the one it belongs to doesn't exist.
pub(crate) fn belongs_to_nothing(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| error.kind() == ErrorKind::ForeignKeyViolation)
}

pub(crate) fn no_budget(error: StoreError) -> BudgetError {
    BudgetError(error.to_string())
}

pub(crate) fn no_clients(error: StoreError) -> ClientsError {
    ClientsError::Unavailable(error.to_string())
}

pub(crate) fn no_tasks(error: StoreError) -> TasksError {
    TasksError::Unavailable(error.to_string())
}
