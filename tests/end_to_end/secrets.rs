//! After a full flow with known secrets, none of them is found: in no file, no table, no output, however it is spelled.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use smartaccounts_sim::{Change, FaultKind};
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;

use crate::house::{House, keys_file, small};
use crate::needles::Needles;
use crate::server::{Server, eventually};
use crate::store::{Postgres, Store};

const WRONG_PASSWORD: &str = "wrong-horse+battery/staple";
const WRONG_SECRET: &str = "a-secret/that+never-was";

/// The whole flow, with everything that the program says about it at its most talkative.
struct Flow {
    house: House,
    said: Vec<u8>,
    /// Where the file with keys lies: a person's own, out of the search.
    desk: TempDir,
}

impl Flow {
    fn new(house: House) -> Self {
        Self { house, said: Vec::new(), desk: tempfile::tempdir().unwrap() }
    }

    fn run(&mut self, code: i32, arguments: &[&str], input: &str) {
        let mut command = self.house.uku();
        command.env("UKU_LOG", "trace").env("UKU_SA_LIMITS", "60/1000").env("RUST_BACKTRACE", "full");
        let output = command.args(arguments).write_stdin(input).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        let last = String::from_utf8_lossy(&said).lines().last().unwrap_or_default().to_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {last}");
        self.said.extend(said);
    }

    fn needles(&self) -> Needles {
        let (simulator, keys) = (&self.house.scene.simulator, self.house.scene.simulator.keys());
        let password = simulator.accountant().password;
        let mut secrets = vec![
            ("the password", password.as_str()),
            ("a wrong password", WRONG_PASSWORD),
            ("a wrong secret key", WRONG_SECRET),
        ];
        secrets.extend(keys.iter().map(|company| ("a secret key", company.secret_key.as_str())));
        secrets.extend(keys.iter().map(|company| ("a public key", company.public_key.as_str())));
        Needles::of(&secrets)
    }

    fn people_come_in(&mut self) {
        let user = self.house.scene.simulator.accountant();
        let import = ["clients", "import", "--email", user.email.as_str()];
        self.run(1, &import, &format!("{WRONG_PASSWORD}\n"));
        self.run(1, &[&import[..], &["--directory-url", "https://sa.invalid"]].concat(), &user.password);
        self.run(0, &import, &user.password);
        self.run(0, &["clients", "review", "--untick", "3"], "");
        self.run(0, &["clients", "confirm"], "");
        // With keys, once given up and once written.
        let file = self.desk.path().join("keys.csv");
        let companies = self.house.scene.simulator.keys()[..3].to_vec();
        std::fs::write(&file, keys_file(&companies)).unwrap();
        let import = ["clients", "import", "--file", file.to_str().unwrap()];
        self.run(0, &import, "");
        self.run(0, &["clients", "cancel"], "");
        self.run(0, &import, "");
        self.run(0, &["clients", "review", "--json", "--tick", "1,2,3"], "");
        self.run(0, &["clients", "confirm", "--json"], "");
        let bad = self.desk.path().join("bad.json");
        std::fs::write(&bad, format!("[{{\"name\":\"A\",\"secretKey\":\"{WRONG_SECRET}\",}}]")).unwrap();
        self.run(1, &["clients", "import", "--file", bad.to_str().unwrap()], "");
    }

