//! `uku count --keys`.

use smartaccounts_sim::{Change, Mutation, SimConfig};

use crate::uku::{Ran, Scene};

async fn scene() -> Scene {
    Scene::with(SimConfig { companies: 4, entries_per_month: 9, limits: false, ..SimConfig::default() }).await
}

const RANGE: [&str; 4] = ["--from", "2026-06", "--to", "2026-07"];

#[tokio::test(flavor = "multi_thread")]
async fn every_company_of_the_simulators_file_is_counted() {
    let scene = scene().await;
    let keys = serde_json::to_string(scene.simulator.keys()).unwrap();
    let ran = scene.count_file(&keys, &[&RANGE[..], &["--json"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let json = ran.json();
    let companies = json["companies"].as_array().unwrap();
    assert_eq!(companies.len(), 4);
    for (company, counted) in scene.simulator.keys().iter().zip(companies) {
        assert_eq!(counted["name"], company.name);
        assert_eq!(counted["registryCode"], company.registry_code);
        assert_eq!(counted["requests"], 1);
        assert!(counted["error"].is_null());
        assert_eq!(Ran::counts_in(counted), scene.truth(company, "2026-06", "2026-07"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_companys_failure_does_not_stop_the_others() {
    let scene = scene().await;
    let [wrong, revoked, spaced, good] = [0, 1, 2, 3].map(|index| scene.company(index).clone());
    scene
        .simulator
        .mutate(Mutation { public_key: revoked.public_key.clone(), change: Change::Revoke })
        .unwrap();
    let keys = format!(
        "registry code;name;public key;secret key\n{};Vale AS;{};{}\n{};{};{};{}\n{};{};{}; {}\n{};{};{};{}\n",
        wrong.registry_code,
        wrong.public_key,
        good.secret_key,
        revoked.registry_code,
        revoked.name,
        revoked.public_key,
        revoked.secret_key,
        spaced.registry_code,
        spaced.name,
        spaced.public_key,
        spaced.secret_key,
        good.registry_code,
        good.name,
        good.public_key,
        good.secret_key,
    );
    let ran = scene.count_file(&keys, &[&RANGE[..], &["--json"]].concat());
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("3 of 4 companies could not be counted in full; the first is Vale AS, 2026-06"),
        "{}",
        ran.err
    );
    let json = ran.json();
    let error = |index: usize| json["companies"][index]["error"].as_str().unwrap_or_default();
    assert!(
        error(0).starts_with("SmartAccounts does not accept the keys. Copy both keys again"),
        "{}",
        error(0)
    );
    assert!(error(1).starts_with("SmartAccounts does not accept the keys"), "{}", error(1));
    assert!(error(2).starts_with("the secret key begins with white space"), "{}", error(2));
    assert_eq!(Ran::counts_in(&json["companies"][3]), scene.truth(&good, "2026-06", "2026-07"));
    assert_eq!((scene.arrived(&wrong), scene.arrived(&revoked), scene.arrived(&spaced)), (1, 1, 0));

    let table = scene.count_file(&keys, &RANGE);
    assert_eq!(table.code, 1);
    assert!(
        table
            .out
            .contains("Not counted: Vale AS, 2026-06 to 2026-07: SmartAccounts does not accept the keys"),
        "{}",
        table.out
    );
    for secret in [&wrong, &revoked, &spaced, &good].map(|company| &company.secret_key) {
        assert!(!table.out.contains(secret.as_str()) && !table.err.contains(secret.as_str()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_csv_for_all() {
    let scene = scene().await;
    let keys = serde_json::to_string(&scene.simulator.keys()[..2]).unwrap();
    let ran = scene.count_file(&keys, &["--from", "2026-06", "--to", "2026-06", "--csv"]);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(
        lines[0],
        "registry_code,name,month,sales_entries,purchase_entries,bank_entries,documents,error"
    );
    for (line, company) in lines[1..].iter().zip(scene.simulator.keys()) {
        let truth = &scene.truth(company, "2026-06", "2026-06")["2026-06"];
        let counts = ["sales_entries", "purchase_entries", "bank_entries", "documents"]
            .map(|field| truth[field].to_string());
        assert_eq!(
            *line,
            format!("{},{},2026-06,{},", company.registry_code, company.name, counts.join(","))
        );
    }
    assert_eq!(lines.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_can_not_be_used_says_why() {
    let scene = scene().await;
    let missing = Ran::of(scene.uku().args(["count", "--keys", "/nowhere/keys.csv"]));
    assert_eq!(missing.code, 1);
    assert!(missing.err.contains("/nowhere/keys.csv: No such file"), "{}", missing.err);
    let short = scene.count_file("10421629,Kask OÜ,public\n", &[]);
    assert_eq!(short.code, 1);
    assert!(short.err.contains("line 1: it has 3 columns"), "{}", short.err);
    let keyless = scene.count_file("10421629,Kask OÜ\n", &[]);
    assert_eq!(keyless.code, 1);
    assert!(
        keyless.err.contains("Kask OÜ") && keyless.err.contains("the file has no keys for it"),
        "{}",
        keyless.err
    );
}
