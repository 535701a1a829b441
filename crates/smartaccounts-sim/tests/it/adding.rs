//! Clients, articles, invoices and payments that are added.

use serde_json::{Value, json};
use smartaccounts_sim::Simulator;

use crate::client::{Client, config, simulate};

const INVOICES: &str = "purchasesales/clientinvoices";
const PAYMENTS: &str = "purchasesales/payments";

async fn a_client_id(client: &Client<'_>) -> String {
    client.rows("purchasesales/clients:get", "", "clients").await[0]["id"].as_str().unwrap().to_owned()
}

fn invoice(client_id: &str, rows: &Value) -> Value {
    json!({ "clientId": client_id, "date": "20.11.2026", "currency": "EUR", "rows": rows })
}

fn rows() -> Value {
    json!([{ "code": "00010", "description": "Nõu", "price": 10.10, "quantity": "3", "vatPc": "24" }])
}

async fn added(client: &Client<'_>, body: &Value) -> Value {
    let reply = client.post(&format!("{INVOICES}:add"), body).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    reply.json()
}

async fn refused(client: &Client<'_>, service: &str, body: &Value) -> Vec<String> {
    let reply = client.post(&format!("{service}:add"), body).await;
    assert_eq!(reply.status, 400, "{}", reply.text);
    reply.codes()
}

async fn look(client: &Client<'_>, id: &Value) -> Value {
    let query = format!("id={}&fetchRows=true", id.as_str().unwrap());
    client.rows(&format!("{INVOICES}:get"), &query, "clientInvoices").await[0].clone()
}

fn sales(sim: &Simulator, key: &str) -> u64 {
    sim.truth(key, "2026-11", "2026-11").unwrap()["2026-11"]["CLIENT_INVOICE"]
}

#[tokio::test]
async fn an_invoice_is_booked_at_once_and_paid_in_two_parts() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 0);
    let client_id = a_client_id(&client).await;
    let before = sales(&sim, &client.keys.public_key);
    let answer = added(&client, &invoice(&client_id, &rows())).await;
    assert_eq!((&answer["amount"], &answer["vatAmount"]), (&json!(30.3), &json!(7.27)));
    assert_eq!((&answer["totalAmount"], &answer["roundAmount"]), (&json!(37.57), &json!(0.0)));
    assert_eq!(sales(&sim, &client.keys.public_key), before + 1);
    let seen = look(&client, &answer["invoiceId"]).await;
    assert_eq!((&seen["entryDate"], &seen["date"]), (&json!("23.11.2026"), &json!("20.11.2026")));
    assert_eq!(seen["outstandingAmount"], json!(37.57));
    assert_eq!(seen["rows"][0]["sum"], json!(37.57));

    let payment = |amount: f64| {
        json!({
            "date": "23.11.2026", "partnerType": "CLIENT", "clientId": client_id, "accountType": "BANK",
            "accountName": "Swedbank", "currency": "EUR",
            "rows": [{ "type": "CLIENT_INVOICE", "id": answer["invoiceId"], "amount": amount }],
        })
    };
    let paid = client.post(&format!("{PAYMENTS}:add"), &payment(30.0)).await.json();
    assert_eq!(paid["amount"], json!(30.0));
    assert_eq!(look(&client, &answer["invoiceId"]).await["outstandingAmount"], json!(7.57));
    let too_much = client.post(&format!("{PAYMENTS}:add"), &payment(7.58)).await;
    assert!(too_much.text.contains("payment amount larger than outstanding amount on row"));
    client.mutate(json!({ "op": "pay", "invoiceId": answer["invoiceId"] })).await;
    assert_eq!(look(&client, &answer["invoiceId"]).await["outstandingAmount"], json!(0.0));
    let found = client
        .rows(&format!("{PAYMENTS}:get"), &format!("id={}", paid["paymentId"].as_str().unwrap()), "payments")
        .await;
    assert_eq!(found[0]["clientId"], json!(client_id));
    let unpaid = client.all(&format!("{INVOICES}:get"), "paymentStatus=unpaid", "clientInvoices").await;
    assert!(unpaid.iter().all(|row| row["id"] != answer["invoiceId"]));
}

