//! Steps 1 to 3 of the help page, in their order, on both stores.

use serde_json::Value;

use crate::house::{House, as_list, keys_file, small};
use crate::store::Store;
use crate::uku::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_know_what_is_next_is_told() {
    let house = House::on_sqlite(small(1)).await;
    let again = ["firm", "add", "--name", "Raamat OÜ"];
    house.refused(&again, 1, &["Raamat OÜ is there already", "Next: uku activate", "--firm ID"]);
    let data = house.data().display().to_string();
    let elsewhere = ["clients", "list", "--firm", "teine"];
    house.refused(&elsewhere, 1, &["no firm `teine`", &data, "uku firm add --name NAME --firm teine"]);
    let list = house.done(&["clients", "list"]).out;
    assert!(list.contains("no clients yet. Next: uku clients import"), "{list}");
    house.refused(&["clients", "confirm"], 1, &["start one: uku clients import"]);
    house.refused(
        &["test-connection", "--own-books"],
        1,
        &["uku connect CLIENT --public-key KEY, or --own-books"],
    );
    house.refused(&["clients", "review", "--untick", "kaks"], 2, &["`kaks` is not the number of a row"]);
    let odd = house.run(&["firm", "set", "--registry-code", "123"]);
    odd.must_say(0, &["warning: Raamat OÜ: an Estonian registry code has 8 digits"]);
    let doctor = house.run(&["doctor"]);
    doctor.must_say(1, &["the firm is not set up"]);
    assert!(doctor.out.contains("Here: uku connect CLIENT --public-key KEY."), "{}", doctor.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn steps_1_to_3_on_sqlite() {
    steps_1_to_3(&House::on_sqlite(small(4)).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn steps_1_to_3_on_postgres() {
    steps_1_to_3(&House::on_postgres(small(4)).await);
}

/// Step 1 was done when the house was moved into.
fn steps_1_to_3(house: &House) {
    step_2_sign_in_review_confirm(house);
    step_3_enter_each_clients_keys(house);
    own_books_are_a_source_of_clients(house);
    the_activity_tells_who_did_what(house);
}

fn step_2_sign_in_review_confirm(house: &House) {
    let fetched = house.sign_in();
    assert_eq!((fetched.code, fetched.err.as_str()), (0, ""));
    assert_eq!(fetched.out, "4 clients wait for review: uku clients review, then uku clients confirm\n");
    assert_eq!(house.done(&["clients", "progress"]).out, fetched.out);
    assert_eq!(house.done(&["clients", "progress", "--json"]).json()["state"], "ready");
    assert!(house.clients().is_empty(), "nothing is written before it is confirmed");

    let rows = house.review();
    let names: Vec<&str> = rows.iter().map(|row| row["name"].as_str().unwrap()).collect();
    let companies = house.scene.simulator.keys();
    assert_eq!(names, companies.iter().map(|company| company.name.as_str()).collect::<Vec<_>>());
    assert!(rows.iter().all(|row| row["ticked"] == true && row["kind"] == "new"));

    let table = house.done(&["clients", "review", "--untick", "2"]).out;
    assert!(table.contains("[ ]") && table.contains("New"), "{table}");
    assert!(table.contains("3 of 4 rows are ticked"), "{table}");
    assert!(companies.iter().all(|company| table.contains(&company.registry_code)), "{table}");

    let confirmed = house.done(&["clients", "confirm"]).out;
    let said = "3 clients added, 0 updated, 0 unchanged, 1 declined, 0 left as they are\nNext: enter each client's keys";
    assert!(confirmed.starts_with(said), "{confirmed}");
    let table = house.done(&["clients", "review"]).out;
    assert!(table.contains("was confirmed, and nothing waits") && !table.contains("are ticked"), "{table}");
    let clients = house.clients();
    assert_eq!(clients.len(), 3);
    assert!(clients.iter().all(|client| client["name"] != companies[1].name.as_str()));
    for client in &clients {
        assert_eq!(client["integration"], "not connected");
        let contacts = as_list(&client["contacts"]);
        let kinds: Vec<&str> = contacts.iter().filter_map(|contact| contact["kind"].as_str()).collect();
        assert!(kinds.contains(&"address") && kinds.contains(&"email"), "{client}");
    }
    house.refused(&["clients", "confirm"], 1, &["no client import is waiting to be confirmed"]);
}

fn step_3_enter_each_clients_keys(house: &House) {
    let companies = house.scene.simulator.keys();
    for company in [&companies[2], &companies[3]] {
        let connected = house.connect(&company.registry_code, company);
        assert_eq!((connected.code, connected.err.as_str()), (0, ""));
        let said = &connected.out;
        assert!(said.starts_with(&format!("{}: Connection successful!", company.name)), "{said}");
        let entries: Vec<&str> = said.lines().filter_map(|line| line.split_once(" no. ")?.1.into()).collect();
        assert_eq!(entries.len(), 3);
        // Books that say of an entry nothing but its number don't have it repeated.
        let repeated = |text: &&&str| text.split_once(' ').is_some_and(|(number, text)| number == text);
        assert_eq!(entries.iter().find(repeated), None);
        let tail = &company.secret_key[company.secret_key.len() - 4..];
        assert!(said.contains(&format!("(…{tail})")) && !said.contains(&company.secret_key), "{said}");
    }
    // By name as well, as a person knows the client.
    let one = house.done(&["test-connection", &companies[3].name]).out;
    assert!(one.contains("Connection successful!"), "{one}");
    let all = as_list(&house.done(&["test-connection", "--all", "--json"]).json());
    assert_eq!(all.len(), 2);
    for tested in &all {
        assert_eq!(tested["result"], "successful");
        assert_eq!(as_list(&tested["latest"]).len(), 3);
    }
    let list = house.done(&["clients", "list"]).out;
    assert!(list.ends_with("2 of 3 clients connected\n") && list.contains("not connected"), "{list}");
}

fn own_books_are_a_source_of_clients(house: &House) {
    let own = house.scene.company(0);
    house.refused(
        &["clients", "import", "--own-books"],
        1,
        &["your own SmartAccounts company is not connected", "uku connect --own-books"],
    );
    let arguments = ["connect", "--own-books", "--public-key", &own.public_key];
    let connected = house.run_with(&arguments, &own.secret_key);
    assert_eq!(connected.code, 0, "{}", connected.err);
    assert!(connected.out.starts_with("your own SmartAccounts company: Connection successful!"));
    let tested = house.done(&["test-connection", "--own-books"]).out;
    assert!(tested.contains("Connection successful!"), "{tested}");

    let fetched = house.done(&["clients", "import", "--own-books", "--json"]).json();
    assert_eq!((&fetched["state"], &fetched["source"]), (&Value::from("ready"), &Value::from("own_books")));
    let rows = house.review();
    assert_eq!(fetched["rows"], rows.len());
    let given_up = house.done(&["clients", "cancel"]).out;
    assert_eq!(given_up, format!("The import of {} rows was given up; nothing was written\n", rows.len()));
    assert_eq!(house.clients().len(), 3);
}

fn the_activity_tells_who_did_what(house: &House) {
    let activity = as_list(&house.done(&["activity", "--most", "500", "--json"]).json());
    assert!(activity.iter().all(|record| !record["at"].as_str().unwrap().is_empty()));
    let company = house.scene.company(2);
    let of_one = house.done(&["activity", "--client", &company.registry_code]).out;
    assert!(of_one.lines().count() >= 3 && of_one.contains("owner"), "{of_one}");
    house.done(&["activity", "--client", &company.registry_code, "--erase-personal"]);
    let erased = house.done(&["activity", "--client", &company.registry_code]).out;
    assert!(!erased.contains(&company.name), "{erased}");
    assert!(erased.lines().count() > of_one.lines().count(), "the records stay, and one is added");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_keys_connects_thirty_clients_at_once() {
    let house = House::on_sqlite(small(30)).await;
    let companies = house.scene.simulator.keys().to_vec();
    let fetched = house.import_file(&keys_file(&companies));
    assert_eq!((fetched.code, fetched.err.as_str()), (0, ""));
    let review = house.done(&["clients", "review"]).out;
    assert!(companies.iter().all(|company| !review.contains(&company.secret_key)), "{review}");
    assert!(review.contains("with keys") && review.contains("30 of 30 rows are ticked"), "{review}");
    let confirmed = house.done(&["clients", "confirm"]).out;
    assert_eq!(
        confirmed,
        "30 clients added, 0 updated, 0 unchanged, 0 declined, 0 left as they are; 30 key pairs saved\n\
         Next: uku test-connection --all\n"
    );
    assert!(house.clients().iter().all(|client| client["integration"] == "untested"));
    let tested = as_list(&house.done(&["test-connection", "--all", "--json"]).json());
    assert_eq!(tested.len(), 30);
    assert!(tested.iter().all(|tested| tested["result"] == "successful"));
    assert!(house.clients().iter().all(|client| client["integration"] == "connected"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_added_by_hand_says_how_it_is_connected() {
    let house = House::on_sqlite(small(2)).await;
    let company = house.scene.company(1);
    let added =
        house.done(&["clients", "add", "--name", &company.name, "--registry-code", &company.registry_code]);
    assert!(added.out.contains("not connected") && added.out.contains("uku connect "), "{}", added.out);
    assert_eq!(house.connect(&company.name, company).code, 0);
    let again = ["clients", "add", "--name", "Teine", "--registry-code", &company.registry_code];
    house.refused(&again, 1, &[&company.name, "has this registry code already"]);
    house.refused(&["clients", "add", "--name", "  "], 2, &["a client needs a name"]);
    house.refused(&["connect", "Tundmatu", "--public-key", "k"], 2, &["the secret key is empty"]);
    let unknown = house.run_with(&["connect", "Tundmatu", "--public-key", "k"], "s\n");
    unknown.must_say(1, &["there is no client Tundmatu", "uku clients list"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_may_be_saved_untested() {
    let house = House::on_sqlite(small(2)).await;
    house.import_all();
    let company = house.scene.company(1);
    let arguments = ["connect", &company.name, "--public-key", &company.public_key, "--untested"];
    let saved = house.run_with(&arguments, &company.secret_key);
    assert!(saved.out.ends_with("are saved and were not tested\n"), "{}{}", saved.out, saved.err);
    assert_eq!(house.scene.arrived(company), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn own_books_share_their_keys_with_the_client_that_is_the_firm_itself() {
    let house = House::on_sqlite(small(2)).await;
    house.connect_all();
    let own = house.scene.company(0).clone();
    let connect =
        || house.run_with(&["connect", "--own-books", "--public-key", &own.public_key], &own.secret_key);
    connect().must_say(
        1,
        &[
            &format!("these are the keys of {}", own.name),
            "the firm itself",
            "uku firm set --registry-code CODE",
        ],
    );
    let set = house.done(&["firm", "set", "--registry-code", &own.registry_code]).out;
    let said = "plan Team; time zone Europe/Tallinn";
    assert_eq!(set, format!("Raamat OÜ, registry code {}: {said}\n", own.registry_code));
    assert!(connect().out.starts_with("your own SmartAccounts company: Connection successful!"));
    house.refused(&["firm", "set"], 2, &["--plan"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_before_there_is_a_firm_or_an_activation_say_what_comes_first() {
    let house = House { scene: Scene::with(small(1)).await, store: Store::Sqlite };
    let first = ["there is no firm `firm` in ", "uku firm add --name NAME"];
    for command in [["clients", "list"], ["firm", "show"], ["test-connection", "--all"]] {
        house.refused(&command, 1, &first[1..]);
    }
    house.refused(&["activate"], 1, &first);
    house.done(&["firm", "add", "--name", "Raamat OÜ"]);
    house.refused(
        &["firm", "add", "--name", "Teine OÜ"],
        1,
        &["Raamat OÜ is there already, as firm", "--firm"],
    );
    house.import_file("1;A\n").must_say(1, &["not activated", "uku activate"]);
    house.refused(&["deactivate"], 1, &["not activated"]);
    let doctor = house.run(&["doctor"]);
    assert!(
        doctor.out.contains("never activated") && doctor.out.contains("click Activate"),
        "{}",
        doctor.out
    );
    let nobody = house.done(&["clients", "list"]).out;
    assert!(nobody.contains("There are no clients yet"), "{nobody}");
    assert_eq!(
        house.done(&["clients", "progress"]).out,
        "No clients were imported yet; start with: uku clients import\n"
    );
    house.refused(&["clients", "cancel"], 1, &["there is no client import to cancel"]);
}
