//! The same 5,000 companies imported three times, with edits between; and 20,000 at once.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use smartaccounts_sim::DirectoryChange;

use crate::house::{House, small};
use crate::store::Store;

const COMPANIES: u16 = 5_000;
/// Rows of the list, by number.
const UNTICKED: u64 = 7;
const EDITED_HERE_AND_THERE: u64 = 10;
const RENAMED_THERE: u64 = 4_990;
const DELETED_HERE: u64 = 2_500;

#[tokio::test(flavor = "multi_thread")]
async fn three_imports_of_5000_companies_on_sqlite() {
    three_imports(House::on_sqlite(small(COMPANIES)).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_imports_of_5000_companies_on_postgres() {
    three_imports(House::on_postgres(small(COMPANIES)).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_thousand_companies_at_once() {
    let house = House::on_sqlite(small(20_000)).await;
    let fetched = house.sign_in();
    assert!(fetched.out.starts_with("20000 clients wait for review"), "{}{}", fetched.out, fetched.err);
    assert!(house.done(&["clients", "review"]).out.contains("20000 of 20000 rows are ticked"));
    let confirmed = house.done(&["clients", "confirm"]).out;
    assert!(confirmed.starts_with("20000 clients added, "), "{confirmed}");
    assert_eq!(house.number("SELECT count(DISTINCT registry_key) FROM clients").await, 20_000);
}

async fn three_imports(house: House) {
    let first = imported(&house, &["--untick", &UNTICKED.to_string()]);
    let said = "4999 clients added, 0 updated, 0 unchanged, 1 declined, 0 left as they are\n";
    assert!(first.said.starts_with(said), "{}", first.said);
    assert_eq!(house.clients().len(), 4_999);
    let [edited, renamed, deleted] =
        [EDITED_HERE_AND_THERE, RENAMED_THERE, DELETED_HERE].map(|number| first.row(number)["name"].clone());

    change_here_and_there(&house, &first).await;
    let second = imported(&house, &[]);
    assert_eq!(second.said, "0 clients added, 1 updated, 0 unchanged, 0 declined, 4999 left as they are\n");
    let kinds = [UNTICKED, EDITED_HERE_AND_THERE, RENAMED_THERE, DELETED_HERE, 1]
        .map(|number| second.row(number)["kind"].as_str().unwrap());
    assert_eq!(kinds, ["declined_before", "update", "update", "declined_before", "unchanged"]);
    let change = |number| second.row(number)["changes"][0].clone();
    let by_hand = change(EDITED_HERE_AND_THERE);
    assert_eq!((&by_hand["byHand"], &by_hand["ticked"]), (&Value::from(true), &Value::from(false)));
    assert_eq!(
        (&change(RENAMED_THERE)["before"], &change(RENAMED_THERE)["ticked"]),
        (&renamed, &Value::from(true))
    );

    let after_second = house.clients();
    assert_eq!(after_second.len(), 4_998);
    let names: BTreeSet<&str> = after_second.iter().filter_map(|client| client["name"].as_str()).collect();
    assert!(names.contains("Käsitsi muudetud OÜ") && names.contains("Ümber nimetatud OÜ"));
    assert!(!names.contains("Ka seal muudetud OÜ"));
    assert!([edited, renamed, deleted].iter().all(|name| !names.contains(name.as_str().unwrap())));

    let third = imported(&house, &[]);
    assert_eq!(third.said, "0 clients added, 0 updated, 0 unchanged, 0 declined, 5000 left as they are\n");
    let after_third = house.clients();
    assert!(after_third == after_second, "the third import changed something");
    let codes: BTreeMap<&str, usize> = after_third.iter().fold(BTreeMap::new(), |mut codes, client| {
        *codes.entry(client["registryCode"].as_str().unwrap()).or_default() += 1;
        codes
    });
    assert_eq!(codes.len(), 4_998, "nobody is there twice");
}

struct Imported {
    rows: Vec<Value>,
    said: String,
}

impl Imported {
    fn row(&self, number: u64) -> &Value {
        self.rows.iter().find(|row| row["row"] == number).unwrap()
    }
}

/// Signs in, decides, looks at the rows, confirms.
fn imported(house: &House, decisions: &[&str]) -> Imported {
    let fetched = house.sign_in();
    assert_eq!((fetched.code, fetched.err.as_str()), (0, ""));
    assert!(fetched.out.starts_with("5000 clients wait for review"), "{}", fetched.out);
    if !decisions.is_empty() {
        house.done(&[&["clients", "review"], decisions].concat());
    }
    let rows = house.review();
    Imported { rows, said: house.done(&["clients", "confirm"]).out }
}

async fn change_here_and_there(house: &House, first: &Imported) {
    let mut rename = BTreeMap::new();
    for (number, name) in
        [(EDITED_HERE_AND_THERE, "Ka seal muudetud OÜ"), (RENAMED_THERE, "Ümber nimetatud OÜ")]
    {
        rename.insert(directory_id(house, number).await, name.to_owned());
    }
    house.change_directory(DirectoryChange { rename, ..DirectoryChange::default() });

    let code = |number| first.row(number)["registryCode"].as_str().unwrap().to_owned();
    let contacts = match house.store {
        Store::Postgres(_) => "contacts",
        Store::Sqlite | Store::Demo => "client_contacts",
    };
    let (edited, deleted) = (code(EDITED_HERE_AND_THERE), code(DELETED_HERE));
    house
        .sql(&format!(
            "UPDATE clients SET name = 'Käsitsi muudetud OÜ' WHERE registry_code = '{edited}';
             DELETE FROM {contacts} WHERE client_id = (SELECT client_id FROM clients WHERE registry_code = '{deleted}');
             DELETE FROM clients WHERE registry_code = '{deleted}';"
        ))
        .await;
}

/// What SmartAccounts calls a company of the list, which the rows remember.
async fn directory_id(house: &House, number: u64) -> String {
    let profile =
        house.text(&format!("SELECT profile FROM client_import_rows WHERE number = {number}")).await;
    let profile: Value = serde_json::from_str(&profile).unwrap();
    profile.pointer("/Ok/source_id").and_then(Value::as_str).unwrap().to_owned()
}
