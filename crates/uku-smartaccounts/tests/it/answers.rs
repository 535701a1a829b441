//! Successes in all their forms, and what can't be read.

use std::io::Write;

use chrono::NaiveDate;
use proptest::prelude::*;
use uku_core::ledger::{EntryId, EntryKind, LedgerError};
use wiremock::ResponseTemplate;

use crate::support::{Answering, json};

async fn garbled(template: ResponseTemplate) -> (String, usize) {
    let answering = Answering::with(template).await;
    match answering.ask().await.unwrap_err() {
        LedgerError::Garbled { detail } => (detail, answering.arrived().await),
        other => panic!("expected a garbled answer, not {other:?}"),
    }
}

#[tokio::test]
async fn numbers_and_texts_are_read_alike() {
    let body = r#"{"hasMoreEntries":"true","entries":[
        {"id":17,"date":"31.10.2026","docType":"BANK_PAYMENT","number":5,"rows":null},
        {"docType":null,"id":"17","date":"01.10.2026 00:00:00","amount":"1 000,50"}]}"#;
    let page = Answering::with(json(body)).await.ask().await.unwrap();
    assert!(page.more);
    assert_eq!(page.entries[0].id, page.entries[1].id);
    assert_eq!(page.entries[0].kind, EntryKind::BankPayment);
    assert_eq!(page.entries[1].kind, EntryKind::Unknown);
    assert_eq!(page.entries[1].date, NaiveDate::from_ymd_opt(2026, 10, 1).unwrap());
}

#[tokio::test]
async fn the_list_is_found_by_its_shape() {
    let body = r#"{"generalEntries":[{"id":"a","date":"31.10.2026","docType":"NEW_KIND"}],"deleted":["b",{"id":"c"},3]}"#;
    let page = Answering::with(json(body)).await.ask().await.unwrap();
    assert_eq!(page.entries.len(), 1);
    assert_eq!(page.entries[0].kind, EntryKind::Unknown);
    assert_eq!(page.deleted, ["b", "c", "3"].map(EntryId::from_text));
    assert!(!page.more);
}

#[tokio::test]
async fn an_absent_list_is_empty_where_the_page_says_that_no_more_follow() {
    for body in
        [r#"{"hasMoreEntries":false}"#, r#"{"entries":null,"hasMoreEntries":null}"#, r#"{"entries":[]}"#]
    {
        let page = Answering::with(json(body)).await.ask().await.unwrap();
        assert_eq!((page.entries.len(), page.more), (0, false), "{body}");
    }
}

#[tokio::test]
async fn a_compressed_answer_is_read() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(br#"{"entries":[{"id":"a","date":"31.10.2026"}]}"#).unwrap();
    let template = ResponseTemplate::new(200)
        .insert_header("content-encoding", "gzip")
        .set_body_raw(gzip.finish().unwrap(), "application/json");
    assert_eq!(Answering::with(template).await.ask().await.unwrap().entries.len(), 1);
}

#[tokio::test]
async fn an_unreadable_row_fails_the_page_and_is_not_asked_for_again() {
    for (row, said) in [
        (r#"{"id":"x1","date":"31.02.2026"}"#, "entry x1 has the date `31.02.2026`"),
        (r#"{"id":"x1","date":"99.99.9999"}"#, "entry x1 has the date `99.99.9999`"),
        (r#"{"date":"31.10.2026"}"#, "missing field `id`"),
        (r#"{"id":"x1"}"#, "missing field `date`"),
        (r#"{"id":["x"],"date":"31.10.2026"}"#, "expected a text or a number"),
        ("7", "invalid type"),
    ] {
        let (detail, arrived) = garbled(json(&format!(r#"{{"entries":[{row}]}}"#))).await;
        assert!(detail.starts_with("page 1 of general/entries:get: ") && detail.contains(said), "{detail}");
        assert_eq!(arrived, 1);
    }
}

#[tokio::test]
async fn what_is_no_list_is_asked_for_again_and_then_told() {
    for (body, said) in [
        (&b"<html>proxy</html>"[..], "it is no JSON object"),
        (br#"{"entries":["#, "it is no JSON object"),
        (b"[]", "it is no JSON object"),
        (b"", "it is no JSON object"),
        (br#"{"ok":true}"#, "it has no list of entries"),
        (br#"{"a":[],"b":[]}"#, "it has several lists"),
        (br#"{"entries":{"a":1},"hasMoreEntries":false}"#, "its entries are no list"),
        (br#"{"entries":"none","hasMoreEntries":false}"#, "its entries are no list"),
        (br#"{"entries":[],"hasMoreEntries":"perhaps"}"#, "neither true nor false"),
        (br#"{"entries":[],"deleted":[true]}"#, "its list of deletions"),
        (b"{\"entries\":[{\"id\":\"\xff\xfe\",\"date\":\"31.10.2026\"}]}", "it is no JSON object"),
    ] {
        let (detail, arrived) =
            garbled(ResponseTemplate::new(200).set_body_raw(body, "application/json")).await;
        assert!(detail.contains(said), "{detail}");
        assert_eq!(arrived, 3);
    }
}

#[tokio::test]
async fn a_huge_answer_is_not_read_to_its_end_nor_asked_for_again() {
    let (detail, arrived) =
        garbled(ResponseTemplate::new(200).set_body_bytes(vec![b' '; 17 * 1024 * 1024])).await;
    assert_eq!((detail.as_str(), arrived), ("page 1 of general/entries:get: it is longer than any page", 1));
}

#[tokio::test]
async fn a_small_answer_that_unpacks_to_a_huge_one_is_refused() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..100 {
        gzip.write_all(&vec![b' '; 1024 * 1024]).unwrap();
    }
    let template = ResponseTemplate::new(200)
        .insert_header("content-encoding", "gzip")
        .set_body_raw(gzip.finish().unwrap(), "application/json");
    assert!(garbled(template).await.0.contains("longer than any page"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever comes, there is a page or an error by meaning; nothing panics.
    #[test]
    fn any_bytes_are_a_page_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..300), wrap in any::<bool>()) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let mut body = if wrap { br#"{"entries":["#.to_vec() } else { Vec::new() };
            body.extend(bytes);
            let template = ResponseTemplate::new(200).set_body_raw(body, "application/json");
            let answer = Answering::with(template).await.ask().await;
            assert!(matches!(answer, Ok(_) | Err(LedgerError::Garbled { .. } | LedgerError::Refused { .. })), "{answer:?}");
        });
    }
}
