//! The help page's section "Troubleshooting", row by row, and the rows that are new: each is found, and says what to do.

use smartaccounts_sim::{Change, Fault, FaultKind, Matching};

use crate::house::{House, small};
use crate::uku::Ran;

const KEYS_REFUSED: &str = "SmartAccounts does not accept the keys: they are wrong or were revoked";
const CONNECT_REMEDY: &str = "key icon in the Clients view";

/// A firm with the integration activated; its clients are the simulator's companies, not connected.
async fn not_connected() -> House {
    let house = House::on_sqlite(small(3)).await;
    house.import_all();
    house
}

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

/// What `uku test-connection` says of company 1, and that `uku test-connection --all` says the same and tests the others.
fn test_says(house: &House, said: &[&str]) {
    let company = house.scene.company(1);
    for which in [company.registry_code.as_str(), "--all"] {
        let ran = house.run(&["test-connection", which]);
        assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
        let line = ran.out.lines().find(|line| line.starts_with(&company.name)).unwrap();
        for said in said {
            assert!(line.contains(said), "{said:?} is not in {line}");
        }
        let well = ran.out.matches("Connection successful!").count();
        assert_eq!(well, if which == "--all" { 2 } else { 0 }, "{}", ran.out);
        assert!(!ran.out.contains(&company.secret_key) && !ran.err.contains(&company.secret_key));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_has_leading_or_trailing_white_space() {
    let house = not_connected().await;
    let company = house.scene.company(1).clone();
    let (public, secret) = (company.public_key.as_str(), company.secret_key.as_str());
    let connect = |public: &str, secret: &str| {
        house.run_with(&["connect", &company.registry_code, "--public-key", public], secret)
    };
    for (ran, said) in [
        (connect(&format!(" {public}"), secret), "the public key begins with white space"),
        (connect(&format!("{public}\t"), secret), "the public key ends with white space"),
        (connect(public, &format!("\u{a0}{secret}")), "the secret key begins with white space"),
        (connect(public, &format!("{secret} \n")), "the secret key ends with white space"),
    ] {
        ran.must_say(2, &[said, "copy it again from SmartAccounts"]);
        assert!(!ran.err.contains(secret), "{}", ran.err);
    }
    assert_eq!(house.integration_of(&company), "not connected");
    assert_eq!(house.scene.arrived(&company), 0);
    // The line break that ends what is piped in is not part of the key.
    assert_eq!(connect(public, &format!("{secret}\r\n")).code, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_secret_was_lost() {
    let house = not_connected().await;
    let company = house.scene.company(1).clone();
    let connect = |secret: &str| {
        house.run_with(&["connect", &company.registry_code, "--public-key", &company.public_key], secret)
    };
    let refused = connect("a-guess-at-the-secret");
    refused.must_say(
        1,
        &[&company.name, "the keys were not saved", KEYS_REFUSED, "if the secret is lost", "make a new pair"],
    );
    assert!(!refused.err.contains("a-guess-at-the-secret"), "{}", refused.err);
    assert_eq!(house.integration_of(&company), "not connected");
    assert_eq!(connect(&company.secret_key).code, 0);
    // Keys that work don't give way to keys that don't.
    assert_eq!(connect("a-guess-at-the-secret").code, 1);
    house.done(&["test-connection", &company.registry_code]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keys_were_revoked() {
    let house = connected().await;
    house.change(house.scene.company(1), Change::Revoke);
    test_says(&house, &[KEYS_REFUSED, "make a new pair there and paste both"]);
    let company = house.scene.company(1);
    let list = house.done(&["clients", "list"]).out;
    assert!(list.contains("failing"), "{list}");
    doctor(&house, &[&company.registry_code], 1, &[KEYS_REFUSED, "Make a new key pair"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keys_of_another_client() {
    let house = connected().await;
    let [one, other] = [1, 2].map(|at| house.scene.company(at).clone());
    let refused = house.connect(&one.registry_code, &other);
    refused.must_say(1, &[&format!("these are the keys of {}", other.name), "has its own pair"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_is_wrong() {
    let house = connected().await;
    let public_key = Some(house.scene.company(1).public_key.clone());
    let matching = Matching { public_key, path: None };
    let ms = Some(5 * 3_600_000);
    house.scene.simulator.inject(Fault { matching, kind: FaultKind::Skew, ms, ..Fault::default() });
    test_says(&house, &["the clock of this computer is", "seconds behind", "Set this computer's clock"]);
    house.scene.simulator.clear_faults();
    house.scene.simulator.advance(chrono::TimeDelta::hours(2));
    let ran = house.run(&["doctor"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("NOT clock: this computer's clock is"), "{}", ran.out);
    assert!(
        ran.out.contains("seconds behind SmartAccounts', which refuses that. Set the clock"),
        "{}",
        ran.out
    );
    assert_eq!(house.integration_of(house.scene.company(1)), "connected", "it says nothing of the keys");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_is_missing() {
    let house = connected().await;
    let deny = vec!["general/entries".to_owned()];
    house.change(house.scene.company(1), Change::Rights { deny });
    test_says(
        &house,
        &["the keys have no right to read general ledger entries", "give the API user group that right"],
    );
    let own = house.scene.company(0).clone();
    let deny = vec!["purchasesales/clients".to_owned(), "settings/vatpcs".to_owned()];
    house.change(&own, Change::Rights { deny });
    house.done(&["disconnect", &own.registry_code, "--yes"]);
    let refused =
        house.run_with(&["connect", "--own-books", "--public-key", &own.public_key], &own.secret_key);
    refused.must_say(1, &["your own SmartAccounts company", "no right to", "customers", "VAT"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bill_is_unpaid() {
    let house = connected().await;
    house.fault(house.scene.company(1), FaultKind::Unpaid);
    test_says(
        &house,
        &["the company's SmartAccounts bill is unpaid", "The company pays its SmartAccounts bill"],
    );
    doctor(&house, &[&house.scene.company(1).name], 1, &["bill is unpaid"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_limit_is_exceeded() {
    let house = connected().await;
    house.fault(house.scene.company(1), FaultKind::OverLimit);
    test_says(&house, &["the requests that SmartAccounts allows are spent until", "test again then"]);
    // It says nothing of the keys.
    assert_eq!(house.integration_of(house.scene.company(1)), "connected");
}

#[tokio::test(flavor = "multi_thread")]
async fn smartaccounts_is_not_reachable() {
    let house = connected().await;
    let company = house.scene.company(1);
    let away =
        |arguments: &[&str]| Ran::of(house.uku().env("UKU_SA_URL", "http://127.0.0.1:9/api").args(arguments));
    let ran = away(&["test-connection", &company.name]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("SmartAccounts cannot be reached"), "{}", ran.out);
    assert!(ran.out.contains("See whether this computer is online"), "{}", ran.out);
    house.done(&["clients", "add", "--name", "Uus OÜ"]);
    let mut connect = house.uku();
    connect.env("UKU_SA_URL", "http://127.0.0.1:9/api").args(["connect", "Uus OÜ", "--public-key", "k"]);
    let refused = Ran::of(connect.write_stdin("a-secret"));
    refused.must_say(1, &["Uus OÜ: the keys were not saved", "this computer is online", "--untested"]);
    let ran = away(&["doctor"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("NOT reachability: "), "{}", ran.out);
    assert_eq!(house.integration_of(company), "connected");
}

#[tokio::test(flavor = "multi_thread")]
async fn test_succeeds_but_no_data_the_integration_column_is_not_set() {
    let house = House::of_demo(2).await;
    house.done(&["clients", "add", "--name", "Ühendamata OÜ"]);
    doctor(&house, &["Ühendamata OÜ"], 1, &["not connected", CONNECT_REMEDY]);
    assert_eq!(house.clients().iter().filter(|client| client["integration"] == "not connected").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn test_succeeds_but_no_data_settings_are_not_filled_in() {
    let house = connected().await;
    let ran = house.run(&["doctor"]);
    assert_eq!(ran.code, 1);
    let said = "NOT the firm: the summary task settings are not filled in: Task title, Topic, Data import, \
                Configure data fields. Fill that in on the Data import tab. Here: uku settings";
    // What is so for the whole firm is said once, and not for each client again.
    assert_eq!(ran.out.matches("settings are not filled in").count(), 1, "{}", ran.out);
    assert!(ran.out.contains(said), "{}", ran.out);
    let json = house.run(&["doctor", "--json"]).json();
    assert_eq!(json["clients"][0]["findings"][0]["blocks"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn test_succeeds_but_no_data_the_import_day_is_still_to_come() {
    let house = House::of_demo(2).await;
    let company = house.scene.company(1).clone();
    let to_come = ["the next import day", "Reload data or Import data"];
    doctor(&house, &[&company.name, "--month", "2031-01"], 0, &to_come);
    house.import_file("10421629;Uus OÜ;a-public-key;a-secret-key-that-is-long\n");
    house.done(&["clients", "confirm"]);
    doctor(
        &house,
        &["Uus OÜ"],
        0,
        &["nothing was imported for this client yet", "not tested yet", to_come[0]],
    );
    doctor(&house, &[&company.name], 0, &["1 of 1 clients: nothing more to say"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_shows_no_value_after_sync() {
    let house = House::of_demo(2).await;
    let name = house.scene.company(1).name.as_str();
    let said = ["VAT return entries is not mapped", "Assign a Uku custom field", "Reload data"];
    doctor(&house, &[name, "--field", "vat_return_entries"], 1, &said);
    doctor(&house, &[name, "--field", "sales_entries"], 0, &["nothing more to say"]);
    house.refused(&["doctor", "--client", name, "--field", "nonsense"], 2, &["nonsense"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_previously_working_client_connection_stopped_syncing() {
    let house = connected().await;
    let [company, spare] = [1, 2].map(|at| house.scene.company(at).clone());
    house.done(&["disconnect", &spare.registry_code, "--yes"]);
    house.change(&company, Change::Revoke);
    house.run(&["test-connection", "--all"]);
    doctor(
        &house,
        &[&company.name],
        1,
        &[KEYS_REFUSED, "(since ", "Make a new key pair", "click Test connection"],
    );
    // Another pair stands for the one that is made anew.
    let connected = house.connect(&company.registry_code, &spare);
    assert!(connected.out.contains("Connection successful!"), "{}{}", connected.out, connected.err);
    house.done(&["test-connection", &company.name]);
    assert_eq!(house.integration_of(&company), "connected");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newly_added_client_is_not_syncing() {
    let house = connected().await;
    house.done(&["clients", "add", "--name", "Uustulnuk OÜ"]);
    let said = ["not connected: clients added by hand don't inherit the integration", CONNECT_REMEDY];
    doctor(&house, &["Uustulnuk OÜ"], 1, &said);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_subscription_has_run_out_or_has_no_integrations() {
    let house = connected().await;
    for (set, said, remedy) in [
        (["--lapsed", "true"], "subscription has run out", "Renew the Uku subscription"),
        (["--plan", "solo"], "plan has no integrations", "Team or Elite"),
    ] {
        house.done(&[&["firm", "set"], set.as_slice()].concat());
        let ran = house.run(&["doctor"]);
        assert!(ran.code == 1 && ran.out.contains(said) && ran.out.contains(remedy), "{}", ran.out);
        house.refused(&["test-connection", "--all"], 1, &[said, remedy]);
        house.sign_in().must_say(1, &[said, remedy]);
        house.refused(&["clients", "add", "--name", "X"], 1, &[said, remedy]);
        // Reading stays, and so does taking away.
        assert_eq!(house.clients().len(), 3);
        house.done(&["activity"]);
        house.refused(&["deactivate"], 2, &["nothing was done yet"]);
        house.done(&["firm", "set", "--lapsed", "false", "--plan", "team"]);
        house.done(&["test-connection", "--all"]);
    }
}
