//! Pages cover every entry once and agree with the truth.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::{Value, json};
use smartaccounts_sim::{Counts, SimConfig};

use crate::client::{Client, config, simulate};

const ENTRIES: &str = "general/entries:get";

fn by_month(rows: &[Value]) -> BTreeMap<String, Counts> {
    let mut months: BTreeMap<String, Counts> = BTreeMap::new();
    for row in rows {
        let date = row["date"].as_str().unwrap();
        let month = format!("{}-{}", &date[6..], &date[3..5]);
        *months.entry(month).or_default().entry(row["docType"].as_str().unwrap().to_owned()).or_default() +=
            1;
    }
    months
}

#[tokio::test]
async fn pages_of_any_size_cover_every_entry_once() {
    for page_size in [7, 100] {
        let sim = simulate(SimConfig { page_size, ..config() }).await;
        let client = Client::new(&sim, 1);
        let rows = client.all(ENTRIES, "dateFrom=01.01.2026&dateTo=31.12.2026", "entries").await;
        let ids: BTreeSet<&str> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), rows.len());
        let mut truth = sim.truth(&client.keys.public_key, "2026-01", "2026-12").unwrap();
        assert_eq!(truth.remove("2026-12"), Some(Counts::new()));
        assert_eq!(by_month(&rows), truth);
        let invoices = client
            .all(ENTRIES, "dateFrom=01.10.2026&dateTo=31.10.2026&docType=CLIENT_INVOICE", "entries")
            .await;
        assert_eq!(invoices.len() as u64, truth["2026-10"]["CLIENT_INVOICE"]);
    }
}

#[tokio::test]
async fn the_average_holds_within_a_third_and_steady_is_exact() {
    let of_year = async |config: SimConfig| {
        let sim = simulate(config).await;
        let key = sim.keys()[0].public_key.clone();
        sim.truth(&key, "2020-01", "2024-12").unwrap()
    };
    let documents = |counts: &Counts| {
        let main = ["CLIENT_INVOICE", "VENDOR_INVOICE", "BANK_PAYMENT"];
        counts.iter().filter(|(kind, _)| !main.contains(&kind.as_str())).map(|(_, n)| n).sum::<u64>()
    };
    let mut sum = 0;
    for (month, counts) in of_year(SimConfig { entries_per_month: 100, ..config() }).await {
        for count in [counts["CLIENT_INVOICE"], counts["BANK_PAYMENT"], documents(&counts)] {
            assert!((70..=130).contains(&count), "{month}: {count}");
        }
        sum += counts["CLIENT_INVOICE"];
    }
    assert!((95 * 60..105 * 60).contains(&sum), "{sum}");
    for counts in of_year(SimConfig { entries_per_month: 11, steady: true, ..config() }).await.values() {
        assert_eq!((counts["VENDOR_INVOICE"], documents(counts)), (11, 11));
    }
    for counts in of_year(SimConfig { entries_per_month: 0, ..config() }).await.values() {
        assert!(counts.is_empty());
    }
}

#[tokio::test]
async fn months_fill_as_days_end() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 1);
    let count = || {
        let truth = sim.truth(&client.keys.public_key, "2026-11", "2026-11").unwrap();
        truth["2026-11"].values().sum::<u64>()
    };
    let before = count();
    sim.advance(chrono::TimeDelta::hours(11));
    assert_eq!(count(), before, "nothing appears during a day");
    sim.advance(chrono::TimeDelta::hours(1));
    let after = count();
    assert!(after > before, "{before} {after}");
    let rows = client.all(ENTRIES, "dateFrom=23.11.2026&dateTo=24.11.2026", "entries").await;
    assert_eq!(rows.len() as u64, after - before);
}

#[tokio::test]
async fn a_page_deep_inside_large_books_is_found_at_once() {
    let sim = simulate(SimConfig { entries_per_month: 50_000, ..config() }).await;
    let client = Client::new(&sim, 1);
    let truth = sim.truth(&client.keys.public_key, "2025-11", "2026-10").unwrap();
    let total: u64 = truth.values().flat_map(Counts::values).sum();
    let last = total.div_ceil(100);
    let range = "dateFrom=01.11.2025&dateTo=31.10.2026";
    let page = async |number: u64| client.get(ENTRIES, &format!("{range}&pageNumber={number}")).await.json();
    let read = async {
        let (deep, end) = (page(last / 2).await, page(last).await);
        assert_eq!(deep["entries"].as_array().unwrap().len(), 100);
        assert_eq!(deep["hasMoreEntries"], true);
        assert_eq!(end["entries"].as_array().unwrap().len() as u64, total - (last - 1) * 100);
        assert_eq!(end["hasMoreEntries"], false);
        assert_eq!(page(last / 2).await, deep);
        let id = deep["entries"][41]["id"].as_str().unwrap();
        let found = client.rows(ENTRIES, &format!("id={id}"), "entries").await;
        assert_eq!(found, [deep["entries"][41].clone()]);
    };
    // Generous for a busy machine; walking through the entries would take minutes.
    tokio::time::timeout(Duration::from_secs(10), read).await.unwrap();
}

#[tokio::test]
async fn the_page_after_the_last_is_as_the_test_wants() {
    let sim = simulate(config()).await;
    let client = Client::new(&sim, 1);
    let range = "dateFrom=01.10.2026&dateTo=31.10.2026";
    let all = client.all(ENTRIES, range, "entries").await;
    let past = format!("{range}&pageNumber={}", all.len().div_ceil(100) + 3);
    let empty = client.get(ENTRIES, &past).await.json();
    assert_eq!(empty, json!({ "entries": [], "hasMoreEntries": false }));
    client.control("paging", &json!({ "pastEnd": "clamp" })).await;
    let clamped = client.get(ENTRIES, &past).await.json();
    assert_eq!(clamped["entries"].as_array().unwrap().last(), all.last());
    client.control("paging", &json!({ "pastEnd": "reject" })).await;
    assert_eq!(client.get(ENTRIES, &past).await.codes(), ["NO-SUCH-PAGE"]);
    client.control("paging", &json!({ "order": "date_desc" })).await;
    let mut reversed = client.all(ENTRIES, range, "entries").await;
    reversed.reverse();
    assert_eq!(reversed, all);
}
