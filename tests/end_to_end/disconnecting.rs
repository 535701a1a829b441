//! The help page's section "Disconnecting": what stops, what stays, and that it is said beforehand.

use crate::house::{House, as_list, small};

const TASKS: &str = "SELECT count(*) FROM summary_tasks";

#[tokio::test(flavor = "multi_thread")]
async fn remove_the_whole_integration_and_bring_it_back() {
    let house = House::of_demo(3).await;
    let tasks = house.number(TASKS).await;
    house.import_file("12345678;Ootaja OÜ\n");
    let beforehand = [
        "nothing was done yet",
        "All work stops at once",
        "3 key pairs are kept, sealed and unusable",
        "Clients, summary tasks and settings stay",
        "The client import that is not confirmed yet is given up",
        "--yes",
    ];
    house.refused(&["deactivate"], 2, &beforehand);
    house.done(&["test-connection", "--all"]);
    assert_eq!(house.done(&["clients", "progress", "--json"]).json()["state"], "ready");

    let done = house.done(&["deactivate", "--yes"]).out;
    assert!(done.contains("is deactivated; 3 key pairs are kept until "), "{done}");
    nothing_works(&house);
    assert_eq!(house.number(TASKS).await, tasks);

    let active = house.done(&["activate"]).out;
    assert!(active.contains("Its 3 key pairs can be used"), "{active}");
    assert_eq!(as_list(&house.done(&["test-connection", "--all", "--json"]).json()).len(), 3);
    assert_eq!(house.done(&["activate", "--json"]).json()["active"], true);
}

fn nothing_works(house: &House) {
    let company = house.scene.company(1);
    let arrived = house.scene.arrived(company);
    let not_active = "the SmartAccounts integration is not activated";
    house.refused(&["test-connection", "--all"], 1, &[not_active, "uku activate"]);
    house.connect(&company.registry_code, company).must_say(1, &[not_active, "uku activate"]);
    house.import_file("1;A\n").must_say(1, &[not_active, "uku activate"]);
    house.sign_in().must_say(1, &[not_active, "uku activate"]);
    house.refused(&["clients", "confirm"], 1, &["the import was ended", "uku doctor"]);
    house.refused(&["deactivate", "--yes"], 1, &[not_active]);
    let doctor = house.run(&["doctor"]);
    assert_eq!(doctor.code, 1);
    let said = "NOT the firm: the SmartAccounts integration is deactivated since ";
    assert!(doctor.out.contains(said) && doctor.out.contains("the keys are kept until"), "{}", doctor.out);
    assert_eq!(house.scene.arrived(company), arrived, "no request is sent");
    // Looking goes on.
    assert_eq!(house.clients().len(), 3);
    assert_eq!(house.done(&["clients", "progress", "--json"]).json()["state"], "cancelled");
}

#[tokio::test(flavor = "multi_thread")]
async fn all_keys_are_destroyed_only_for_the_typed_words() {
    let house = House::of_demo(3).await;
    let tasks = house.number(TASKS).await;
    let asked = house.run(&["keys", "destroy"]);
    asked.must_say(
        2,
        &[
            "nothing was done yet",
            "All 3 key pairs are destroyed at once",
            "Clients, summary tasks and settings stay",
            "--confirm \"destroy 3 key pairs\"",
        ],
    );
    for words in ["destroy 2 key pairs", "yes", ""] {
        assert_eq!(house.run(&["keys", "destroy", "--confirm", words]).code, 2, "{words}");
    }
    house.done(&["test-connection", "--all"]);
    let destroyed = house.done(&["keys", "destroy", "--confirm", "destroy 3 key pairs"]).out;
    assert_eq!(destroyed, "3 key pairs were destroyed\n");
    assert!(house.clients().iter().all(|client| client["integration"] == "not connected"));
    assert_eq!(house.number("SELECT count(*) FROM connections").await, 0);
    assert_eq!(house.number(TASKS).await, tasks);
    let nobody = house.done(&["test-connection", "--all"]).out;
    assert!(nobody.contains("no client is connected") && nobody.contains("uku connect"), "{nobody}");
}

#[tokio::test(flavor = "multi_thread")]
async fn kept_keys_can_be_destroyed_while_the_integration_is_inactive() {
    let house = House::on_sqlite(small(2)).await;
    house.connect_all();
    house.done(&["deactivate", "--yes"]);
    house.done(&["keys", "destroy", "--confirm", "destroy 2 key pairs"]);
    let doctor = house.run(&["doctor"]).out;
    assert!(doctor.contains("the keys were destroyed on") && doctor.contains("keys anew"), "{doctor}");
    let active = house.done(&["activate"]).out;
    assert!(!active.contains("key pairs"), "{active}");
}

#[tokio::test(flavor = "multi_thread")]
async fn remove_the_integration_for_a_single_client() {
    let house = House::of_demo(3).await;
    let tasks = house.number(TASKS).await;
    let [one, other] = [1, 2].map(|at| house.scene.company(at).clone());
    house.refused(
        &["disconnect", &one.registry_code],
        2,
        &[
            "nothing was done yet",
            &one.name,
            "destroyed at once",
            "summary tasks stay",
            "--yes",
            "clients pause",
        ],
    );
    assert_eq!(house.integration_of(&one), "connected");
    let done = house.done(&["disconnect", &one.registry_code, "--yes"]).out;
    assert_eq!(done, format!("{} is not connected any more; its keys are destroyed\n", one.name));
    assert_eq!(house.integration_of(&one), "not connected");
    assert_eq!(house.integration_of(&other), "connected");
    assert_eq!(house.number(TASKS).await, tasks);
    for again in [["disconnect", &one.registry_code, "--yes"].as_slice(), &["disconnect", &one.registry_code]]
    {
        house.refused(again, 1, &[&one.name, "is not connected"]);
    }
    house.refused(&["test-connection", &one.registry_code], 1, &[&one.name, "is not connected"]);
    assert_eq!(house.connect(&one.registry_code, &one).code, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pause_keeps_the_keys() {
    let house = House::on_sqlite(small(2)).await;
    house.connect_all();
    let company = house.scene.company(1).clone();
    let paused = house.done(&["clients", "pause", &company.name]).out;
    assert!(paused.contains("is paused: its keys are kept"), "{paused}");
    assert_eq!(house.integration_of(&company), "paused");
    let doctor = house.run(&["doctor", "--client", &company.name]).out;
    assert!(doctor.contains("the client is paused. Resume the client"), "{doctor}");
    house.done(&["test-connection", &company.name]);
    house.done(&["clients", "resume", &company.name]);
    assert_eq!(house.integration_of(&company), "connected");
    house.done(&["clients", "add", "--name", "Käsitsi OÜ"]);
    house.refused(&["clients", "pause", "Käsitsi OÜ"], 1, &["Käsitsi OÜ is not connected"]);
}
