//! Pages of lists.

use std::ops::Range;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Call;
use super::error::ApiError;
use crate::config::PastEnd;

/// The part of a list that a request sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) places: Range<usize>,
    pub(crate) more: bool,
}

/// A page of a list of `total` rows, `size` to a page.
pub(crate) fn window(
    asked: usize,
    total: usize,
    size: usize,
    past_end: PastEnd,
    endless: bool,
) -> Result<Window, ApiError> {
    let last = total.div_ceil(size).max(1);
    let number = match past_end {
        _ if endless => asked.min(last),
        PastEnd::Reject if asked > last => {
            return Err(ApiError::new(400, "NO-SUCH-PAGE", format!("pageNumber is after the last, {last}")));
        }
        PastEnd::Clamp => asked.min(last),
        PastEnd::Empty | PastEnd::Reject => asked,
    };
    let start = (number - 1).saturating_mul(size).min(total);
    let end = start.saturating_add(size).min(total);
    Ok(Window { places: start..end, more: endless || end < total })
}

impl Call<'_> {
    /// The page that was asked for, of a list of `total` rows.
    pub(crate) fn window(&self, total: usize) -> Result<Window, ApiError> {
        window(self.query.page_number()?, total, self.page_size, self.manners.past_end, self.endless)
    }

    /// One page of rows that are all in memory.
    pub(crate) fn page_of<T>(&self, rows: Vec<T>) -> Result<(Vec<T>, bool), ApiError> {
        let Window { places, more } = self.window(rows.len())?;
        Ok((rows.into_iter().skip(places.start).take(places.len()).collect(), more))
    }
}

/// The JSON of a list: an array by the resource's name, and what is known about the rest.
pub(crate) struct Envelope<T> {
    pub(crate) name: &'static str,
    pub(crate) rows: Vec<T>,
    /// Absent from lists without pages.
    pub(crate) more: Option<bool>,
    /// Ids; only on the first page of a change query.
    pub(crate) deleted: Option<Vec<String>>,
}

impl<T: Serialize> Serialize for Envelope<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(self.name, &self.rows)?;
        if let Some(more) = self.more {
            map.serialize_entry("hasMoreEntries", &more)?;
        }
        if let Some(deleted) = &self.deleted {
            map.serialize_entry("deleted", deleted)?;
        }
        map.end()
    }
}

/// The text of an answer.
pub(crate) fn json<T: Serialize>(answer: &T) -> Result<String, ApiError> {
    serde_json::to_string(answer).map_err(|error| ApiError::new(500, "INTERNAL", error.to_string()))
}
