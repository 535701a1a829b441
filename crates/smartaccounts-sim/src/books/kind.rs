//! The kinds of ledger entries that the vendor lists.

/// A kind of ledger entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    ClientInvoice,
    VendorInvoice,
    BankPayment,
    CashPayment,
    LedgerEntry,
    VatReturn,
    WarehouseMovement,
    PeriodDepreciation,
    PeriodSalary,
}

impl Kind {
    pub(crate) const ALL: [Self; 9] = [
        Self::ClientInvoice,
        Self::VendorInvoice,
        Self::BankPayment,
        Self::CashPayment,
        Self::LedgerEntry,
        Self::VatReturn,
        Self::WarehouseMovement,
        Self::PeriodDepreciation,
        Self::PeriodSalary,
    ];

    /// As the API writes it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::ClientInvoice => "CLIENT_INVOICE",
            Self::VendorInvoice => "VENDOR_INVOICE",
            Self::BankPayment => "BANK_PAYMENT",
            Self::CashPayment => "CASH_PAYMENT",
            Self::LedgerEntry => "LEDGER_ENTRY",
            Self::VatReturn => "VAT_RETURN",
            Self::WarehouseMovement => "WAREHOUSE_MOVEMENT",
            Self::PeriodDepreciation => "PERIOD_DEPRECIATION",
            Self::PeriodSalary => "PERIOD_SALARY",
        }
    }

    pub(crate) fn read(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The place in `ALL`, which ids are made of.
    pub(crate) const fn number(self) -> u8 {
        self as u8
    }
}
