//! The JSON that a request sends.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::error::ApiError;
use crate::books::money::cents;
use crate::estonian;

/// Amounts beyond this are refused, so that no sum of them can overflow.
const LARGEST: i64 = 1_000_000_000;

/// A JSON object, read member by member. Null counts as absent, and numbers may be written as text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Body<'a>(&'a Map<String, Value>);

/// Parses the body of a POST.
pub(crate) fn parse(bytes: &[u8]) -> Result<Value, ApiError> {
    serde_json::from_slice(bytes).map_err(|_| ApiError::invalid("POST body read error"))
}

impl<'a> Body<'a> {
    pub(crate) fn of(value: &'a Value) -> Result<Self, ApiError> {
        value.as_object().map(Self).ok_or_else(|| ApiError::invalid("POST body read error"))
    }

    fn member(self, name: &str) -> Option<&'a Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    pub(crate) fn text(self, name: &str) -> Result<Option<String>, ApiError> {
        match self.member(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone()).filter(|text| !text.is_empty())),
            Some(Value::Number(number)) => Ok(Some(number.to_string())),
            Some(_) => Err(ApiError::invalid(format!("{name} must be text"))),
        }
    }

    pub(crate) fn required(self, name: &str) -> Result<String, ApiError> {
        self.text(name)?.ok_or_else(|| missing(name))
    }

    pub(crate) fn decimal(self, name: &str) -> Result<Option<Decimal>, ApiError> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        let number = text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(&text)).ok();
        let number = number.filter(|number| number.abs() <= Decimal::from(LARGEST));
        number.map(Some).ok_or_else(|| ApiError::invalid(format!("{name} must be a number such as 100.02")))
    }

    pub(crate) fn required_decimal(self, name: &str) -> Result<Decimal, ApiError> {
        self.decimal(name)?.ok_or_else(|| missing(name))
    }

    /// An amount of money, in cents.
    pub(crate) fn money(self, name: &str) -> Result<Option<Decimal>, ApiError> {
        Ok(self.decimal(name)?.map(cents))
    }

    pub(crate) fn date(self, name: &str) -> Result<Option<NaiveDate>, ApiError> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        let date = estonian::read_date(&text);
        date.map(Some).ok_or_else(|| ApiError::invalid(format!("{name} must be a date such as 31.12.2026")))
    }

    pub(crate) fn required_date(self, name: &str) -> Result<NaiveDate, ApiError> {
        self.date(name)?.ok_or_else(|| missing(name))
    }

    pub(crate) fn object(self, name: &str) -> Result<Option<Self>, ApiError> {
        self.member(name).map(Self::of).transpose()
    }

    /// The objects of an array; none when it is absent.
    pub(crate) fn objects(self, name: &str) -> Result<Vec<Self>, ApiError> {
        match self.member(name) {
            None => Ok(Vec::new()),
            Some(Value::Array(items)) => items.iter().map(Self::of).collect(),
            Some(_) => Err(ApiError::invalid(format!("{name} must be a list"))),
        }
    }
}

/// Basic validation speaks of null whether a member is null or absent.
pub(crate) fn missing(name: &str) -> ApiError {
    ApiError::new(400, "REQUIRED", format!("{name} is null"))
}
