//! The checklist of the help page names tests that exist.

use std::path::{Path, PathBuf};

const CHECKLIST: &str = include_str!("../../docs/help-page.md");

/// The file of a test module, and what is left of the path: a test, or nothing.
fn find<'a>(folder: &Path, path: &[&'a str]) -> Option<(PathBuf, Option<&'a str>)> {
    let (first, rest) = path.split_first()?;
    let (file, below) = (folder.join(format!("{first}.rs")), folder.join(first));
    if file.is_file() && rest.len() <= 1 {
        return Some((file, rest.first().copied()));
    }
    if rest.is_empty() { Some((below.join("mod.rs"), None)) } else { find(&below, rest) }
}

#[test]
fn every_test_that_the_checklist_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut named = 0;
    for quoted in CHECKLIST.split('`').skip(1).step_by(2) {
        let Some((place, path)) = quoted.split_once(' ') else { continue };
        let folder = match place {
            "e2e" => root.join("tests/end_to_end"),
            "core" => root.join("crates/uku-core/tests/it"),
            _ => continue,
        };
        let path: Vec<&str> = path.split("::").collect();
        let (file, test) = find(&folder, &path).unwrap();
        let source =
            std::fs::read_to_string(&file).unwrap_or_else(|_| panic!("{quoted}: no {}", file.display()));
        if let Some(test) = test {
            assert!(source.contains(&format!("fn {test}(")), "{quoted}: no such test in {}", file.display());
        }
        named += 1;
    }
    assert!(named > 30, "only {named} tests are named");
}
