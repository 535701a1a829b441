//! What is tried again, and what is not.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::time::Instant;
use uku_core::ledger::{Ledger, LedgerError, Priority, Right};
use uku_smartaccounts::{Api, ApiConfig, Repeats};
use uku_testkit::fake::ManualClock;
use wiremock::matchers::any;
use wiremock::{Mock, ResponseTemplate};

use crate::probes::probe_of;
use crate::support::{Answering, NOW, config, json, keys, october};

#[tokio::test]
async fn a_server_error_is_repeated_with_a_signature_of_its_own() {
    let answering = Answering::with(json(r#"{"entries":[]}"#)).await;
    answering.server.reset().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(500))
        .up_to_n_times(2)
        .mount(&answering.server)
        .await;
    Mock::given(any()).respond_with(json(r#"{"entries":[]}"#)).mount(&answering.server).await;
    answering.ask().await.unwrap();
    assert_eq!((answering.arrived().await, answering.books.requests_sent()), (3, 3));
}

#[tokio::test]
async fn a_server_that_keeps_failing_is_reported_with_its_words() {
    let answering = Answering::with(ResponseTemplate::new(502).set_body_string("upstream\u{7} gone")).await;
    let detail = r#"it answers 502 Bad Gateway: "upstream gone…""#.to_owned();
    assert_eq!(answering.ask().await, Err(LedgerError::Unreachable { detail }));
    assert_eq!(answering.arrived().await, 3);
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_asked_for_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/api", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        for body in [r#"{"entries":[{"id":"#, r#"{"entries":[]}"#] {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(stream.read_u8().await.unwrap());
            }
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                14.max(body.len())
            );
            let cut = if body.len() > 14 { answer.len() - 4 } else { answer.len() };
            stream.write_all(&answer.as_bytes()[..cut]).await.unwrap();
        }
    });
    let books = Api::new(config(&address, &ManualClock::at(NOW))).unwrap().open(keys(), Priority::Bulk);
    books.entries(&october()).await.unwrap();
    assert_eq!(books.requests_sent(), 2);
    server.await.unwrap();
}

#[tokio::test]
async fn an_address_that_moved_is_not_followed() {
    let answering =
        Answering::with(ResponseTemplate::new(302).insert_header("location", "http://127.0.0.1:9/x")).await;
    assert!(matches!(answering.ask().await, Err(LedgerError::Unreachable { .. })));
    assert_eq!(answering.arrived().await, 1);
}

/// What a page and a probe cost while the vendor can't be reached at an address: requests sent.
async fn cost(address: &str, repeats: Repeats) -> (u64, u64) {
    let api = Api::new(ApiConfig { repeats, ..config(address, &ManualClock::at(NOW)) }).unwrap();
    let books = api.open(keys(), Priority::Bulk);
    assert!(matches!(books.entries(&october()).await, Err(LedgerError::Unreachable { .. })));
    let page = books.requests_sent();
    assert!(matches!(books.probe(&probe_of(Right::Entries)).await, Err(LedgerError::Unreachable { .. })));
    (page, books.requests_sent() - page)
}

#[tokio::test]
async fn through_an_outage_a_page_costs_its_repeats_and_a_probe_one_request() {
    let down = Answering::with(ResponseTemplate::new(500)).await;
    let failing = format!("{}/api", down.server.uri());
    // Nobody listens there any more.
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let repeats = Repeats { most: 2, ..Repeats::NONE };
    for address in [failing, format!("http://{nobody}/api")] {
        assert_eq!(cost(&address, repeats).await, (3, 1), "{address}");
        assert_eq!(cost(&address, Repeats::NONE).await, (1, 1), "{address}");
    }
    assert_eq!(down.arrived().await, 6);
}

#[tokio::test(start_paused = true)]
async fn a_vendor_that_never_answers_costs_half_a_minute_a_request() {
    // Whoever connects is never accepted. The clock jumps to the next time-out whenever nothing else happens.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/api", silent.local_addr().unwrap());
    let began = Instant::now();
    assert_eq!(cost(&address, Repeats { most: 2, ..Repeats::NONE }).await, (3, 1));
    assert!((4 * 30..4 * 30 + 5).contains(&began.elapsed().as_secs()), "{:?}", began.elapsed());
}
