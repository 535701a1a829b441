use super::{CustomField, ReportRow, SummaryTask, SummaryTotals};
use crate::calendar::Month;
use crate::client::{Client, ClientPosition};

/// Which clients a report of a month shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Reported {
    /// All.
    #[default]
    Everybody,
    /// Those with a summary task of the month.
    WithTask,
    /// Those without one.
    WithoutTask,
}

/// Which part of a report a person looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportQuery {
    /// The month.
    pub month: Month,
    /// Words that must all be in the client's name, registry code or VAT number, whatever their case and accents.
    pub text: String,
    /// Only active clients, or only inactive ones; both where none is said.
    pub active: Option<bool>,
    /// Those with or without a summary task.
    pub which: Reported,
    /// Only those with a number that somebody should look at ([`is_outlier`](super::is_outlier)).
    pub outliers_only: bool,
    /// Those after this one only, in order: the last of the page before.
    pub after: Option<ClientPosition>,
    /// The most rows on the page; all are on one page for `u32::MAX`.
    pub most: u32,
}

impl ReportQuery {
    /// All clients with a month, on one page.
    #[must_use]
    pub fn all(month: Month) -> Self {
        Self {
            month,
            text: String::new(),
            active: None,
            which: Reported::default(),
            outliers_only: false,
            after: None,
            most: u32::MAX,
        }
    }
}

/// A page of a report of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its rows, in the order of the clients.
    pub rows: Vec<ReportRow>,
    /// The columns: the custom task fields of type Number in which any summary task of the month or of the month before
    /// holds something, also archived ones.
    pub fields: Vec<CustomField>,
    /// What the summary tasks of all pages hold together.
    pub totals: SummaryTotals,
    /// What those of the same clients held in the month before.
    pub totals_before: SummaryTotals,
    /// Whether there are more rows after these.
    pub more: bool,
    /// How many rows there are on all pages.
    pub total: u64,
}

/// Twelve months of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientYear {
    /// The client.
    pub client: Client,
    /// The months with their summary tasks, the earliest first.
    pub months: Vec<(Month, Option<SummaryTask>)>,
    /// The custom task fields of type Number in which any of them holds something, also archived ones.
    pub fields: Vec<CustomField>,
}

/// One month of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedTask {
    /// The client with its summary task, none if there is none, and that of the month before.
    pub row: ReportRow,
    /// The custom task fields of type Number in which either holds something, also archived ones.
    pub fields: Vec<CustomField>,
}
