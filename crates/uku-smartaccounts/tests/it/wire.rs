use std::num::NonZeroU32;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use uku_core::calendar::Month;
use uku_core::ledger::{
    Basis, DocumentList, DocumentsQuery, EntriesQuery, EntryKind, Ledger, Priority, Right,
};
use uku_smartaccounts::{Api, sign};
use uku_testkit::build::{at, date, month};
use uku_testkit::fake::ManualClock;

use crate::probes::probe_of;
use crate::support::{NOW, SECRET, config, keys};

/// Answers one request with an empty list and gives its head as it came over the wire.
async fn capture(ask: impl AsyncFnOnce(&dyn Ledger)) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/api", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await.unwrap());
        }
        let body = r#"{"hasMoreEntries":false}"#;
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        stream.write_all(answer.as_bytes()).await.unwrap();
        String::from_utf8(head).unwrap()
    });
    let books = Api::new(config(&address, &ManualClock::at(NOW))).unwrap().open(keys(), Priority::Bulk);
    ask(&books).await;
    server.await.unwrap()
}

fn query_of(head: &str) -> (&str, &str) {
    let target = head.split(' ').nth(1).unwrap();
    target.split_once('?').unwrap()
}

/// The signature is last, and is that of all that stands before it, byte for byte.
fn verify(query: &str) {
    let (signed, signature) = query.split_once("&signature=").unwrap();
    assert_eq!(signature, sign(&SECRET.into(), signed, ""));
}

fn entries(basis: Basis, kind: Option<EntryKind>, page: u32) -> EntriesQuery {
    EntriesQuery { basis, kind, page: NonZeroU32::new(page).unwrap() }
}

#[tokio::test]
async fn a_range_of_entries_as_it_is_sent() {
    let range = Basis::EntryDate(date("2025-11-01"), date("2026-10-31"));
    let head = capture(async |books| {
        books.entries(&entries(range, Some(EntryKind::Payroll), 7)).await.unwrap();
    })
    .await;
    let (path, query) = query_of(&head);
    assert_eq!(path, "/api/general/entries:get");
    let signed = "dateFrom=01.11.2025&dateTo=31.10.2026&dateType=date&docType=PERIOD_SALARY&pageNumber=7\
                  &timestamp=10112026110000&apikey=test-public-key&signature=";
    assert!(query.starts_with(signed), "{query}");
    verify(query);
}

#[tokio::test]
async fn a_change_query_as_it_is_sent() {
    let since = Basis::ChangedSince(at("2026-06-30T21:00:05.9Z"));
    let head = capture(async |books| {
        books.entries(&entries(since, None, 1)).await.unwrap();
    })
    .await;
    let (_, query) = query_of(&head);
    assert!(
        query.starts_with("dateFrom=01.07.2026_00%3A00%3A05&dateType=modifydate&pageNumber=1&"),
        "{query}"
    );
    verify(query);
}

#[tokio::test]
async fn documents_as_they_are_sent() {
    let of = |list, month: Month| DocumentsQuery { list, month, page: NonZeroU32::MIN };
    let lists = [
        (DocumentList::ClientInvoices, "/api/purchasesales/clientinvoices:get", "entrydate&"),
        (DocumentList::VendorInvoices, "/api/purchasesales/vendorinvoices:get", "entrydate&"),
        (DocumentList::BankPayments, "/api/purchasesales/payments:get", "date&accountType=BANK&"),
        (DocumentList::CashPayments, "/api/purchasesales/payments:get", "date&accountType=CASH&"),
    ];
    for (list, expected_path, rest) in lists {
        let head = capture(async |books| {
            books.documents(&of(list, month("2024-02"))).await.unwrap();
        })
        .await;
        let (path, query) = query_of(&head);
        assert_eq!(path, expected_path);
        let expected =
            format!("dateFrom=01.02.2024&dateTo=29.02.2024&dateType={rest}pageNumber=1&timestamp=");
        assert!(query.starts_with(&expected), "{query}");
        verify(query);
    }
}

#[tokio::test]
async fn probes_as_they_are_sent() {
    let dated = "dateFrom=01.10.2026&dateTo=31.10.2026&dateType=date&";
    for (right, expected_path, parameters) in [
        (Right::Entries, "general/entries:get", format!("{dated}fetchComments=true&pageNumber=1&")),
        (Right::Customers, "purchasesales/clients:get", "pageNumber=1&".to_owned()),
        (Right::Articles, "purchasesales/articles:get", "pageNumber=1&".to_owned()),
        (Right::VatCodes, "settings/vatpcs:get", String::new()),
        (
            Right::SalesInvoices,
            "purchasesales/clientinvoices:get",
            "paymentStatus=unpaid&pageNumber=1&".to_owned(),
        ),
        (Right::Payments, "purchasesales/payments:get", format!("{dated}pageNumber=1&")),
    ] {
        let head = capture(async |books| {
            books.probe(&probe_of(right)).await.unwrap();
        })
        .await;
        let (path, query) = query_of(&head);
        assert_eq!(path, format!("/api/{expected_path}"));
        let expected = format!("{parameters}timestamp=10112026110000&apikey=test-public-key&signature=");
        assert!(query.starts_with(&expected), "{query}");
        verify(query);
    }
}

#[tokio::test]
async fn a_page_of_customers_as_it_is_sent() {
    let head = capture(async |books| {
        books.customers(NonZeroU32::new(3).unwrap()).await.unwrap();
    })
    .await;
    let (path, query) = query_of(&head);
    assert_eq!(path, "/api/purchasesales/clients:get");
    assert!(query.starts_with("fetchAddresses=true&fetchContacts=true&pageNumber=3&timestamp="), "{query}");
    verify(query);
}

#[tokio::test]
async fn a_request_says_who_asks_and_what_it_reads() {
    let range = Basis::EntryDate(date("2026-10-01"), date("2026-10-31"));
    let head = capture(async |books| {
        books.entries(&entries(range, None, 1)).await.unwrap();
    })
    .await;
    let lower = head.to_lowercase();
    assert!(head.starts_with("GET "), "{head}");
    assert!(lower.contains(concat!("user-agent: uku-smartaccounts/", env!("CARGO_PKG_VERSION"))), "{head}");
    assert!(lower.contains("accept-encoding: gzip"), "{head}");
    assert!(!lower.contains(SECRET));
}
