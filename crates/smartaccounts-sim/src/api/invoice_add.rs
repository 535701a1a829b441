//! `purchasesales/clientinvoices:add`.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use serde::Serialize;

use super::Call;
use super::body::{self, Body};
use super::error::{ApiError, Broken};
use super::page::json;
use super::view::{Loose, Money};
use crate::books::account;
use crate::books::codes;
use crate::books::doc::{Detail, Doc, Invoice, Row};
use crate::books::id::Side;
use crate::books::kind::Kind;
use crate::books::ledger::Ledger;
use crate::books::money::Sums;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Added {
    invoice_id: String,
    client_id: String,
    number: Loose,
    invoice_number: Loose,
    reference_number: Loose,
    amount: Money,
    vat_amount: Money,
    total_amount: Money,
    round_amount: Money,
    due_date: String,
}

/// What was sent, each member well-formed by itself.
struct Sent {
    client_id: String,
    credit: bool,
    base_id: Option<String>,
    date: NaiveDate,
    entry_date: Option<NaiveDate>,
    due: Option<NaiveDate>,
    currency: String,
    rows: Vec<Row>,
    total: Option<Decimal>,
    round: Option<Decimal>,
    invoice_number: Option<String>,
    reference_number: Option<String>,
    note: Option<String>,
    comment: Option<String>,
}

pub(super) fn add(call: &mut Call<'_>) -> Result<String, ApiError> {
    let parsed = body::parse(call.body)?;
    let sent = read(Body::of(&parsed)?)?;
    // The books take an invoice in on the day it is sent, unless it says otherwise.
    let entry_date = sent.entry_date.unwrap_or(call.today());
    check(call.ledger, &sent, entry_date, call.today())?;
    let client = call.ledger.partner_by_id(Side::Client, &sent.client_id);
    let client = client.ok_or_else(|| ApiError::invalid("Client by id not found"))?;

    let key = call.ledger.next_key();
    let kind = Kind::ClientInvoice.name();
    let drawn = call.ledger.made.draw(key, kind, sent.date, call.today());
    let sums = Sums::of(&sent.rows, call.manners.vat_rounding);
    let sign = if sent.credit { -Decimal::ONE } else { Decimal::ONE };
    // A total that was sent wins: the difference is rounding. Credit notes are sent without a sign.
    let round = match sent.total {
        Some(total) => total.abs() - sums.gross(),
        None => sent.round.unwrap_or_default(),
    };
    let term = Days::new(u64::from(client.due_days));
    let invoice = Invoice {
        side: Side::Client,
        partner: client.number,
        number: sent.invoice_number.unwrap_or_else(|| drawn.number.to_string()),
        reference_number: sent.reference_number.unwrap_or_else(|| codes::reference(drawn.number)),
        note: sent.note,
        due: sent.due.unwrap_or_else(|| sent.date.checked_add_days(term).unwrap_or(sent.date)),
        rows: sent.rows,
        net: sign * sums.net,
        vat: sign * sums.vat,
        round: sign * round,
        settled: Decimal::ZERO,
        credits: sent.base_id.filter(|_| sent.credit),
    };
    let answer = Added {
        invoice_id: call.ledger.source_id(key),
        client_id: sent.client_id,
        number: Loose(drawn.number.to_string()),
        invoice_number: Loose(invoice.number.clone()),
        reference_number: Loose(invoice.reference_number.clone()),
        amount: Money(invoice.net),
        vat_amount: Money(invoice.vat),
        total_amount: Money(invoice.total()),
        round_amount: Money(invoice.round),
        due_date: crate::estonian::write_date(invoice.due),
    };
    call.ledger.keep(Doc {
        entry_date,
        comment: sent.comment,
        created: call.now,
        modified: call.now,
        detail: Detail::Invoice(invoice),
        ..drawn
    });
    json(&answer)
}

