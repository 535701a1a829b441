//! Which adapter keeps which clauses of which contract.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::ensure;

use crate::command::cargo;
use crate::needs;

/// Crates that implement ports.
struct Adapter {
    name: &'static str,
    /// The package whose tests show what it keeps.
    package: &'static str,
    /// The ports that it implements.
    ports: &'static [&'static str],
}

/// What a store implements: another can take its place only if it does all of the same.
const STORE: &[&str] = &[
    "accounts",
    "answers",
    "audit",
    "budget",
    "client_imports",
    "clients",
    "connections",
    "members",
    "notice_board",
    "notices",
    "queue",
    "runs",
    "store",
    "tasks",
];

/// Every port that has a contract.
const ALL: &[&str] = &[
    "accounts",
    "answers",
    "audit",
    "budget",
    "client_imports",
    "clients",
    "codes",
    "connections",
    "directory",
    "ledger",
    "members",
    "notice_board",
    "notices",
    "passwords",
    "queue",
    "runs",
    "store",
    "tasks",
    "tokens",
    "vault",
];

/// Who implements what. A package that the workspace lacks is left out.
const ADAPTERS: [Adapter; 7] = [
    Adapter { name: "fake", package: "uku-testkit", ports: ALL },
    Adapter { name: "sqlite", package: "uku-sqlite", ports: STORE },
    Adapter { name: "postgres", package: "uku-postgres", ports: STORE },
    Adapter { name: "vault", package: "uku-vault", ports: &["vault"] },
    Adapter { name: "sign-in", package: "uku-sign-in", ports: &["codes", "passwords", "tokens"] },
    Adapter { name: "smartaccounts", package: "uku-smartaccounts", ports: &["directory", "ledger"] },
    Adapter { name: "host example", package: "host-product", ports: &["clients", "notices", "tasks"] },
];

/// The test that asks the policy for every action by every role, plan and right.
const POLICY: &str = "firm::every_action_by_role_plan_and_right";

/// The clauses of one port by name, and whether the adapter keeps them.
type Clauses = BTreeMap<String, bool>;

/// What the tests of one adapter say, by port.
type Ports = BTreeMap<String, Clauses>;

/// Runs every contract, prints one line for each adapter and port, and fails unless all of it is kept.
pub(crate) fn run() -> anyhow::Result<()> {
    let packages = packages()?;
    if packages.contains("uku-postgres") {
        needs::postgresql()?;
    }
    let (mut shown, mut complaints) = (Vec::new(), Vec::new());
    for adapter in ADAPTERS.iter().filter(|adapter| packages.contains(adapter.package)) {
        match test(adapter.package, &["_contract::"]) {
            Ok(printed) => shown.push((adapter, clauses(&printed))),
            Err(error) => complaints.push(format!("{} shows nothing: {error}", adapter.name)),
        }
    }
    println!("{:<14} {:<15} {:>6} {:>6}", "adapter", "port", "passed", "failed");
    for (adapter, ports) in &shown {
        for (port, clauses) in ports {
            let passed = clauses.values().filter(|passed| **passed).count();
            println!("{:<14} {port:<15} {passed:>6} {:>6}", adapter.name, clauses.len() - passed);
        }
    }
    complaints.extend(failures(&shown));
    complaints.extend(gaps(&shown));
    complaints.extend(policy());
    for complaint in &complaints {
        println!("{complaint}");
    }
    ensure!(complaints.is_empty(), "the contracts are not kept");
    Ok(())
}

/// The packages of the workspace.
fn packages() -> anyhow::Result<BTreeSet<String>> {
    let tree = cargo(&["tree", "--workspace", "--depth", "0", "--prefix", "none"]).output()?;
    Ok(tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect())
}

/// What the tests of a package print, whether they pass or not; an error if they can't be built.
fn test(package: &str, filter: &[&str]) -> anyhow::Result<String> {
    let these = ["test", "--tests", "--package", package];
    cargo(&[&these[..], &["--quiet", "--no-run"]].concat()).run()?;
    cargo(&[&these[..], &["--no-fail-fast", "--"], filter].concat()).any_output()
}

/// The name of a test and whether it passed, where the line tells of one.
fn told(line: &str) -> Option<(&str, bool)> {
    let (name, outcome) = line.strip_prefix("test ")?.split_once(" ... ")?;
    match outcome {
        "ok" => Some((name, true)),
        "FAILED" => Some((name, false)),
        _ => None,
    }
}

