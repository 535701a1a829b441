//! Lists in the vendor's answers, read leniently: the vendor's document names few of their members.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;
use uku_core::ledger::EntryId;

use crate::text::Text;

/// One page of a list.
#[derive(Debug)]
pub(crate) struct List<'a> {
    rows: Option<&'a RawValue>,
    /// What was deleted, on the first page of a change query.
    pub(crate) deleted: Vec<EntryId>,
    /// Whether a page follows.
    pub(crate) more: bool,
}

/// Why an answer can't be read; a sentence.
pub(crate) type Unreadable = String;

impl<'a> List<'a> {
    /// Reads an answer. The rows are the array of this name; without one, the only array there is.
    pub(crate) fn read(body: &'a [u8], name: &str) -> Result<Self, Unreadable> {
        let members: BTreeMap<Cow<'a, str>, &'a RawValue> =
            serde_json::from_slice(body).map_err(|error| format!("it is no JSON object: {error}"))?;
        let rows = rows(&members, name)?;
        if rows.is_none() && !members.contains_key("hasMoreEntries") {
            return Err(format!("it has no list of {name}"));
        }
        let deleted = members.get("deleted").map(|raw| read_deleted(raw)).transpose()?;
        let more = members.get("hasMoreEntries").map(|raw| read_flag(raw)).transpose()?;
        Ok(Self { rows, deleted: deleted.unwrap_or_default(), more: more.unwrap_or_default() })
    }

    /// The rows, each read as `T`.
    pub(crate) fn rows<T: Deserialize<'a>>(&self) -> Result<Vec<T>, Unreadable> {
        let Some(rows) = self.rows else { return Ok(Vec::new()) };
        serde_json::from_str(rows.get()).map_err(|error| format!("its list has an unreadable row: {error}"))
    }
}

fn rows<'a>(
    members: &BTreeMap<Cow<'a, str>, &'a RawValue>,
    name: &str,
) -> Result<Option<&'a RawValue>, Unreadable> {
    let is_list = |raw: &&RawValue| raw.get().starts_with('[');
    if let Some(rows) = members.get(name).copied().filter(|raw| raw.get() != "null") {
        return if is_list(&rows) { Ok(Some(rows)) } else { Err(format!("its {name} are no list")) };
    }
    let mut lists = members
        .iter()
        .filter(|(key, raw)| *key != "deleted" && *key != "errors" && is_list(raw))
        .map(|(_, raw)| *raw);
    match (lists.next(), lists.next()) {
        (only, None) => Ok(only),
        _ => Err(format!("it has several lists, none of them called {name}")),
    }
}

fn read_flag(raw: &RawValue) -> Result<bool, Unreadable> {
    match raw.get().trim_matches('"') {
        "true" | "1" => Ok(true),
        "false" | "0" | "null" | "" => Ok(false),
        other => Err(format!("its hasMoreEntries is neither true nor false but {}", shortened(other))),
    }
}

/// What was deleted comes as bare identities, or as objects with one.
fn read_deleted(raw: &RawValue) -> Result<Vec<EntryId>, Unreadable> {
    #[derive(Deserialize)]
    struct WithId<'a> {
        #[serde(borrow)]
        id: Text<'a>,
    }
    let rows: Option<Vec<&RawValue>> =
        serde_json::from_str(raw.get()).map_err(|error| format!("its list of deletions: {error}"))?;
    let identity = |row: &RawValue| {
        let bare: Result<Text<'_>, _> = serde_json::from_str(row.get());
        let text = bare.or_else(|_| serde_json::from_str(row.get()).map(|WithId { id }| id));
        text.map(|text| EntryId::from_text(&text.0))
            .map_err(|error| format!("its list of deletions: {error}"))
    };
    rows.unwrap_or_default().into_iter().map(identity).collect()
}

/// Enough of a text from outside to recognise it in a message. What looks like a key or a signature is left out: an
/// error page may repeat the address that was asked.
pub(crate) fn shortened(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).take(2_000).collect();
    let is_secret = |word: &str| word.len() >= 16 && word.chars().any(|c| c.is_ascii_digit());
    let mut short = String::new();
    for piece in plain.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        short.push_str(if is_secret(word) { "…" } else { word });
        short.push_str(&piece[word.len()..]);
    }
    let whole = plain.len() == text.len() && short.chars().count() <= 200;
    short = short.chars().take(200).collect();
    if !whole {
        short.push('…');
    }
    short
}
