//! The clock at another speed.

use std::time::Duration;

use chrono::TimeDelta;
use serde_json::json;
use smartaccounts_sim::{SimConfig, SimError, Simulator};

use crate::client::{Client, config, simulate, start};

const ENTRIES: &str = "general/entries:get";

#[tokio::test]
async fn it_starts_where_it_was_told_and_runs_faster() {
    // Real time passes between any two looks, if only a little.
    let sim = simulate(SimConfig { clock_speed: 1e6, ..config() }).await;
    assert!(sim.now() >= start());
    tokio::time::sleep(Duration::from_millis(90)).await;
    assert!(sim.now() >= start() + TimeDelta::hours(24), "{}", sim.now());
    let slow = simulate(SimConfig { clock_speed: 1e-6, ..config() }).await;
    slow.advance(TimeDelta::hours(1));
    assert_eq!(slow.now(), start() + TimeDelta::hours(1), "pushed by whole steps at any speed");
}

#[tokio::test]
async fn limits_and_statistics_go_by_it_and_delays_do_not() {
    let sim = simulate(SimConfig { clock_speed: 1_000.0, limits: true, ..config() }).await;
    let client = Client::new(&sim, 1);
    client.control("faults", &json!({ "kind": "delay", "ms": 70 })).await;
    for _ in 0..20 {
        let asked = sim.now();
        assert_eq!(client.get(ENTRIES, "dateFrom=01.10.2026").await.status, 200);
        assert!(sim.now() - asked >= TimeDelta::seconds(70), "the delay is in real time");
    }
    let stats = sim.stats().remove(&client.keys.public_key).unwrap();
    assert_eq!((stats.requests, stats.max_in_60s, stats.max_in_24h), (20, 1, 20));
}

#[tokio::test]
async fn who_sleeps_by_it_wakes_up_in_time() {
    let sim = simulate(SimConfig { clock_speed: 86_400.0, ..config() }).await;
    let tomorrow = start() + TimeDelta::days(1);
    let real = sim.until(tomorrow);
    assert!(real <= Duration::from_secs(1), "{real:?}");
    tokio::time::sleep(real).await;
    assert!(sim.now() >= tomorrow, "{}", sim.now());
    assert_eq!(sim.until(tomorrow), Duration::ZERO);
    let slow = simulate(SimConfig { clock_speed: 1e-300, ..config() }).await;
    assert_eq!(slow.until(tomorrow), Duration::MAX);
}

#[tokio::test]
async fn a_day_is_over_soon_and_lets_a_thousand_through() {
    let sim = simulate(SimConfig { clock_speed: 20_000.0, limits: true, ..config() }).await;
    let client = Client::new(&sim, 1);
    let until = start() + TimeDelta::hours(23);
    let mut let_through = 0;
    while sim.now() < until {
        let_through += u32::from(client.get("settings/vatpcs:get", "").await.status == 200);
    }
    assert!((1..=1_000).contains(&let_through), "{let_through}");
    sim.advance(TimeDelta::hours(24));
    assert_eq!(client.get("settings/vatpcs:get", "").await.status, 200, "a new day has begun");
    let stats = sim.stats().remove(&client.keys.public_key).unwrap();
    assert_eq!(stats.by_status[&200], u64::from(let_through) + 1);
    assert!((stats.max_in_24h as u64) < stats.requests, "the last came a day after the others");
}

#[tokio::test]
async fn a_speed_that_makes_no_sense_is_refused() {
    for clock_speed in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e7] {
        let refused =
            Simulator::start(SimConfig { clock_speed, ..config() }, ([127, 0, 0, 1], 0).into()).await;
        assert!(matches!(refused, Err(SimError::Refused(_))), "{clock_speed}");
    }
}
