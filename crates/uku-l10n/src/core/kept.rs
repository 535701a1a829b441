//! Sentences that the core keeps in English, found again so that they are said in each language.

use uku_core::client::ClientRefusal;
use uku_core::ledger::{Key, KeyPairError, Right, WhereSpace};

use super::Say;
use crate::{Said, Value};

const SENTENCES: [(&str, &str); 4] = [
    ("it has no name", "core-import-row-no-name"),
    ("it may be a client that another row of the same list made", "core-import-why-duplicate"),
    ("somebody else changed the client meanwhile", "core-import-why-changed-meanwhile"),
    (
        "the client has other keys already; replace them in its integration dialog",
        "core-import-why-other-keys",
    ),
];

/// A reason as a sentence: one of ours in each language, any other as it is.
pub(super) fn sentence(text: &str) -> Said {
    if let Some((_, key)) = SENTENCES.iter().find(|(known, _)| *known == text) {
        return Said::of(*key);
    }
    if text == ClientRefusal::Changed.to_string() {
        return ClientRefusal::Changed.said();
    }
    if let Some(error) = key_errors().find(|error| error.to_string() == text) {
        return error.said();
    }
    Said::verbatim(as_sentence(text))
}

/// What a right allows: those that we know in each language, any other as it is.
pub(super) fn rights(what: &str) -> Value {
    let right = |what: &str| {
        let known = Right::OWN_BOOKS.into_iter().find(|right| right.to_string() == what);
        known.map_or_else(|| Said::verbatim(what), |right| right.said())
    };
    Value::List(what.split(", ").map(right).collect())
}

fn key_errors() -> impl Iterator<Item = KeyPairError> {
    let places = [WhereSpace::Leading, WhereSpace::Trailing, WhereSpace::Inside];
    [Key::Public, Key::Secret].into_iter().flat_map(move |key| {
        let spaces = places.into_iter().map(move |place| KeyPairError::Space(key, place));
        std::iter::once(KeyPairError::Empty(key)).chain(spaces)
    })
}

fn as_sentence(text: &str) -> String {
    let mut letters = text.trim().chars();
    let mut sentence: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    sentence.push_str(letters.as_str());
    if !sentence.ends_with(['.', '!', '?']) {
        sentence.push('.');
    }
    sentence
}
