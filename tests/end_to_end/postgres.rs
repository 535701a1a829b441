//! What is particular to PostgreSQL: it is brought up to date first, and is used as a user without rights of its own.

use serde_json::Value;

use crate::house::{House, small};
use crate::store::{Postgres, Store};
use crate::uku::{Ran, uku};

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_on_postgres() {
    let server = Postgres::start().await;
    let folder = tempfile::tempdir().unwrap();
    let demo = || {
        let arguments =
            ["demo", "--once", "--json", "--clients", "4", "--store", &server.url("uku_owner:owner")];
        let ran = Ran::of(uku().args(arguments).arg("--data").arg(folder.path()));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        ran.json()["tasks"].as_array().unwrap().clone()
    };
    let outcomes =
        |tasks: &[Value], outcome: &str| tasks.iter().filter(|task| task["outcome"] == outcome).count();
    assert_eq!(outcomes(&demo(), "created"), 48);
    assert_eq!(outcomes(&demo(), "unchanged"), 48);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_can_not_be_used_says_what_to_do() {
    let server = Postgres::start().await;
    let home = tempfile::tempdir().unwrap();
    let firm = |url: &str| {
        let mut command = uku();
        command.env("HOME", home.path()).args(["firm", "add", "--name", "A", "--store", url]);
        Ran::of(&mut command)
    };
    firm(&server.url("uku_login:login")).must_say(1, &["uku migrate"]);
    firm("postgres://nobody:no-password@127.0.0.1:9/uku").must_say(1, &["127.0.0.1:9"]);
    firm("mysql://somewhere").must_say(2, &["--store is sqlite or an address like postgres://"]);
    for url in ["postgres://me:my-password@[bad/uku", "postgres://me:my-password@127.0.0.1:9/uku"] {
        let ran = firm(url);
        assert!(!ran.err.contains("my-password"), "{}", ran.err);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn several_programs_at_once() {
    let house = House::on_postgres(small(20)).await;
    assert!(matches!(house.store, Store::Postgres(_)));
    house.connect_all();
    let children: Vec<_> = (0..6).map(|_| house.start(&["test-connection", "--all"], "")).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(house.clients().iter().all(|client| client["integration"] == "connected"));
}
