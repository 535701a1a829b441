//! A document of the books: an entry in the ledger and what it comes from.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

use super::account;
use super::id::{DocKey, Side};
use super::money::cents;

/// A document of the books. Lists of entries, invoices and payments are views of the same documents, so they
/// always agree.
#[derive(Debug, Clone)]
pub(crate) struct Doc {
    pub(crate) key: DocKey,
    /// The entry's id where a test chose it.
    pub(crate) chosen_id: Option<String>,
    /// Text of any sort, so that kinds that nobody knows yet can be tried.
    pub(crate) kind: String,
    /// Where the entry lies in the ledger.
    pub(crate) entry_date: NaiveDate,
    /// What the entry says instead of its date, to try clients on rubbish.
    pub(crate) date_text: Option<String>,
    /// The date of the invoice or payment.
    pub(crate) date: NaiveDate,
    pub(crate) number: u64,
    pub(crate) comment: Option<String>,
    pub(crate) created: DateTime<Utc>,
    pub(crate) modified: DateTime<Utc>,
    pub(crate) detail: Detail,
}

/// What a ledger entry comes from.
#[derive(Debug, Clone)]
pub(crate) enum Detail {
    Invoice(Invoice),
    Payment(Payment),
    /// Nothing but the entry itself.
    Plain(Decimal),
}

impl Doc {
    pub(crate) fn invoice(&self) -> Option<&Invoice> {
        match &self.detail {
            Detail::Invoice(invoice) => Some(invoice),
            Detail::Payment(_) | Detail::Plain(_) => None,
        }
    }

    pub(crate) fn invoice_mut(&mut self) -> Option<&mut Invoice> {
        match &mut self.detail {
            Detail::Invoice(invoice) => Some(invoice),
            Detail::Payment(_) | Detail::Plain(_) => None,
        }
    }

    pub(crate) fn payment(&self) -> Option<&Payment> {
        match &self.detail {
            Detail::Payment(payment) => Some(payment),
            Detail::Invoice(_) | Detail::Plain(_) => None,
        }
    }

    /// The ledger's total of debits, which never has a sign.
    pub(crate) fn turnover(&self) -> Decimal {
        match &self.detail {
            Detail::Invoice(invoice) => invoice.total().abs(),
            Detail::Payment(payment) => payment.amount,
            Detail::Plain(amount) => *amount,
        }
    }

    /// The free text of the entry: the number of the paper it was made from.
    pub(crate) fn document(&self) -> String {
        match &self.detail {
            Detail::Invoice(invoice) => invoice.number.clone(),
            Detail::Payment(_) | Detail::Plain(_) => self.number.to_string(),
        }
    }

    /// What the entry's rows say.
    pub(crate) fn description(&self) -> &'static str {
        match self.kind.as_str() {
            "CLIENT_INVOICE" => "Müügiarve",
            "VENDOR_INVOICE" => "Ostuarve",
            "BANK_PAYMENT" => "Pangamakse",
            "CASH_PAYMENT" => "Kassamakse",
            "VAT_RETURN" => "Käibedeklaratsioon",
            "WAREHOUSE_MOVEMENT" => "Lao liikumine",
            "PERIOD_DEPRECIATION" => "Põhivara amortisatsioon",
            "PERIOD_SALARY" => "Palgakanne",
            _ => "Käsikanne",
        }
    }
}

/// An invoice of a client or a vendor.
#[derive(Debug, Clone)]
pub(crate) struct Invoice {
    pub(crate) side: Side,
    pub(crate) partner: u32,
    /// What the client is told; the accounting number is the document's.
    pub(crate) number: String,
    pub(crate) reference_number: String,
    pub(crate) note: Option<String>,
    pub(crate) due: NaiveDate,
    /// Always positive, also of a credit note.
    pub(crate) rows: Vec<Row>,
    pub(crate) net: Decimal,
    pub(crate) vat: Decimal,
    pub(crate) round: Decimal,
    /// How much of the total is paid; of the total's sign.
    pub(crate) settled: Decimal,
    /// The id of the invoice that this one credits.
    pub(crate) credits: Option<String>,
}

impl Invoice {
    pub(crate) fn total(&self) -> Decimal {
        self.net + self.vat + self.round
    }

    pub(crate) fn outstanding(&self) -> Decimal {
        cents(self.total() - self.settled)
    }

    /// Pays an amount without a sign towards the total, whatever the total's sign.
    pub(crate) fn settle(&mut self, amount: Decimal) {
        self.settled += if self.total().is_sign_negative() { -amount } else { amount };
    }
}

/// A row of an invoice.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) code: String,
    pub(crate) description: String,
    pub(crate) price: Decimal,
    pub(crate) quantity: Decimal,
    pub(crate) unit: Option<String>,
    /// In percent.
    pub(crate) discount: Option<Decimal>,
    pub(crate) vat_pc: String,
}

impl Row {
    pub(crate) fn net(&self) -> Decimal {
        let full = self.price.checked_mul(self.quantity).unwrap_or_default();
        let left = Decimal::ONE_HUNDRED - self.discount.unwrap_or_default();
        cents(full.checked_mul(left).unwrap_or_default() / Decimal::ONE_HUNDRED)
    }

    pub(crate) fn vat(&self) -> Decimal {
        let percent = account::vat_code(&self.vat_pc).map_or(0, |code| code.percent);
        cents(self.net() * Decimal::new(i64::from(percent), 2))
    }
}

/// Money that came or went.
#[derive(Debug, Clone)]
pub(crate) struct Payment {
    pub(crate) side: Side,
    pub(crate) partner: u32,
    /// A bank account, else a cash account.
    pub(crate) bank: bool,
    pub(crate) account_name: String,
    pub(crate) currency: String,
    pub(crate) amount: Decimal,
    pub(crate) rows: Vec<PaymentRow>,
}

/// What a payment was for.
#[derive(Debug, Clone)]
pub(crate) struct PaymentRow {
    pub(crate) kind: String,
    /// The id of the document paid, where there is one.
    pub(crate) id: Option<String>,
    pub(crate) description: String,
    pub(crate) amount: Decimal,
}
