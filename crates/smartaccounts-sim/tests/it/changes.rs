//! Change queries, deletions and mutations.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Tallinn;
use serde_json::json;

use crate::client::{Client, config, simulate};

const ENTRIES: &str = "general/entries:get";

fn moment(at: DateTime<Utc>) -> String {
    at.with_timezone(&Tallinn).format("%d.%m.%Y_%H%%3A%M%%3A%S").to_string()
}

fn since(at: DateTime<Utc>) -> String {
    format!("dateType=modifydate&dateFrom={}", moment(at))
}

#[tokio::test]
async fn a_change_query_tells_what_was_added_moved_and_deleted() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 1);
    let before = sim.now();
    let quiet = client.get(ENTRIES, &since(before)).await.json();
    assert_eq!(quiet, json!({ "entries": [], "hasMoreEntries": false, "deleted": [] }));

    let october = client.rows(ENTRIES, "dateFrom=01.10.2026&dateTo=31.10.2026", "entries").await;
    let id = |at: usize| october[at]["id"].as_str().unwrap().to_owned();
    let truth = || sim.truth(&client.keys.public_key, "2026-09", "2026-10").unwrap();
    let count = |month: &str| truth()[month].values().sum::<u64>();
    let (september_before, october_before) = (count("2026-09"), count("2026-10"));

    sim.advance(TimeDelta::seconds(10));
    let added = client
        .mutate(json!({ "op": "add", "docType": "BANK_PAYMENT", "date": "2026-10-05", "count": 3 }))
        .await;
    client.mutate(json!({ "op": "move", "id": id(4), "date": "2026-09-30" })).await;
    client.mutate(json!({ "op": "delete", "id": id(5) })).await;
    client.mutate(json!({ "op": "delete", "id": added[0] })).await;

    let changed = client.get(ENTRIES, &since(before)).await.json();
    let mut ids: Vec<&str> =
        changed["entries"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    let mut expected = [added[1].clone(), added[2].clone(), id(4)];
    expected.sort();
    assert_eq!(ids, expected);
    assert_eq!(changed["deleted"], json!([id(5), added[0]]));
    assert!(
        client.get(ENTRIES, &format!("{}&pageNumber=2", since(before))).await.json().get("deleted").is_none()
    );
    assert_eq!((count("2026-09"), count("2026-10")), (september_before + 1, october_before));
    assert!(client.rows(ENTRIES, &format!("id={}", id(5)), "entries").await.is_empty());

    let later = client.get(ENTRIES, &since(sim.now() + TimeDelta::seconds(5))).await.json();
    assert_eq!(later, json!({ "entries": [], "hasMoreEntries": false, "deleted": [] }));
    let listed = client.all(ENTRIES, "dateFrom=01.10.2026&dateTo=31.10.2026", "entries").await;
    assert_eq!(listed.len() as u64, october_before);
}

#[tokio::test]
async fn a_day_is_entered_at_the_midnight_that_ends_it() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 1);
    // Midnight in Tallinn, in winter.
    let midnight: DateTime<Utc> = "2026-11-19T22:00:00Z".parse().unwrap();
    let between = async |from: DateTime<Utc>, to: DateTime<Utc>| {
        let query = format!("{}&dateTo={}", since(from), moment(to));
        client.all(ENTRIES, &query, "entries").await
    };
    let day = client.all(ENTRIES, "dateFrom=19.11.2026&dateTo=19.11.2026", "entries").await;
    assert!(!day.is_empty());
    assert_eq!(between(midnight, midnight).await, day);
    let second = TimeDelta::seconds(1);
    assert!(between(midnight + second, midnight + TimeDelta::hours(20)).await.is_empty());
    assert_eq!(between(midnight - second, midnight + second).await, day);
    let plain =
        client.all(ENTRIES, "dateType=modifydate&dateFrom=20.11.2026&dateTo=20.11.2026", "entries").await;
    assert_eq!(plain, day);
}

