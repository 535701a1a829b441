//! Errors by meaning, and that none of them tells a secret.

use chrono::TimeDelta;
use uku_core::clock::Clock;
use uku_core::ledger::{LedgerError, Priority, VendorMessage};
use uku_smartaccounts::{Api, ApiConfigError, VENDOR_ADDRESS};
use uku_testkit::build::at;
use uku_testkit::fake::ManualClock;
use wiremock::ResponseTemplate;

use crate::support::{Answering, NOW, PUBLIC, SECRET, config, date_header, json};

fn refusal(status: u16, body: &str) -> ResponseTemplate {
    let date = date_header(&ManualClock::at(NOW), 0);
    ResponseTemplate::new(status).set_body_raw(body.as_bytes(), "text/plain").insert_header("date", date)
}

async fn error(template: ResponseTemplate) -> LedgerError {
    Answering::with(template).await.ask().await.unwrap_err()
}

#[tokio::test]
async fn wrong_keys_are_never_sent_again() {
    let answering = Answering::with(refusal(401, "wrong signature")).await;
    assert_eq!(answering.ask().await, Err(LedgerError::WrongKeys));
    assert_eq!(answering.ask().await, Err(LedgerError::WrongKeys));
    assert_eq!(answering.arrived().await, 1);
}

#[tokio::test]
async fn a_refusal_with_the_clocks_two_minutes_apart_is_still_the_keys_fault() {
    let clock = ManualClock::at(NOW);
    let template = refusal(401, "").insert_header("date", date_header(&clock, 120));
    assert_eq!(error(template).await, LedgerError::WrongKeys);
}

