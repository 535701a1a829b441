//! What a person changed in the review list, by the form: only what differs from what was shown, so that a list which is
//! open twice doesn't undo what was decided in the other.

use std::collections::{BTreeMap, BTreeSet};

use uku_core::client::ClientField;
use uku_core::client_import::{AsClient, ReviewRow, RowChoice};

use super::review_row::field_word;
use crate::fields::Fields;

/// What is in only one of two fields, and whether it is in the first.
fn differences<'a>(form: &'a Fields, now: &'a str, before: &'a str) -> Vec<(&'a str, bool)> {
    let (now, before): (BTreeSet<&str>, BTreeSet<&str>) =
        (form.all(now).collect(), form.all(before).collect());
    now.symmetric_difference(&before).map(|text| (*text, now.contains(text))).collect()
}

/// Whom a person chose for a row.
#[derive(Debug)]
enum StandsFor {
    /// Nobody: they don't say any more.
    Nobody,
    Client(AsClient),
}

/// What was changed of a row.
#[derive(Debug, Default)]
struct Changed {
    ticked: Option<bool>,
    stands_for: Option<StandsFor>,
    overwrite: BTreeMap<ClientField, bool>,
}

/// What is decided about the rows now, of those that were changed.
pub(super) fn choices(form: &Fields, rows: &[ReviewRow]) -> Vec<(u32, RowChoice)> {
    let row = |number: u32| {
        let at = rows.binary_search_by_key(&number, |row| row.number).ok()?;
        rows.get(at)
    };
    changed(form)
        .into_iter()
        .filter_map(|(number, changed)| Some((number, decided(row(number)?, changed))))
        .collect()
}

fn changed(form: &Fields) -> BTreeMap<u32, Changed> {
    let mut changed: BTreeMap<u32, Changed> = BTreeMap::new();
    for (text, ticked) in differences(form, "row", "row_was") {
        let Ok(number) = text.parse() else { continue };
        changed.entry(number).or_default().ticked = Some(ticked);
    }
    for (text, ticked) in differences(form, "overwrite", "overwrite_was") {
        let Some((number, field)) = of_row(text) else { continue };
        let field = ClientField::IMPORTED.into_iter().find(|known| field_word(*known) == field);
        let Some(field) = field else { continue };
        changed.entry(number).or_default().overwrite.insert(field, ticked);
    }
    for (text, is_now) in differences(form, "as", "as_was") {
        let Some((number, who)) = of_row(text).filter(|_| is_now) else { continue };
        let who = match who {
            "" => StandsFor::Nobody,
            "new" => StandsFor::Client(AsClient::New),
            client => match client.to_owned().try_into() {
                Ok(client) => StandsFor::Client(AsClient::Existing(client)),
                Err(_) => continue,
            },
        };
        changed.entry(number).or_default().stands_for = Some(who);
    }
    changed
}

fn decided(row: &ReviewRow, changed: Changed) -> RowChoice {
    let mut choice = row.choice.clone();
    if let Some(who) = changed.stands_for {
        choice.as_client = match who {
            StandsFor::Nobody => None,
            StandsFor::Client(client) => Some(client),
        };
        // Proposed anew: it is another row now.
        choice.ticked = None;
    }
    if let Some(ticked) = changed.ticked {
        choice.ticked = Some(ticked);
    }
    for (field, overwrite) in changed.overwrite {
        if overwrite {
            choice.overwrite.insert(field);
        } else {
            choice.overwrite.remove(&field);
        }
    }
    choice
}

/// `5:name` in its parts.
fn of_row(text: &str) -> Option<(u32, &str)> {
    let (number, rest) = text.split_once(':')?;
    Some((number.parse().ok()?, rest))
}
