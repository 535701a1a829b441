//! `uku serve`: works off what is queued, tells people, answers whoever watches over it, and stops in time.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use serde_json::Value;
use smartaccounts_sim::{Change, Fault, FaultKind};
use sqlx::{Connection, PgConnection};

use crate::house::{House, as_list, small};
use crate::months::month_back;
use crate::server::{Server, eventually};
use crate::store::Store;

async fn ready_on_postgres(clients: u16) -> House {
    let house = House::on_postgres(small(clients)).await;
    house.connect_all();
    house.fill_in_settings();
    house
}

fn unread(house: &House) -> Vec<Value> {
    let notices = house.done(&["notices", "--json"]).json();
    assert_eq!(notices["unread"], as_list(&notices["notices"]).len());
    as_list(&notices["notices"])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_works_off_what_is_queued_and_people_are_told() {
    let house = ready_on_postgres(3).await;
    let month = month_back(1);
    let server = Server::worker(&house);
    let queued = house.done(&["import-data", "--all", "--from", &month, "--to", &month, "--json"]).json();
    let run = queued["run"].as_str().unwrap();
    let watched = house.done(&["run", "show", run, "--watch", "--json"]).json();
    assert_eq!((&watched["state"], &watched["tally"]["created"]), (&"over".into(), &3.into()));
    for company in house.scene.simulator.keys() {
        assert_eq!(house.tasks(company).await, house.scene.truth(company, &month, &month));
    }

    eventually(async || unread(&house).len() == 1).await;
    let notice = unread(&house).remove(0);
    assert_eq!(notice["subject"], format!("Import data, {month}, 3 clients: done"));
    assert_eq!((&notice["text"], &notice["read"]), (&"Summary tasks: 3 created.".into(), &false.into()));
    let text = house.done(&["notices"]).out;
    assert!(text.ends_with("1 unread notice. Mark it as read with: uku notices read\n"), "{text}");
    assert_eq!(house.done(&["notices", "read"]).out, "1 notice is marked as read\n");
    assert_eq!(house.done(&["notices"]).out, "No unread notices\n");
    assert_eq!(house.done(&["notices", "read"]).out, "There was no unread notice\n");
    let all = house.done(&["notices", "--all", "--json"]).json();
    assert_eq!((&all["unread"], &all["notices"][0]["read"]), (&0.into(), &true.into()));
    let (ended, _) = server.stop();
    assert!(ended.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_stop_working_are_told_once_for_all_clients() {
    let house = ready_on_postgres(4).await;
    let revoked = [1, 2].map(|at| house.scene.company(at).clone());
    for company in &revoked {
        house.change(company, Change::Revoke);
    }
    let _server = Server::worker(&house);
    house.done(&["reload"]);
    house.all_worked_off().await;
    eventually(async || unread(&house).len() == 2).await;
    let notices = unread(&house);
    let keys = notices
        .iter()
        .find(|notice| notice["subject"].as_str().unwrap().contains("keys of 2 clients"))
        .unwrap();
    for company in &revoked {
        assert!(keys["text"].as_str().unwrap().contains(&company.name), "{keys}");
    }
    let finished = notices.iter().find(|notice| notice["subject"] != keys["subject"]).unwrap();
    assert!(finished["text"].as_str().unwrap().contains("24 created, 24 failed"), "{finished}");

    // The same trouble is not told again.
    house.done(&["reload"]);
    house.all_worked_off().await;
    eventually(async || unread(&house).len() == 3).await;
    let again = unread(&house).remove(0);
    assert!(again["text"].as_str().unwrap().contains("24 unchanged, 24 passed over"), "{again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_for_one_client_goes_before_a_reload_that_was_asked_for_earlier() {
    let house = ready_on_postgres(4).await;
    let (company, month) = (house.scene.company(3).clone(), month_back(1));
    house.done(&["reload"]);
    house.done(&["import-data", "--client", &company.name, "--from", &month, "--to", &month]);
    let server = Server::start(&house, &["--role", "worker", "--parallel", "1"]);
    house.all_worked_off().await;
    assert!(server.stop().0.success());
    let first =
        "SELECT r.kind FROM run_items JOIN runs AS r USING (firm_id, run_id) ORDER BY finished_at LIMIT 1";
    assert_eq!(house.text(first).await, "manual_import");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_stops_in_the_middle_of_work_and_another_goes_on_on_sqlite() {
    let house = House::on_sqlite(small(4)).await;
    house.connect_all();
    house.fill_in_settings();
    it_stops_in_the_middle_of_work(&house).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_stops_in_the_middle_of_work_and_another_goes_on_on_postgres() {
    it_stops_in_the_middle_of_work(&ready_on_postgres(4).await).await;
}

async fn it_stops_in_the_middle_of_work(house: &House) {
    // Nobody answers before the server is told to stop.
    let (kind, ms) = (FaultKind::Delay, Some(600_000));
    house.scene.simulator.inject(Fault { kind, ms, ..Fault::default() });
    house.done(&["reload"]);
    let server = Server::worker(house);
    let held = "SELECT count(*) FROM run_items WHERE held_by IS NOT NULL";
    eventually(async || house.number(held).await == 4).await;
    let (ended, took) = server.stop();
    assert!(ended.success() && took < Duration::from_secs(10), "{ended} after {took:?}");
    assert_eq!(house.number(held).await, 0, "what was under way is handed over");
    house.scene.simulator.clear_faults();

    let other = Server::worker(house);
    house.all_worked_off().await;
    assert!(other.stop().0.success());
    let (from, to) = (month_back(12), month_back(1));
    for company in house.scene.simulator.keys() {
        assert_eq!(house.tasks(company).await, house.scene.truth(company, &from, &to));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_says_that_its_database_is_gone_and_goes_on_when_it_is_back() {
    let house = ready_on_postgres(2).await;
    let Store::Postgres(database) = &house.store else { unreachable!() };
    let mut superuser = PgConnection::connect(&database.cluster.url("postgres")).await.unwrap();
    let server = Server::start(&house, &["--listen", "127.0.0.1:0"]);
    let address = server.address().await;
    assert_eq!(ask(&address, "/health").0, 200);
    for statement in [
        "ALTER DATABASE uku ALLOW_CONNECTIONS false",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'uku'",
    ] {
        sqlx::raw_sql(statement).execute(&mut superuser).await.unwrap();
    }
    eventually(async || ask(&address, "/health").0 == 503).await;
    assert!(ask(&address, "/health").1.contains("\"storeReachable\":false"));
    sqlx::raw_sql("ALTER DATABASE uku ALLOW_CONNECTIONS true").execute(&mut superuser).await.unwrap();
    eventually(async || ask(&address, "/health").0 == 200).await;
    house.done(&["reload"]);
    house.all_worked_off().await;
    assert!(server.stop().0.success());
    let company = house.scene.company(1);
    assert_eq!(house.tasks(company).await, house.scene.truth(company, &month_back(12), &month_back(1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_answers_whoever_watches_over_it() {
    let house = House::on_sqlite(small(1)).await;
    house.connect_all();
    house.fill_in_settings();
    house.done(&["reload"]);
    for role in ["web", "all"] {
        let server = Server::start(&house, &["--role", role, "--listen", "127.0.0.1:0"]);
        let address = server.address().await;
        let (status, body) = ask(&address, "/health");
        let health: Value = serde_json::from_str(&body).unwrap();
        assert_eq!((status, &health["storeReachable"], &health["role"]), (200, &true.into(), &role.into()));
        // Nobody is signed in.
        assert_eq!(ask(&address, "/").0, 303);
        assert_eq!(ask(&address, "/api/v1/me").0, 401);
        // An SQLite store is for one program at a time.
        let by = format!("is in use by another process (process {})", server.pid());
        house.refused(&["settings"], 1, &[&by]);
        let (ended, took) = server.stop();
        assert!(ended.success() && took < Duration::from_secs(10), "{ended} after {took:?}");
    }
    let run = house.done(&["runs", "--json"]).json()[0].take();
    assert_eq!((&run["clients"], &run["kind"]), (&1.into(), &"reload".into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_only_answers_leaves_the_work_to_others() {
    let house = ready_on_postgres(1).await;
    let arrived = house.scene.arrived(house.scene.company(0));
    let web = Server::start(&house, &["--role", "web", "--listen", "127.0.0.1:0"]);
    let address = web.address().await;
    house.done(&["reload"]);
    assert_eq!(ask(&address, "/health").0, 200);
    assert!(web.stop().0.success());
    assert_eq!(house.number("SELECT count(*) FROM run_items WHERE epoch IS NOT NULL").await, 0);
    assert_eq!(house.scene.arrived(house.scene.company(0)), arrived);
    let worker = Server::worker(&house);
    house.all_worked_off().await;
    assert!(worker.stop().0.success());
}

/// Status and body of an answer.
fn ask(address: &str, path: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: uku\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_it_can_not_be_set_up_with_is_named_with_its_source() {
    let house = House::on_sqlite(small(1)).await;
    let file = house.scene.home.path().join("uku.toml");
    let path = file.to_str().unwrap();
    let with_file = |text: &str| {
        std::fs::write(&file, text).unwrap();
        house.run(&["serve", "--config", path])
    };
    for (text, said) in [
        ("lease-seconds = 60", "lease-seconds: 60 are no seconds from 3 to 45"),
        ("parallel = 0", "parallel"),
        ("rolle = \"web\"", "rolle"),
        ("role = \"boss\"", "role"),
        ("this is not TOML", "the server can't be set up so"),
    ] {
        with_file(text).must_say(2, &[said, &format!("(in {path})")]);
    }
    house.refused(
        &["serve", "--lease-seconds", "2"],
        2,
        &["lease-seconds: 2 are no seconds", "(on the command line or in the environment)"],
    );
    house.refused(&["serve", "--config", "/nowhere/uku.toml"], 2, &["there is no file /nowhere/uku.toml"]);
    house.refused(&["serve", "--parallel", "0"], 2, &["--parallel"]);
    let mut command = house.uku();
    let ran = crate::uku::Ran::of(command.env("UKU_LEASE_SECONDS", "46").args(["serve"]));
    ran.must_say(2, &["46 are no seconds", "in the environment"]);
    // A password in the address of a mail server is not repeated.
    let secret = with_file("smtp-url = \"smtp://me:my-password@\"\nsmtp-from = \"uku@example.ee\"");
    assert!(secret.code != 0 && !secret.err.contains("my-password"), "{}", secret.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_taken_is_told_before_any_work() {
    let house = House::on_sqlite(small(1)).await;
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = [&format!("{address} can't be listened on"), "Choose another address with --listen"];
    house.refused(&["serve", "--listen", &address], 1, &said);
}
