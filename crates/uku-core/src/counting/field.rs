use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ledger::EntryKind;

/// A number that can be counted for a month, by its name on the screen (help page, step 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataField {
    /// Sales invoices.
    SalesEntries,
    /// Purchase invoices.
    PurchaseEntries,
    /// Bank transactions, nettings included.
    BankEntries,
    /// Entries of every other kind, a kind we don't know yet included.
    Documents,
    /// Cash payments.
    CashEntries,
    /// Entries made by hand.
    ManualLedgerEntries,
    /// VAT returns.
    VatReturnEntries,
    /// Movements of stock.
    WarehouseMovements,
    /// Depreciation.
    DepreciationEntries,
    /// Payroll entries; not employees.
    PayrollEntries,
    /// Entries of all kinds.
    AllEntries,
}

/// The text names no data field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a data field; the fields are {all}", all = DataField::ALL.map(DataField::key).join(", "))]
pub struct DataFieldError(String);

impl DataField {
    /// The four fields that are shown at once.
    pub const MAIN: [Self; 4] =
        [Self::SalesEntries, Self::PurchaseEntries, Self::BankEntries, Self::Documents];

    /// All fields: the main four, then those behind Show more.
    pub const ALL: [Self; 11] = [
        Self::SalesEntries,
        Self::PurchaseEntries,
        Self::BankEntries,
        Self::Documents,
        Self::CashEntries,
        Self::ManualLedgerEntries,
        Self::VatReturnEntries,
        Self::WarehouseMovements,
        Self::DepreciationEntries,
        Self::PayrollEntries,
        Self::AllEntries,
    ];

    /// The name in files, on the command line and in the API, such as `sales_entries`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::SalesEntries => "sales_entries",
            Self::PurchaseEntries => "purchase_entries",
            Self::BankEntries => "bank_entries",
            Self::Documents => "documents",
            Self::CashEntries => "cash_entries",
            Self::ManualLedgerEntries => "manual_ledger_entries",
            Self::VatReturnEntries => "vat_return_entries",
            Self::WarehouseMovements => "warehouse_movements",
            Self::DepreciationEntries => "depreciation_entries",
            Self::PayrollEntries => "payroll_entries",
            Self::AllEntries => "all_entries",
        }
    }

    /// The name on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::SalesEntries => "Sales entries",
            Self::PurchaseEntries => "Purchase entries",
            Self::BankEntries => "Bank entries",
            Self::Documents => "Documents",
            Self::CashEntries => "Cash entries",
            Self::ManualLedgerEntries => "Manual ledger entries",
            Self::VatReturnEntries => "VAT return entries",
            Self::WarehouseMovements => "Warehouse movements",
            Self::DepreciationEntries => "Depreciation entries",
            Self::PayrollEntries => "Payroll entries",
            Self::AllEntries => "All entries",
        }
    }

    /// Whether an entry of this kind is counted in the field.
    ///
    /// ```
    /// use uku_core::counting::DataField;
    /// use uku_core::ledger::EntryKind;
    /// assert!(DataField::Documents.counts(EntryKind::Unknown));
    /// assert!(!DataField::Documents.counts(EntryKind::BankPayment));
    /// ```
    #[must_use]
    pub fn counts(self, kind: EntryKind) -> bool {
        match self {
            Self::SalesEntries => kind == EntryKind::ClientInvoice,
            Self::PurchaseEntries => kind == EntryKind::VendorInvoice,
            Self::BankEntries => kind == EntryKind::BankPayment,
            Self::Documents => {
                !matches!(kind, EntryKind::ClientInvoice | EntryKind::VendorInvoice | EntryKind::BankPayment)
            }
            Self::CashEntries => kind == EntryKind::CashPayment,
            Self::ManualLedgerEntries => kind == EntryKind::Manual,
            Self::VatReturnEntries => kind == EntryKind::VatReturn,
            Self::WarehouseMovements => kind == EntryKind::WarehouseMovement,
            Self::DepreciationEntries => kind == EntryKind::Depreciation,
            Self::PayrollEntries => kind == EntryKind::Payroll,
            Self::AllEntries => true,
        }
    }
}

impl fmt::Display for DataField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

impl FromStr for DataField {
    type Err = DataFieldError;

    fn from_str(key: &str) -> Result<Self, DataFieldError> {
        Self::ALL.into_iter().find(|field| field.key() == key).ok_or_else(|| DataFieldError(key.to_owned()))
    }
}

/// The fields that are counted together; at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSet(BTreeSet<DataField>);

impl FieldSet {
    /// The fields given; none if there are none.
    pub fn new(fields: impl IntoIterator<Item = DataField>) -> Option<Self> {
        let fields: BTreeSet<_> = fields.into_iter().collect();
        (!fields.is_empty()).then_some(Self(fields))
    }

    /// The four main fields.
    #[must_use]
    pub fn main() -> Self {
        Self(DataField::MAIN.into())
    }

    /// The fields, in the order of the screen.
    pub fn iter(&self) -> impl Iterator<Item = DataField> {
        self.0.iter().copied()
    }

    /// The only kind of entry that has to be read, where one is enough.
    #[must_use]
    pub fn only_kind(&self) -> Option<EntryKind> {
        let needed = |kind: &EntryKind| self.iter().any(|field| field.counts(*kind));
        let mut kinds = EntryKind::ALL.into_iter().filter(needed);
        match (kinds.next(), kinds.next()) {
            (Some(kind), None) => Some(kind),
            _ => None,
        }
    }
}
