//! `general/entries`: the general ledger.

use rust_decimal::Decimal;
use serde::Serialize;

use super::Call;
use super::docs::{self, Filter, Listing};
use super::error::ApiError;
use super::query::contains;
use super::span::{Basis, Span};
use super::view::{Loose, Money};
use crate::books::account;
use crate::books::doc::{Detail, Doc};
use crate::books::id::Side;
use crate::estonian;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EntryView {
    id: String,
    doc_type: String,
    date: String,
    document: String,
    currency: &'static str,
    number: Loose,
    amount: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    documents: Option<[(); 0]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<Vec<RowView>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RowView {
    account: &'static str,
    description: &'static str,
    debit_amount: Money,
    credit_amount: Money,
}

pub(super) fn get(call: &mut Call<'_>) -> Result<String, ApiError> {
    let (call, query, today) = (&*call, &call.query, call.today());
    let mut filters: Vec<Filter<'_>> = docs::payment_status(query, today)?.into_iter().collect();
    if let Some(text) = query.get("filterDescription") {
        filters.push(Box::new(|doc| contains(&doc.document(), text) || contains(doc.description(), text)));
    }
    let looked_up: Option<Vec<Doc>> =
        query.get("id").map(|id| call.ledger.by_entry_id(id, today).into_iter().collect());
    let listing = Listing {
        name: "entries",
        doc_types: query.get("docType").into_iter().collect(),
        span: Span::read(
            query,
            &[("date", Basis::Entry)],
            looked_up.is_some() || query.get("paymentStatus").is_some(),
        )?,
        filters,
        looked_up,
    };
    docs::answer(
        call,
        &listing,
        |gone| gone.entry_id.clone(),
        |doc| EntryView {
            id: call.ledger.entry_id(doc),
            doc_type: doc.kind.clone(),
            date: doc.date_text.clone().unwrap_or_else(|| estonian::write_date(doc.entry_date)),
            document: doc.document(),
            currency: "EUR",
            number: Loose(doc.number.to_string()),
            amount: Money(doc.turnover()),
            comment: doc.comment.clone().filter(|_| query.is_on("fetchComments")),
            documents: query.is_on("fetchDocuments").then_some([]),
            rows: query.is_on("fetchRows").then(|| rows(doc)),
        },
    )
}

/// Debits and credits that balance.
fn rows(doc: &Doc) -> Vec<RowView> {
    let total = doc.turnover();
    let (client, vat) = match &doc.detail {
        Detail::Invoice(invoice) => (invoice.side == Side::Client, invoice.vat.abs()),
        Detail::Payment(payment) => (payment.side == Side::Client, Decimal::ZERO),
        Detail::Plain(_) => (false, Decimal::ZERO),
    };
    let row = |account, debit, credit| RowView {
        account,
        description: doc.description(),
        debit_amount: Money(debit),
        credit_amount: Money(credit),
    };
    let none = Decimal::ZERO;
    let mut rows = match &doc.detail {
        Detail::Invoice(_) if client => vec![row("1210", total, none), row("3010", none, total - vat)],
        Detail::Invoice(_) => vec![row("5010", total - vat, none), row("2110", none, total)],
        Detail::Payment(payment) => {
            let money =
                account::money_account(payment.bank, &payment.account_name).map_or("1020", |at| at.account);
            let (debit, credit) = if client { (money, "1210") } else { ("2110", money) };
            vec![row(debit, total, none), row(credit, none, total)]
        }
        Detail::Plain(_) => vec![row("5010", total, none), row("2410", none, total)],
    };
    if !vat.is_zero() {
        rows.push(if client { row("2310", none, vat) } else { row("2310", vat, none) });
    }
    rows
}
