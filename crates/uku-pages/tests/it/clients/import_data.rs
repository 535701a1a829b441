use uku_core::run::{Run, RunKind, RunsQuery};
use uku_core::store::IntegrationStore as _;
use uku_core::summary::HandEdits;
use uku_testkit::build::{firm_a, months};

use super::{House, hidden};

async fn runs(house: &House) -> Vec<Run> {
    let mut work = house.0.store.open(&firm_a()).await.unwrap();
    let records = work.runs().page(RunsQuery { before: None, most: 10 }).await.unwrap();
    records.into_iter().map(|record| record.run).collect()
}

#[tokio::test]
async fn ticked_clients_then_integration_and_period_then_what_it_would_do_then_the_run() {
    let house = House::new().await;
    house.complete_settings().await;
    house.connect("kask").await;
    house.put("tamm");
    let owner = house.owner();
    let page = owner.get("/clients/import-data?client=kask&client=tamm").await;
    assert!(
        page.says("For 2 clients") && page.says("<option value=\"smartaccounts\" selected>SmartAccounts")
    );
    assert!(page.says("<option value=\"2026-10\" selected>October 2026</option>"));
    assert!(page.says("<option value=\"2026-11\">November 2026, incomplete</option>"));
    assert_eq!(page.text.matches("name=\"client\"").count(), 2);

    let query = "client=kask&client=tamm&integration=smartaccounts&from=2026-10&to=2026-11";
    let forecast = owner.get(&format!("/clients/import-data/forecast?{query}")).await;
    assert_eq!(forecast.status, 200, "{}", forecast.text);
    for text in [
        "1 client, ",
        "No summary task is there yet.",
        "1 client is not connected",
        "<li>tamm</li>",
        "November 2026 is not over",
        "Start import",
    ] {
        assert!(forecast.says(text), "{text}");
    }
    let run = hidden(&forecast, "run");
    let fields =
        [("client", "kask"), ("client", "tamm"), ("from", "2026-10"), ("to", "2026-11"), ("run", &run)];
    // A double click, or going back and sending it again, starts one run.
    for _ in 0..2 {
        let started = owner.post("/clients/import-data", &fields).await;
        assert_eq!(started.location(), format!("/runs/{run}?done=clients-run-started"));
    }
    let runs = runs(&house).await;
    assert_eq!(runs.len(), 1);
    assert_eq!((runs[0].kind, runs[0].months), (RunKind::ManualImport, months("2026-10", "2026-11")));
    assert_eq!(runs[0].hand_edits, HandEdits::Keep);
}

#[tokio::test]
async fn periods_that_are_none_are_told_and_what_was_chosen_stays() {
    let house = House::new().await;
    house.complete_settings().await;
    house.connect("kask").await;
    for (from, to, says) in [
        ("2026-10", "2026-09", "turned around"),
        ("2026-10", "2026-12", "has not begun yet"),
        ("2020-10", "2026-10", "at most 60"),
        ("x", "2026-10", "is not a month"),
    ] {
        let query = format!("client=kask&from={from}&to={to}");
        let page = house.owner().get(&format!("/clients/import-data/forecast?{query}")).await;
        assert_eq!(page.status, 422);
        assert!(page.says(says), "{from} {to}: {}", page.text);
        assert!(page.says("name=\"client\" value=\"kask\""));
    }
    let turned = house.owner().get("/clients/import-data/forecast?client=kask&from=2026-10&to=2026-09").await;
    assert!(turned.says("<option value=\"2026-09\" selected>"));
}

#[tokio::test]
async fn settings_that_are_missing_are_named() {
    let house = House::new().await;
    house.connect("kask").await;
    let page = house.owner().get("/clients/import-data/forecast?client=kask").await;
    assert_eq!(page.status, 422);
    assert!(page.says("not complete") && page.says("href=\"/why\""), "{}", page.text);
    assert!(house.owner().get("/clients/import-data").await.says("No client is ticked"));
}

