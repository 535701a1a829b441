//! Every text that a page names is there, in every language.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use uku_l10n::{Language, Words};

/// The ways in which templates and handlers name a text.
const NAMED: [&str; 4] = ["page.t(\"", "page.t1(\"", "Said::of(\"", "done(&headers, "];

fn files(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(fs::read_to_string(&path).unwrap());
        }
    }
}

fn keys() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    files(&root.join("src"), &mut texts);
    files(&root.join("templates"), &mut texts);
    let mut keys = BTreeSet::new();
    for text in &texts {
        for named in &NAMED[..3] {
            keys.extend(
                text.split(named).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned),
            );
        }
        for call in text.split(NAMED[3]).skip(1) {
            // The last argument, where it is written out.
            let arguments = call.split("))").next().unwrap().trim_end_matches([')', '\n', ' ', ',']);
            let word = arguments.strip_suffix('"').and_then(|rest| rest.rsplit('"').next());
            keys.extend(word.filter(|word| !word.contains('/')).map(|word| format!("done-{word}")));
        }
    }
    keys
}

#[test]
fn every_key_has_a_text_in_every_language() {
    let keys = keys();
    assert!(keys.contains("sign-out"), "{keys:?}");
    for language in Language::ALL {
        let missing: Vec<&String> =
            keys.iter().filter(|key| Words::embedded().text(language, key.as_str()) == **key).collect();
        assert!(missing.is_empty(), "{language:?} lacks {missing:?}");
    }
}

/// Keys that are chosen by what is shown, so that no call names them.
#[test]
fn every_key_that_stands_by_itself_has_a_text_in_every_language() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for area in ["reports", "runs", "notices", "activity", "why"] {
        files(&root.join("src").join(area), &mut texts);
    }
    let is_key = |word: &str| {
        let area = word.split('-').next().unwrap();
        let is_area = ["reports", "runs", "notices", "activity", "why"].contains(&area);
        is_area && word.contains('-') && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    };
    let keys: BTreeSet<&str> =
        texts.iter().flat_map(|text| text.split('"')).filter(|word| is_key(word)).collect();
    assert!(keys.contains("why-place-review"), "{keys:?}");
    for language in Language::ALL {
        let words = Words::embedded();
        let has = |key: &str| words.has(language, key) || words.has(language, &format!("done-{key}"));
        let missing: Vec<&&str> = keys.iter().filter(|key| !has(key)).collect();
        assert!(missing.is_empty(), "{language:?} lacks {missing:?}");
    }
}
