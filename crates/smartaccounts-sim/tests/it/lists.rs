//! Filters, and lists that agree with each other.

use std::slice::from_ref;

use serde_json::Value;
use smartaccounts_sim::SimConfig;

use crate::client::{Client, config, simulate};

const ENTRIES: &str = "general/entries:get";
const INVOICES: &str = "purchasesales/clientinvoices:get";
const OCTOBER: &str = "dateFrom=01.10.2026&dateTo=31.10.2026";

fn text(row: &Value, name: &str) -> String {
    match &row[name] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn iso(date: &str) -> String {
    format!("{}-{}-{}", &date[6..], &date[3..5], &date[..2])
}

#[tokio::test]
async fn invoices_and_payments_by_date_agree_with_the_ledger() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 2);
    let truth = sim.truth(&client.keys.public_key, "2026-10", "2026-10").unwrap().remove("2026-10").unwrap();
    for (path, name, kinds) in [
        (INVOICES, "clientInvoices", &["CLIENT_INVOICE"][..]),
        ("purchasesales/vendorinvoices:get", "vendorInvoices", &["VENDOR_INVOICE"]),
        ("purchasesales/payments:get", "payments", &["BANK_PAYMENT", "CASH_PAYMENT"]),
    ] {
        let rows = client.all(path, OCTOBER, name).await;
        let expected: u64 = kinds.iter().filter_map(|kind| truth.get(*kind)).sum();
        assert_eq!(rows.len() as u64, expected, "{name}");
        assert!(rows.iter().all(|row| row["date"].as_str().unwrap().ends_with(".10.2026")));
    }
    let cash =
        client.all("purchasesales/payments:get", &format!("{OCTOBER}&accountType=CASH"), "payments").await;
    assert_eq!(cash.len() as u64, truth["CASH_PAYMENT"]);
}

#[tokio::test]
async fn date_from_is_needed_without_an_id_or_a_payment_status() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 1);
    for path in [INVOICES, ENTRIES, "purchasesales/vendorinvoices:get", "purchasesales/payments:get"] {
        let reply = client.get(path, "dateTo=31.10.2026").await;
        assert_eq!(reply.status, 400);
        assert!(reply.text.contains("dateFrom only allowed to be null when paymentStatus or id is provided"));
    }
    for bad in ["dateFrom=2026-10-01", "dateFrom=01.10.2026&pageNumber=0", "dateFrom=01.10.2026&dateType=x"] {
        assert_eq!(client.get(INVOICES, bad).await.status, 400, "{bad}");
    }
}

#[tokio::test]
async fn unpaid_invoices_are_the_recent_ones_that_owe_something() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 1);
    let unpaid = client.all(INVOICES, "paymentStatus=unpaid", "clientInvoices").await;
    assert!(!unpaid.is_empty());
    let all = client.all(INVOICES, "dateFrom=01.01.2026", "clientInvoices").await;
    let owing: Vec<Value> = all.into_iter().filter(|row| row["outstandingAmount"] != 0.0).collect();
    assert_eq!(unpaid, owing);
    let overdue = client.all(INVOICES, "paymentStatus=overdue", "clientInvoices").await;
    assert!(!overdue.is_empty() && overdue.len() < unpaid.len());
    assert!(overdue.iter().all(|row| iso(&text(row, "dueDate")).as_str() < "2026-11-23"));
    let due = client.all(INVOICES, &format!("{OCTOBER}&dateType=duedate"), "clientInvoices").await;
    assert!(due.iter().all(|row| text(row, "dueDate").ends_with(".10.2026")));
    assert!(due.iter().any(|row| text(row, "date").ends_with(".09.2026")));
}

#[tokio::test]
async fn rows_are_found_by_id_number_and_partner() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 1);
    let all = client.all(INVOICES, OCTOBER, "clientInvoices").await;
    let one = all[7].clone();
    let by_id = client.rows(INVOICES, &format!("id={}", text(&one, "id")), "clientInvoices").await;
    assert_eq!(by_id, from_ref(&one));
    let by_number = format!("{OCTOBER}&invoiceNumber={}", text(&one, "invoiceNumber"));
    assert_eq!(client.rows(INVOICES, &by_number, "clientInvoices").await, from_ref(&one));
    let of_client: Vec<&Value> = all.iter().filter(|row| row["clientId"] == one["clientId"]).collect();
    let by_client = format!("{OCTOBER}&clientId={}", text(&one, "clientId"));
    assert_eq!(client.rows(INVOICES, &by_client, "clientInvoices").await.len(), of_client.len());
    let stem = one["client"]["name"].as_str().unwrap().split(' ').next().unwrap().to_lowercase();
    let query: String =
        form_urlencoded::Serializer::new(String::new()).append_pair("clientName", &stem).finish();
    let by_name = client.rows(INVOICES, &format!("{OCTOBER}&{query}"), "clientInvoices").await;
    assert!(by_name.contains(&one));
    let nobody = client.rows(INVOICES, "id=11111111-2222-3333-4444-555555555555", "clientInvoices").await;
    assert!(nobody.is_empty());
    let described =
        format!("{OCTOBER}&docType=CLIENT_INVOICE&filterDescription={}", text(&one, "invoiceNumber"));
    assert_eq!(client.rows(ENTRIES, &described, "entries").await.len(), 1);
}

