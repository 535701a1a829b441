//! The vendor's services. Each module answers one of them; `query`, `body`, `error`, `page`, `span`, `docs`
//! and `view` are what they share.

mod articles;
mod body;
mod clients;
mod docs;
mod entries;
mod error;
mod invoice_add;
mod invoices;
mod page;
mod partners;
mod payment_add;
mod payments;
mod query;
mod settings;
mod span;
mod view;

use chrono::{DateTime, NaiveDate, Utc};

use crate::books::ledger::Ledger;
use crate::config::Manners;
use crate::estonian;

pub(crate) use error::ApiError;
pub(crate) use page::window;
pub(crate) use query::Query;

/// A request that was let in.
pub(crate) struct Call<'a> {
    pub(crate) ledger: &'a mut Ledger,
    pub(crate) query: Query,
    /// Empty for a GET.
    pub(crate) body: &'a [u8],
    pub(crate) now: DateTime<Utc>,
    pub(crate) manners: Manners,
    pub(crate) page_size: usize,
    /// Whether lists never end, as a fault.
    pub(crate) endless: bool,
}

impl Call<'_> {
    fn today(&self) -> NaiveDate {
        estonian::date(self.now)
    }
}

/// Answers a request with JSON.
pub(crate) type Service = fn(&mut Call<'_>) -> Result<String, ApiError>;

/// The service at a path such as `general/entries:get`.
pub(crate) fn service(path: &str) -> Option<Service> {
    Some(match path {
        "general/entries:get" => entries::get,
        "purchasesales/clientinvoices:get" => invoices::of_clients,
        "purchasesales/clientinvoices:add" => invoice_add::add,
        "purchasesales/vendorinvoices:get" => invoices::of_vendors,
        "purchasesales/payments:get" => payments::get,
        "purchasesales/payments:add" => payment_add::add,
        "purchasesales/clients:get" => partners::clients,
        "purchasesales/clients:add" => clients::add,
        "purchasesales/vendors:get" => partners::vendors,
        "purchasesales/articles:get" => articles::get,
        "purchasesales/articles:add" => articles::add,
        "settings/vatpcs:get" => settings::vat_codes,
        "settings/bankaccounts:get" => settings::bank_accounts,
        "settings/cashaccounts:get" => settings::cash_accounts,
        "settings/accounts:get" => settings::accounts,
        _ => return None,
    })
}