fn read(body: Body<'_>) -> Result<Sent, ApiError> {
    let credit = match body.text("type")?.as_deref() {
        None => false,
        Some("CRE") => true,
        Some(_) => return Err(ApiError::invalid("type must be null or CRE")),
    };
    let sent = Sent {
        client_id: body.required("clientId")?,
        credit,
        base_id: body.text("baseForCreditInvoiceId")?,
        date: body.required_date("date")?,
        entry_date: body.date("entryDate")?,
        due: body.date("dueDate")?,
        currency: body.required("currency")?,
        rows: body.objects("rows")?.into_iter().map(read_row).collect::<Result<_, _>>()?,
        total: body.money("totalAmount")?,
        round: body.money("roundAmount")?,
        invoice_number: body.text("invoiceNumber")?,
        reference_number: body.text("referenceNumber")?,
        note: body.text("invoiceNote")?,
        comment: body.text("comment")?,
    };
    if sent.rows.is_empty() {
        return Err(body::missing("rows"));
    }
    Ok(sent)
}

fn read_row(body: Body<'_>) -> Result<Row, ApiError> {
    Ok(Row {
        code: body.required("code")?,
        description: body.required("description")?,
        price: body.required_decimal("price")?,
        quantity: body.required_decimal("quantity")?,
        unit: body.text("unit")?,
        discount: body.decimal("discount")?,
        vat_pc: body.required("vatPc")?,
    })
}

fn check(ledger: &Ledger, sent: &Sent, entry_date: NaiveDate, today: NaiveDate) -> Result<(), ApiError> {
    let mut broken = Vec::new();
    if ledger.partner_by_id(Side::Client, &sent.client_id).is_none() {
        broken.push(Broken::new("CLIENT-NOT-FOUND", "Client by id not found"));
    }
    if sent.currency != "EUR" {
        broken.push(Broken::new("CURRENCY-NOT-SUPPORTED", "there is no exchange rate for this currency"));
    }
    if ledger.is_locked(entry_date) {
        broken.push(Broken::new("PERIOD-LOCKED", "the accounting period of entryDate is locked"));
    }
    let articles = ledger.articles();
    for row in &sent.rows {
        if !articles.iter().any(|article| article.code == row.code) {
            broken.push(Broken::new("ARTICLE-NOT-FOUND", format!("article {} not found", row.code)));
        }
        if row.discount.is_some_and(|percent| percent < Decimal::ZERO || percent > Decimal::ONE_HUNDRED) {
            broken.push(Broken::new("DISCOUNT", "discount must be a percentage"));
        }
        if account::vat_code(&row.vat_pc).is_none_or(|vat| !vat.in_use) {
            broken.push(Broken::new("VATPC-NOT-IN-USE", format!("vatPc {} is not in use", row.vat_pc)));
        }
    }
    if sent.credit {
        check_credit(ledger, sent, entry_date, today, &mut broken);
    }
    ApiError::unless_whole(broken)
}

fn check_credit(
    ledger: &Ledger,
    sent: &Sent,
    entry_date: NaiveDate,
    today: NaiveDate,
    broken: &mut Vec<Broken>,
) {
    if sent.rows.iter().any(|row| row.net() < Decimal::ZERO) {
        broken.push(Broken::new("CREDIT-INVOICE-NEGATIVE-ROW", "rows of a credit invoice must be positive"));
    }
    let base = sent.base_id.as_deref().and_then(|id| ledger.by_source_id(id, today));
    match base.filter(|doc| doc.kind == Kind::ClientInvoice.name()) {
        None => broken.push(Broken::new("CREDIT-INVOICE-BASE-NOT-FOUND", "Invoice by id not found")),
        Some(base) => {
            if sent.date < base.date {
                let message = "date must not be before initial invoice date";
                broken.push(Broken::new("CREDIT-INVOICE-EARLIER-THAN-BASE", message));
            }
            if entry_date < base.entry_date {
                let message = "entry date must not be before initial invoice entry date";
                broken.push(Broken::new("CREDIT-INVOICE-ENTRY-EARLIER-THAN-BASE", message));
            }
        }
    }
}