/// The clauses among the tests: they lie in a module of the contract's name. Where a package tests one in several ways,
/// it is kept if it is in all of them.
fn clauses(printed: &str) -> Ports {
    let mut ports = Ports::new();
    for (name, passed) in printed.lines().filter_map(told) {
        let Some((path, clause)) = name.rsplit_once("::") else { continue };
        let contract = path.rsplit("::").next().and_then(|module| module.strip_suffix("_contract"));
        if let Some(port) = contract {
            let kept = ports.entry(port.to_owned()).or_default().entry(clause.to_owned()).or_insert(true);
            *kept &= passed;
        }
    }
    ports
}

/// The clauses that failed.
fn failures(shown: &[(&Adapter, Ports)]) -> Vec<String> {
    let mut complaints = Vec::new();
    for (adapter, ports) in shown {
        for (port, clauses) in ports {
            let failed = clauses.iter().filter(|(_, passed)| !**passed);
            complaints.extend(failed.map(|(clause, _)| format!("{} breaks {port}::{clause}", adapter.name)));
        }
    }
    complaints
}

/// The clauses that an adapter of a port doesn't show, though another does.
fn gaps(shown: &[(&Adapter, Ports)]) -> Vec<String> {
    let mut all: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (port, clauses) in shown.iter().flat_map(|(_, ports)| ports) {
        all.entry(port).or_default().extend(clauses.keys().map(String::as_str));
    }
    let mut complaints = Vec::new();
    for (adapter, ports) in shown {
        for port in adapter.ports {
            let Some(clauses) = all.get(port) else {
                complaints.push(format!("{} shows nothing of {port}, nor does any other", adapter.name));
                continue;
            };
            let own = ports.get(*port);
            let lacking = clauses.iter().filter(|clause| own.is_none_or(|own| !own.contains_key(**clause)));
            complaints
                .extend(lacking.map(|clause| format!("{} does not show {port}::{clause}", adapter.name)));
        }
    }
    complaints
}

/// What is wrong with the table of the policy; if nothing is, that is printed.
fn policy() -> Option<String> {
    let printed = match test("uku-core", &["--exact", POLICY]) {
        Ok(printed) => printed,
        Err(error) => return Some(format!("the policy table can't be tested: {error}")),
    };
    if printed.lines().filter_map(told).any(|test| test == (POLICY, true)) {
        println!("policy table complete");
        None
    } else {
        Some(format!("the policy table is not complete: uku-core's test {POLICY} did not pass"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = "
        running 5 tests
test tasks_contract::a_task ... ok
test contracts::tasks_contract::another ... FAILED
test contracts::runs_contract::a_run ... FAILED
test otherwise::runs_contract::a_run ... ok
test elsewhere::no_clause ... ok
test result: FAILED. 3 passed; 2 failed; 0 ignored";

    #[test]
    fn clauses_are_told_from_other_lines() {
        let tasks = [("a_task".to_owned(), true), ("another".to_owned(), false)];
        let runs = [("a_run".to_owned(), false)];
        let expected = [("tasks".to_owned(), tasks.into()), ("runs".to_owned(), runs.into())];
        assert_eq!(clauses(PRINTED), expected.into());
    }

    #[test]
    fn an_adapter_that_lacks_a_clause_or_a_port_is_named() {
        let adapter = |name, ports| Adapter { name, package: "", ports };
        let (one, other) = (adapter("one", &["tasks", "runs"]), adapter("other", &["tasks", "runs"]));
        let shown = [(&one, clauses(PRINTED)), (&other, clauses("test tasks_contract::a_task ... ok"))];
        let expected = ["other does not show tasks::another", "other does not show runs::a_run"];
        assert_eq!(gaps(&shown), expected);
        assert_eq!(failures(&shown), ["one breaks runs::a_run", "one breaks tasks::another"]);
    }

    #[test]
    fn a_port_that_nobody_shows_is_named() {
        let one = Adapter { name: "one", package: "", ports: &["vault"] };
        assert_eq!(gaps(&[(&one, clauses(PRINTED))]), ["one shows nothing of vault, nor does any other"]);
    }
}