    fn keys_are_used(&mut self) {
        let [own, one, _, spare] = [0, 1, 2, 3].map(|at| self.house.scene.company(at).clone());
        let connect = ["connect", &one.registry_code, "--public-key", &one.public_key];
        self.run(1, &connect, WRONG_SECRET);
        self.run(2, &connect, &format!("{} ", one.secret_key));
        self.run(1, &["connect", "Tundmatu", "--public-key", &one.public_key], &one.secret_key);
        self.run(0, &["connect", &one.registry_code, "--public-key", &spare.public_key], &spare.secret_key);
        self.run(0, &connect, &format!("{}\n", one.secret_key));
        self.run(0, &["firm", "set", "--registry-code", &own.registry_code], "");
        self.run(0, &["connect", "--own-books", "--public-key", &own.public_key, "--json"], &own.secret_key);
        self.run(0, &["clients", "import", "--own-books"], "");
        self.run(0, &["test-connection", "--all", "--json"], "");
        for kind in [FaultKind::Garble, FaultKind::LostAnswer, FaultKind::Unpaid, FaultKind::OverLimit] {
            self.house.fault(&one, kind);
            self.run(1, &["test-connection", &one.registry_code], "");
            self.house.scene.simulator.clear_faults();
        }
        self.house.change(&one, Change::Revoke);
        self.run(1, &["test-connection", "--all"], "");
        self.run(1, &["doctor", "--json"], "");
        self.run(0, &["clients", "list", "--json"], "");
        self.run(0, &["activity", "--json", "--most", "1000"], "");
        self.run(0, &["keys", "rotate"], "");
    }

    /// Months are imported by a server, keys stop working meanwhile, and everybody looks what came of it.
    async fn months_are_imported(&mut self) {
        self.house.fill_in_settings();
        let revoked = self.house.scene.company(2).clone();
        self.house.change(&revoked, Change::Revoke);
        self.run(0, &["reload", "--json"], "");
        let talkative = [("UKU_LOG", "trace"), ("UKU_SA_LIMITS", "60/1000"), ("RUST_BACKTRACE", "full")];
        let server = Server::start_with(&self.house, &["--listen", "127.0.0.1:0"], &talkative);
        let announced = "SELECT count(*) FROM runs WHERE announced";
        eventually(async || self.house.text(announced).await == "1").await;
        self.said.extend(server.log().into_bytes());
        assert!(server.stop().0.success());
        self.run(0, &["notices", "--json"], "");
        self.run(0, &["notices"], "");
        self.run(0, &["runs", "--json"], "");
        let runs = self.house.done(&["runs", "--json"]).json();
        let run = runs[0]["id"].as_str().unwrap().to_owned();
        assert_eq!(
            (&runs[0]["tally"]["failed"], &runs[0]["tally"]["skipped"]),
            (&12.into(), &12.into()),
            "keys were refused now and before"
        );
        self.run(0, &["run", "show", &run], "");
        self.run(0, &["run", "show", &run, "--json"], "");
        // The keys were refused, so they are not asked again.
        self.run(0, &["run", "retry", &run, "--wait"], "");
        self.run(1, &["doctor", "--json"], "");
        self.run(0, &["activity", "--json", "--most", "1000"], "");
    }

    fn keys_are_destroyed(&mut self) {
        let other = self.house.scene.company(2).registry_code.clone();
        self.run(0, &["disconnect", &other, "--yes"], "");
        self.run(0, &["deactivate", "--yes"], "");
        self.run(0, &["activate"], "");
        self.run(2, &["keys", "destroy"], "");
        self.run(0, &["keys", "destroy", "--confirm", "destroy 3 key pairs"], "");
        self.run(0, &["activity"], "");
    }

    fn nothing_was_said(&self, needles: &Needles) {
        let said = String::from_utf8_lossy(&self.said);
        assert!(said.contains("DEBUG"), "the logs are not on");
        assert_eq!(needles.within(&self.said), BTreeSet::new());
    }
}

