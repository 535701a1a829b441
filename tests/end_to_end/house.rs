use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Stdio};

use serde_json::Value;
use smartaccounts_sim::{CompanyKeys, SimConfig};

use crate::server::eventually;
use crate::store::{Postgres, Store};
use crate::uku::{Ran, Scene, uku};

/// A simulator, and the data of a firm with the integration activated.
pub(crate) struct House {
    pub(crate) scene: Scene,
    pub(crate) store: Store,
}

/// Small books, and no limits on requests.
pub(crate) fn small(companies: u16) -> SimConfig {
    SimConfig { companies, entries_per_month: 3, limits: false, ..SimConfig::default() }
}

impl House {
    pub(crate) async fn on_sqlite(config: SimConfig) -> Self {
        let house = Self { scene: Scene::with(config).await, store: Store::Sqlite };
        house.move_in();
        house
    }

    /// The program itself migrates, as the owner of the tables, and works as a user without rights of its own.
    pub(crate) async fn on_postgres(config: SimConfig) -> Self {
        let house =
            Self { scene: Scene::with(config).await, store: Store::Postgres(Postgres::start().await) };
        let Store::Postgres(server) = &house.store else { unreachable!() };
        let migrated = Ran::of(house.uku().env("UKU_STORE", server.url("uku_owner:owner")).arg("migrate"));
        assert_eq!((migrated.code, migrated.err.as_str()), (0, ""));
        house.sql("GRANT uku_app, uku_engine TO uku_login").await;
        house.move_in();
        house
    }

    /// The firm that `uku demo` made, with the same companies in a simulator of our own.
    pub(crate) async fn of_demo(companies: u16) -> Self {
        let config =
            SimConfig { companies, entries_per_month: 25, seed: 1991, limits: false, ..SimConfig::default() };
        let house = Self { scene: Scene::with(config).await, store: Store::Demo };
        let demo = ["demo", "--once", "--clients", &companies.to_string(), "--data"];
        let ran = Ran::of(uku().args(demo).arg(house.data()));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        house
    }

    fn move_in(&self) {
        let firm = self.done(&["firm", "add", "--name", "Raamat OÜ"]);
        assert_eq!(firm.out, "Raamat OÜ is there. Next: uku activate\n");
        let active = self.run(&["activate"]);
        let made = format!("was made: {}. Keep a copy", self.master_keys().display());
        active.must_say(0, &[&made]);
        assert!(active.out.starts_with("The SmartAccounts integration is active."), "{}", active.out);
    }

    /// The program on this house, with nothing of the user who runs the tests.
    pub(crate) fn uku(&self) -> assert_cmd::Command {
        let mut command = uku();
        for (name, value) in self.surroundings() {
            command.env(name, value);
        }
        command
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.scene.home.path().join("data").join("uku")
    }

    pub(crate) fn master_keys(&self) -> PathBuf {
        self.scene.home.path().join("config").join("uku").join("master-keys")
    }

