//! What is counted, and why it could not be.

use uku_core::calendar::Month;
use uku_core::counting::{Contradiction, CountError, DataField};

use super::{Remedy, Say};
use crate::Said;

impl Say for Contradiction {
    fn said(&self) -> Said {
        match self {
            Self::OutsideRange { date } => Said::of("core-count-outside-range").with("date", *date),
            Self::PageRepeats { page } => Said::of("core-count-page-repeats").with("page", *page),
            Self::EmptyPage { page } => Said::of("core-count-empty-page").with("page", *page),
            Self::Endless { pages } => Said::of("core-count-endless").with("pages", *pages),
            Self::ChangingWhileCounted { reads } => Said::of("core-count-changing").with("reads", *reads),
        }
    }
}

impl Remedy for Contradiction {
    fn remedy_said(&self) -> Option<Said> {
        Some(Said::of(match self {
            Self::OutsideRange { .. } => "core-count-outside-range-remedy",
            Self::PageRepeats { .. } | Self::EmptyPage { .. } | Self::Endless { .. } => {
                "core-count-paging-remedy"
            }
            Self::ChangingWhileCounted { .. } => "core-count-changing-remedy",
        }))
    }
}

impl Say for CountError {
    fn said(&self) -> Said {
        match self {
            Self::Ledger(error) => error.said(),
            Self::Contradiction(contradiction) => contradiction.said(),
        }
    }
}

impl Remedy for CountError {
    fn remedy_said(&self) -> Option<Said> {
        match self {
            Self::Ledger(error) => error.remedy_said(),
            Self::Contradiction(contradiction) => contradiction.remedy_said(),
        }
    }
}

/// The name on the screen.
impl Say for DataField {
    fn said(&self) -> Said {
        Said::of(format!("core-field-{}", word(*self)))
    }
}

/// What a data field counts, in one line.
#[must_use]
pub fn hint(field: DataField) -> Said {
    Said::of(format!("core-field-{}-hint", word(field)))
}

/// What to know where it is counted in Documents as well; none where it is not.
#[must_use]
pub fn also_in_documents(field: DataField) -> Option<Said> {
    field.is_also_in_documents().then(|| Said::of("core-field-also-in-documents"))
}

/// How to see the count of a month in SmartAccounts.
#[must_use]
pub fn how_to_see(field: DataField, month: Month) -> Said {
    Said::of("core-field-how-to-see")
        .with("kind", Said::of(format!("core-field-kind-{}", word(field))))
        .with("from", month.first_day())
        .with("to", month.last_day())
}

fn word(field: DataField) -> &'static str {
    match field {
        DataField::SalesEntries => "sales-entries",
        DataField::PurchaseEntries => "purchase-entries",
        DataField::BankEntries => "bank-entries",
        DataField::Documents => "documents",
        DataField::CashEntries => "cash-entries",
        DataField::ManualLedgerEntries => "manual-ledger-entries",
        DataField::VatReturnEntries => "vat-return-entries",
        DataField::WarehouseMovements => "warehouse-movements",
        DataField::DepreciationEntries => "depreciation-entries",
        DataField::PayrollEntries => "payroll-entries",
        DataField::AllEntries => "all-entries",
    }
}
