use serde::Deserialize;
use uku_core::ledger::{Basis, EntriesQuery, Entry, EntryId, EntryKind};

use crate::decode::{List, Unreadable, shortened};
use crate::format::{day, parse_day, second};
use crate::query::Call;
use crate::text::Text;

/// The kinds and the vendor's words for them (API document v1.7, `general/entries`).
const DOC_TYPES: [(EntryKind, &str); 9] = [
    (EntryKind::ClientInvoice, "CLIENT_INVOICE"),
    (EntryKind::VendorInvoice, "VENDOR_INVOICE"),
    (EntryKind::BankPayment, "BANK_PAYMENT"),
    (EntryKind::CashPayment, "CASH_PAYMENT"),
    (EntryKind::Manual, "LEDGER_ENTRY"),
    (EntryKind::VatReturn, "VAT_RETURN"),
    (EntryKind::WarehouseMovement, "WAREHOUSE_MOVEMENT"),
    (EntryKind::Depreciation, "PERIOD_DEPRECIATION"),
    (EntryKind::Payroll, "PERIOD_SALARY"),
];

#[derive(Deserialize)]
struct EntryRow<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    date: Text<'a>,
    #[serde(borrow, rename = "docType")]
    doc_type: Option<Text<'a>>,
}

/// The request for a page of entries.
pub(crate) fn call(query: &EntriesQuery) -> Call {
    let mut parameters = match query.basis {
        Basis::EntryDate(from, to) => {
            vec![("dateFrom", day(from)), ("dateTo", day(to)), ("dateType", "date".to_owned())]
        }
        Basis::ChangedSince(since) => {
            vec![("dateFrom", second(since)), ("dateType", "modifydate".to_owned())]
        }
    };
    if let Some((_, doc_type)) = DOC_TYPES.iter().find(|(kind, _)| Some(*kind) == query.kind) {
        parameters.push(("docType", (*doc_type).to_owned()));
    }
    parameters.push(("pageNumber", query.page.to_string()));
    Call { service: "general/entries:get", parameters, right: "read the general ledger".to_owned() }
}

/// The entries of a page.
pub(crate) fn read(list: &List<'_>) -> Result<Vec<Entry>, Unreadable> {
    list.rows::<EntryRow<'_>>()?.iter().map(entry).collect()
}

fn entry(row: &EntryRow<'_>) -> Result<Entry, Unreadable> {
    let date = parse_day(&row.date.0)
        .ok_or_else(|| format!("entry {} has the date `{}`", shortened(&row.id.0), shortened(&row.date.0)))?;
    let kind =
        row.doc_type.as_ref().and_then(|text| DOC_TYPES.iter().find(|(_, doc_type)| text.0 == *doc_type));
    Ok(Entry {
        id: EntryId::from_text(&row.id.0),
        date,
        kind: kind.map_or(EntryKind::Unknown, |(kind, _)| *kind),
    })
}