fn nothing_is_below(needles: &Needles, folder: &Path, at_least: usize) {
    let (found, files) = needles.below(folder);
    assert_eq!(found, BTreeSet::new());
    assert!(files >= at_least, "only {files} files in {}", folder.display());
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_left_anywhere_on_sqlite() {
    let mut flow = Flow::new(House::on_sqlite(small(4)).await);
    let needles = flow.needles();
    let home = flow.house.scene.home.path().to_owned();
    flow.people_come_in();
    flow.keys_are_used();
    flow.months_are_imported().await;
    // The data with its lock, the budget, the master keys.
    nothing_is_below(&needles, &home, 4);
    assert!(flow.house.master_keys().is_file() && flow.house.data().join("uku.db").is_file());
    assert!(home.join("state").join("uku").join("budget.db").is_file());
    flow.keys_are_destroyed();
    nothing_is_below(&needles, &home, 4);
    flow.nothing_was_said(&needles);

    flow.house.sql("UPDATE firms SET name = 'a-secret/that+never-was'").await;
    assert!(!needles.below(&home).0.is_empty(), "what is planted is found");
}

/// A program that is killed leaves its write-ahead log as it is.
#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_left_in_the_write_ahead_log_of_a_program_that_was_killed() {
    let house = House::on_sqlite(small(300)).await;
    let flow = Flow::new(house);
    let needles = flow.needles();
    flow.house.import_file(&keys_file(flow.house.scene.simulator.keys()));
    let home = flow.house.scene.home.path();
    std::fs::remove_file(home.join("clients.csv")).unwrap();
    let mut child = flow.house.start(&["clients", "confirm"], "");
    let log = flow.house.data().join("uku.db-wal");
    while std::fs::metadata(&log).map_or(0, |log| log.len()) < 100_000 {
        assert!(child.try_wait().unwrap().is_none(), "it was faster");
        tokio::task::yield_now().await;
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(std::fs::metadata(&log).unwrap().len() >= 100_000);
    nothing_is_below(&needles, home, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_left_anywhere_on_postgres() {
    let mut flow = Flow::new(House::on_postgres(small(4)).await);
    let needles = flow.needles();
    let home = flow.house.scene.home.path().to_owned();
    flow.people_come_in();
    flow.keys_are_used();
    flow.months_are_imported().await;
    search_server(&flow, &needles, &BTreeSet::new()).await;
    flow.keys_are_destroyed();
    search_server(&flow, &needles, &BTreeSet::new()).await;
    nothing_is_below(&needles, &home, 1);
    flow.nothing_was_said(&needles);

    flow.house.sql("UPDATE firms SET name = 'a-secret/that+never-was'").await;
    search_server(&flow, &needles, &BTreeSet::from(["a wrong secret key (plain)"])).await;
}

/// What is in the files of the server, its logs among them, and in all tables as a dump shows them.
async fn search_server(flow: &Flow, needles: &Needles, expected: &BTreeSet<&str>) {
    let Store::Postgres(server) = &flow.house.store else { unreachable!() };
    flow.house.sql("CHECKPOINT").await;
    let folder = PathBuf::from(flow.house.text("SELECT current_setting('data_directory')").await);
    let (found, files) = needles.below(&folder);
    assert!(files > 900, "only {files} files in {}", folder.display());
    assert!(folder.join("pg_wal").is_dir() && folder.join("base").is_dir());
    let of_search: BTreeSet<&str> =
        found.iter().filter_map(|found| Some(found.split_once(" in /")?.0)).collect();
    assert!(expected.is_subset(&of_search) && expected.is_empty() == found.is_empty(), "{found:?}");
    assert_eq!(needles.within(&dump(server).await).into_iter().filter(|_| expected.is_empty()).count(), 0);
}

/// Every row of every table, bytes in hexadecimal.
async fn dump(server: &Postgres) -> Vec<u8> {
    let mut superuser = PgConnection::connect(&server.superuser_url()).await.unwrap();
    let tables = "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'uku'";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut superuser).await.unwrap();
    assert!(tables.len() > 15, "{tables:?}");
    let mut rows = Vec::new();
    for table in tables {
        let query = sqlx::AssertSqlSafe(format!("SELECT one::text FROM {table} AS one"));
        let texts: Vec<String> = sqlx::query_scalar(query).fetch_all(&mut superuser).await.unwrap();
        rows.extend(texts.into_iter().flat_map(String::into_bytes));
    }
    rows
}
