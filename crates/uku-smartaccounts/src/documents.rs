use serde::Deserialize;
use uku_core::ledger::{Document, DocumentList, DocumentsQuery, EntryId};

use crate::decode::{List, Unreadable, shortened};
use crate::format::{day, parse_day};
use crate::query::Call;
use crate::text::Text;

#[derive(Deserialize)]
struct DocumentRow<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    date: Text<'a>,
    #[serde(borrow, rename = "entryDate")]
    entry_date: Option<Text<'a>>,
}

/// The request for a page of documents. Invoices are asked for by entry date, as their ledger entries are dated.
pub(crate) fn call(query: &DocumentsQuery) -> Call {
    let (service, right, date_type, account_type) = match query.list {
        DocumentList::ClientInvoices => {
            ("purchasesales/clientinvoices:get", "read sales invoices", "entrydate", None)
        }
        DocumentList::VendorInvoices => {
            ("purchasesales/vendorinvoices:get", "read purchase invoices", "entrydate", None)
        }
        DocumentList::BankPayments => ("purchasesales/payments:get", "read payments", "date", Some("BANK")),
        DocumentList::CashPayments => ("purchasesales/payments:get", "read payments", "date", Some("CASH")),
    };
    let mut parameters = vec![
        ("dateFrom", day(query.month.first_day())),
        ("dateTo", day(query.month.last_day())),
        ("dateType", date_type.to_owned()),
    ];
    parameters.extend(account_type.map(|account_type| ("accountType", account_type.to_owned())));
    parameters.push(("pageNumber", query.page.to_string()));
    Call { service, parameters, right: right.to_owned() }
}

/// The vendor's name of a list.
pub(crate) fn list_name(list: DocumentList) -> &'static str {
    match list {
        DocumentList::ClientInvoices => "clientInvoices",
        DocumentList::VendorInvoices => "vendorInvoices",
        DocumentList::BankPayments | DocumentList::CashPayments => "payments",
    }
}

/// The documents of a page.
pub(crate) fn read(list: &List<'_>) -> Result<Vec<Document>, Unreadable> {
    list.rows::<DocumentRow<'_>>()?.iter().map(document).collect()
}

fn document(row: &DocumentRow<'_>) -> Result<Document, Unreadable> {
    let text = row.entry_date.as_ref().unwrap_or(&row.date);
    let date = parse_day(&text.0)
        .ok_or_else(|| format!("document {} has the date `{}`", shortened(&row.id.0), shortened(&text.0)))?;
    Ok(Document { id: EntryId::from_text(&row.id.0), date })
}
