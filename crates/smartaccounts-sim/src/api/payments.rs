//! `purchasesales/payments:get`.

use serde::Serialize;

use super::Call;
use super::docs::{self, Filter, Listing};
use super::error::ApiError;
use super::invoices::partners_meant;
use super::span::{Basis, Span};
use super::view::{Loose, Money, PartnerFields};
use crate::books::doc::{Doc, Payment};
use crate::books::id::Side;
use crate::books::kind::Kind;
use crate::estonian;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PaymentView {
    id: String,
    date: String,
    number: Loose,
    document: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    order_number: Option<Loose>,
    partner_type: &'static str,
    #[serde(flatten)]
    partner: PartnerFields,
    account_type: &'static str,
    account_name: String,
    currency: String,
    amount: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<Vec<RowView>>,
}

#[derive(Serialize)]
struct RowView {
    #[serde(rename = "type")]
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    description: String,
    amount: Money,
}

pub(super) fn get(call: &mut Call<'_>) -> Result<String, ApiError> {
    let (call, query, today) = (&*call, &call.query, call.today());
    let looked_up: Option<Vec<Doc>> =
        query.get("id").map(|id| call.ledger.by_source_id(id, today).into_iter().collect());
    let span = Span::read(query, &[("date", Basis::Document)], looked_up.is_some())?;
    let doc_types = match query.one_of("accountType", &["BANK", "CASH"])? {
        Some("BANK") => vec![Kind::BankPayment.name()],
        Some(_) => vec![Kind::CashPayment.name()],
        None => vec![Kind::BankPayment.name(), Kind::CashPayment.name()],
    };
    let listing = Listing { name: "payments", doc_types, span, filters: filters(call)?, looked_up };
    docs::answer(
        call,
        &listing,
        |gone| gone.source_id.clone(),
        |doc| doc.payment().map(|payment| view(call, doc, payment)),
    )
}

fn filters<'f>(call: &'f Call<'_>) -> Result<Vec<Filter<'f>>, ApiError> {
    let query = &call.query;
    let side = query.one_of("partnerType", &["CLIENT", "VENDOR"])?;
    let mut filters: Vec<Filter<'f>> = Vec::new();
    if let Some(side) = side {
        filters.push(payment_filter(move |payment| partner_type(payment.side) == side));
    }
    if let Some(name) = query.get("accountName") {
        filters.push(payment_filter(move |payment| payment.account_name == name));
    }
    let meant = |side| partners_meant(call.ledger, side, query.get("partnerId"), query.get("partnerName"));
    if let (Some(clients), Some(vendors)) = (meant(Side::Client), meant(Side::Vendor)) {
        filters.push(payment_filter(move |payment| match payment.side {
            Side::Client => clients.contains(&payment.partner),
            Side::Vendor => vendors.contains(&payment.partner),
        }));
    }
    Ok(filters)
}

fn payment_filter<'f>(passes: impl Fn(&Payment) -> bool + 'f) -> Filter<'f> {
    Box::new(move |doc| doc.payment().is_some_and(&passes))
}

fn partner_type(side: Side) -> &'static str {
    match side {
        Side::Client => "CLIENT",
        Side::Vendor => "VENDOR",
    }
}

fn view(call: &Call<'_>, doc: &Doc, payment: &Payment) -> PaymentView {
    let rows = payment.rows.iter().map(|row| RowView {
        kind: row.kind.clone(),
        id: row.id.clone(),
        description: row.description.clone(),
        amount: Money(row.amount),
    });
    PaymentView {
        id: call.ledger.source_id(doc.key),
        date: doc.date_text.clone().unwrap_or_else(|| estonian::write_date(doc.date)),
        number: Loose(doc.number.to_string()),
        document: doc.document(),
        order_number: (!payment.bank).then(|| Loose(doc.number.to_string())),
        partner_type: partner_type(payment.side),
        partner: PartnerFields::new(call.ledger, payment.side, payment.partner),
        account_type: if payment.bank { "BANK" } else { "CASH" },
        account_name: payment.account_name.clone(),
        currency: payment.currency.clone(),
        amount: Money(payment.amount),
        comment: doc.comment.clone().filter(|_| call.query.is_on("fetchComments")),
        rows: call.query.is_on("fetchRows").then(|| rows.collect()),
    }
}
