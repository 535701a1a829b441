//! What bad input gets: a clear error for the month it lies in, and all other work done.

use smartaccounts_sim::{Change, CompanyKeys, Fault, FaultKind, Matching, Mutation, SimConfig};

use crate::uku::{Ran, Scene};

async fn scene() -> Scene {
    let config = SimConfig {
        companies: 2,
        entries_per_month: 9,
        page_size: 50,
        limits: false,
        ..SimConfig::default()
    };
    Scene::with(config).await
}

const RANGE: [&str; 5] = ["--from", "2026-05", "--to", "2026-06", "--json"];

fn fault(company: &CompanyKeys, kind: FaultKind) -> Fault {
    let matching = Matching { public_key: Some(company.public_key.clone()), path: None };
    Fault { matching, kind, ..Fault::default() }
}

/// Counts a company in trouble and one that isn't; the one in trouble fails for this reason in all months.
fn all_months_fail(scene: &Scene, said: &str) {
    let keys = serde_json::to_string(scene.simulator.keys()).unwrap();
    let ran = scene.count_file(&keys, &RANGE);
    assert_eq!(ran.code, 1);
    let json = ran.json();
    for month in json["companies"][0]["months"].as_array().unwrap() {
        let error = month["error"].as_str().unwrap_or_default();
        assert!(error.contains(said), "{error}");
        assert!(month["counts"].is_null());
    }
    let good = scene.company(1);
    assert_eq!(Ran::counts_in(&json["companies"][1]), scene.truth(good, "2026-05", "2026-06"));
    let name = &scene.company(0).name;
    assert!(ran.err.contains(name.as_str()) && ran.err.contains("2026-05"), "{}", ran.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_absurd_date_leaves_only_its_month_empty() {
    let scene = scene().await;
    let company = scene.company(0);
    let add = Change::Add {
        doc_type: "LEDGER_ENTRY".to_owned(),
        date: "31.02.2026".to_owned(),
        anchor: Some("2026-06-15".parse().unwrap()),
        count: None,
        id: None,
    };
    scene.simulator.mutate(Mutation { public_key: company.public_key.clone(), change: add }).unwrap();
    let ran = scene.count(company, &RANGE);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("2026-06 could not be counted") && ran.err.contains("31.02.2026"),
        "{}",
        ran.err
    );
    let mut truth = scene.truth(company, "2026-05", "2026-06");
    truth.remove("2026-06");
    assert_eq!(Ran::counts_in(&ran.json()), truth);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_without_end() {
    let scene = scene().await;
    scene.simulator.inject(fault(scene.company(0), FaultKind::Endless));
    all_months_fail(&scene, "repeats entries of earlier pages");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_a_hundred_megabytes() {
    let scene = scene().await;
    let fault = fault(scene.company(0), FaultKind::Huge);
    scene.simulator.inject(Fault { bytes: Some(100 * 1024 * 1024), ..fault });
    all_months_fail(&scene, "longer than any page");
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_json_and_wrong_types() {
    let scene = scene().await;
    for (body, said) in [
        ("{\"entries\":[", "it is no JSON object"),
        (r#"{"entries":[{"id":1,"date":true}],"hasMoreEntries":false}"#, "unreadable row"),
        (r#"{"entries":[],"hasMoreEntries":true}"#, "empty but says that more pages follow"),
        (
            r#"{"entries":[{"id":"a","date":"01.01.1999"}]}"#,
            "something dated 1999-01-01, which was not asked for",
        ),
    ] {
        scene.simulator.clear_faults();
        let fault = fault(scene.company(0), FaultKind::Body);
        scene.simulator.inject(Fault { body: Some(body.to_owned()), ..fault });
        all_months_fail(&scene, said);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unpaid_bill_and_a_missing_right() {
    let scene = scene().await;
    scene.simulator.inject(fault(scene.company(0), FaultKind::Unpaid));
    all_months_fail(&scene, "the company's bill is unpaid");
    scene.simulator.clear_faults();
    let change = Change::Rights { deny: vec!["general/entries".to_owned()] };
    scene.simulator.mutate(Mutation { public_key: scene.company(0).public_key.clone(), change }).unwrap();
    all_months_fail(&scene, "no right to read the general ledger");
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_that_pass_are_outlived() {
    let scene = scene().await;
    let company = scene.company(0);
    for kind in [FaultKind::Error, FaultKind::Cut, FaultKind::Garble, FaultKind::LostAnswer] {
        scene.simulator.clear_faults();
        scene.simulator.inject(Fault { every: Some(3), ..fault(company, kind) });
        let ran = scene.count(company, &RANGE);
        assert_eq!(ran.code, 0, "{kind:?}: {}", ran.err);
        assert_eq!(Ran::counts_in(&ran.json()), scene.truth(company, "2026-05", "2026-06"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_at_the_address() {
    let scene = scene().await;
    let company = scene.company(0);
    let mut command = scene.uku();
    command
        .env("UKU_SA_URL", "http://127.0.0.1:9/api")
        .env("UKU_SA_PUBLIC_KEY", &company.public_key)
        .env("UKU_SA_SECRET_KEY", &company.secret_key)
        .env("UKU_LOG", "trace");
    let ran = Ran::of(command.args(["count", "--from", "2026-05"]));
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("SmartAccounts cannot be reached"), "{}", ran.err);
    for secret in [&company.secret_key, &company.public_key, "signature="] {
        assert!(!ran.err.contains(secret), "{}", ran.err);
    }
}
