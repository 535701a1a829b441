use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use chrono::{DateTime, Datelike, Months, Utc};
use serde_json::Value;
use smartaccounts_sim::SimConfig;

use crate::uku::{Ran, Scene, main_fields, uku};

fn demo(folder: &std::path::Path) -> Value {
    let ran = Ran::of(uku().args(["demo", "--once", "--json", "--data"]).arg(folder));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    ran.json()
}

/// The first and the last of the twelve complete months before this one.
fn twelve_months(now: DateTime<Utc>) -> (String, String) {
    let today = now.with_timezone(&chrono_tz::Europe::Tallinn).date_naive().with_day(1).unwrap();
    let text = |back| (today - Months::new(back)).format("%Y-%m").to_string();
    (text(12), text(1))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_number_is_that_of_the_books() {
    let folder = tempfile::tempdir().unwrap();
    let json = demo(folder.path());
    // The seed makes the same books in a simulator of our own.
    let books =
        Scene::with(SimConfig { entries_per_month: 25, seed: 1991, companies: 12, ..SimConfig::default() })
            .await;
    let (from, to) = twelve_months(books.simulator.now());
    let mut expected = BTreeMap::new();
    for company in books.simulator.keys() {
        for (month, counts) in main_fields(books.simulator.truth(&company.public_key, &from, &to).unwrap()) {
            expected.insert((company.registry_code.clone(), company.name.clone(), month), counts);
        }
    }
    let text = |task: &Value, name: &str| task[name].as_str().unwrap().to_owned();
    let tasks = json["tasks"].as_array().unwrap();
    let found: BTreeMap<_, BTreeMap<String, u64>> = tasks
        .iter()
        .map(|task| {
            let numbers = task["counts"].as_object().unwrap().iter();
            let counts = numbers.map(|(field, number)| (field.clone(), number.as_u64().unwrap()));
            ((text(task, "registryCode"), text(task, "client"), text(task, "month")), counts.collect())
        })
        .collect();
    assert_eq!(tasks.len(), 144);
    assert_eq!(found, expected);
    assert!(tasks.iter().all(|task| task["outcome"] == "created"));
}

#[test]
fn a_second_run_on_the_same_data_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (demo(folder.path()), demo(folder.path()));
    let outcomes = |json: &Value| -> Vec<String> {
        json["tasks"].as_array().unwrap().iter().map(|task| task["outcome"].to_string()).collect()
    };
    assert!(outcomes(&first).iter().all(|outcome| outcome == "\"created\""));
    assert!(outcomes(&second).iter().all(|outcome| outcome == "\"unchanged\""));
    for (before, after) in first["tasks"].as_array().unwrap().iter().zip(second["tasks"].as_array().unwrap())
    {
        assert_eq!(before["counts"], after["counts"]);
    }
}

#[test]
fn the_table_names_the_data_folder() {
    let folder = tempfile::tempdir().unwrap();
    let ran = Ran::of(uku().args(["demo", "--once", "--clients", "2", "--data"]).arg(folder.path()));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("24 summary tasks"), "{}", ran.out);
    assert!(ran.out.ends_with(&format!("The data is in {}\n", folder.path().display())), "{}", ran.out);
}

#[test]
fn it_stays_up_to_be_asked_until_it_is_told_to_stop() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_uku"))
        .args(["demo", "--clients", "1", "--data"])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let hint = lines.into_iter().find(|line| line.trim_start().starts_with("UKU_SA_URL=")).unwrap();
    let url = hint.trim().strip_prefix("UKU_SA_URL=").unwrap().split(' ').next().unwrap();
    let keys = folder.path().join("keys.json");
    let mut count = uku();
    count.env("UKU_SA_URL", url).env("UKU_SA_LIMITS", "off").args(["count", "--keys"]).arg(keys);
    let ran = Ran::of(&mut count);
    assert_eq!(ran.code, 0, "{}", ran.err);

    let stopped = std::process::Command::new("kill").arg(child.id().to_string()).status().unwrap();
    assert!(stopped.success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
