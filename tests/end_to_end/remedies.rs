//! The help page's section "Troubleshooting": whoever does what it says has data afterwards.

use crate::house::{House, as_list, small};
use crate::months::month_back;

async fn connected() -> House {
    let house = House::on_sqlite(small(3)).await;
    house.connect_all();
    house
}

/// What `uku doctor` says of a client; it ends with 1 as long as something hinders.
fn doctor(house: &House, arguments: &[&str], code: i32, said: &[&str]) {
    let ran = house.run(&[&["doctor", "--client"], arguments].concat());
    assert_eq!(ran.code, code, "{}{}", ran.out, ran.err);
    for said in said {
        assert!(ran.out.contains(said), "{said:?} is not in {}", ran.out);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_filled_in_and_data_is_reloaded() {
    let house = connected().await;
    let company = house.scene.company(1).clone();
    house.done(&["test-connection", &company.name]);
    let missing =
        ["summary task settings are not filled in: Task title, Topic, Data import", "uku settings set"];
    let ran = house.run(&["doctor"]);
    assert!(ran.code == 1 && missing.iter().all(|said| ran.out.contains(said)), "{}", ran.out);
    house.fill_in_settings();
    let wait =
        ["nothing was imported for this client yet", "Wait for the next import day, or use Reload data"];
    doctor(&house, &[&company.name], 0, &wait);
    house.done(&["reload", "--wait"]);
    doctor(&house, &[&company.name], 0, &["1 of 1 clients: nothing more to say"]);
    assert_eq!(house.tasks(&company).await, house.scene.truth(&company, &month_back(12), &month_back(1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_is_mapped_and_data_is_reloaded() {
    let house = House::on_sqlite(small(1)).await;
    house.connect_all();
    house.fill_in_settings();
    house.done(&["reload", "--wait"]);
    let (company, month) = (house.scene.company(0).clone(), month_back(1));
    let field = unmapped_field(&house);
    let of_field = [company.name.as_str(), "--field", field.as_str()];
    doctor(&house, &of_field, 1, &["is not mapped", "Assign a Uku custom field", "uku settings set --map"]);
    house.done(&["fields", "add", "Mapped later"]);
    house.done(&["settings", "set", "--map", &format!("{field}=Mapped later")]);
    doctor(&house, &of_field, 1, &["was mapped after", "Click Reload data", "uku reload"]);
    assert!(!house.tasks(&company).await[&month].contains_key("mapped_later"));
    house.done(&["reload", "--wait"]);
    doctor(&house, &of_field, 0, &["nothing more to say"]);
    assert!(house.tasks(&company).await.values().all(|numbers| numbers.contains_key("mapped_later")));
}

/// A data field that is not mapped.
fn unmapped_field(house: &House) -> String {
    let fields = as_list(&house.done(&["settings", "--json"]).json()["fields"]);
    let field = fields.iter().find(|field| field["customField"].is_null()).unwrap();
    field["field"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn revoked_keys_are_made_anew_and_data_is_imported() {
    let house = connected().await;
    house.fill_in_settings();
    // Another company's pair stands for the one that is made anew.
    let [company, anew] = [1, 2].map(|at| house.scene.company(at).clone());
    house.done(&["disconnect", &anew.name, "--yes"]);
    let month = month_back(1);
    let import = ["import-data", "--client", &company.name, "--from", &month, "--to", &month, "--wait"];
    house.change(&company, smartaccounts_sim::Change::Revoke);
    let failed = house.run(&import);
    failed.must_say(1, &["1 of 1 months failed; the table says why and what to do"]);
    assert!(failed.out.contains("failed: SmartAccounts does not accept the keys"), "{}", failed.out);
    let said =
        ["wrong or were revoked", "Make a new key pair", "uku connect CLIENT", "could not be imported"];
    doctor(&house, &[&company.name, "--month", &month], 1, &said);
    assert_eq!(house.integration_of(&company), "failing");
    let connected = house.connect(&company.name, &anew);
    assert!(connected.out.contains("Connection successful!"), "{}{}", connected.out, connected.err);
    house.done(&import);
    assert_eq!(house.tasks(&company).await, house.scene.truth(&anew, &month, &month));
    doctor(&house, &[&company.name, "--month", &month], 0, &["nothing more to say"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newly_added_client_is_connected_and_data_is_imported() {
    let house = House::on_sqlite(small(2)).await;
    house.fill_in_settings();
    let (company, month) = (house.scene.company(1).clone(), month_back(1));
    let code = company.registry_code.as_str();
    house.done(&["clients", "add", "--name", &company.name, "--registry-code", code]);
    let import = ["import-data", "--client", code, "--from", &month, "--to", &month, "--wait"];
    let passed_over = house.run(&import);
    assert!(passed_over.out.contains("not connected"), "{}{}", passed_over.out, passed_over.err);
    doctor(
        &house,
        &[code],
        1,
        &["clients added by hand don't inherit the integration", "uku connect CLIENT"],
    );
    assert_eq!(house.connect(code, &company).code, 0);
    house.done(&import);
    assert_eq!(house.tasks(&company).await, house.scene.truth(&company, &month, &month));
    doctor(&house, &[code], 0, &["nothing more to say"]);
}
