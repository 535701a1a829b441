//! Each fault does what it says.

use serde_json::{Value, json};
use smartaccounts_sim::{Fault, FaultKind, Simulator};

use crate::client::{Client, config, simulate};

const ENTRIES: &str = "general/entries:get";
const RANGE: &str = "dateFrom=01.10.2026&dateTo=31.10.2026";

async fn with_fault(fault: Value) -> Simulator {
    let sim = simulate(config()).await;
    Client::new(&sim, 1).control("faults", &fault).await;
    sim
}

#[tokio::test]
async fn answers_instead_of_the_work() {
    for (fault, status, text) in [
        (json!({ "kind": "error" }), 500, "Internal error"),
        (json!({ "kind": "error", "status": 502 }), 502, "Internal error"),
        (json!({ "kind": "over_limit" }), 503, "Rate Limit Exceeded"),
        (json!({ "kind": "unpaid" }), 503, "Service unavailable (billing error)"),
        (json!({ "kind": "body", "body": "{\"entries\":7}" }), 200, "{\"entries\":7}"),
    ] {
        let sim = with_fault(fault).await;
        let reply = Client::new(&sim, 1).get(ENTRIES, RANGE).await;
        assert_eq!((reply.status, reply.text.as_str()), (status, text));
    }
}

#[tokio::test]
async fn only_what_matches_and_only_so_often() {
    let sim = simulate(config()).await;
    let (client, other) = (Client::new(&sim, 1), Client::new(&sim, 2));
    let matching = json!({ "publicKey": client.keys.public_key, "path": "entries" });
    client.control("faults", &json!({ "match": matching, "kind": "error", "every": 2, "times": 1 })).await;
    assert_eq!(other.get(ENTRIES, RANGE).await.status, 200);
    assert_eq!(client.get("settings/vatpcs:get", "").await.status, 200);
    let mut statuses = Vec::new();
    for _ in 0..5 {
        statuses.push(client.get(ENTRIES, RANGE).await.status);
    }
    assert_eq!(statuses, [200, 500, 200, 200, 200]);
}

#[tokio::test]
async fn a_lost_answer_does_the_work() {
    let sim = with_fault(json!({ "kind": "lost_answer", "match": { "path": ":add" }, "times": 1 })).await;
    let client = Client::new(&sim, 1);
    let query = |body: &str| client.signed("", body, chrono::TimeDelta::zero());
    let body = json!({ "code": "UUS", "description": "Uus", "type": "SERVICE" }).to_string();
    let error = client.send("purchasesales/articles:add", &query(&body), Some(&body)).await.unwrap_err();
    assert!(error.is_request(), "not even a status arrives: {error:?}");
    assert_eq!(client.rows("purchasesales/articles:get", "code=UUS", "articles").await.len(), 1);
    assert_eq!(sim.stats()[&client.keys.public_key].by_status[&0], 1);
}

#[tokio::test]
async fn a_cut_answer_has_a_status_and_half_a_body() {
    let sim = with_fault(json!({ "kind": "cut" })).await;
    let client = Client::new(&sim, 1);
    let error = client.try_get(ENTRIES, RANGE).await.unwrap_err();
    assert!(error.is_body() || error.is_decode(), "{error:?}");
}

#[tokio::test]
async fn garbled_and_huge_bodies() {
    let sim = with_fault(json!({ "kind": "garble" })).await;
    let client = Client::new(&sim, 1);
    let garbled = client.get(ENTRIES, RANGE).await;
    assert_eq!(garbled.status, 200);
    assert!(serde_json::from_str::<Value>(&garbled.text).is_err());
    sim.clear_faults();
    sim.inject(Fault { kind: FaultKind::Huge, bytes: Some(1_000_000), ..Fault::default() });
    assert_eq!(client.get(ENTRIES, RANGE).await.text.len(), 1_000_000);
}

#[tokio::test]
async fn a_delay_delays() {
    let sim = with_fault(json!({ "kind": "delay", "ms": 60_000 })).await;
    let client = Client::new(&sim, 1);
    let waited = tokio::time::timeout(std::time::Duration::from_millis(50), client.get(ENTRIES, RANGE)).await;
    assert!(waited.is_err());
}

#[tokio::test]
async fn a_skewed_clock_is_shown_and_held_against_the_key() {
    let sim = simulate(config()).await;
    let (client, other) = (Client::new(&sim, 1), Client::new(&sim, 2));
    let matching = json!({ "publicKey": client.keys.public_key });
    client.control("faults", &json!({ "match": matching, "kind": "skew", "ms": -3_600_000 })).await;
    let stale = client.get(ENTRIES, RANGE).await;
    assert_eq!((stale.status, stale.codes()), (401, vec!["TIMESTAMP-STALE".to_owned()]));
    assert!(stale.date.contains(" 09:0"), "{}", stale.date);
    let query = client.signed(RANGE, "", chrono::TimeDelta::hours(-1));
    assert_eq!(client.send(ENTRIES, &query, None).await.unwrap().status, 200);
    assert_eq!(other.get(ENTRIES, RANGE).await.status, 200);
}

#[tokio::test]
async fn an_endless_list_repeats_its_last_page() {
    let sim = with_fault(json!({ "kind": "endless" })).await;
    let client = Client::new(&sim, 1);
    let page = async |number: u32| client.get(ENTRIES, &format!("{RANGE}&pageNumber={number}")).await.json();
    assert_eq!(page(900).await, page(901).await);
    assert_eq!(page(900).await["hasMoreEntries"], true);
    assert!(!page(900).await["entries"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn a_vendor_that_is_down_for_one_company_until_that_is_lifted() {
    let sim = simulate(config()).await;
    let (client, other) = (Client::new(&sim, 1), Client::new(&sim, 2));
    let matching = json!({ "publicKey": client.keys.public_key });
    let lift = async || {
        let url = format!("{}/_sim/faults?publicKey={}", sim.root_url(), client.keys.public_key);
        assert_eq!(crate::client::http().delete(url).send().await.unwrap().status(), 200);
    };
    client.control("faults", &json!({ "kind": "error", "match": { "path": "vatpcs" } })).await;

    client.control("faults", &json!({ "match": matching, "kind": "error" })).await;
    for path in [ENTRIES, "purchasesales/clients:get", "purchasesales/payments:get"] {
        assert_eq!(client.get(path, RANGE).await.status, 500, "{path}");
        assert_eq!(other.get(path, RANGE).await.status, 200, "{path}");
    }
    lift().await;
    assert_eq!(client.get(ENTRIES, RANGE).await.status, 200);

    client.control("faults", &json!({ "match": matching, "kind": "lost_answer" })).await;
    for _ in 0..3 {
        assert!(client.try_get(ENTRIES, RANGE).await.unwrap_err().is_request());
    }
    sim.lift_faults(&other.keys.public_key);
    assert!(client.try_get(ENTRIES, RANGE).await.is_err(), "another company's lifting changes nothing");
    lift().await;
    assert_eq!(client.get(ENTRIES, RANGE).await.status, 200);
    assert_eq!(client.get("settings/vatpcs:get", "").await.status, 500, "what was asked for all stays");
}

#[tokio::test]
async fn faults_are_cleared() {
    let sim = with_fault(json!({ "kind": "error" })).await;
    let client = Client::new(&sim, 1);
    let url = format!("{}/_sim/faults", sim.root_url());
    assert_eq!(crate::client::http().delete(url).send().await.unwrap().status(), 200);
    assert_eq!(client.get(ENTRIES, RANGE).await.status, 200);
}