    fn surroundings(&self) -> Vec<(&'static str, String)> {
        let home = self.scene.home.path();
        let inside = |folder: &str| home.join(folder).display().to_string();
        let mut all = vec![
            ("HOME", home.display().to_string()),
            ("XDG_STATE_HOME", inside("state")),
            ("XDG_CONFIG_HOME", inside("config")),
            ("XDG_DATA_HOME", inside("data")),
            ("UKU_SA_URL", self.scene.simulator.base_url()),
            ("UKU_SA_LIMITS", "off".to_owned()),
        ];
        match &self.store {
            Store::Sqlite => {}
            Store::Demo => {
                all.push(("UKU_MASTER_KEYS_FILE", self.data().join("master-keys").display().to_string()));
            }
            Store::Postgres(server) => all.push(("UKU_STORE", server.url("uku_login:login"))),
        }
        all
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.uku().args(arguments))
    }

    pub(crate) fn run_with(&self, arguments: &[&str], input: &str) -> Ran {
        Ran::of(self.uku().args(arguments).write_stdin(input))
    }

    /// Runs it, and it must be done without a word on the standard error.
    pub(crate) fn done(&self, arguments: &[&str]) -> Ran {
        let ran = self.run(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
        ran
    }

    /// Runs it, and it must say why it could not be done.
    pub(crate) fn refused(&self, arguments: &[&str], code: i32, said: &[&str]) -> Ran {
        let ran = self.run(arguments);
        ran.must_say(code, said);
        ran
    }

    /// The program on this house, to be started as one pleases.
    pub(crate) fn command(&self) -> std::process::Command {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_uku"));
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("UKU_") {
                command.env_remove(name);
            }
        }
        command.envs(self.surroundings());
        command
    }

    /// Starts it and lets it run; `input` is on its standard input.
    pub(crate) fn start(&self, arguments: &[&str], input: &str) -> Child {
        let mut command = self.command();
        let piped =
            command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child
    }

    /// Imports all companies of the accountant, for review.
    pub(crate) fn sign_in(&self) -> Ran {
        let user = self.scene.simulator.accountant();
        self.run_with(&["clients", "import", "--email", &user.email], &format!("{}\n", user.password))
    }

    /// Fetches, and writes what is proposed.
    pub(crate) fn import_all(&self) {
        let fetched = self.sign_in();
        assert_eq!((fetched.code, fetched.err.as_str()), (0, ""));
        self.done(&["clients", "confirm"]);
    }

    /// Makes clients of a file, and returns what was said.
    pub(crate) fn import_file(&self, text: &str) -> Ran {
        let file = self.scene.home.path().join("clients.csv");
        std::fs::write(&file, text).unwrap();
        Ran::of(self.uku().args(["clients", "import", "--file"]).arg(file))
    }

    /// All companies of the simulator as clients with their keys, tested.
    pub(crate) fn connect_all(&self) {
        self.import_file(&keys_file(self.scene.simulator.keys()));
        self.done(&["clients", "confirm"]);
        self.done(&["test-connection", "--all"]);
    }

    /// Fills in the settings of the summary task, with the four main data fields.
    pub(crate) fn fill_in_settings(&self) {
        self.done(&["topics", "add", "Bookkeeping"]);
        let title = "SmartAccounts {month}, {client}";
        self.done(&["settings", "set", "--title", title, "--topic", "Bookkeeping", "--import-day", "day-10"]);
        self.done(&["settings", "create-fields"]);
    }

    /// Waits until nothing is left to be worked off.
    pub(crate) async fn all_worked_off(&self) {
        let open = "SELECT count(*) FROM run_items WHERE finished_at IS NULL AND stopped_at IS NULL";
        eventually(async || self.number(open).await == 0).await;
    }

    /// How a client is connected, as `uku clients list` says it.
    pub(crate) fn integration_of(&self, company: &CompanyKeys) -> Value {
        let code = company.registry_code.as_str();
        self.clients().into_iter().find(|client| client["registryCode"] == code).unwrap()["integration"]
            .take()
    }

    /// Saves the keys of a company for a client.
    pub(crate) fn connect(&self, client: &str, company: &CompanyKeys) -> Ran {
        let arguments = ["connect", client, "--public-key", &company.public_key];
        self.run_with(&arguments, &format!("{}\n", company.secret_key))
    }

    pub(crate) fn review(&self) -> Vec<Value> {
        as_list(&self.done(&["clients", "review", "--json"]).json())
    }

    pub(crate) fn clients(&self) -> Vec<Value> {
        as_list(&self.done(&["clients", "list", "--json"]).json())
    }
}

/// The elements of a JSON array.
pub(crate) fn as_list(json: &Value) -> Vec<Value> {
    json.as_array().unwrap().clone()
}

/// What came of a company's months in a run, as `uku run show --json` says it.
pub(crate) fn outcomes(run: &Value, company: &CompanyKeys) -> BTreeMap<String, Value> {
    let items = as_list(&run["items"]);
    let item = items.iter().find(|item| item["client"]["name"] == company.name.as_str()).unwrap();
    let months = as_list(&item["months"]);
    months.into_iter().map(|month| (month["month"].as_str().unwrap().to_owned(), month)).collect()
}

/// A CSV file with keys, as a person makes it in a spreadsheet.
pub(crate) fn keys_file(companies: &[CompanyKeys]) -> String {
    let line = |company: &CompanyKeys| {
        let CompanyKeys { name, registry_code, public_key, secret_key, .. } = company;
        format!("{registry_code};\"{name}\";{public_key};{secret_key}\n")
    };
    let lines: String = companies.iter().map(line).collect();
    format!("registry code;name;public key;secret key\n{lines}")
}

impl Ran {
    /// It ended with this code, and said all of this on the standard error.
    pub(crate) fn must_say(&self, code: i32, said: &[&str]) {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        for said in said {
            assert!(self.err.contains(said), "{said:?} is not in {:?}", self.err);
        }
    }
}
