//! Customers in all their forms. A row that can't be read never costs the others.

use std::num::NonZeroU32;

use uku_core::client::{ClientProfile, Contact, ContactKind, ProfileRow};
use uku_core::ledger::{CustomerPage, Ledger, LedgerError};
use wiremock::ResponseTemplate;

use crate::support::{Answering, json};

async fn page(rows: &str) -> CustomerPage {
    let body = format!(r#"{{"clients":[{rows}],"hasMoreEntries":true}}"#);
    Answering::with(json(&body)).await.books.customers(NonZeroU32::MIN).await.unwrap()
}

async fn row(row: &str) -> ProfileRow {
    page(row).await.customers.remove(0)
}

async fn reason(text: &str) -> String {
    row(text).await.unwrap_err().to_string()
}

fn contact(kind: ContactKind, value: &str) -> Contact {
    Contact::new(kind, value)
}

#[tokio::test]
async fn everything_that_is_said_of_a_customer_comes_along() {
    let profile = row(r#"{"id":"a-1","name":" Õunapuu \"Žürii\" OÜ ","regCode":12345678,"vatNumber":"EE 1","dateCreated":"x",
        "contacts":[{"type":"PERSON","value":"Mari  Maasikas","description":"juhataja"},{"type":"FAX","value":"1"},
            {"type":"EMAIL","value":"a@b.example"},{"type":"EMAIL","value":" a@b.example "},{"type":"PHONE","value":5551234},
            {"type":"POST_ADDRESS","value":"PK 7, Tartu"},{"type":"EMAIL","value":" "},{"value":"nothing"},null],
        "address":{"country":"EE","county":"Harjumaa","city":" Tallinn","address1":"Pikk 1","address2":"","postalCode":10133}}"#)
    .await;
    let person =
        Contact { note: Some("juhataja".to_owned()), ..contact(ContactKind::Person, "Mari Maasikas") };
    let expected = ClientProfile {
        source_id: Some("a-1".to_owned()),
        name: "Õunapuu \"Žürii\" OÜ".to_owned(),
        registry_code: Some("12345678".to_owned()),
        vat_number: Some("EE 1".to_owned()),
        contacts: vec![
            person,
            contact(ContactKind::Email, "a@b.example"),
            contact(ContactKind::Phone, "5551234"),
            contact(ContactKind::Address, "PK 7, Tartu"),
            contact(ContactKind::Address, "Pikk 1, Tallinn, Harjumaa, 10133, EE"),
        ],
    };
    assert_eq!(profile, Ok(expected));
}

#[tokio::test]
async fn what_is_missing_or_empty_is_absent() {
    for text in [
        "{}",
        r#"{"name":null,"id":null,"regCode":null,"vatNumber":null,"contacts":null,"address":null}"#,
        r#"{"name":" ","id":"","regCode":" ","vatNumber":"","contacts":[],"address":{}}"#,
        r#"{"contacts":[{"type":"EMAIL","value":null}],"address":{"city":" ","country":null}}"#,
    ] {
        assert_eq!(row(text).await, Ok(ClientProfile::default()), "{text}");
    }
}

#[tokio::test]
async fn an_unreadable_row_stands_in_its_place() {
    let page = page(r#"{"name":"A"},7,{"name":"C","contacts":"x"},{"name":"D"}"#).await;
    let read: Vec<Option<&str>> =
        page.customers.iter().map(|row| row.as_ref().ok().map(|profile| profile.name.as_str())).collect();
    assert_eq!((read, page.more), (vec![Some("A"), None, None, Some("D")], true));
}

#[tokio::test]
async fn the_reason_names_the_row_and_repeats_nothing_else_of_it() {
    for (text, said) in [
        ("7", "row 1 of the page: it is a number, not an object"),
        ("null", "row 1 of the page: it is null, not an object"),
        (r#"{"name":["Mari"]}"#, "row 1 of the page: its `name` is a list, not a text"),
        (r#"{"id":"a-1","regCode":{"x":"Mari"}}"#, "`a-1`: its `regCode` is an object, not a text"),
        (r#"{"name":"Kask","vatNumber":true}"#, "`Kask`: its `vatNumber` is true or false, not a text"),
        (r#"{"name":"Kask","contacts":"Mari"}"#, "`Kask`: its `contacts` is a text, not a list"),
        (r#"{"name":"Kask","contacts":["Mari"]}"#, "`Kask`: a contact is a text, not an object"),
        (r#"{"name":"Kask","address":"Mari"}"#, "`Kask`: its `address` is a text, not an object"),
        (r#"{"name":"Kask","address":{"city":["Mari"]}}"#, "`Kask`: its `city` is a list, not a text"),
    ] {
        assert_eq!(reason(text).await, said, "{text}");
    }
}

#[tokio::test]
async fn trouble_is_met_as_with_entries() {
    let failing = Answering::with(ResponseTemplate::new(500)).await;
    let customers = failing.books.customers(NonZeroU32::MIN).await;
    assert!(matches!(customers, Err(LedgerError::Unreachable { .. })), "{customers:?}");
    assert_eq!(failing.arrived().await, 3);
    let garbled = Answering::with(json(r#"{"clients":7}"#)).await;
    let customers = garbled.books.customers(NonZeroU32::MIN).await;
    assert!(matches!(customers, Err(LedgerError::Garbled { .. })), "{customers:?}");
    assert_eq!(garbled.arrived().await, 3);
    let denied = Answering::with(ResponseTemplate::new(403)).await;
    let what = "read customers".to_owned();
    assert_eq!(denied.books.customers(NonZeroU32::MIN).await, Err(LedgerError::RightMissing { what }));
}
