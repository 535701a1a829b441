//! Every command that answers takes `--json`, and prints JSON and nothing else then.

use crate::house::{House, small};

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_can_be_had_as_json() {
    let house = House::of_demo(3).await;
    let company = house.scene.company(1).registry_code.clone();
    house.import_file("12345678;Ootaja OÜ\n");
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
