//! Trying out a right: one request, whatever comes of it.

use chrono::TimeDelta;
use uku_core::clock::Clock;
use uku_core::ledger::{Ledger, LedgerError, Probe, ProbeQuery, ProbedEntry, Right};
use uku_smartaccounts::server_time;
use uku_testkit::build::{at, date};
use uku_testkit::fake::ManualClock;
use wiremock::ResponseTemplate;

use crate::support::{Answering, NOW, date_header, json};

pub(crate) fn probe_of(right: Right) -> ProbeQuery {
    ProbeQuery { right, from: date("2026-10-01"), to: date("2026-10-31") }
}

async fn probed(right: Right, template: ResponseTemplate) -> Result<Probe, LedgerError> {
    let answering = Answering::with(template).await;
    let probe = answering.books.probe(&probe_of(right)).await;
    assert_eq!((answering.arrived().await, answering.books.requests_sent()), (1, 1));
    probe
}

#[tokio::test]
async fn the_latest_entries_are_shown_as_a_person_knows_them() {
    let body = r#"{"hasMoreEntries":true,"entries":[
        {"date":"01.10.2026","number":"1","comment":"vana"},
        {"date":"05.10.2026","number":17,"comment":" ","document":"AR-17","docType":"CLIENT_INVOICE"},
        {"date":"31.10.2026","number":"18","comment":"Üür, oktoober","document":"x"},
        {"date":"07.10.2026","number":null,"document":2026}]}"#;
    let entry = |day: &str, number: &str, text: &str| ProbedEntry {
        date: date(day),
        number: number.to_owned(),
        text: text.to_owned(),
    };
    let latest = vec![
        entry("2026-10-31", "18", "Üür, oktoober"),
        entry("2026-10-07", "", "2026"),
        entry("2026-10-05", "17", "AR-17"),
    ];
    assert_eq!(probed(Right::Entries, json(body)).await, Ok(Probe { latest }));
}

#[tokio::test]
async fn what_other_rights_list_is_not_looked_at() {
    for right in Right::OWN_BOOKS.into_iter().filter(|right| *right != Right::Entries) {
        for body in [r#"{"anything":[7,{"name":[]}]}"#, r#"{"hasMoreEntries":false}"#] {
            assert_eq!(probed(right, json(body)).await, Ok(Probe::default()), "{right}");
        }
    }
}

#[tokio::test]
async fn an_answer_that_is_no_list_is_garbled_at_once() {
    for right in Right::OWN_BOOKS {
        for body in ["<html>", "{}", "[]", r#"{"entries":7,"clients":7,"payments":7,"articles":7,"a":"b"}"#] {
            let probe = probed(right, json(body)).await;
            assert!(matches!(probe, Err(LedgerError::Garbled { .. })), "{right} {body} {probe:?}");
        }
    }
    let undated = probed(Right::Entries, json(r#"{"entries":[{"date":"soon"}]}"#)).await;
    assert!(matches!(undated, Err(LedgerError::Garbled { .. })), "{undated:?}");
}

#[tokio::test]
async fn each_refusal_is_told_after_one_request() {
    let clock = ManualClock::at(NOW);
    let refused = |status: u16, body: &str| {
        let date = date_header(&clock, 0);
        ResponseTemplate::new(status).set_body_raw(body.as_bytes(), "text/plain").insert_header("date", date)
    };
    let probe = async |template| probed(Right::Articles, template).await.unwrap_err();
    assert_eq!(probe(refused(401, "")).await, LedgerError::WrongKeys);
    let missing = LedgerError::RightMissing { what: "read articles".to_owned() };
    assert_eq!(probe(refused(403, "")).await, missing);
    let until = clock.now() + TimeDelta::seconds(60);
    assert_eq!(probe(refused(503, "Rate Limit Exceeded")).await, LedgerError::OverLimit { until });
    assert_eq!(probe(refused(503, "billing error")).await, LedgerError::Unpaid);
    assert!(matches!(probe(refused(500, "")).await, LedgerError::Unreachable { .. }));
    assert!(matches!(probe(refused(400, "no")).await, LedgerError::Refused { .. }));
    let rules = r#"{"errors":[{"message":"no"}]}"#;
    assert!(matches!(probe(json(rules)).await, LedgerError::Refused { .. }));
}

#[tokio::test]
async fn a_clock_that_is_off_is_told_at_once() {
    for (status, seconds) in [(401, 121), (400, 7_200), (403, -7_200)] {
        let date = date_header(&ManualClock::at(NOW), seconds);
        let answering = Answering::with(ResponseTemplate::new(status).insert_header("date", date)).await;
        let off = Err(LedgerError::ClockOff { seconds: -seconds });
        // Asked again, it is still off, and no key was given up for it.
        assert_eq!(answering.books.probe(&probe_of(Right::Entries)).await, off);
        assert_eq!(answering.books.probe(&probe_of(Right::Entries)).await, off);
        assert_eq!(answering.arrived().await, 2);
    }
}

#[tokio::test]
async fn a_doubtful_answer_stays_doubtful() {
    let answering = Answering::with(ResponseTemplate::new(503)).await;
    for _ in 0..2 {
        let probe = answering.books.probe(&probe_of(Right::Entries)).await;
        assert!(matches!(probe, Err(LedgerError::Unavailable { .. })), "{probe:?}");
    }
    // It says nothing about the next answer to an import.
    assert!(matches!(answering.ask().await, Err(LedgerError::OverLimit { .. })));
}

#[tokio::test]
async fn refused_keys_are_not_probed_again() {
    let date = date_header(&ManualClock::at(NOW), 0);
    let answering = Answering::with(ResponseTemplate::new(401).insert_header("date", date)).await;
    for _ in 0..2 {
        assert_eq!(answering.books.probe(&probe_of(Right::Entries)).await, Err(LedgerError::WrongKeys));
    }
    assert_eq!(answering.arrived().await, 1);
}

#[tokio::test]
async fn the_servers_time_is_asked_without_a_key() {
    let answering = Answering::with(ResponseTemplate::new(404)).await;
    let clock = &answering.clock;
    answering.now_with(ResponseTemplate::new(404).insert_header("date", date_header(clock, 90))).await;
    assert_eq!(server_time(&answering.api).await, Ok(at(NOW) + TimeDelta::seconds(90)));
    let requests = answering.server.received_requests().await.unwrap();
    assert_eq!((requests.len(), requests[0].url.path(), requests[0].url.query()), (1, "/api", None));
    answering.now_with(ResponseTemplate::new(404).insert_header("date", "yesterday")).await;
    assert!(matches!(server_time(&answering.api).await, Err(LedgerError::Garbled { .. })));
}