#[tokio::test]
async fn a_made_invoice_can_be_paid_and_stays_in_its_place() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 0);
    let path = format!("{INVOICES}:get");
    let ids = async || {
        let all = client.all(&path, "dateFrom=01.11.2026", "clientInvoices").await;
        all.iter().map(|row| row["id"].clone()).collect::<Vec<_>>()
    };
    let before = ids().await;
    let unpaid = client.rows(&path, "paymentStatus=unpaid&dateFrom=01.11.2026", "clientInvoices").await;
    client.mutate(json!({ "op": "pay", "invoiceId": unpaid[0]["id"], "amount": 0.5 })).await;
    assert_eq!(ids().await, before);
    let left = unpaid[0]["outstandingAmount"].as_f64().unwrap() - 0.5;
    let owes = look(&client, &unpaid[0]["id"]).await["outstandingAmount"].as_f64().unwrap();
    assert!((owes - left).abs() < 0.001);
}

#[tokio::test]
async fn a_total_that_is_sent_wins_and_rounding_is_as_the_test_wants() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 0);
    let client_id = a_client_id(&client).await;
    let mut sent = invoice(&client_id, &rows());
    sent["totalAmount"] = json!("37.60");
    sent["invoiceNumber"] = json!("ÕU-7");
    for _ in 0..2 {
        let answer = added(&client, &sent).await;
        assert_eq!((&answer["totalAmount"], &answer["roundAmount"]), (&json!(37.6), &json!(0.03)));
    }
    let query = "dateFrom=01.11.2026&invoiceNumber=%C3%95U-7";
    let twice = client.rows(&format!("{INVOICES}:get"), query, "clientInvoices").await;
    assert_eq!(twice.len(), 2, "nothing makes numbers unique");
    let dime = json!({ "code": "00030", "description": "X", "price": 0.1, "quantity": 1, "vatPc": 24 });
    let three = invoice(&client_id, &json!([dime, dime, dime]));
    assert_eq!(added(&client, &three).await["vatAmount"], json!(0.06));
    client.control("rounding", &json!({ "vat": "total" })).await;
    assert_eq!(added(&client, &three).await["vatAmount"], json!(0.07));
}

#[tokio::test]
async fn invoices_that_break_rules_are_refused_with_all_of_them() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 0);
    let client_id = a_client_id(&client).await;
    let good = invoice(&client_id, &rows());
    for member in ["clientId", "date", "currency", "rows"] {
        let mut bad = good.clone();
        bad[member] = Value::Null;
        assert_eq!(refused(&client, INVOICES, &bad).await, ["REQUIRED"], "{member}");
    }
    client.mutate(json!({ "op": "lock", "until": "2026-11-23" })).await;
    let bad_row = json!([{ "code": "NOPE", "description": "X", "price": 1, "quantity": 1, "vatPc": "20" }]);
    let mut bad = invoice("11111111-2222-3333-4444-555555555555", &bad_row);
    bad["currency"] = json!("SEK");
    let codes = refused(&client, INVOICES, &bad).await;
    assert_eq!(
        codes,
        [
            "CLIENT-NOT-FOUND",
            "CURRENCY-NOT-SUPPORTED",
            "PERIOD-LOCKED",
            "ARTICLE-NOT-FOUND",
            "VATPC-NOT-IN-USE"
        ]
    );
    client.mutate(json!({ "op": "lock", "until": null })).await;
    added(&client, &good).await;
}

