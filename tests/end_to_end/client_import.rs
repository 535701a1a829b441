//! What bad input gets at client import: a clear outcome, nothing half imported, and nobody twice.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use smartaccounts_sim::{DirectoryChange, Fault, FaultKind, Matching, SimConfig, UserKind};

use crate::house::{House, small};
use crate::uku::Ran;

async fn house() -> House {
    House::on_sqlite(small(3)).await
}

fn sign_in_as(house: &House, email: &str, password: &str) -> Ran {
    house.run_with(&["clients", "import", "--email", email], &format!("{password}\n"))
}

/// Nothing was imported, and whoever looks later is told why as well.
fn nothing_came_of_it(house: &House, said: &str) {
    assert!(house.clients().is_empty());
    let progress = house.done(&["clients", "progress"]).out;
    assert!(progress.starts_with("The last import failed: ") && progress.contains(said), "{progress}");
    let doctor = house.run(&["doctor"]);
    assert!(
        doctor.out.contains("the last client import failed") && doctor.out.contains(said),
        "{}",
        doctor.out
    );
    house.refused(&["clients", "review"], 1, &["uku clients import"]);
    house.refused(&["clients", "confirm"], 1, &["no client import is waiting"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn bulk_import_login_fails_wrong_email_or_password() {
    let house = house().await;
    let user = house.scene.simulator.accountant();
    for (email, password) in [(user.email.as_str(), "wrong-horse-battery"), ("nobody@invented.example", "x")]
    {
        let ran = sign_in_as(&house, email, password);
        ran.must_say(
            1,
            &[
                "no clients were fetched: SmartAccounts does not accept the email and password",
                "Try signing in to SmartAccounts directly",
            ],
        );
        assert!(!ran.err.contains("wrong-horse-battery"), "{}", ran.err);
    }
    nothing_came_of_it(&house, "does not accept the email and password");
    house.import_all();
    assert_eq!(house.clients().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistyped_password_does_not_cost_the_list_that_waits_for_review() {
    let house = house().await;
    let user = house.scene.simulator.accountant();
    sign_in_as(&house, &user.email, &user.password).must_say(0, &[]);
    house.done(&["clients", "review", "--untick", "2"]);
    let said = ["does not accept the email and password", "The list of 3 clients still waits for review"];
    sign_in_as(&house, &user.email, "mistyped").must_say(1, &said);
    house.done(&["clients", "confirm"]);
    assert_eq!(house.clients().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn bulk_import_login_fails_user_inactive_or_without_access() {
    let house = house().await;
    for (kind, said, remedy) in [
        (UserKind::Inactive, "the SmartAccounts user is inactive", "activate the user"),
        (UserKind::WithoutCompanies, "has no access to any company", "give this SmartAccounts user access"),
    ] {
        let user = house.scene.simulator.user(kind);
        sign_in_as(&house, &user.email, &user.password).must_say(1, &[said, remedy]);
        nothing_came_of_it(&house, said);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_that_is_cut_or_answers_nonsense() {
    let house = house().await;
    for (kind, path, said) in [
        (FaultKind::LostAnswer, "invented/sign-in", "SmartAccounts cannot be reached"),
        (FaultKind::Garble, "invented/sign-in", "cannot be read"),
        (FaultKind::Error, "invented/companies", "SmartAccounts cannot be reached"),
        (FaultKind::Endless, "invented/companies", "the list has no end"),
    ] {
        house.scene.simulator.clear_faults();
        let matching = Matching { public_key: None, path: Some(path.to_owned()) };
        house.scene.simulator.inject(Fault { matching, kind, ..Fault::default() });
        house.sign_in().must_say(1, &["no clients were fetched", said]);
        nothing_came_of_it(&house, said);
    }
    house.scene.simulator.clear_faults();
    house.import_all();
    assert_eq!(house.clients().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_that_ends_before_all_companies_are_listed() {
    let house = House::on_sqlite(SimConfig { page_size: 2, ..small(3) }).await;
    let simulator = &house.scene.simulator;
    let matching = Matching { public_key: None, path: Some("invented/companies".to_owned()) };
    let (kind, every, ms) = (FaultKind::Delay, Some(2), Some(500));
    simulator.inject(Fault { matching, kind, every, ms, ..Fault::default() });
    let user = simulator.accountant();
    let child = house.start(&["clients", "import", "--email", &user.email], &user.password);
    // The sign-in, the first page, and the second, which waits before it looks at who asks.
    while simulator.stats().get("invented").is_none_or(|stats| stats.requests < 3) {
        tokio::task::yield_now().await;
    }
    house.change_directory(DirectoryChange { sign_out: true, ..DirectoryChange::default() });
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("ended the sign-in before all companies were listed. Sign in again."), "{said}");
    nothing_came_of_it(&house, "ended the sign-in");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_password_goes_to_an_address_that_nobody_switched_on() {
    let house = house().await;
    house.sign_in();
    let import = ["clients", "import", "--email", "mari@invented.example"];
    let elsewhere = [import.as_slice(), &["--directory-url", "https://sa.invalid/invented"]].concat();
    for asked in [
        house.run_with(&elsewhere, "a-real-password\n"),
        Ran::of(house.uku().env_remove("UKU_SA_URL").env_remove("UKU_SA_LIMITS").args(import)),
    ] {
        asked.must_say(
            1,
            &[
                "nothing was sent",
                "signing in with email and password is not switched on for https://",
                "--own-books",
                "--file",
            ],
        );
    }
    // It takes an address to switch it on for: none that was guessed.
    let on = Ran::of(
        house.uku().env_remove("UKU_SA_URL").env_remove("UKU_SA_LIMITS").args(import).arg("--directory-on"),
    );
    on.must_say(2, &["--directory-url"]);
    house.refused(&[&import[..], &["--directory-url", "http://sa.invalid/x"]].concat(), 2, &["http"]);
    // The import that waits for review is still there.
    assert_eq!(house.review().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn repeats_alphabets_odd_codes_and_unreadable_rows() {
    let house = house().await;
    let row = |id: &str, name: &str, code: &str| json!({ "id": id, "name": name, "registryCode": code });
    let names = [
        "ООО «Ёлка»",
        "日本の株式会社",
        "شركة النور",
        "Ąžuolas & Šuo, UAB",
        "🍏 Õun",
        "Ελιά Α.Ε.",
        "O'Neil; \"DROP\" --",
    ];
    let mut add: Vec<Value> =
        names.iter().zip(0..).map(|(name, n)| row(&format!("n{n}"), name, "")).collect();
    add.extend([row("short", "Lühike OÜ", "123"), row("typo", "Trükiviga OÜ", "10421628")]);
    add.extend([row("short", "Lühike OÜ", "123"), row("again", "Trükiviga OÜ", "10421628")]);
    add.extend([json!("a text"), json!({ "id": "x", "name": ["y"] }), row("blank", "  ", "")]);
    house.change_directory(DirectoryChange { add, ..DirectoryChange::default() });

    let fetched = house.sign_in().out;
    assert_eq!(
        fetched,
        "15 clients (2 repeats were left out) wait for review: uku clients review, then uku clients confirm\n"
    );
    let rows = house.review();
    let of = |kind: &str| rows.iter().filter(|row| row["kind"] == kind).collect::<Vec<_>>();
    assert_eq!((of("new").len(), of("invalid").len()), (12, 3));
    assert!(of("invalid").iter().all(|row| row["ticked"] == false && row["why"].is_string()));
    for (name, warning) in [("Lühike OÜ", "has 8 digits"), ("Trükiviga OÜ", "the last digit does not fit")]
    {
        let row = rows.iter().find(|row| row["name"] == name).unwrap();
        assert!(row["warnings"][0].as_str().unwrap().contains(warning) && row["ticked"] == true, "{row}");
    }

    let confirmed = house.done(&["clients", "confirm"]).out;
    let said = "12 clients added, 0 updated, 0 unchanged, 0 declined, 3 left as they are\n";
    assert!(confirmed.starts_with(said), "{confirmed}");
    let before = house.clients();
    let found: BTreeSet<&str> = before.iter().filter_map(|client| client["name"].as_str()).collect();
    assert!(names.iter().all(|name| found.contains(name)), "{found:?}");

    // Once more: everybody is known, nobody comes twice.
    house.sign_in();
    let confirmed = house.done(&["clients", "confirm"]).out;
    assert_eq!(confirmed, "0 clients added, 0 updated, 0 unchanged, 0 declined, 15 left as they are\n");
    assert_eq!(house.clients(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_looks_like_a_client_is_for_a_person_to_decide() {
    let house = house().await;
    house.done(&["clients", "add", "--name", "Õunapuu OÜ"]);
    house.import_file("10421629;Õunapuu Osaühing\n");
    let rows = house.review();
    assert_eq!((&rows[0]["kind"], &rows[0]["ticked"]), (&json!("possible_duplicate"), &json!(false)));
    house.refused(&["clients", "review", "--tick", "1"], 2, &["--link 1=CLIENT", "--new 1"]);
    house.refused(&["clients", "review", "--tick", "9"], 1, &["9"]);
    house.done(&["clients", "review", "--link", "1=Õunapuu OÜ"]);
    house.done(&["clients", "confirm"]);
    let clients = house.clients();
    assert_eq!(clients.len(), 1);
    assert_eq!(clients[0]["registryCode"], "10421629");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_bad_keys_says_so_row_by_row() {
    let house = house().await;
    let [own, one, two] = [0, 1, 2].map(|at| house.scene.company(at).clone());
    let text = format!(
        "{};A;{};{}\n{};B;{}; {}\n{};C;{};{}\n",
        own.registry_code,
        own.public_key,
        own.secret_key,
        one.registry_code,
        one.public_key,
        one.secret_key,
        two.registry_code,
        own.public_key,
        two.secret_key
    );
    house.import_file(&text);
    let review = house.done(&["clients", "review"]).out;
    assert!(review.contains("the secret key begins with white space"), "{review}");
    assert!(review.contains("A has the same public key"), "{review}");
    assert!(!review.contains(&one.secret_key), "{review}");
    let confirmed = house.done(&["clients", "confirm"]).out;
    assert!(confirmed.starts_with("3 clients added"), "{confirmed}");
    assert!(confirmed.contains("; 1 key pairs saved"), "{confirmed}");
    house.import_file("").must_say(1, &["clients.csv: it names no company"]);
    let missing = house.run(&["clients", "import", "--file", "/there/is/none.csv"]);
    missing.must_say(1, &["/there/is/none.csv"]);
}
