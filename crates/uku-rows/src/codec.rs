//! Values as text and integers of a database. What doesn't come back as a value is corrupt.

use std::fmt::Display;
use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uku_core::store::StoreError;

pub(crate) fn corrupt(column: &str, error: impl Display) -> StoreError {
    StoreError::Corrupt(format!("{column}: {error}"))
}

/// A value that was written by its `Display`, or by [`instant`].
pub fn parse<T>(column: &str, text: &str) -> Result<T, StoreError>
where
    T: FromStr,
    T::Err: Display,
{
    text.parse().map_err(|error| corrupt(column, error))
}

/// An instant as RFC 3339 text in UTC with nine digits of fraction: nothing is lost, it sorts by time, and people who
/// look into a table can read it.
///
/// ```
/// let at = "2026-11-24T05:00:00Z".parse()?;
/// assert_eq!(uku_rows::instant(at), "2026-11-24T05:00:00.000000000Z");
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[must_use]
pub fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Nanos, true)
}

/// A value as JSON.
pub fn to_json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Failed(error.to_string()))
}

/// The value of a column that holds JSON.
pub fn from_json<T: DeserializeOwned>(column: &str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| corrupt(column, error))
}

/// The name of an enum's variant, as serde writes it.
pub fn to_word(value: &impl Serialize) -> Result<String, StoreError> {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => Ok(word),
        Ok(Value::Object(fields)) if fields.len() == 1 => {
            Ok(fields.into_iter().map(|(word, _)| word).collect())
        }
        Ok(other) => Err(StoreError::Failed(format!("{other} is no variant of an enum"))),
        Err(error) => Err(StoreError::Failed(error.to_string())),
    }
}

/// The variant of this name, of an enum whose variants hold nothing.
pub fn from_word<T: DeserializeOwned>(column: &str, word: String) -> Result<T, StoreError> {
    serde_json::from_value(Value::String(word)).map_err(|error| corrupt(column, error))
}

/// A number as an integer of the database.
pub fn to_integer<T>(number: T) -> Result<i64, StoreError>
where
    T: TryInto<i64>,
    T::Error: Display,
{
    number.try_into().map_err(|error| StoreError::Failed(format!("the number is too big: {error}")))
}

/// The number in an integer column.
pub fn from_integer<T>(column: &str, integer: i64) -> Result<T, StoreError>
where
    T: TryFrom<i64>,
    T::Error: Display,
{
    integer.try_into().map_err(|error| corrupt(column, error))
}
