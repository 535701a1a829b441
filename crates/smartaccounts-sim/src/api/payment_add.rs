//! `purchasesales/payments:add`.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Serialize;

use super::Call;
use super::body::{self, Body};
use super::error::{ApiError, Broken};
use super::page::json;
use super::view::{Loose, Money};
use crate::books::account;
use crate::books::doc::{Payment, PaymentRow};
use crate::books::id::Side;
use crate::books::ledger::Ledger;
use crate::books::money::cents;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Added {
    payment_id: String,
    number: Loose,
    amount: Money,
}

const ROW_TYPES: [&str; 5] =
    ["CLIENT_INVOICE", "VENDOR_INVOICE", "VAT_RETURN", "PREPAYMENT_PAYMENT", "SALARY"];

pub(super) fn add(call: &mut Call<'_>) -> Result<String, ApiError> {
    let parsed = body::parse(call.body)?;
    let body = Body::of(&parsed)?;
    let date = body.required_date("date")?;
    let side = one_of(body, "partnerType", [("CLIENT", Side::Client), ("VENDOR", Side::Vendor)])?;
    let bank = one_of(body, "accountType", [("BANK", true), ("CASH", false)])?;
    let account_name = body.required("accountName")?;
    let currency = body.required("currency")?;
    let partner_id = body.required(if side == Side::Client { "clientId" } else { "vendorId" })?;
    let rows = read_rows(body)?;
    let comment = body.text("comment")?;

    let mut broken = Vec::new();
    let partner = call.ledger.partner_by_id(side, &partner_id);
    if partner.is_none() {
        broken.push(Broken::new("PARTNER-NOT-FOUND", "client or vendor by id not found"));
    }
    match account::money_account(bank, &account_name) {
        None => broken.push(Broken::new("ACCOUNT-NOT-FOUND", "accountName not found")),
        Some(account) if account.currency != currency => {
            broken.push(Broken::new("CURRENCY-MISMATCH", "currency must equal the currency of the account"));
        }
        Some(_) => {}
    }
    if call.ledger.is_locked(date) {
        broken.push(Broken::new("PERIOD-LOCKED", "the accounting period of date is locked"));
    }
    check_rows(call.ledger, &rows, call.today(), &mut broken);
    ApiError::unless_whole(broken)?;

    // The amount of the whole is what the rows come to, whatever was sent.
    let amount = rows.iter().map(|row| row.amount).sum();
    let partner = partner.map(|partner| partner.number).unwrap_or_default();
    let payment = Payment { side, partner, bank, account_name, currency, amount, rows };
    let booked = call.ledger.book_payment(payment, date, comment, call.now);
    json(&Added {
        payment_id: call.ledger.source_id(booked.key),
        number: Loose(booked.number.to_string()),
        amount: Money(amount),
    })
}

fn one_of<T>(body: Body<'_>, name: &str, words: [(&str, T); 2]) -> Result<T, ApiError> {
    let text = body.required(name)?;
    let listed = words.each_ref().map(|(word, _)| *word).join(" or ");
    let found = words.into_iter().find(|(word, _)| *word == text);
    found.map(|(_, meant)| meant).ok_or_else(|| ApiError::invalid(format!("{name} must be {listed}")))
}

/// The rows, and a prepayment as one more.
fn read_rows(body: Body<'_>) -> Result<Vec<PaymentRow>, ApiError> {
    let mut rows = body.objects("rows")?.into_iter().map(read_row).collect::<Result<Vec<_>, _>>()?;
    if let Some(prepayment) = body.object("prepayment")? {
        rows.push(PaymentRow {
            kind: "PREPAYMENT_PAYMENT".to_owned(),
            id: None,
            description: prepayment.required("description")?,
            amount: cents(prepayment.required_decimal("amount")?),
        });
    }
    if rows.is_empty() { Err(body::missing("rows")) } else { Ok(rows) }
}

fn read_row(body: Body<'_>) -> Result<PaymentRow, ApiError> {
    let kind = body.required("type")?;
    if !ROW_TYPES.contains(&kind.as_str()) {
        return Err(ApiError::invalid(format!("type must be one of {}", ROW_TYPES.join(", "))));
    }
    Ok(PaymentRow {
        kind,
        id: Some(body.required("id")?),
        description: body.text("description")?.unwrap_or_default(),
        amount: cents(body.required_decimal("amount")?),
    })
}

/// Every invoice named must exist and owe what the rows together pay.
fn check_rows(ledger: &Ledger, rows: &[PaymentRow], today: NaiveDate, broken: &mut Vec<Broken>) {
    let mut left: HashMap<&str, Decimal> = HashMap::new();
    for row in rows {
        if row.amount <= Decimal::ZERO && row.id.is_none() {
            broken.push(Broken::new("AMOUNT-NOT-POSITIVE", "amount must be positive"));
        }
        let Some(id) = row.id.as_deref().filter(|_| row.kind.ends_with("_INVOICE")) else { continue };
        let doc = ledger.by_source_id(id, today).filter(|doc| doc.kind == row.kind);
        let Some(invoice) = doc.as_ref().and_then(|doc| doc.invoice()) else {
            broken.push(Broken::new("INVOICE-NOT-FOUND", "Invoice by id not found"));
            continue;
        };
        let left = left.entry(id).or_insert_with(|| invoice.outstanding().abs());
        *left -= row.amount;
        if row.amount <= Decimal::ZERO || left.is_sign_negative() {
            let message = "payment amount larger than outstanding amount on row";
            broken.push(Broken::new("PAYMENT-AMOUNT-TOO-LARGE", message));
        }
    }
}
