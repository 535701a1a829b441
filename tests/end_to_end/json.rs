//! Every command that answers takes `--json`, and prints JSON and nothing else then.

use serde_json::Value;

use crate::house::{House, as_list, small};
use crate::months::month_back;

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_can_be_had_as_json() {
    let house = House::of_demo(3).await;
    let company = house.scene.company(1).registry_code.clone();
    house.import_file("12345678;Ootaja OÜ\n");
    let month = month_back(1);
    let run = as_list(&house.done(&["runs", "--json"]).json())[0]["id"].as_str().unwrap().to_owned();
    for arguments in [
        &["firm", "show"][..],
        &["firm", "set", "--plan", "elite"],
        &["activate"],
        &["clients", "progress"],
        &["clients", "review"],
        &["clients", "cancel"],
        &["clients", "add", "--name", "Kask OÜ"],
        &["clients", "list"],
        &["clients", "pause", &company],
        &["clients", "resume", &company],
        &["test-connection", &company],
        &["keys", "rotate"],
        &["activity"],
        &["activity", "--client", "Kask OÜ", "--erase-personal"],
        &["topics", "list"],
        &["topics", "add", "Payroll"],
        &["topics", "rename", "Payroll", "Wages"],
        &["topics", "archive", "Wages"],
        &["topics", "restore", "Wages"],
        &["topics", "delete", "Wages"],
        &["fields", "list"],
        &["fields", "add", "Hours"],
        &["fields", "rename", "Hours", "Days"],
        &["fields", "archive", "Days"],
        &["fields", "restore", "Days"],
        &["fields", "delete", "Days"],
        &["settings"],
        &["settings", "set", "--look-day", "9"],
        &["settings", "create-fields"],
        &["import-data", "--client", &company, "--from", &month, "--to", &month],
        &["runs"],
        &["run", "show", &run],
        &["run", "cancel", &run],
        &["run", "retry", &run],
        &["reload", "--client", &company, "--wait"],
        &["notices"],
        &["notices", "--all"],
        &["notices", "email", "mari@example.ee"],
        &["notices", "read"],
        &["disconnect", &company, "--yes"],
        &["keys", "destroy", "--confirm", "destroy 2 key pairs"],
        &["deactivate", "--yes"],
        &["migrate"],
    ] {
        let ran = house.done(&[arguments, &["--json"]].concat());
        let parsed: Result<serde_json::Value, _> = serde_json::from_str(&ran.out);
        assert!(parsed.is_ok(), "{arguments:?}: {}", ran.out);
    }
    // What is wrong is said on the standard error, beside the answer.
    let doctor = house.run(&["doctor", "--json"]);
    assert_eq!((doctor.code, doctor.json()["firm"].is_array()), (1, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confirmed_import_is_told_in_camel_case() {
    let house = House::on_sqlite(small(2)).await;
    house.import_file("1;A\n");
    let confirmed = house.done(&["clients", "confirm", "--json"]).json();
    assert_eq!(confirmed["state"], "confirmed");
    assert_eq!(
        (&confirmed["confirmed"]["created"], &confirmed["confirmed"]["notConnected"]),
        (&1.into(), &0.into())
    );
}

/// Other programs rely on these words.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_imported_is_told_in_words_that_stay() {
    let house = House::on_sqlite(small(2)).await;
    house.connect_all();
    house.fill_in_settings();
    let (company, month) = (house.scene.company(1).clone(), month_back(1));
    let arguments = ["import-data", "--client", &company.name, "--from", &month, "--to", &month];
    let imported = house.done(&[&arguments[..], &["--wait", "--json"]].concat()).json();
    assert_eq!(keys(&imported), ["done", "forecast", "run"]);
    assert_eq!(
        keys(&imported["forecast"]),
        [
            "billed",
            "changedByHand",
            "clients",
            "comeBack",
            "incomplete",
            "months",
            "notConnected",
            "overwrite",
            "requests",
            "seconds",
            "tasks"
        ]
    );
    let run = house.done(&["run", "show", imported["run"].as_str().unwrap(), "--json"]).json();
    assert_eq!(run, imported["done"]);
    assert_eq!(
        keys(&run),
        [
            "askedBy",
            "clients",
            "createdAt",
            "id",
            "items",
            "kind",
            "left",
            "months",
            "outcome",
            "over",
            "requests",
            "round",
            "state",
            "tally"
        ]
    );
    assert_eq!(
        keys(&run["tally"]),
        ["created", "deferred", "failed", "leftAlone", "skipped", "unchanged", "updated", "zero"]
    );
    let item = &run["items"][0];
    assert_eq!((keys(item), &item["state"]), (vec!["client", "months", "state"], &"finished".into()));
    assert_eq!(keys(&item["months"][0]), ["counts", "month", "outcome", "text"]);
    let notices = house.done(&["notices", "--json"]).json();
    assert_eq!(keys(&notices["notices"][0]), ["at", "event", "number", "read", "subject", "text"]);
    let settings = house.done(&["settings", "--json"]).json();
    assert_eq!(
        keys(&settings),
        [
            "active",
            "broken",
            "fields",
            "importDay",
            "importTime",
            "lookBack",
            "lookDay",
            "missing",
            "nextImport",
            "preview",
            "status",
            "timeZone",
            "title",
            "topic",
            "usualTime",
            "withinMonth"
        ]
    );
    assert_eq!(keys(&settings["nextImport"]), ["at", "local", "month", "text"]);
    assert_eq!(keys(&settings["fields"][0]), ["alsoInDocuments", "customField", "field", "hint", "label"]);
}

/// The names in an object, in order.
fn keys(json: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}
