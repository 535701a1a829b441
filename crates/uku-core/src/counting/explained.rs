//! What each data field means, in words for those who map and check it.

use chrono::NaiveDate;

use super::DataField;
use crate::calendar::Month;
use crate::ledger::EntryKind;

impl DataField {
    /// What the field counts, in one line (help page, step 4), with what it holds that one might not expect.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::SalesEntries => "Number of sales invoices in the month",
            Self::PurchaseEntries => "Number of purchase invoices in the month",
            Self::BankEntries => "Bank transactions, nettings included",
            Self::Documents => {
                "Other accounting documents: cash payments, entries made by hand, VAT returns, warehouse movements, depreciation, payroll, and every kind that SmartAccounts adds"
            }
            Self::CashEntries => "Cash payments",
            Self::ManualLedgerEntries => "Ledger entries made by hand",
            Self::VatReturnEntries => "Entries of VAT returns",
            Self::WarehouseMovements => "Movements of stock",
            Self::DepreciationEntries => "Entries of depreciation",
            Self::PayrollEntries => "Entries of payroll; not the number of employees",
            Self::AllEntries => "Entries of every kind",
        }
    }

    /// Whether what it counts is counted in Documents as well: who bills by both bills it twice.
    #[must_use]
    pub fn is_also_in_documents(self) -> bool {
        self != Self::Documents
            && EntryKind::ALL.into_iter().any(|kind| self.counts(kind) && Self::Documents.counts(kind))
    }

    /// How to see the count of a month in SmartAccounts.
    ///
    /// ```
    /// use uku_core::counting::DataField;
    /// let how = DataField::BankEntries.how_to_see("2026-10".parse()?);
    /// assert!(how.ends_with("kind bank payment, from 01.10.2026 to 31.10.2026, by entry date"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn how_to_see(self, month: Month) -> String {
        let kind = match self {
            Self::SalesEntries => "kind sales invoice",
            Self::PurchaseEntries => "kind purchase invoice",
            Self::BankEntries => "kind bank payment",
            Self::Documents => "every kind but sales invoice, purchase invoice and bank payment",
            Self::CashEntries => "kind cash payment",
            Self::ManualLedgerEntries => "kind ledger entry",
            Self::VatReturnEntries => "kind VAT return",
            Self::WarehouseMovements => "kind warehouse movement",
            Self::DepreciationEntries => "kind depreciation",
            Self::PayrollEntries => "kind payroll",
            Self::AllEntries => "every kind",
        };
        let date = |date: NaiveDate| date.format("%d.%m.%Y");
        let (from, to) = (date(month.first_day()), date(month.last_day()));
        format!("In SmartAccounts: general ledger entries, {kind}, from {from} to {to}, by entry date")
    }
}
