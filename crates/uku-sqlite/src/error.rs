//! What SQLite says, in the words of the ports.
#![expect(clippy::needless_pass_by_value, reason = "made to be given to `map_err`")]

use std::io;
use std::path::Path;

use uku_core::store::StoreError;

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
