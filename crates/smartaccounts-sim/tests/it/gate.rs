//! Signature, timestamp, keys, rights and limits.

use chrono::TimeDelta;
use serde_json::json;
use smartaccounts_sim::SimConfig;

use crate::client::{Client, config, sign, simulate};

const ENTRIES: &str = "general/entries:get";

#[tokio::test]
async fn reads_are_answered_by_get_and_by_post_in_every_language() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 1);
    let query = client.signed("dateFrom=01.10.2026&dateTo=31.10.2026", "", TimeDelta::zero());
    let get = client.send(ENTRIES, &query, None).await.unwrap();
    assert_eq!(get.status, 200);
    assert!(get.date.starts_with("Mon, 23 Nov 2026 10:0"), "{}", get.date);
    let query = client.signed("dateFrom=01.10.2026&dateTo=31.10.2026", "{}", TimeDelta::zero());
    for base in ["", "../en/api/", "../et/api/"] {
        let post = client.send(&format!("{base}{ENTRIES}"), &query, Some("{}")).await.unwrap();
        assert_eq!((post.status, &post.text), (200, &get.text));
    }
    let empty = client.send(ENTRIES, &client.signed("", "", TimeDelta::zero()), Some("")).await.unwrap();
    assert_eq!(empty.status, 400);
    assert!(empty.text.contains("POST body read error"));
}

#[tokio::test]
async fn every_refusal_has_a_message_of_its_own() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 1);
    let good = client.signed("", "", TimeDelta::zero());
    let (unsigned, signature) = good.rsplit_once("&signature=").unwrap();
    let unknown = unsigned.replace(&client.keys.public_key, "nobody");
    let unknown = format!("{unknown}&signature={}", sign(&client.keys.secret_key, &unknown, ""));
    let other_secret = sim.keys()[2].secret_key.clone();
    let wrong = format!("{unsigned}&signature={}", sign(&other_secret, unsigned, ""));
    for (query, code) in [
        (unsigned.to_owned(), "SIGNATURE-MISSING"),
        (format!("signature={signature}&{unsigned}"), "SIGNATURE-MISSING"),
        (String::new(), "SIGNATURE-MISSING"),
        (format!("timestamp=1&signature={signature}"), "APIKEY-MISSING"),
        (unknown, "APIKEY-UNKNOWN"),
        (wrong, "SIGNATURE-WRONG"),
        (format!("{unsigned}&signature=õ"), "SIGNATURE-WRONG"),
        (client.signed("", "{}", TimeDelta::zero()), "SIGNATURE-WRONG"),
    ] {
        let reply = client.send(ENTRIES, &query, None).await.unwrap();
        assert_eq!((reply.status, reply.codes()), (401, vec![code.to_owned()]), "{query}");
    }
    let upper = format!("{unsigned}&signature={}", signature.to_uppercase());
    assert_eq!(client.send("settings/vatpcs:get", &upper, None).await.unwrap().status, 200);
    assert_eq!(client.get("general/nothing:get", "").await.status, 404);
}

#[tokio::test]
async fn timestamps_are_good_for_a_quarter_of_an_hour_either_way() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 1);
    for (off, status) in [(-901, 401), (-880, 200), (0, 200), (880, 200), (930, 401)] {
        let query = client.signed("", "", TimeDelta::seconds(off));
        let reply = client.send("settings/vatpcs:get", &query, None).await.unwrap();
        assert_eq!(reply.status, status, "{off} seconds: {}", reply.text);
        if status == 401 {
            assert_eq!(reply.codes(), ["TIMESTAMP-STALE"]);
        }
    }
}

#[tokio::test]
async fn both_hours_of_an_autumn_night_are_taken() {
    // 03:30 in Tallinn, for the second time that night.
    let clock_start = Some("2026-10-25T01:30:00Z".parse().unwrap());
    let sim = simulate(SimConfig { clock_start, ..config() }).await;
    let client = Client::new(&sim, 1);
    assert_eq!(client.get("settings/vatpcs:get", "").await.status, 200);
}

#[tokio::test]
async fn keys_are_revoked_restored_and_narrowed() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 1);
    client.mutate(json!({ "op": "revoke" })).await;
    assert_eq!(client.get("settings/vatpcs:get", "").await.codes(), ["APIKEY-REVOKED"]);
    client.mutate(json!({ "op": "restore" })).await;
    client.mutate(json!({ "op": "rights", "deny": ["general/entries", "purchasesales/clients:add"] })).await;
    let entries = client.get(ENTRIES, "dateFrom=01.10.2026").await;
    assert_eq!((entries.status, entries.codes()), (403, vec!["NO-RIGHT".to_owned()]));
    assert_eq!(client.get("purchasesales/clients:get", "").await.status, 200);
    assert_eq!(client.post("purchasesales/clients:add", &json!({ "name": "X" })).await.status, 403);
    client.mutate(json!({ "op": "rights", "deny": [] })).await;
    assert_eq!(client.get(ENTRIES, "dateFrom=01.10.2026").await.status, 200);
}

#[tokio::test]
async fn sixty_a_minute_are_let_through_and_the_window_slides() {
    let sim = simulate(SimConfig { limits: true, ..config() }).await;
    let client = Client::new(&sim, 1);
    for _ in 0..30 {
        assert_eq!(client.get("settings/vatpcs:get", "").await.status, 200);
    }
    sim.advance(TimeDelta::seconds(30));
    for _ in 0..30 {
        assert_eq!(client.get("settings/vatpcs:get", "").await.status, 200);
    }
    let over = client.get("settings/vatpcs:get", "").await;
    assert_eq!((over.status, over.text.as_str()), (503, "Rate Limit Exceeded"));
    sim.advance(TimeDelta::seconds(31));
    for _ in 0..30 {
        assert_eq!(client.get("settings/vatpcs:get", "").await.status, 200);
    }
    let stats = sim.stats().remove(&client.keys.public_key).unwrap();
    assert_eq!(stats.requests, 91);
    assert_eq!((stats.by_status[&200], stats.by_status[&503]), (90, 1));
    assert_eq!((stats.max_in_60s, stats.max_in_24h), (61, 91));
    assert_eq!(Client::new(&sim, 2).get("settings/vatpcs:get", "").await.status, 200);
}

#[tokio::test]
async fn a_thousand_a_day_are_let_through() {
    let sim = simulate(SimConfig { limits: true, ..config() }).await;
    let client = Client::new(&sim, 0);
    for request in 0..1000 {
        if request % 60 == 0 {
            sim.advance(TimeDelta::seconds(60));
        }
        assert_eq!(client.get("settings/vatpcs:get", "").await.status, 200);
    }
    sim.advance(TimeDelta::hours(23));
    assert_eq!(client.get("settings/vatpcs:get", "").await.status, 503);
    sim.advance(TimeDelta::hours(1));
    assert_eq!(client.get("settings/vatpcs:get", "").await.status, 200);
}
