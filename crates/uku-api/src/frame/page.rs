use serde::{Deserialize, Serialize};
use uku_web::Refusal;
use utoipa::ToSchema;

use super::{Cursor, List};

/// How many entries a page has at most: 1 to 200.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "u32")]
pub(crate) struct Limit(u32);

impl Limit {
    /// The most that a page may have.
    pub(crate) const MOST: u32 = 200;

    pub(crate) fn get(self) -> u32 {
        self.0
    }

    pub(crate) fn len(self) -> usize {
        self.0 as usize
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(50)
    }
}

impl TryFrom<u32> for Limit {
    type Error = String;

    fn try_from(limit: u32) -> Result<Self, String> {
        if (1..=Self::MOST).contains(&limit) {
            Ok(Self(limit))
        } else {
            Err(format!("limit: {limit} is not 1 to {}", Self::MOST))
        }
    }
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Page<T> {
    /// The entries, in order.
    items: Vec<T>,
    /// The `cursor` of the next page; none after the last.
    #[schema(value_type = Option<String>, required)]
    next: Option<Cursor>,
    /// How many entries there are on all pages, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    total: Option<u64>,
}

impl<T> Page<T> {
    /// A page that ends at this position, if there are more after it.
    pub(crate) fn new<P: Serialize>(items: Vec<T>, list: &List, end: Option<P>) -> Result<Self, Refusal> {
        let next = end.map(|end| list.cursor(&end)).transpose()?;
        Ok(Self { items, next, total: None })
    }

    pub(crate) fn of_total(self, total: u64) -> Self {
        Self { total: Some(total), ..self }
    }
}

/// The page of a list that is known as a whole, each entry by its place.
impl<T> Page<T> {
    pub(crate) fn slice(
        all: Vec<T>,
        list: &List,
        cursor: Option<&Cursor>,
        limit: Limit,
    ) -> Result<Self, Refusal> {
        let from: usize = list.position(cursor)?.unwrap_or(0);
        let total = all.len();
        let end = from.saturating_add(limit.len());
        let items: Vec<T> = all.into_iter().skip(from).take(limit.len()).collect();
        Ok(Self::new(items, list, (end < total).then_some(end))?.of_total(total as u64))
    }
}
