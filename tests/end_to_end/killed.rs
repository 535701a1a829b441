//! What is left when the program is killed in the middle, and how it goes on.

use std::process::{Child, Stdio};
use std::time::Duration;

use smartaccounts_sim::{Fault, FaultKind, Matching, SimConfig};

use crate::house::{House, keys_file, small};
use crate::uku::{Ran, uku};

fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Kills an import while it waits for its second page.
async fn import_killed_halfway(house: &House) {
    kill(import_halfway(house).await);
    house.scene.simulator.clear_faults();
}

/// An import that waits for its second page.
async fn import_halfway(house: &House) -> Child {
    let simulator = &house.scene.simulator;
    let matching = Matching { public_key: None, path: Some("invented/companies".to_owned()) };
    let fault =
        Fault { matching, kind: FaultKind::Delay, every: Some(2), ms: Some(60_000), ..Fault::default() };
    simulator.inject(fault);
    let user = simulator.accountant();
    let child = house.start(&["clients", "import", "--email", &user.email], &format!("{}\n", user.password));
    // The sign-in, the first page, and the second, which hangs.
    while simulator.stats().get("invented").is_none_or(|stats| stats.requests < 3) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    child
}

fn two_pages() -> SimConfig {
    SimConfig { page_size: 5, ..small(8) }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_was_killed_is_known_to_be_interrupted_at_once() {
    let house = House::on_sqlite(two_pages()).await;
    import_killed_halfway(&house).await;
    let progress = house.done(&["clients", "progress"]).out;
    assert_eq!(progress, "The last import was interrupted, sign in again; nothing was written\n");
    let doctor = house.run(&["doctor"]);
    assert!(doctor.out.contains("was interrupted") && doctor.out.contains("Sign in again"), "{}", doctor.out);
    assert!(house.clients().is_empty());

    import_killed_halfway(&house).await;
    house.import_all();
    assert_eq!(house.clients().len(), 8);
}

/// SQLite is for one program at a time.
#[tokio::test(flavor = "multi_thread")]
async fn while_one_program_fetches_another_is_told_which_has_the_data() {
    let house = House::on_sqlite(two_pages()).await;
    let child = import_halfway(&house).await;
    let by = format!("is in use by another process (process {})", child.id());
    house.refused(&["clients", "progress"], 1, &[&by, "wait until it is done, or stop it"]);
    kill(child);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_one_program_fetches_others_see_how_far_it_is_on_postgres() {
    let house = House::on_postgres(two_pages()).await;
    let child = import_halfway(&house).await;
    let progress = house.done(&["clients", "progress"]).out;
    assert!(progress.contains("5 clients so far, last heard of at "), "{progress}");
    kill(child);
}

/// Another machine may be fetching, so the silence has to last for a while; whoever knows better cancels.
#[tokio::test(flavor = "multi_thread")]
async fn where_others_may_be_fetching_an_import_that_was_killed_can_be_cancelled() {
    let house = House::on_postgres(two_pages()).await;
    import_killed_halfway(&house).await;
    let progress = house.done(&["clients", "progress"]).out;
    assert!(progress.starts_with("Fetching from "), "{progress}");
    house.sign_in().must_say(1, &["clients are being fetched already", "uku clients cancel"]);
    house.done(&["clients", "cancel"]);
    house.import_all();
    assert_eq!(house.clients().len(), 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confirmation_that_was_killed_goes_on_without_duplicates_on_sqlite() {
    confirm_killed_at_many_moments(House::on_sqlite(small(900)).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confirmation_that_was_killed_goes_on_without_duplicates_on_postgres() {
    confirm_killed_at_many_moments(House::on_postgres(small(900)).await).await;
}

async fn confirm_killed_at_many_moments(house: House) {
    let companies = house.scene.simulator.keys().to_vec();
    let fetched = house.import_file(&keys_file(&companies));
    assert_eq!(fetched.code, 0, "{}", fetched.err);
    let mut cut = 0;
    for pause in [5, 40, 80, 120, 180, 250, 330] {
        let child = house.start(&["clients", "confirm"], "");
        tokio::time::sleep(Duration::from_millis(pause)).await;
        kill(child);
        let state = house.done(&["clients", "progress", "--json"]).json()["state"].clone();
        cut += usize::from(state == "confirming");
    }
    assert!(cut > 0, "not once was it in the middle");
    let refused = house.import_file("1;A\n");
    if refused.code != 0 {
        refused.must_say(1, &["not written to its end", "uku clients confirm"]);
        let done = house.done(&["clients", "confirm"]).out;
        let all = "900 clients added, 0 updated, 0 unchanged, 0 declined, 0 left as they are; 900 key pairs saved\n";
        assert!(done.starts_with(all), "{done}");
    }
    let mut expected: Vec<&str> = companies.iter().map(|company| company.registry_code.as_str()).collect();
    expected.sort_unstable();
    let clients = house.clients();
    let connected = clients.iter().filter(|client| client["integration"] == "untested").count();
    let mut codes: Vec<&str> = clients.iter().filter_map(|client| client["registryCode"].as_str()).collect();
    codes.sort_unstable();
    assert_eq!((codes, connected), (expected, 900));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_that_was_killed_can_be_run_again_on_the_same_data() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["demo", "--once", "--clients", "60", "--data"];
    for pause in [50, 100, 150, 200, 250, 300, 400] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_uku"));
        let quiet = command.args(arguments).arg(folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = quiet.spawn().unwrap();
        tokio::time::sleep(Duration::from_millis(pause)).await;
        kill(child);
    }
    let ran = Ran::of(uku().args(arguments).arg(folder.path()));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("720 summary tasks"), "{}", ran.out);
}