#[tokio::test]
async fn kinds_and_dates_that_nobody_knows_can_be_added() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 1);
    let chosen = "00000000-0000-0000-0000-000000000001";
    client.mutate(json!({ "op": "add", "docType": "HOLOGRAM", "date": "2026-10-05", "id": chosen })).await;
    let found =
        client.rows(ENTRIES, "dateFrom=01.10.2026&dateTo=31.10.2026&docType=HOLOGRAM", "entries").await;
    assert_eq!((found[0]["id"].as_str(), found[0]["date"].as_str()), (Some(chosen), Some("05.10.2026")));
    assert_eq!(client.rows(ENTRIES, &format!("id={chosen}"), "entries").await, found);
    let truth = || sim.truth(&client.keys.public_key, "2026-03", "2026-10").unwrap();
    assert_eq!(truth()["2026-10"]["HOLOGRAM"], 1);

    client
        .mutate(json!({ "op": "add", "docType": "RUBBISH", "date": "32.13.2026", "anchor": "2026-03-05" }))
        .await;
    let found =
        client.rows(ENTRIES, "dateFrom=05.03.2026&dateTo=05.03.2026&docType=RUBBISH", "entries").await;
    assert_eq!(found[0]["date"], "32.13.2026");
    assert!(!truth()["2026-03"].contains_key("RUBBISH"));
}

#[tokio::test]
async fn many_are_deleted_by_kind_and_month_and_mutations_come_in_lists() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 1);
    let key = &client.keys.public_key;
    let sales = || sim.truth(key, "2026-10", "2026-10").unwrap()["2026-10"].get("CLIENT_INVOICE").copied();
    let before = sales().unwrap();
    let both = json!([
        { "publicKey": key, "op": "delete", "docType": "CLIENT_INVOICE", "month": "2026-10", "count": 5 },
        { "publicKey": key, "op": "add", "docType": "CLIENT_INVOICE", "date": "2026-10-31" },
    ]);
    assert_eq!(client.control("mutate", &both).await["ids"].as_array().unwrap().len(), 6);
    assert_eq!(sales(), Some(before - 4));
    let all = json!({ "op": "delete", "docType": "CLIENT_INVOICE", "month": "2026-10", "count": 1000 });
    assert_eq!(client.mutate(all).await.len() as u64, before - 4);
    assert_eq!(sales(), None);
}

#[tokio::test]
async fn the_controls_answer_over_http_as_in_process() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 1);
    let get = async |path: &str| {
        let url = format!("{}/_sim/{path}", sim.root_url());
        let text = crate::client::http().get(url).send().await.unwrap().text().await.unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap()
    };
    let key = &client.keys.public_key;
    let truth = get(&format!("truth?publicKey={key}&from=2025-11&to=2027-01")).await;
    assert_eq!(truth["months"], json!(sim.truth(key, "2025-11", "2027-01").unwrap()));
    assert_eq!(truth["months"]["2027-01"], json!({}));
    client.get("settings/vatpcs:get", "").await;
    let stats = get("stats").await;
    let expected =
        json!({ "requests": 1, "byStatus": { "200": 1 }, "maxIn60s": 1, "maxIn24h": 1, "maxAtOnce": 1 });
    assert_eq!(stats["keys"][key], expected);
    client.control("clock", &json!({ "advance": "P1DT24H" })).await;
    assert!(get("clock").await["now"].as_str().unwrap().starts_with("2026-11-25T10:0"));
    for odd in ["P1M", "PT-5S", "P99999999999999999999D", "tomorrow"] {
        let url = format!("{}/_sim/clock", sim.root_url());
        let body = json!({ "advance": odd }).to_string();
        let refused = crate::client::http().post(url).body(body).send().await.unwrap().status();
        assert_eq!(refused, 400, "{odd}");
    }
    assert!(get("truth?publicKey=nobody&from=2025-11&to=2025-12").await["error"].is_string());
}

#[tokio::test]
async fn a_cleared_list_of_clients_shows_only_those_added_since() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 1);
    let clients = async || client.all("purchasesales/clients:get", "fetchContacts=true", "clients").await;
    let add = async |name: &str| client.post("purchasesales/clients:add", &json!({ "name": name })).await;
    add("Enne").await;
    assert_eq!(clients().await.len(), 21);
    client.mutate(json!({ "op": "clear" })).await;
    assert_eq!(clients().await.len(), 0);
    add("Pärast").await;
    let left = clients().await;
    assert_eq!((left.len(), &left[0]["name"]), (1, &json!("Pärast")));
    assert_eq!(client.rows("purchasesales/clients:get", "nameOrRegCode=Enne", "clients").await.len(), 0);
    assert_eq!(client.rows("purchasesales/vendors:get", "", "vendors").await.len(), 20);
}
