//! Master keys: a new one takes over, and an old one can go.

use crate::house::{House, as_list, keys_file, small};

fn new_line(id: &str, digit: &str) -> String {
    format!("{id}:{}\n", digit.repeat(64))
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_rotation_on_sqlite_the_old_master_key_can_be_removed() {
    rotation(&House::on_sqlite(small(3)).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_rotation_on_postgres_the_old_master_key_can_be_removed() {
    rotation(&House::on_postgres(small(3)).await);
}

fn rotation(house: &House) {
    let companies = house.scene.simulator.keys().to_vec();
    house.import_file(&keys_file(&companies[..2]));
    house.done(&["clients", "confirm"]);
    let file = house.master_keys();
    let old = std::fs::read_to_string(&file).unwrap();
    let new = new_line("2099-01", "7");
    // Keys that wait for review are sealed as well, under the key that is the newest then.
    house.import_file(&keys_file(&companies[..1]));
    std::fs::write(&file, format!("{new}{old}\n")).unwrap();
    house.done(&["test-connection", "--all"]);

    let rotated = house.run(&["keys", "rotate"]);
    assert_eq!(rotated.out, "2 connections were sealed under the newest master key, 0 were already\n");
    rotated.must_say(1, &["1 key pairs in the list that waits for review", "uku clients confirm"]);
    house.done(&["clients", "confirm"]);
    let again = house.done(&["keys", "rotate", "--json"]).json();
    let expected = serde_json::json!({ "resealed": 0, "current": 2, "waiting": 0, "failed": [] });
    assert_eq!(again, expected);

    std::fs::write(&file, &new).unwrap();
    house.import_file(&keys_file(&companies[2..]));
    house.done(&["clients", "confirm"]);
    let tested = as_list(&house.done(&["test-connection", "--all", "--json"]).json());
    assert_eq!(tested.len(), 3);
    assert!(house.run(&["doctor"]).out.contains("ok  master key: it opens all 3 key pairs"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_master_key_everything_says_so_and_nothing_is_lost() {
    let house = House::on_sqlite(small(2)).await;
    house.connect_all();
    let file = house.master_keys();
    let old = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, new_line("2099-01", "7")).unwrap();
    let name = house.scene.company(1).name.as_str();
    let doctor = house.run(&["doctor"]);
    assert_eq!(doctor.code, 1);
    assert!(doctor.out.contains("NOT master key: 2 of 2 key pairs do not open"), "{}", doctor.out);
    assert!(doctor.out.contains(&format!("NOT {name}: the keys cannot be opened")), "{}", doctor.out);
    let said = ["the keys cannot be opened: the master key", "give it to this program again"];
    let all = house.run(&["test-connection", "--all"]);
    assert!(said.iter().all(|said| all.out.contains(said)) && !all.out.contains("online"), "{}", all.out);
    all.must_say(1, &["2 of 2 connections do not work"]);
    let json = as_list(&house.run(&["test-connection", "--all", "--json"]).json());
    assert!(json.iter().all(|tested| tested["result"] == "sealed"));
    house.refused(&["test-connection", name], 1, &[&[name], &said[..]].concat());
    house.refused(&["keys", "rotate"], 1, &["2 connections could not be sealed anew", "master key"]);

    std::fs::write(&file, "nonsense").unwrap();
    house.refused(&["doctor"], 1, &["the master keys in", "`id:` and 64 hexadecimal digits"]);
    let elsewhere = ["doctor", "--master-keys-file", "/there/is/none"];
    house.refused(&elsewhere, 1, &["the master keys in /there/is/none could not be read"]);
    std::fs::write(&file, old).unwrap();
    house.done(&["test-connection", "--all"]);
}
