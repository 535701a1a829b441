use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Something that a key's user group may be allowed to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// The general ledger: what an import of counts reads.
    Entries,
    /// Customers.
    Customers,
    /// Articles.
    Articles,
    /// VAT codes.
    VatCodes,
    /// Sales invoices.
    SalesInvoices,
    /// Payments.
    Payments,
}

impl Right {
    /// What an import of counts needs.
    pub const IMPORT: [Self; 1] = [Self::Entries];

    /// What the firm's own books need: customers come from there, invoices go there, paid status comes from there.
    pub const OWN_BOOKS: [Self; 6] =
        [Self::Entries, Self::Customers, Self::Articles, Self::VatCodes, Self::SalesInvoices, Self::Payments];
}

impl fmt::Display for Right {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Entries => "read general ledger entries",
            Self::Customers => "read customers",
            Self::Articles => "read articles",
            Self::VatCodes => "read VAT codes",
            Self::SalesInvoices => "read sales invoices",
            Self::Payments => "read payments",
        })
    }
}

/// An entry as a person recognises it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProbedEntry {
    /// Its date.
    pub date: NaiveDate,
    /// Its number in the books.
    pub number: String,
    /// What the books say of it; may be empty.
    pub text: String,
}

/// One request that tries out a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProbeQuery {
    /// Which right.
    pub right: Right,
    /// The first day of what is asked for, where the list is dated.
    pub from: NaiveDate,
    /// The last day, included.
    pub to: NaiveDate,
}

/// What came of trying out a right.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Probe {
    /// Up to three entries, the latest first; only [`Right::Entries`] shows any.
    pub latest: Vec<ProbedEntry>,
}

impl Probe {
    /// The most entries that are shown.
    pub const MOST: usize = 3;

    /// The latest of these entries.
    #[must_use]
    pub fn of(mut entries: Vec<ProbedEntry>) -> Self {
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.date));
        entries.truncate(Self::MOST);
        Self { latest: entries }
    }
}
