//! `purchasesales/clientinvoices:get` and `purchasesales/vendorinvoices:get`.

use serde::Serialize;

use super::Call;
use super::docs::{self, Filter, Listing};
use super::error::ApiError;
use super::query::contains;
use super::span::{Basis, Span};
use super::view::{Loose, Money, Number, PartnerFields};
use crate::books::doc::{Doc, Invoice, Row};
use crate::books::id::Side;
use crate::books::kind::Kind;
use crate::books::ledger::Ledger;
use crate::estonian;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct InvoiceView {
    id: String,
    #[serde(flatten)]
    partner: PartnerFields,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    date: String,
    due_date: String,
    entry_date: String,
    number: Loose,
    invoice_number: Loose,
    #[serde(skip_serializing_if = "Option::is_none")]
    invoice_note: Option<String>,
    reference_number: Loose,
    currency: &'static str,
    amount: Money,
    vat_amount: Money,
    round_amount: Money,
    total_amount: Money,
    outstanding_amount: Money,
    date_created: String,
    date_updated: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    base_for_credit_invoice_id: Option<String>,
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
    code: String,
    description: String,
    price: Number,
    quantity: Number,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discount: Option<Number>,
    vat: Money,
    vat_pc: String,
    sum: Money,
    order: usize,
}

const BASES: [(&str, Basis); 3] =
    [("date", Basis::Document), ("entrydate", Basis::Entry), ("duedate", Basis::Due)];

pub(super) fn of_clients(call: &mut Call<'_>) -> Result<String, ApiError> {
    get(call, Side::Client)
}

pub(super) fn of_vendors(call: &mut Call<'_>) -> Result<String, ApiError> {
    get(call, Side::Vendor)
}

fn get(call: &Call<'_>, side: Side) -> Result<String, ApiError> {
    let (query, ledger, today) = (&call.query, &*call.ledger, call.today());
    let (name, kind, id_filter, name_filter) = match side {
        Side::Client => ("clientInvoices", Kind::ClientInvoice, "clientId", "clientName"),
        Side::Vendor => ("vendorInvoices", Kind::VendorInvoice, "vendorId", "vendorName"),
    };
    let status = docs::payment_status(query, today)?;
    let looked_up: Option<Vec<Doc>> =
        query.get("id").map(|id| ledger.by_source_id(id, today).into_iter().collect());
    let span = Span::read(query, &BASES, looked_up.is_some() || status.is_some())?;
    let mut filters: Vec<Filter<'_>> = status.into_iter().collect();
    if let Some(number) = query.get("invoiceNumber") {
        filters.push(invoice_filter(move |invoice| invoice.number == number));
    }
    if let Some(partners) = partners_meant(ledger, side, query.get(id_filter), query.get(name_filter)) {
        filters.push(invoice_filter(move |invoice| partners.contains(&invoice.partner)));
    }
    let listing = Listing { name, doc_types: vec![kind.name()], span, filters, looked_up };
    docs::answer(
        call,
        &listing,
        |gone| gone.source_id.clone(),
        |doc| doc.invoice().map(|invoice| view(call, doc, invoice)),
    )
}

fn invoice_filter<'f>(passes: impl Fn(&Invoice) -> bool + 'f) -> Filter<'f> {
    Box::new(move |doc| doc.invoice().is_some_and(&passes))
}

/// The numbers of the partners that an id or a part of a name means; `None` when neither is given.
pub(super) fn partners_meant(
    ledger: &Ledger,
    side: Side,
    id: Option<&str>,
    name: Option<&str>,
) -> Option<Vec<u32>> {
    if id.is_none() && name.is_none() {
        return None;
    }
    let candidates = match id {
        Some(id) => ledger.partner_by_id(side, id).into_iter().collect(),
        None => ledger.partners(side),
    };
    let named =
        candidates.into_iter().filter(|partner| name.is_none_or(|name| contains(&partner.name, name)));
    Some(named.map(|partner| partner.number).collect())
}

fn view(call: &Call<'_>, doc: &Doc, invoice: &Invoice) -> InvoiceView {
    let query = &call.query;
    InvoiceView {
        id: call.ledger.source_id(doc.key),
        partner: PartnerFields::new(call.ledger, invoice.side, invoice.partner),
        kind: invoice.credits.is_some().then_some("CRE"),
        date: doc.date_text.clone().unwrap_or_else(|| estonian::write_date(doc.date)),
        due_date: estonian::write_date(invoice.due),
        entry_date: estonian::write_date(doc.entry_date),
        number: Loose(doc.number.to_string()),
        invoice_number: Loose(invoice.number.clone()),
        invoice_note: invoice.note.clone(),
        reference_number: Loose(invoice.reference_number.clone()),
        currency: "EUR",
        amount: Money(invoice.net),
        vat_amount: Money(invoice.vat),
        round_amount: Money(invoice.round),
        total_amount: Money(invoice.total()),
        outstanding_amount: Money(invoice.outstanding()),
        date_created: estonian::write_date(estonian::date(doc.created)),
        date_updated: estonian::write_date(estonian::date(doc.modified)),
        base_for_credit_invoice_id: invoice.credits.clone(),
        comment: doc.comment.clone().filter(|_| query.is_on("fetchComments")),
        documents: query.is_on("fetchDocuments").then_some([]),
        rows: query.is_on("fetchRows").then(|| (1..).zip(&invoice.rows).map(row_view).collect()),
    }
}

fn row_view((order, row): (usize, &Row)) -> RowView {
    RowView {
        code: row.code.clone(),
        description: row.description.clone(),
        price: Number(row.price),
        quantity: Number(row.quantity),
        unit: row.unit.clone(),
        discount: row.discount.map(Number),
        vat: Money(row.vat()),
        vat_pc: row.vat_pc.clone(),
        sum: Money(row.net() + row.vat()),
        order,
    }
}
