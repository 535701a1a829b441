//! Reload data, and what can be done about a run that is under way or failed.

use std::collections::BTreeMap;

use serde_json::Value;
use smartaccounts_sim::{Change, CompanyKeys, Fault, FaultKind, Matching};

use crate::house::{House, as_list, outcomes, small};
use crate::months::month_back;
use crate::server::{Server, eventually};

/// The latest run as `uku run show --json` says it.
fn latest_run(house: &House) -> Value {
    let runs = as_list(&house.done(&["runs", "--json"]).json());
    house.done(&["run", "show", runs[0]["id"].as_str().unwrap(), "--json"]).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_twelve_months_before_are_reloaded_for_the_firm_and_for_one_client() {
    let house = House::on_sqlite(small(3)).await;
    house.connect_all();
    house.fill_in_settings();
    let (from, to) = (month_back(12), month_back(1));
    let out = house.done(&["reload", "--wait"]).out;
    assert!(out.starts_with(&format!("Imports {from} to {to} for 3 clients; 0 summary tasks")), "{out}");
    assert!(out.contains("3 of 3 clients, 36 created"), "{out}");
    for company in house.scene.simulator.keys() {
        assert_eq!(house.tasks(company).await, house.scene.truth(company, &from, &to));
    }

    let company = house.scene.company(1).clone();
    house.sell(&company, &month_back(12), 1);
    house.delete_task(&company, &month_back(3)).await;
    let reload = ["reload", "--client", &company.registry_code, "--wait", "--json"];
    house.refused(&reload, 2, &["1 deleted summary task would come back"]);
    let reloaded = house.done(&[&reload[..], &["--yes"]].concat()).json();
    let months = outcomes(&reloaded["done"], &company);
    let mut tally: BTreeMap<&str, u32> = BTreeMap::new();
    for outcome in months.values() {
        *tally.entry(outcome["outcome"].as_str().unwrap()).or_default() += 1;
    }
    assert_eq!(tally, [("created", 1), ("unchanged", 10), ("updated", 1)].into());
    assert_eq!(as_list(&reloaded["done"]["items"]).len(), 1);
    assert_eq!(house.tasks(&company).await, house.scene.truth(&company, &from, &to));
    let runs = house.done(&["runs"]).out;
    assert_eq!(runs.matches("Reload data").count(), 2, "{runs}");
}

/// A reload of six clients under way: all are done but for one, whose books are slow to answer.
async fn in_the_middle() -> (House, CompanyKeys, Server) {
    let house = House::on_postgres(small(6)).await;
    house.connect_all();
    house.fill_in_settings();
    let slow = house.scene.company(1).clone();
    let matching = Matching { public_key: Some(slow.public_key.clone()), path: None };
    let (kind, ms) = (FaultKind::Delay, Some(600_000));
    house.scene.simulator.inject(Fault { matching, kind, ms, ..Fault::default() });
    let server = Server::worker(&house);
    house.done(&["reload"]);
    let over = "SELECT count(*) FROM run_items WHERE finished_at IS NOT NULL";
    let tested = house.scene.arrived(&slow);
    eventually(async || house.number(over).await == 5 && house.scene.arrived(&slow) > tested).await;
    (house, slow, server)
}

/// What was written stays, what was not is not written any more, and people are told.
async fn was_stopped(house: &House, slow: &CompanyKeys, server: Server) {
    house.all_worked_off().await;
    let run = latest_run(house);
    assert_eq!((&run["state"], &run["tally"]["created"]), (&"cancelled".into(), &60.into()));
    house.scene.simulator.clear_faults();
    assert!(server.stop().0.success());
    // Whoever looks next tells people of what ended by itself.
    let other = Server::worker(house);
    eventually(async || house.done(&["notices"]).out.contains("6 clients: cancelled")).await;
    assert!(other.stop().0.success());
    assert!(house.tasks(slow).await.is_empty());
    let other = house.scene.company(2);
    let (from, to) = (month_back(12), month_back(1));
    assert_eq!(house.tasks(other).await, house.scene.truth(other, &from, &to));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_is_cancelled_in_the_middle_on_postgres() {
    let (house, slow, server) = in_the_middle().await;
    let run = latest_run(&house);
    assert_eq!((&run["state"], &run["over"], &run["clients"]), (&"running".into(), &5.into(), &6.into()));
    let id = run["id"].as_str().unwrap();
    let cancelled = house.done(&["run", "cancel", id]).out;
    assert_eq!(cancelled, format!("Run {id} is cancelled for 1 client; what was written stays\n"));
    was_stopped(&house, &slow, server).await;
    let activity = as_list(&house.done(&["activity", "--most", "500", "--json"]).json());
    for event in ["run_started", "run_cancelled"] {
        let of_run = |record: &&Value| record["event"][event]["run"] == id;
        assert_eq!(activity.iter().filter(of_run).count(), 1, "{event}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn deactivating_stops_a_run_in_the_middle_on_postgres() {
    let (house, slow, server) = in_the_middle().await;
    house.done(&["deactivate", "--yes"]);
    was_stopped(&house, &slow, server).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_failed_is_tried_again() {
    let house = House::on_sqlite(small(3)).await;
    house.connect_all();
    house.fill_in_settings();
    let company = house.scene.company(1).clone();
    house.change(&company, Change::Revoke);
    let failed = house.run(&["reload", "--wait"]);
    failed.must_say(1, &["12 of 36 months failed", "uku run retry "]);
    let why = "failed: SmartAccounts does not accept the keys. Copy both keys again from SmartAccounts";
    assert!(failed.out.contains(why) && failed.out.contains("24 created, 12 failed"), "{}", failed.out);
    let notices = house.done(&["notices"]).out;
    assert!(notices.contains("The SmartAccounts keys of 1 client stopped working"), "{notices}");
    assert!(notices.contains(&format!("{}: SmartAccounts does not accept the keys", company.name)));

    house.change(&company, Change::Restore);
    house.done(&["test-connection", &company.name]);
    let before: Vec<u64> =
        house.scene.simulator.keys().iter().map(|company| house.scene.arrived(company)).collect();
    let id = latest_run(&house)["id"].as_str().unwrap().to_owned();
    let retried = house.done(&["run", "retry", &id, "--wait", "--json"]).json();
    assert_eq!((&retried["tally"]["created"], &retried["tally"]["failed"]), (&36.into(), &0.into()));
    assert_eq!(retried["round"], 1);
    let after: Vec<u64> =
        house.scene.simulator.keys().iter().map(|company| house.scene.arrived(company)).collect();
    assert!(after[1] > before[1] && (after[0], after[2]) == (before[0], before[2]), "{before:?} {after:?}");
    assert_eq!(house.tasks(&company).await, house.scene.truth(&company, &month_back(12), &month_back(1)));
    let again = house.done(&["run", "retry", &id]).out;
    assert_eq!(again, format!("Nothing failed in run {id}, so nothing is tried again\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_were_refused_are_not_asked_again_until_they_are_tested() {
    let house = House::on_sqlite(small(2)).await;
    house.connect_all();
    house.fill_in_settings();
    let company = house.scene.company(1).clone();
    house.change(&company, Change::Revoke);
    house.run(&["reload", "--client", &company.name, "--wait"]).must_say(1, &["12 of 12 months failed"]);
    let arrived = house.scene.arrived(&company);
    house.change(&company, Change::Restore);
    let skipped = house.done(&["reload", "--wait"]).out;
    let why = "passed over: SmartAccounts does not accept the keys";
    assert!(skipped.contains(why) && skipped.contains("12 created, 12 passed over"), "{skipped}");
    assert_eq!(house.scene.arrived(&company), arrived);
    house.done(&["test-connection", &company.name]);
    house.done(&["reload", "--wait"]);
    assert_eq!(house.tasks(&company).await, house.scene.truth(&company, &month_back(12), &month_back(1)));
}
