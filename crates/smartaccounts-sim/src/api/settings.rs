//! `settings/...`: whole lists, without pages.

use serde_json::{Value, json as value};

use super::Call;
use super::error::ApiError;
use super::page::{Envelope, json};
use crate::books::account::{BANK_ACCOUNTS, CASH_ACCOUNTS, LEDGER_ACCOUNTS, VAT_CODES};
use crate::books::codes;

fn whole(name: &'static str, rows: Vec<Value>) -> Result<String, ApiError> {
    json(&Envelope { name, rows, more: None, deleted: None })
}

pub(super) fn vat_codes(_: &mut Call<'_>) -> Result<String, ApiError> {
    let rows = (1..).zip(&VAT_CODES).map(|(order, vat)| {
        value!({
            "vatPc": vat.code,
            "pc": vat.percent,
            "descriptionEt": vat.et,
            "descriptionEn": vat.en,
            "activePurchase": vat.in_use,
            "activeSales": vat.in_use,
            "accountPurchase": "2310",
            "accountSales": "2310",
            "order": i32::to_string(&order),
            "custom": false,
            "inUse": vat.in_use,
        })
    });
    whole("vatPcs", rows.collect())
}

pub(super) fn bank_accounts(call: &mut Call<'_>) -> Result<String, ApiError> {
    let company = u64::from(call.ledger.made.ids.company);
    let rows = (1u64..).zip(&BANK_ACCOUNTS).map(|(order, account)| {
        let mut row = value!({
            "name": account.name,
            "account": account.account,
            "order": order.to_string(),
            "currency": account.currency,
            "forNetting": account.netting,
            "showOnInvoice": order == 1,
        });
        if let Some(swift) = account.swift {
            row["swift"] = swift.into();
            row["iban"] = codes::iban(company * 100 + order).into();
        }
        row
    });
    whole("bankAccounts", rows.collect())
}

pub(super) fn cash_accounts(_: &mut Call<'_>) -> Result<String, ApiError> {
    let rows = (1..).zip(&CASH_ACCOUNTS).map(|(order, account)| {
        value!({
            "name": account.name,
            "account": account.account,
            "order": i32::to_string(&order),
            "currency": account.currency,
        })
    });
    whole("cashAccounts", rows.collect())
}

pub(super) fn accounts(_: &mut Call<'_>) -> Result<String, ApiError> {
    let rows = LEDGER_ACCOUNTS.iter().map(
        |(code, kind, et, en)| value!({ "code": code, "type": kind, "descriptionEt": et, "descriptionEn": en }),
    );
    whole("accounts", rows.collect())
}
