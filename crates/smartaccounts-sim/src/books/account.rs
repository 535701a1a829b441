//! What every simulated company's settings hold: accounts, banks, VAT codes, articles.

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A VAT code; its name is what rows call `vatPc`.
pub(crate) struct VatCode {
    pub(crate) code: &'static str,
    pub(crate) percent: u32,
    pub(crate) et: &'static str,
    pub(crate) en: &'static str,
    pub(crate) in_use: bool,
}

pub(crate) const VAT_CODES: [VatCode; 7] = [
    VatCode { code: "24", percent: 24, et: "24% käive", en: "24% turnover", in_use: true },
    VatCode { code: "22", percent: 22, et: "22% käive", en: "22% turnover", in_use: true },
    VatCode { code: "20", percent: 20, et: "20% käive", en: "20% turnover", in_use: false },
    VatCode { code: "13", percent: 13, et: "13% käive", en: "13% turnover", in_use: true },
    VatCode { code: "9", percent: 9, et: "9% käive", en: "9% turnover", in_use: true },
    VatCode { code: "5", percent: 5, et: "5% käive", en: "5% turnover", in_use: false },
    VatCode { code: "0", percent: 0, et: "0% käive", en: "0% turnover", in_use: true },
];

pub(crate) fn vat_code(code: &str) -> Option<&'static VatCode> {
    VAT_CODES.iter().find(|vat| vat.code == code)
}

/// The general rate of a date.
pub(crate) fn general_vat(date: NaiveDate) -> &'static VatCode {
    let since = |year, month| NaiveDate::from_ymd_opt(year, month, 1).is_some_and(|start| date >= start);
    match (since(2025, 7), since(2024, 1)) {
        (true, _) => &VAT_CODES[0],
        (false, true) => &VAT_CODES[1],
        (false, false) => &VAT_CODES[2],
    }
}

/// A bank or cash account that payments name.
pub(crate) struct MoneyAccount {
    pub(crate) name: &'static str,
    pub(crate) account: &'static str,
    pub(crate) currency: &'static str,
    pub(crate) swift: Option<&'static str>,
    pub(crate) netting: bool,
}

pub(crate) const BANK_ACCOUNTS: [MoneyAccount; 4] = [
    MoneyAccount {
        name: "Swedbank",
        account: "1020",
        currency: "EUR",
        swift: Some("HABAEE2X"),
        netting: false,
    },
    MoneyAccount { name: "LHV", account: "1021", currency: "EUR", swift: Some("LHVBEE22"), netting: false },
    MoneyAccount {
        name: "SEB USD",
        account: "1022",
        currency: "USD",
        swift: Some("EEUHEE2X"),
        netting: false,
    },
    MoneyAccount { name: "Tasaarveldused", account: "1029", currency: "EUR", swift: None, netting: true },
];

pub(crate) const CASH_ACCOUNTS: [MoneyAccount; 1] =
    [MoneyAccount { name: "Põhikassa", account: "1000", currency: "EUR", swift: None, netting: false }];

/// The bank or cash account of this name.
pub(crate) fn money_account(bank: bool, name: &str) -> Option<&'static MoneyAccount> {
    let accounts: &[MoneyAccount] = if bank { &BANK_ACCOUNTS } else { &CASH_ACCOUNTS };
    accounts.iter().find(|account| account.name == name)
}

/// Code, type, Estonian and English description of the accounts in the ledger.
pub(crate) const LEDGER_ACCOUNTS: [(&str, &str, &str, &str); 12] = [
    ("1000", "ASSET", "Kassa", "Cash"),
    ("1020", "ASSET", "Arvelduskonto Swedbank", "Current account Swedbank"),
    ("1021", "ASSET", "Arvelduskonto LHV", "Current account LHV"),
    ("1022", "ASSET", "Arvelduskonto SEB USD", "Current account SEB USD"),
    ("1029", "ASSET", "Tasaarveldused", "Nettings"),
    ("1210", "ASSET", "Ostjate tasumata summad", "Receivables"),
    ("1710", "ASSET", "Põhivara kulum", "Depreciation"),
    ("2110", "LIABILITY", "Võlad tarnijatele", "Payables"),
    ("2310", "LIABILITY", "Käibemaks", "Value added tax"),
    ("2410", "LIABILITY", "Võlad töövõtjatele", "Salaries payable"),
    ("3010", "INCOME", "Müügitulu", "Sales"),
    ("5010", "EXPENSE", "Muud tegevuskulud", "Other expenses"),
];

/// Something sold or bought.
#[derive(Debug, Clone)]
pub(crate) struct Article {
    pub(crate) code: String,
    pub(crate) description: String,
    pub(crate) kind: String,
    pub(crate) unit: Option<String>,
    pub(crate) vat_pc: Option<String>,
    pub(crate) price: Option<Decimal>,
    pub(crate) modified: chrono::DateTime<chrono::Utc>,
}

/// Code, description, type, unit, price in cents.
pub(crate) const ARTICLES: [(&str, &str, &str, &str, i64); 8] = [
    ("00010", "Konsultatsioon", "SERVICE", "tund", 6_500),
    ("00020", "Raamatupidamisteenus", "SERVICE", "kuu", 18_000),
    ("00030", "Tõlketöö", "SERVICE", "lk", 1_250),
    ("KAUP-1", "Kontoritarvik", "PRODUCT", "tk", 349),
    ("KAUP-2", "Töölaud", "PRODUCT", "tk", 21_990),
    ("LADU-1", "Puhastusvahend", "WH", "l", 899),
    ("VEDU", "Kohaletoimetamine", "SERVICE", "tk", 490),
    ("RENT", "Ruumide üür", "SERVICE", "kuu", 45_000),
];
