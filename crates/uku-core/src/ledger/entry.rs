use std::fmt;
use std::num::NonZeroU32;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::digest::digest_128;

/// What kind of document a general ledger entry was made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// A sales invoice.
    ClientInvoice,
    /// A purchase invoice.
    VendorInvoice,
    /// A payment over a bank account, nettings included.
    BankPayment,
    /// A payment in cash.
    CashPayment,
    /// An entry made by hand.
    Manual,
    /// A VAT return.
    VatReturn,
    /// A movement of stock.
    WarehouseMovement,
    /// The depreciation of a period.
    Depreciation,
    /// The salaries of a period.
    Payroll,
    /// A kind that the vendor added after this was written.
    Unknown,
}

impl EntryKind {
    /// Every kind, the unknown one last.
    pub const ALL: [Self; 10] = [
        Self::ClientInvoice,
        Self::VendorInvoice,
        Self::BankPayment,
        Self::CashPayment,
        Self::Manual,
        Self::VatReturn,
        Self::WarehouseMovement,
        Self::Depreciation,
        Self::Payroll,
        Self::Unknown,
    ];
}

/// The identity of an entry or a document within its books: small, so that those of big books fit in memory.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(u128);

impl EntryId {
    /// The identity behind the vendor's text: the number that a UUID is, a digest of any other text.
    ///
    /// ```
    /// use uku_core::ledger::EntryId;
    /// let lower = EntryId::from_text("0190d2b0-2b1a-7c3d-8e4f-5a6b7c8d9e0f");
    /// assert_eq!(lower, EntryId::from_text("0190D2B0-2B1A-7C3D-8E4F-5A6B7C8D9E0F"));
    /// assert_ne!(lower, EntryId::from_text("another"));
    /// ```
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self(Uuid::try_parse(text).map_or_else(|_| digest_128(&[text]), |uuid| uuid.as_u128()))
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Uuid::from_u128(self.0).fmt(f)
    }
}

impl fmt::Debug for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// One general ledger entry, as far as counting needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its identity.
    pub id: EntryId,
    /// The entry date: it says to which month the entry belongs.
    pub date: NaiveDate,
    /// What it was made by.
    pub kind: EntryKind,
}

/// Which entries a query asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Those dated from the first to the second day, both included.
    EntryDate(NaiveDate, NaiveDate),
    /// Those entered, changed or deleted at or after an instant, whatever their date.
    ChangedSince(DateTime<Utc>),
}

/// A question for one page of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntriesQuery {
    /// Which entries.
    pub basis: Basis,
    /// Of this kind only; none asks for all kinds.
    pub kind: Option<EntryKind>,
    /// Which page, from 1.
    pub page: NonZeroU32,
}

/// One page of entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryPage {
    /// The entries, in the vendor's order.
    pub entries: Vec<Entry>,
    /// What was deleted; only the first page of a [`Basis::ChangedSince`] query names any.
    pub deleted: Vec<EntryId>,
    /// Whether a page follows.
    pub more: bool,
    /// When it was asked for, by the vendor's clock where the answer tells it: the page shows the books as they were
    /// then or a little later.
    pub asked_at: DateTime<Utc>,
}
