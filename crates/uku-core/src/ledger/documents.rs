use std::num::NonZeroU32;

use chrono::NaiveDate;

use super::EntryId;
use crate::calendar::Month;

/// The lists of documents that stand beside the general ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentList {
    /// Sales invoices, by entry date.
    ClientInvoices,
    /// Purchase invoices, by entry date.
    VendorInvoices,
    /// Payments over bank accounts, by date.
    BankPayments,
    /// Payments in cash, by date.
    CashPayments,
}

/// A question for one page of a list of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentsQuery {
    /// Which list.
    pub list: DocumentList,
    /// The month in which the documents are dated.
    pub month: Month,
    /// Which page, from 1.
    pub page: NonZeroU32,
}

/// A document, as far as counting needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Document {
    /// Its identity.
    pub id: EntryId,
    /// The date by which it was asked for.
    pub date: NaiveDate,
}

/// One page of documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentPage {
    /// The documents, in the vendor's order.
    pub documents: Vec<Document>,
    /// Whether a page follows.
    pub more: bool,
}