#[tokio::test]
async fn a_credit_note_is_negative_and_not_earlier_than_its_invoice() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 0);
    let client_id = a_client_id(&client).await;
    let base = added(&client, &invoice(&client_id, &rows())).await;
    let mut credit = invoice(&client_id, &rows());
    credit["type"] = json!("CRE");
    assert_eq!(refused(&client, INVOICES, &credit).await, ["CREDIT-INVOICE-BASE-NOT-FOUND"]);
    credit["baseForCreditInvoiceId"] = base["invoiceId"].clone();
    credit["date"] = json!("19.11.2026");
    credit["entryDate"] = json!("22.11.2026");
    assert_eq!(
        refused(&client, INVOICES, &credit).await,
        ["CREDIT-INVOICE-EARLIER-THAN-BASE", "CREDIT-INVOICE-ENTRY-EARLIER-THAN-BASE"]
    );
    credit["date"] = json!("23.11.2026");
    credit["entryDate"] = Value::Null;
    credit["totalAmount"] = json!(37.57);
    let answer = added(&client, &credit).await;
    assert_eq!((&answer["totalAmount"], &answer["roundAmount"]), (&json!(-37.57), &json!(0.0)));
    let seen = look(&client, &answer["invoiceId"]).await;
    assert_eq!((&seen["type"], &seen["outstandingAmount"]), (&json!("CRE"), &json!(-37.57)));

    // Both are netted against each other with positive rows.
    let row = |id: &Value| json!({ "type": "CLIENT_INVOICE", "id": id, "amount": 37.57 });
    let netting = json!({
        "date": "23.11.2026", "partnerType": "CLIENT", "clientId": client_id, "accountType": "BANK",
        "accountName": "Tasaarveldused", "currency": "EUR",
        "rows": [row(&base["invoiceId"]), row(&answer["invoiceId"])],
    });
    assert_eq!(client.post(&format!("{PAYMENTS}:add"), &netting).await.status, 200);
    for id in [&base["invoiceId"], &answer["invoiceId"]] {
        assert_eq!(look(&client, id).await["outstandingAmount"], json!(0.0));
    }
}

#[tokio::test]
async fn payments_must_fit_account_currency_and_partner() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 0);
    let bad = json!({
        "date": "23.11.2026", "partnerType": "CLIENT", "clientId": "x", "accountType": "BANK",
        "accountName": "SEB USD", "currency": "EUR",
        "rows": [{ "type": "CLIENT_INVOICE", "id": "x", "amount": 1 }],
    });
    let codes = refused(&client, PAYMENTS, &bad).await;
    assert_eq!(codes, ["PARTNER-NOT-FOUND", "CURRENCY-MISMATCH", "INVOICE-NOT-FOUND"]);
}

#[tokio::test]
async fn clients_and_articles_are_added_once_and_found() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 0);
    let before = sim.now();
    let sent = json!({
        "name": "Õnnepalu OÜ", "regCode": "12345678", "invoiceDueDate": 10,
        "address": { "country": "EE", "city": "Tõrva" },
        "contacts": [{ "type": "EMAIL", "value": "a@example.com" }],
    });
    let answer = client.post("purchasesales/clients:add", &sent).await.json();
    let id = answer["clientId"].as_str().unwrap();
    let query = format!("id={id}&fetchAddresses=true&fetchContacts=true");
    let found = client.rows("purchasesales/clients:get", &query, "clients").await;
    assert_eq!(found[0]["name"], "Õnnepalu OÜ");
    assert_eq!(found[0]["address"]["city"], "Tõrva");
    let since = before.with_timezone(&chrono_tz::Europe::Tallinn).format("%d.%m.%Y_%H%%3A%M%%3A%S");
    let changed = client.get("purchasesales/clients:get", &format!("modifiedFrom={since}")).await.json();
    assert_eq!((changed["clients"].as_array().unwrap().len(), &changed["deleted"]), (1, &json!([])));
    let answer = added(&client, &invoice(id, &rows())).await;
    assert_eq!(answer["dueDate"], "30.11.2026");

    let bad = json!({ "name": "X", "contacts": [{ "type": "email", "value": "x" }] });
    assert_eq!(refused(&client, "purchasesales/clients", &bad).await, ["CONTACT-TYPE"]);
    let article = json!({ "code": "UUS", "description": "Uus", "type": "SERVICE", "vatPc": "24" });
    assert_eq!(client.post("purchasesales/articles:add", &article).await.json(), json!({ "code": "UUS" }));
    assert_eq!(refused(&client, "purchasesales/articles", &article).await, ["ARTICLE-CODE-IN-USE"]);
    for body in ["", "{", "[]", "null"] {
        let query = client.signed("", body, chrono::TimeDelta::zero());
        let reply = client.send("purchasesales/clients:add", &query, Some(body)).await.unwrap();
        assert_eq!(reply.status, 400);
        assert!(reply.text.contains("POST body read error"), "{body}");
    }
}
