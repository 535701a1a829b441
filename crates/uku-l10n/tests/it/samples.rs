//! What every test of words begins with.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use chrono_tz::Europe;
use uku_core::calendar::Month;
use uku_l10n::{Language, Locale, Names, Said, Value, Words};

pub(crate) const EN: Locale = Locale { language: Language::En, zone: Europe::Tallinn };
pub(crate) const ET: Locale = Locale { language: Language::Et, zone: Europe::Tallinn };

pub(crate) fn noon() -> DateTime<Utc> {
    "2026-11-25T12:05:00Z".parse().unwrap()
}

pub(crate) fn month() -> Month {
    "2026-10".parse().unwrap()
}

/// Nobody is known by name.
pub(crate) struct Nobody;

impl Names for Nobody {}

/// Says something in both languages; fails if a text is missing, or a placeholder is open.
pub(crate) fn said(said: &Said) -> (String, String) {
    every_key_has_a_text(said);
    let (english, estonian) = (EN.say(said), ET.say(said));
    for text in [&english, &estonian] {
        assert!(!text.trim().is_empty(), "{said:?} says nothing");
        assert!(!text.contains(['{', '}', '$']), "open placeholder: {text}");
        assert!(!text.contains("core-"), "a key is shown: {text}");
        assert!(!text.contains("..") && !text.contains("  "), "badly composed: {text}");
    }
    (english, estonian)
}

fn every_key_has_a_text(said: &Said) {
    for language in Language::ALL {
        assert!(Words::embedded().has(language, said.key()), "{} has no text in {language}", said.key());
    }
    for (_, value) in said.arguments() {
        match value {
            Value::Said(inner) => every_key_has_a_text(inner),
            Value::List(list) => list.iter().for_each(every_key_has_a_text),
            _ => {}
        }
    }
}

/// Both languages differ: nothing was left untranslated.
pub(crate) fn translated(this: &Said) {
    let (english, estonian) = said(this);
    assert_ne!(english, estonian, "not translated");
}

/// What two English sentences must have in common: their words.
pub(crate) fn words(text: &str) -> Vec<String> {
    static DATES: LazyLock<[(&str, String); 5]> = LazyLock::new(|| {
        [
            ("25.11.2026 14:05:00", EN.moment(noon())),
            ("2026-11-25 12:05:00 UTC", EN.moment(noon())),
            ("2026-11-25", EN.date(noon().date_naive())),
            ("2026-10", EN.month(month())),
            ("2026-09", EN.month(month().previous())),
        ]
    });
    let mut text = text.to_owned();
    for (machine, human) in DATES.iter() {
        text = text.replace(machine, human);
    }
    let text = text.to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The English text says what the core says.
pub(crate) fn as_the_core_says(this: &Said, core: &str) {
    let (english, _) = said(this);
    assert_eq!(words(&english), words(core), "{english} / {core}");
}

/// A sentence has a capital letter and an end.
pub(crate) fn is_sentence(this: &Said) {
    let (english, estonian) = said(this);
    for text in [english, estonian] {
        let first = text.chars().next().unwrap();
        assert!(!first.is_lowercase(), "no capital letter: {text}");
        assert!(text.ends_with(['.', '!']), "no full stop: {text}");
    }
}

/// Each of these is said differently.
pub(crate) fn all_differ<'a>(all: impl IntoIterator<Item = &'a Said>) {
    let mut seen = BTreeSet::new();
    for said in all {
        assert!(seen.insert(EN.say(said)), "said twice: {}", EN.say(said));
    }
}