#[tokio::test]
async fn a_wrong_clock_signs_once_more_by_the_servers_time() {
    for seconds in [-3_600, 1_200] {
        let answering = Answering::with(json(r#"{"entries":[]}"#)).await;
        let stale = refusal(401, "stale").insert_header("date", date_header(&answering.clock, seconds));
        answering.server.reset().await;
        let first = wiremock::Mock::given(wiremock::matchers::any()).respond_with(stale).up_to_n_times(1);
        first.mount(&answering.server).await;
        let then = wiremock::Mock::given(wiremock::matchers::any()).respond_with(json(r#"{"entries":[]}"#));
        then.mount(&answering.server).await;

        answering.ask().await.unwrap();
        answering.ask().await.unwrap();
        let requests = answering.server.received_requests().await.unwrap();
        let stamp = |index: usize| {
            let mut pairs = requests[index].url.query_pairs();
            pairs.find(|(name, _)| name == "timestamp").unwrap().1.into_owned()
        };
        let server_time = answering.clock.now() + TimeDelta::seconds(seconds);
        let expected =
            server_time.with_timezone(&chrono_tz::Europe::Tallinn).format("%d%m%Y%H%M%S").to_string();
        assert_eq!(requests.len(), 3);
        assert_eq!((stamp(1), stamp(2)), (expected.clone(), expected));
    }
}

#[tokio::test]
async fn keys_refused_at_the_servers_time_are_wrong() {
    let clock = ManualClock::at(NOW);
    let answering = Answering::with(refusal(401, "").insert_header("date", date_header(&clock, 7_200))).await;
    assert_eq!(answering.ask().await, Err(LedgerError::WrongKeys));
    assert_eq!(answering.arrived().await, 2);
}

#[tokio::test]
async fn in_the_hour_that_comes_twice_a_refusal_is_not_held_against_the_keys() {
    let answering = Answering::with(refusal(401, "stale")).await;
    answering.clock.advance(at("2026-10-25T00:30:00Z") - answering.clock.now());
    answering.now_with(refusal(401, "stale").insert_header("date", date_header(&answering.clock, 0))).await;
    assert!(matches!(answering.ask().await, Err(LedgerError::Unavailable { .. })));
    answering.clock.advance(TimeDelta::hours(2));
    answering.now_with(json(r#"{"entries":[]}"#)).await;
    answering.ask().await.unwrap();
}

#[tokio::test]
async fn over_the_limit_until_the_time_that_the_server_names_or_for_a_minute() {
    let clock = ManualClock::at(NOW);
    let over = |seconds| LedgerError::OverLimit { until: clock.now() + TimeDelta::seconds(seconds) };
    assert_eq!(error(refusal(503, "Rate Limit Exceeded")).await, over(60));
    assert_eq!(error(refusal(429, "")).await, over(60));
    assert_eq!(error(refusal(503, "too many requests").insert_header("retry-after", "7")).await, over(7));
    let dated = refusal(429, "").insert_header("retry-after", date_header(&clock, 90));
    assert_eq!(error(dated).await, over(90));
    let absurd = refusal(429, "").insert_header("retry-after", "4294967295");
    assert_eq!(error(absurd).await, over(24 * 3_600));
}

#[tokio::test]
async fn an_unpaid_bill_is_told_apart_from_the_limit() {
    let answering = Answering::with(refusal(503, "Service unavailable (billing error)")).await;
    assert_eq!(answering.ask().await, Err(LedgerError::Unpaid));
    assert_eq!(answering.arrived().await, 1);
}

#[tokio::test]
async fn in_doubt_it_is_the_limit_once_and_then_reported() {
    for body in ["", "Service Unavailable", "billing rate limit"] {
        let answering = Answering::with(refusal(503, body)).await;
        assert!(matches!(answering.ask().await, Err(LedgerError::OverLimit { .. })), "{body}");
        assert!(matches!(answering.ask().await, Err(LedgerError::Unavailable { .. })), "{body}");
        answering.now_with(json(r#"{"entries":[]}"#)).await;
        answering.ask().await.unwrap();
        answering.now_with(refusal(503, body)).await;
        assert!(matches!(answering.ask().await, Err(LedgerError::OverLimit { .. })), "{body}");
    }
}

#[tokio::test]
async fn a_missing_right_is_named() {
    let missing = LedgerError::RightMissing { what: "read the general ledger".to_owned() };
    assert_eq!(error(refusal(403, "")).await, missing);
    assert_eq!(error(refusal(400, r#"{"errors":[{"message":"Missing privilege"}]}"#)).await, missing);
}

#[tokio::test]
async fn a_refused_request_keeps_the_vendors_messages() {
    let message =
        |key: Option<&str>, text: &str| VendorMessage { key: key.map(str::to_owned), text: text.to_owned() };
    let rules =
        r#"{"errors":[{"code":"PERIOD-LOCKED","message":"Periood on lukus"},{"message":"teine"},"kolmas"]}"#;
    let rules_read =
        [message(Some("PERIOD-LOCKED"), "Periood on lukus"), message(None, "teine"), message(None, "kolmas")];
    for (body, messages) in [
        (rules, &rules_read[..]),
        (r#"{"message":"dateFrom missing"}"#, &[message(None, "dateFrom missing")]),
        (r#"{"error":"no"}"#, &[message(None, "no")]),
        ("plain words", &[message(None, "plain words")]),
    ] {
        assert_eq!(
            error(refusal(400, body)).await,
            LedgerError::Refused { messages: messages.to_vec() },
            "{body}"
        );
    }
    let with_success = LedgerError::Refused { messages: rules_read.to_vec() };
    assert_eq!(error(json(rules)).await, with_success);
}

#[tokio::test]
async fn nothing_of_a_key_is_in_an_error_or_in_what_is_printed() {
    let nobody = Api::new(config("http://127.0.0.1:9/api", &ManualClock::at(NOW))).unwrap();
    let books = nobody.open(crate::support::keys(), Priority::Bulk);
    let unreachable =
        uku_core::ledger::Ledger::entries(&books, &crate::support::october()).await.unwrap_err();
    assert!(matches!(unreachable, LedgerError::Unreachable { .. }));
    let refused = error(refusal(404, "no such thing")).await;
    for text in [
        unreachable.to_string(),
        format!("{unreachable:?}"),
        refused.to_string(),
        format!("{:?}", crate::support::keys()),
    ] {
        for secret in [SECRET, PUBLIC, "signature", "apikey"] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}

#[tokio::test]
async fn an_error_page_that_repeats_the_address_tells_no_key_and_no_signature() {
    let address = "general/entries:get?pageNumber=1&apikey=a066f7de6042458da916a066f7de6042\
                   &signature=f709677b237a2fd4b62e77809d4d4ce1cb31c5d01f748510aeccfd55e545e8b2";
    for status in [200, 400, 404, 500, 503] {
        let refusal = refusal(status, &format!(r#"{{"message":"no such page: {address}"}}"#));
        let printed = format!("{:?}", error(refusal).await);
        assert!(!printed.contains("a066f7") && !printed.contains("f70967"), "{printed}");
        assert!(
            status == 503 || printed.contains("no such page: general/entries:get?pageNumber=1&apikey=…"),
            "{printed}"
        );
    }
}

#[test]
fn only_a_simulator_may_be_asked_in_the_clear() {
    let clock = ManualClock::at(NOW);
    let api = |address: &str| Api::new(config(address, &clock)).map(|_| ());
    assert_eq!(api(VENDOR_ADDRESS), Err(ApiConfigError::NoBudget(VENDOR_ADDRESS.to_owned())));
    let memory = std::sync::Arc::new(uku_testkit::fake::MemoryBudget::new(clock.clone()));
    let budget = Some(uku_core::ledger::Budget { memory, limits: uku_core::ledger::Limits::VENDOR });
    assert!(Api::new(uku_smartaccounts::ApiConfig { budget, ..config(VENDOR_ADDRESS, &clock) }).is_ok());
    assert_eq!(api("http://localhost:8086/api/"), Ok(()));
    assert_eq!(api("http://[::1]:8086/api"), Ok(()));
    for address in
        ["http://sa.smartaccounts.eu/api", "ftp://127.0.0.1/api", "http://127.0.0.1.example.com/api"]
    {
        assert_eq!(api(address), Err(ApiConfigError::Unsafe(address.to_owned())));
    }
    for address in ["", "sa.smartaccounts.eu", "https://host/api?x=1", "https://user@host/api"] {
        assert_eq!(api(address), Err(ApiConfigError::NoAddress(address.to_owned())), "{address}");
    }
}
