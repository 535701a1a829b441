//! The parameters of a request.

use chrono::NaiveDate;

use super::error::ApiError;
use crate::estonian;

/// The parameters of a request, decoded. An empty one counts as absent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    pub(crate) fn read(raw: &str) -> Self {
        Self(form_urlencoded::parse(raw.as_bytes()).into_owned().collect())
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// A flag such as `fetchRows`: on only when it says `true`.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        self.get(name) == Some("true")
    }

    pub(crate) fn page_number(&self) -> Result<usize, ApiError> {
        self.number_from_1("pageNumber")
    }

    /// The number of a page; the first unless said.
    pub(crate) fn number_from_1(&self, name: &str) -> Result<usize, ApiError> {
        let Some(text) = self.get(name) else { return Ok(1) };
        let number = text.parse().ok().filter(|&number| number > 0);
        number.ok_or_else(|| ApiError::invalid(format!("{name} must be a number from 1")))
    }

    pub(crate) fn date(&self, name: &str) -> Result<Option<NaiveDate>, ApiError> {
        self.parsed(name, estonian::read_date, "a date such as 31.12.2026")
    }

    /// A value in some format of text.
    pub(crate) fn parsed<T>(
        &self,
        name: &str,
        read: impl Fn(&str) -> Option<T>,
        expected: &str,
    ) -> Result<Option<T>, ApiError> {
        let Some(text) = self.get(name) else { return Ok(None) };
        read(text).map(Some).ok_or_else(|| ApiError::invalid(format!("{name} must be {expected}")))
    }

    /// One of a few words.
    pub(crate) fn one_of(
        &self,
        name: &str,
        words: &[&'static str],
    ) -> Result<Option<&'static str>, ApiError> {
        let read = |text: &str| words.iter().copied().find(|word| *word == text);
        self.parsed(name, read, &format!("one of {}", words.join(", ")))
    }
}

/// Whether a name contains a text, whatever the case.
pub(crate) fn contains(name: &str, part: &str) -> bool {
    name.to_lowercase().contains(&part.to_lowercase())
}
