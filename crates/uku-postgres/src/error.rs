//! What PostgreSQL says, in the words of the ports.
#![expect(clippy::needless_pass_by_value, reason = "made to be given to `map_err`")]

use sqlx::error::DatabaseError;
use uku_core::store::StoreError;

/// PostgreSQL's codes for damaged data and for a damaged index.
const CORRUPT: [&str; 2] = ["XX001", "XX002"];

/// Its codes for what is not there yet or may not be seen: a table, a schema, a right to either.
const NOT_THERE: [&str; 3] = ["42P01", "3F000", "42501"];

/// Its codes for a role that doesn't exist, and for one that this user may not become.
const NO_ROLE: &str = "22023";
const NOT_ALLOWED: &str = "42501";

pub(crate) fn failed(error: sqlx::Error) -> StoreError {
    match &error {
        sqlx::Error::PoolTimedOut => StoreError::Failed(
            "no connection to the database was to be had in time: all are in use by work that does not end, or new ones \
             are refused"
                .to_owned(),
        ),
        sqlx::Error::Database(database) if has_code(&error, &CORRUPT) => {
            StoreError::Corrupt(database.message().to_owned())
        }
        _ => StoreError::Failed(error.to_string()),
    }
}

fn has_code(error: &sqlx::Error, codes: &[&str]) -> bool {
    let code = error.as_database_error().and_then(DatabaseError::code);
    code.is_some_and(|code| codes.contains(&code.as_ref()))
}

/// Whether the tables are not there, or not for this role.
pub(crate) fn is_not_there(error: &sqlx::Error) -> bool {
    has_code(error, &NOT_THERE)
}

pub(crate) fn role_does_not_exist(error: &sqlx::Error) -> bool {
    has_code(error, &[NO_ROLE])
}

pub(crate) fn may_not_become(error: &sqlx::Error) -> bool {
    has_code(error, &[NOT_ALLOWED])
}
