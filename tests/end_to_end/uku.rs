use std::collections::BTreeMap;

use assert_cmd::Command;
use serde_json::Value;
use smartaccounts_sim::{CompanyKeys, SimConfig, Simulator};
use tempfile::TempDir;

/// The kinds of the three main fields that have one of their own.
const OWN_FIELDS: [(&str, &str); 3] = [
    ("sales_entries", "CLIENT_INVOICE"),
    ("purchase_entries", "VENDOR_INVOICE"),
    ("bank_entries", "BANK_PAYMENT"),
];

/// A simulator, and a home folder for the program.
pub(crate) struct Scene {
    pub(crate) simulator: Simulator,
    pub(crate) home: TempDir,
}

impl Scene {
    pub(crate) async fn with(config: SimConfig) -> Self {
        let simulator = Simulator::start(config, ([127, 0, 0, 1], 0).into()).await.unwrap();
        Self { simulator, home: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn company(&self, index: usize) -> &CompanyKeys {
        &self.simulator.keys()[index]
    }

    /// The program, with the simulator's address and a home of its own; limits are off unless set otherwise.
    pub(crate) fn uku(&self) -> Command {
        let mut command = uku();
        command
            .env("HOME", self.home.path())
            .env("XDG_STATE_HOME", self.home.path().join("state"))
            .env("UKU_SA_URL", self.simulator.base_url())
            .env("UKU_SA_LIMITS", "off");
        command
    }

    /// `uku count` for one company.
    pub(crate) fn count(&self, company: &CompanyKeys, arguments: &[&str]) -> Ran {
        let mut command = self.uku();
        command.env("UKU_SA_PUBLIC_KEY", &company.public_key).env("UKU_SA_SECRET_KEY", &company.secret_key);
        Ran::of(command.arg("count").args(arguments))
    }

    /// `uku count` for the companies of a keys file.
    pub(crate) fn count_file(&self, keys: &str, arguments: &[&str]) -> Ran {
        let file = self.home.path().join("keys");
        std::fs::write(&file, keys).unwrap();
        Ran::of(self.uku().arg("count").arg("--keys").arg(file).args(arguments))
    }

    /// What the books of a company really hold, by month and main field.
    pub(crate) fn truth(
        &self,
        company: &CompanyKeys,
        from: &str,
        to: &str,
    ) -> BTreeMap<String, BTreeMap<String, u64>> {
        main_fields(self.simulator.truth(&company.public_key, from, to).unwrap())
    }

    /// How many entries a company has in some months.
    pub(crate) fn entries(&self, company: &CompanyKeys, from: &str, to: &str) -> u64 {
        self.truth(company, from, to).values().flat_map(BTreeMap::values).sum()
    }

    /// How many requests arrived with a company's key.
    pub(crate) fn arrived(&self, company: &CompanyKeys) -> u64 {
        self.simulator.stats().get(&company.public_key).map_or(0, |stats| stats.requests)
    }
}

pub(crate) fn uku() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_uku"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("UKU_") {
            command.env_remove(name);
        }
    }
    command
}

/// Entries by kind as the four main fields count them.
pub(crate) fn main_fields(
    months: BTreeMap<String, BTreeMap<String, u64>>,
) -> BTreeMap<String, BTreeMap<String, u64>> {
    let fields = |kinds: BTreeMap<String, u64>| {
        let own =
            |(field, kind): (&str, &str)| (field.to_owned(), kinds.get(kind).copied().unwrap_or_default());
        let mut fields: BTreeMap<String, u64> = OWN_FIELDS.into_iter().map(own).collect();
        let documents = kinds.values().sum::<u64>() - fields.values().sum::<u64>();
        fields.insert("documents".to_owned(), documents);
        fields
    };
    months.into_iter().map(|(month, kinds)| (month, fields(kinds))).collect()
}

/// What came of running the program.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The JSON that it printed.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }

    /// The counts of one company's months in JSON; a month without counts is left out.
    pub(crate) fn counts_in(company: &Value) -> BTreeMap<String, BTreeMap<String, u64>> {
        let months = company["months"].as_array().unwrap();
        let counted = months.iter().filter(|month| !month["counts"].is_null());
        let month = |month: &Value| {
            let counts = serde_json::from_value(month["counts"].clone()).unwrap();
            (month["month"].as_str().unwrap().to_owned(), counts)
        };
        counted.map(month).collect()
    }
}
