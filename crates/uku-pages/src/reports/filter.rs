use serde::Deserialize;
use uku_core::calendar::Month;
use uku_core::client::{ClientId, ClientPosition};
use uku_core::summary::{ReportQuery, Reported};

use crate::address::with_query;

/// What is asked of a report, as it stands in its address. What can't be understood is as if it were not said.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filter {
    pub(super) month: String,
    pub(super) text: String,
    pub(super) which: String,
    pub(super) active: String,
    pub(super) outliers: String,
    /// The last client of the page before: its place in the order, and its identity.
    after: String,
    after_id: String,
    /// How many clients the pages before had.
    seen: String,
}

impl Filter {
    pub(super) fn month(&self) -> Option<Month> {
        self.month.parse().ok()
    }

    fn which(&self) -> Reported {
        match self.which.as_str() {
            "with" => Reported::WithTask,
            "without" => Reported::WithoutTask,
            _ => Reported::Everybody,
        }
    }

    fn active(&self) -> Option<bool> {
        match self.active.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }

    fn outliers_only(&self) -> bool {
        self.outliers == "yes"
    }

    fn after(&self) -> Option<ClientPosition> {
        let id = ClientId::try_from(self.after_id.as_str()).ok()?;
        Some(ClientPosition { name: self.after.clone(), id })
    }

    /// How many clients the pages before had.
    pub(super) fn seen(&self) -> u64 {
        self.after().and_then(|_| self.seen.parse().ok()).unwrap_or_default()
    }

    /// Whether it leaves anybody out.
    pub(super) fn is_narrow(&self) -> bool {
        !self.text.trim().is_empty()
            || self.which() != Reported::Everybody
            || self.active().is_some()
            || self.outliers_only()
    }

    /// The page that is asked for.
    pub(super) fn page(&self, month: Month, most: u32) -> ReportQuery {
        ReportQuery { after: self.after(), most, ..self.all(month) }
    }

    /// All that is asked for, on one page.
    pub(super) fn all(&self, month: Month) -> ReportQuery {
        ReportQuery {
            text: self.text.clone(),
            active: self.active(),
            which: self.which(),
            outliers_only: self.outliers_only(),
            ..ReportQuery::all(month)
        }
    }

    /// Where the same is asked from the first page on.
    pub(super) fn href(&self, path: &str, month: Month) -> String {
        with_query(path, &self.pairs(&month.to_string()))
    }

    /// Where the page after a client is.
    pub(super) fn href_after(&self, month: Month, last: &ClientPosition, seen: u64) -> String {
        let (month, seen) = (month.to_string(), seen.to_string());
        let mut pairs = self.pairs(&month);
        pairs.extend([("after", last.name.as_str()), ("after_id", last.id.as_ref()), ("seen", &seen)]);
        with_query("/reports", &pairs)
    }

    fn pairs<'a>(&'a self, month: &'a str) -> Vec<(&'static str, &'a str)> {
        vec![
            ("month", month),
            ("text", self.text.trim()),
            ("which", &self.which),
            ("active", &self.active),
            ("outliers", &self.outliers),
        ]
    }
}
