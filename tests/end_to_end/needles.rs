//! Looking for secrets in all their spellings.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// Secrets as they may be written, by what they are called.
pub(crate) struct Needles {
    /// By their first two bytes, so that a place is looked at twice only where one may begin.
    by_start: BTreeMap<[u8; 2], Vec<(String, Vec<u8>)>>,
    starts: Vec<bool>,
}

impl Needles {
    pub(crate) fn of(secrets: &[(&str, &str)]) -> Self {
        let (mut by_start, mut starts) = (BTreeMap::<_, Vec<_>>::new(), vec![false; 1 << 16]);
        for (called, secret) in secrets {
            for (spelling, bytes) in spellings(secret) {
                assert!(bytes.len() >= 8, "{called} is too short to be looked for");
                let start = [bytes[0], bytes[1]];
                starts[usize::from(u16::from_be_bytes(start))] = true;
                by_start.entry(start).or_default().push((format!("{called} ({spelling})"), bytes));
            }
        }
        Self { by_start, starts }
    }

    /// What is found in these bytes.
    pub(crate) fn within(&self, bytes: &[u8]) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        for (at, start) in bytes.windows(2).enumerate() {
            let start = [start[0], start[1]];
            if self.starts[usize::from(u16::from_be_bytes(start))] {
                let here = |(_, needle): &&(String, Vec<u8>)| bytes[at..].starts_with(needle);
                found.extend(self.by_start[&start].iter().filter(here).map(|(called, _)| called.as_str()));
            }
        }
        found
    }

    /// What is found in the files of a folder and all below it, and in their names; and how many files were read.
    pub(crate) fn below(&self, folder: &Path) -> (BTreeSet<String>, usize) {
        let (mut found, mut files) = (BTreeSet::new(), 0);
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            let mut add = |within: BTreeSet<&str>| {
                found.extend(within.iter().map(|called| format!("{called} in {}", path.display())));
            };
            add(self.within(path.as_os_str().as_encoded_bytes()));
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                let (more, read) = self.below(&path);
                found.extend(more);
                files += read;
            } else if kind.is_file()
                // A server may delete files of its own at any moment.
                && let Ok(bytes) = std::fs::read(&path)
            {
                add(self.within(&bytes));
                files += 1;
            }
        }
        (found, files)
    }
}

/// A secret in plain, in JSON, in hexadecimal, in base64 wherever in a longer text it lies, and in an address.
fn spellings(secret: &str) -> Vec<(String, Vec<u8>)> {
    let bytes = secret.as_bytes();
    let json = serde_json::to_string(secret).unwrap();
    let encoded: String = form_urlencoded::byte_serialize(bytes).collect();
    let percent = |hex: fn(u8) -> String| -> String {
        let plain = |byte: &u8| byte.is_ascii_alphanumeric();
        bytes
            .iter()
            .map(|byte| if plain(byte) { char::from(*byte).to_string() } else { hex(*byte) })
            .collect()
    };
    let wide: Vec<u8> = secret.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut all = vec![
        ("plain".to_owned(), bytes.to_vec()),
        ("JSON".to_owned(), json.as_bytes()[1..json.len() - 1].to_vec()),
        ("UTF-16".to_owned(), wide),
        ("hex".to_owned(), hex::encode(bytes).into_bytes()),
        ("HEX".to_owned(), hex::encode_upper(bytes).into_bytes()),
        ("URL-encoded".to_owned(), encoded.into_bytes()),
        ("percent-encoded".to_owned(), percent(|byte| format!("%{byte:02x}")).into_bytes()),
        ("PERCENT-encoded".to_owned(), percent(|byte| format!("%{byte:02X}")).into_bytes()),
    ];
    for before in 0..3 {
        // Only the signs that hold nothing of what stands before and after.
        let text = [&vec![0; before], bytes].concat();
        let (first, last) = ((before * 8).div_ceil(6), text.len() * 8 / 6);
        for (name, engine) in [("base64", &STANDARD_NO_PAD), ("base64url", &URL_SAFE_NO_PAD)] {
            let written = engine.encode(&text).as_bytes()[first..last].to_vec();
            all.push((format!("{name} after {before}"), written));
        }
    }
    all
}

#[test]
fn every_spelling_is_found_wherever_it_lies() {
    let secret = "pass+\"õ/word-ÿÿÿ>>>???";
    let needles = Needles::of(&[("it", secret)]);
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(needles.below(folder.path()), (BTreeSet::new(), 0));
    let inside = folder.path().join("a").join("b");
    std::fs::create_dir_all(&inside).unwrap();
    for (number, (spelling, bytes)) in spellings(secret).into_iter().enumerate() {
        let file = inside.join("planted");
        std::fs::write(&file, [&vec![0xa5; 4_096 + number], bytes.as_slice(), b"\0after"].concat()).unwrap();
        let (found, files) = needles.below(folder.path());
        assert!(found.iter().any(|found| found.starts_with(&format!("it ({spelling}) in "))), "{spelling}");
        assert_eq!(files, 1);
    }
    for before in 0..7 {
        let text = format!("{}{secret} and what follows", "x".repeat(before));
        for engine in [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD] {
            assert!(!needles.within(engine.encode(&text).as_bytes()).is_empty(), "{before}");
        }
    }
    assert!(needles.within(b"pass+ and other words").is_empty());
}