#[tokio::test]
async fn all_that_match_can_be_imported() {
    let house = House::new().await;
    house.complete_settings().await;
    for name in ["kask", "kuusk", "tamm"] {
        house.connect(name).await;
    }
    let owner = house.owner();
    let page = owner.get("/clients/import-data?all=matching&q=k&state=connected&client=tamm").await;
    assert!(page.says("For 2 clients") && page.says("name=\"q\" value=\"k\""));
    let fields =
        [("all", "matching"), ("q", "k"), ("state", "connected"), ("from", "2026-10"), ("to", "2026-10")];
    assert_eq!(owner.post("/clients/import-data", &fields).await.status, 303);
    let mut work = house.0.store.open(&firm_a()).await.unwrap();
    let records = work.runs().page(RunsQuery { before: None, most: 1 }).await.unwrap();
    let clients: Vec<_> = records[0].items.iter().map(|(item, _)| item.client.to_string()).collect();
    assert_eq!(clients, ["kask", "kuusk"]);
}

#[tokio::test]
async fn reloading_one_client_says_what_may_be_overwritten_first() {
    let house = House::new().await;
    house.complete_settings().await;
    house.connect("kask").await;
    let owner = house.owner();
    let asked = owner.get_part("/clients/kask/reload").await;
    assert!(asked.says("may be overwritten") && asked.says("November 2025") && asked.says("October 2026"));
    let run = hidden(&asked, "run");
    let fields = [("run", run.as_str()), ("overwrite", "yes")];
    for _ in 0..2 {
        let started = owner.post_part("/clients/kask/reload", &fields).await;
        let address = started.headers["hx-redirect"].to_str().unwrap().to_owned();
        assert_eq!(address, format!("/runs/{run}?done=clients-run-started"));
    }
    let runs = runs(&house).await;
    assert_eq!((runs.len(), runs[0].kind, runs[0].hand_edits), (1, RunKind::Reload, HandEdits::Overwrite));
}

#[tokio::test]
async fn a_client_without_keys_is_not_reloaded() {
    let house = House::new().await;
    house.complete_settings().await;
    house.put("kask");
    let dialog = house.owner().get("/clients/kask/reload").await;
    assert!(dialog.says("None of these clients is connected") && !dialog.says("type=\"submit\">{"));
    let dialog = House::new().await;
    dialog.connect("kask").await;
    let incomplete = dialog.owner().get("/clients/kask/reload").await;
    assert!(incomplete.says("not complete") && incomplete.says("/why?client=kask"));
    let started = dialog.owner().post("/clients/kask/reload", &[]).await;
    assert_eq!(started.status, 422);
}

#[tokio::test]
async fn numbers_changed_by_hand_are_listed_and_overwritten_only_if_that_is_ticked() {
    let house = House::new().await;
    house.complete_settings().await;
    house.connect("kask").await;
    house.by_hand("kask").await;
    let forecast = house.owner().get("/clients/import-data/forecast?client=kask").await;
    for text in [
        "1 summary task is there already and may change.",
        "1 number was changed by hand",
        "<td>October 2026</td><td>Sales entries</td>",
        "<td class=\"num\">61</td>",
        "Overwrite these",
    ] {
        assert!(forecast.says(text), "{text}: {}", forecast.text);
    }
    assert!(!forecast.says("value=\"yes\" checked"));
    for (ticked, edits) in [(None, HandEdits::Keep), (Some(("overwrite", "yes")), HandEdits::Overwrite)] {
        let mut fields = vec![("client", "kask"), ("from", "2026-10"), ("to", "2026-10")];
        fields.extend(ticked);
        assert_eq!(house.owner().post("/clients/import-data", &fields).await.status, 303);
        assert_eq!(runs(&house).await[0].hand_edits, edits);
    }
    let forecast = house.owner().in_language("et").get("/clients/import-data/forecast?client=kask").await;
    assert!(forecast.says("1 arv on käsitsi muudetud") && forecast.says("Kirjuta need üle"));
}
