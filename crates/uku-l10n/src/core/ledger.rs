use uku_core::ledger::{DirectoryError, Key, KeyPairError, LedgerError, Right, VendorMessage, WhereSpace};

use super::{Remedy, Say, detail, kept, list};
use crate::{Said, Value};

impl Say for LedgerError {
    fn said(&self) -> Said {
        let because = |key, why: &str| Said::of(key).with("detail", detail(why));
        match self {
            Self::WrongKeys => Said::of("core-ledger-wrong-keys"),
            Self::ClockOff { seconds } => Said::of("core-ledger-clock-off").with("seconds", *seconds),
            Self::BudgetSpent { until } => Said::of("core-ledger-budget-spent").with("until", *until),
            Self::OverLimit { until } => Said::of("core-ledger-over-limit").with("until", *until),
            Self::Unpaid => Said::of("core-ledger-unpaid"),
            Self::Unavailable { detail } => because("core-ledger-unavailable", detail),
            Self::RightMissing { what } => {
                Said::of("core-ledger-right-missing").with("what", kept::rights(what))
            }
            Self::Refused { messages } => {
                Said::of("core-ledger-refused").with("messages", Value::List(list(messages)))
            }
            Self::Unreachable { detail } => because("core-ledger-unreachable", detail),
            Self::Garbled { detail } => because("core-ledger-garbled", detail),
            Self::Withdrawn => Said::of("core-ledger-withdrawn"),
            Self::BudgetUnknown { detail } => because("core-ledger-budget-unknown", detail),
        }
    }
}

impl Remedy for LedgerError {
    fn remedy_said(&self) -> Option<Said> {
        Some(Said::of(match self {
            Self::WrongKeys => "core-ledger-wrong-keys-remedy",
            Self::ClockOff { .. } => "core-ledger-clock-off-remedy",
            Self::BudgetSpent { .. } | Self::OverLimit { .. } => "core-ledger-limit-remedy",
            Self::Unpaid => "core-ledger-unpaid-remedy",
            Self::Unavailable { .. } => "core-ledger-unavailable-remedy",
            Self::RightMissing { .. } => "core-ledger-right-missing-remedy",
            Self::Refused { .. } => "core-ledger-refused-remedy",
            Self::Unreachable { .. } => "core-ledger-unreachable-remedy",
            Self::Garbled { .. } => "core-ledger-garbled-remedy",
            Self::Withdrawn => "core-ledger-withdrawn-remedy",
            Self::BudgetUnknown { .. } => "core-ledger-budget-unknown-remedy",
        }))
    }
}

impl Say for VendorMessage {
    fn said(&self) -> Said {
        let text = detail(&self.text);
        match &self.key {
            Some(key) => Said::of("core-ledger-vendor-message").with("text", text).with("key", key),
            None => Said::verbatim(text),
        }
    }
}

impl Say for DirectoryError {
    fn said(&self) -> Said {
        match self {
            Self::WrongLogin => Said::of("core-directory-wrong-login"),
            Self::UserInactive => Said::of("core-directory-user-inactive"),
            Self::NoCompanies => Said::of("core-directory-no-companies"),
            Self::NotSwitchedOn { address } => {
                Said::of("core-directory-not-switched-on").with("address", address)
            }
            Self::NoAnswer => Said::of("core-directory-no-answer"),
            Self::SignedOut => Said::of("core-directory-signed-out"),
            Self::Unreachable { detail: why } => {
                Said::of("core-directory-unreachable").with("detail", detail(why))
            }
            Self::Garbled { detail: why } => Said::of("core-directory-garbled").with("detail", detail(why)),
        }
    }
}

impl Remedy for DirectoryError {
    fn remedy_said(&self) -> Option<Said> {
        Some(Said::of(match self {
            Self::WrongLogin => "core-directory-wrong-login-remedy",
            Self::UserInactive => "core-directory-user-inactive-remedy",
            Self::NoCompanies => "core-directory-no-companies-remedy",
            Self::NotSwitchedOn { .. } => "core-directory-not-switched-on-remedy",
            Self::NoAnswer | Self::Unreachable { .. } => "core-directory-try-again-remedy",
            Self::SignedOut => "core-directory-signed-out-remedy",
            Self::Garbled { .. } => "core-directory-garbled-remedy",
        }))
    }
}

impl Say for KeyPairError {
    fn said(&self) -> Said {
        match self {
            Self::Empty(Key::Public) => Said::of("core-key-empty-public"),
            Self::Empty(Key::Secret) => Said::of("core-key-empty-secret"),
            Self::Space(Key::Public, place) => Said::of("core-key-space-public").with("where", place.said()),
            Self::Space(Key::Secret, place) => Said::of("core-key-space-secret").with("where", place.said()),
        }
    }
}

impl Say for Key {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Public => "core-key-public",
            Self::Secret => "core-key-secret",
        })
    }
}

impl Say for WhereSpace {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Leading => "core-key-space-leading",
            Self::Trailing => "core-key-space-trailing",
            Self::Inside => "core-key-space-inside",
        })
    }
}

/// As it stands after "the right to".
impl Say for Right {
    fn said(&self) -> Said {
        Said::of(match self {
            Self::Entries => "core-right-entries",
            Self::Customers => "core-right-customers",
            Self::Articles => "core-right-articles",
            Self::VatCodes => "core-right-vat-codes",
            Self::SalesInvoices => "core-right-sales-invoices",
            Self::Payments => "core-right-payments",
        })
    }
}
