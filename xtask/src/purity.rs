//! The dependency rules: uku-core is pure, and each outside thing is known to one crate.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, ensure};

use crate::command::{cargo, root};

/// Everything that uku-core may be built from: nothing in here does I/O, runs futures, tells the time or rolls dice.
const PURE: [&str; 41] = [
    "arrayvec",
    "async-trait",
    "block-buffer",
    "cfg-if",
    "chrono",
    "chrono-tz",
    "const-oid",
    "convert_case",
    "cpufeatures",
    "crypto-common",
    "digest",
    "hybrid-array",
    "kinded",
    "kinded_macros",
    "num-traits",
    "nutype",
    "nutype_macros",
    "phf",
    "phf_shared",
    "proc-macro2",
    "quote",
    "rust_decimal",
    "secrecy",
    "serde",
    "serde_core",
    "serde_derive",
    "sha2",
    "siphasher",
    "strsim",
    "syn",
    "thiserror",
    "thiserror-impl",
    "tinyvec",
    "tinyvec_macros",
    "typenum",
    "unicode-ident",
    "unicode-normalization",
    "uuid",
    "unicode-segmentation",
    "urlencoding",
    "zeroize",
];

/// What only these crates of ours may depend on, outside of tests. Packages under `examples` may as well: each stands for
/// a product with a world of its own.
const OWNERS: [(&str, &[&str]); 3] = [
    ("axum", &["smartaccounts-sim", "uku-api", "uku-pages", "uku-server", "uku-web", "uku-web-testkit"]),
    // The program asks a host product for its keys.
    ("reqwest", &["uku-server", "uku-smartaccounts"]),
    // The drills look into the tables past the program.
    ("sqlx", &["uku-drills", "uku-postgres", "uku-sqlite"]),
];

/// Parts of the standard library that reach outside.
const IMPURE_STD: [&str; 7] = [
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "std::thread",
    "std::time::SystemTime",
    "std::time::Instant",
];

pub(crate) fn check() -> anyhow::Result<()> {
    let tree = cargo(&["tree", "--package", "uku-core", "--edges", "normal", "--prefix", "none"]).output()?;
    let used: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    let allowed: BTreeSet<&str> = PURE.into_iter().chain(["uku-core", ""]).collect();
    let foreign: Vec<&&str> = used.difference(&allowed).collect();
    ensure!(
        foreign.is_empty(),
        "uku-core must stay pure, but it depends on {foreign:?}. Put what needs them behind a port, in an adapter; \
         or, if they are pure, add them to the list in xtask/src/purity.rs"
    );
    reaches_outside(&root().join("crates/uku-core/src"))?;
    println!("uku-core is pure: {} dependencies, all on the list", used.len() - 1);
    OWNERS.iter().try_for_each(|(dependency, owners)| is_owned(dependency, owners))
}

fn is_owned(dependency: &str, owners: &[&str]) -> anyhow::Result<()> {
    let arguments =
        ["tree", "--workspace", "--edges", "normal", "--prefix", "none", "--depth", "1", "--invert"];
    let tree = cargo(&[&arguments[..], &[dependency]].concat()).output()?;
    let examples = format!("({}/", root().join("examples").canonicalize()?.display());
    let ours = |line: &&str| line.contains(" (/") || line.contains(" (file:");
    let example = |line: &&str| line.contains(&examples);
    let owned = |line: &&str| line.split(' ').next().is_some_and(|name| owners.contains(&name));
    let others: Vec<&str> = tree.lines().filter(ours).filter(|line| !owned(line) && !example(line)).collect();
    let owners = owners.join(" and ");
    ensure!(others.is_empty(), "{dependency} is for {owners} only, but these depend on it: {others:?}");
    println!("{dependency} is for {owners} only");
    Ok(())
}

fn reaches_outside(folder: &Path) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            reaches_outside(&path)?;
            continue;
        }
        let text = std::fs::read_to_string(&path)?;
        let found = IMPURE_STD.iter().find(|name| text.contains(*name));
        ensure!(
            found.is_none(),
            "{} names {}; uku-core asks the world through ports",
            path.display(),
            found.unwrap_or(&"")
        );
    }
    Ok(())
}