#[tokio::test]
async fn what_is_not_fetched_is_not_there() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 1);
    let plain = client.rows(ENTRIES, OCTOBER, "entries").await;
    assert!(plain.iter().all(|row| row.get("rows").is_none() && row.get("comment").is_none()));
    let full = client.rows(ENTRIES, &format!("{OCTOBER}&fetchRows=true&fetchComments=true"), "entries").await;
    assert!(full.iter().any(|row| row.get("comment").is_some()));
    for entry in &full {
        let sum = |name: &str| {
            entry["rows"].as_array().unwrap().iter().map(|row| row[name].as_f64().unwrap()).sum::<f64>()
        };
        assert!((sum("debitAmount") - sum("creditAmount")).abs() < 0.001);
        assert!((sum("debitAmount") - entry["amount"].as_f64().unwrap()).abs() < 0.001);
    }
    assert!(plain.iter().any(|row| row["number"].is_string()));
    assert!(plain.iter().any(|row| row["number"].is_number()));
    let raw = client.get(ENTRIES, OCTOBER).await.text;
    let amount = raw.split("\"amount\":").nth(1).unwrap().split([',', '}']).next().unwrap();
    assert_eq!(amount.rsplit_once('.').unwrap().1.len(), 2, "{amount}");
}

#[tokio::test]
async fn the_own_books_sell_to_the_other_companies() {
    let sim = simulate(SimConfig { companies: 30, page_size: 7, ..config() }).await;
    let client = Client::new(&sim, 0);
    let path = "purchasesales/clients:get";
    let clients = client.all(path, "fetchContacts=true&fetchAddresses=true", "clients").await;
    let named: Vec<(String, String)> =
        clients.iter().map(|row| (text(row, "name"), text(row, "regCode"))).collect();
    let others: Vec<(String, String)> =
        sim.keys()[1..].iter().map(|keys| (keys.name.clone(), keys.registry_code.clone())).collect();
    assert_eq!(named, others);
    assert!(
        clients.iter().all(|row| row["contacts"][0]["type"] == "EMAIL" && row["address"]["country"] == "EE")
    );
    assert!(clients.iter().filter(|row| row.get("vatNumber").is_some()).count() > 15);
    let accented = sim.keys()[1..].iter().find(|keys| keys.name.contains(['õ', 'ä', 'ö', 'ü', 'Õ'])).unwrap();
    let query: String =
        form_urlencoded::Serializer::new(String::new()).append_pair("nameOrRegCode", &accented.name).finish();
    let found = client.rows(path, &query, "clients").await;
    assert_eq!(text(&found[0], "regCode"), accented.registry_code);
    let by_code = client.rows(path, &format!("nameOrRegCode={}", accented.registry_code), "clients").await;
    assert_eq!(text(&by_code[0], "name"), accented.name);
    assert_eq!(Client::new(&sim, 3).all("purchasesales/vendors:get", "", "vendors").await.len(), 20);
}

#[tokio::test]
async fn settings_come_whole() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 1);
    for (path, name, member) in [
        ("settings/vatpcs:get", "vatPcs", "vatPc"),
        ("settings/bankaccounts:get", "bankAccounts", "iban"),
        ("settings/cashaccounts:get", "cashAccounts", "name"),
        ("settings/accounts:get", "accounts", "code"),
    ] {
        let reply = client.get(path, "").await.json();
        assert!(reply.get("hasMoreEntries").is_none());
        assert!(reply[name][0].get(member).is_some(), "{reply}");
    }
    let articles = client.rows("purchasesales/articles:get", "searchString=konsult", "articles").await;
    assert_eq!(text(&articles[0], "code"), "00010");
}
