//! Customers and companies as the vendor describes them, row by row. A row that can't be read says so in its place;
//! it never takes the page with it.

use serde_json::{Map, Value};
use uku_core::client::{ClientProfile, Contact, ContactKind, ProfileRow, UnreadableRow};

/// The vendor's words for the kinds of contact that Uku keeps; the others are ways to reach nobody today.
const CONTACT_TYPES: [(&str, ContactKind); 4] = [
    ("PERSON", ContactKind::Person),
    ("EMAIL", ContactKind::Email),
    ("PHONE", ContactKind::Phone),
    ("POST_ADDRESS", ContactKind::Address),
];
/// The parts of an address, from the street to the country.
const ADDRESS_PARTS: [&str; 6] = ["address1", "address2", "city", "county", "postalCode", "country"];

/// What is wrong with a row, in words that repeat nothing of it.
type Wrong = String;

/// Reads the rows of a page. Sources differ in their name for the registry code.
pub(crate) fn profiles(rows: &[Value], registry_code: &str) -> Vec<ProfileRow> {
    let read = |(row, number): (&Value, usize)| {
        let object = row.as_object().ok_or_else(|| wrong_type("it", row, "not an object"));
        object
            .and_then(|object| profile(object, registry_code))
            .map_err(|wrong| UnreadableRow(format!("{}: {wrong}", known_as(row, number))))
    };
    rows.iter().zip(1..).map(read).collect()
}

/// By what a person finds an unreadable row in SmartAccounts again: its name, else its identity, else its place.
fn known_as(row: &Value, number: usize) -> String {
    let named = |member| row.get(member).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    match named("name").or_else(|| named("id")) {
        Some(text) => {
            format!("`{}`", text.trim().chars().filter(|c| !c.is_control()).take(100).collect::<String>())
        }
        None => format!("row {number} of the page"),
    }
}

fn profile(row: &Map<String, Value>, registry_code: &str) -> Result<ClientProfile, Wrong> {
    Ok(ClientProfile {
        source_id: text(row, "id")?,
        name: text(row, "name")?.unwrap_or_default().trim().to_owned(),
        registry_code: text(row, registry_code)?,
        vat_number: text(row, "vatNumber")?,
        contacts: contacts(row)?,
    })
}

fn contacts(row: &Map<String, Value>) -> Result<Vec<Contact>, Wrong> {
    let mut contacts: Vec<Contact> = Vec::new();
    let mut keep = |contact: Contact| {
        let is_there = contacts.iter().any(|kept| (kept.kind, &kept.value) == (contact.kind, &contact.value));
        if !is_there {
            contacts.push(contact);
        }
    };
    let none = Vec::new();
    let listed = match row.get("contacts") {
        None | Some(Value::Null) => &none,
        Some(Value::Array(items)) => items,
        Some(other) => return Err(wrong_type("its `contacts`", other, "not a list")),
    };
    for item in listed.iter().filter(|item| !item.is_null()) {
        let item = item.as_object().ok_or_else(|| wrong_type("a contact", item, "not an object"))?;
        let kind = text(item, "type")?;
        let kind = CONTACT_TYPES.iter().find(|(word, _)| kind.as_deref() == Some(word));
        if let (Some((_, kind)), Some(value)) = (kind, text(item, "value")?) {
            keep(Contact { note: text(item, "description")?, ..Contact::new(*kind, &value) });
        }
    }
    match row.get("address") {
        None | Some(Value::Null) => {}
        Some(Value::Object(address)) => keep_address(address, keep)?,
        Some(other) => return Err(wrong_type("its `address`", other, "not an object")),
    }
    Ok(contacts)
}

fn keep_address(address: &Map<String, Value>, mut keep: impl FnMut(Contact)) -> Result<(), Wrong> {
    let parts = ADDRESS_PARTS.iter().filter_map(|part| text(address, part).transpose());
    let parts = parts.collect::<Result<Vec<_>, _>>()?;
    let parts: Vec<&str> = parts.iter().map(|part| part.trim()).collect();
    if !parts.is_empty() {
        keep(Contact::new(ContactKind::Address, &parts.join(", ")));
    }
    Ok(())
}

/// A text, which may be written as a bare number; blank ones count as absent.
fn text(row: &Map<String, Value>, member: &str) -> Result<Option<String>, Wrong> {
    match row.get(member) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone()).filter(|text| !text.trim().is_empty())),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(other) => Err(wrong_type(&format!("its `{member}`"), other, "not a text")),
    }
}

fn wrong_type(what: &str, value: &Value, expected: &str) -> Wrong {
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    format!("{what} is {found}, {expected}")
}
