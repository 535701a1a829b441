use std::collections::BTreeSet;

use crate::client::{Client, ClientField, ClientProfile, Contact, registry_code_key};

/// One field of a client, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The field.
    pub field: ClientField,
    /// What it holds; empty if nothing.
    pub before: String,
    /// What the source says.
    pub after: String,
    /// Whether a person wrote what it holds: then it is overwritten only if a person ticks the field.
    pub by_hand: bool,
    /// Whether it is written when the row is.
    pub ticked: bool,
}

/// A client with what a source says of it.
pub(super) struct Merged {
    /// The client with the ticked changes.
    pub(super) client: Client,
    /// All changes, ticked or not.
    pub(super) changes: Vec<FieldChange>,
}

/// Brings what a source says into a client. What the last import wrote tells apart what a person wrote since: where the
/// client still says what was written, the source may change it. A source that is silent changes nothing.
pub(super) fn merge(
    client: &Client,
    profile: &ClientProfile,
    written: Option<&ClientProfile>,
    overwrite: &BTreeSet<ClientField>,
) -> Merged {
    let mut after = client.clone();
    let mut changes = Vec::new();
    for field in [ClientField::Name, ClientField::RegistryCode, ClientField::VatNumber] {
        let before = of_client(client, field);
        let Some(said) = of_profile(profile, field).filter(|said| !same(field, before, Some(said))) else {
            continue;
        };
        let last = written.and_then(|written| of_profile(written, field));
        let by_hand = if before.is_none() { last.is_some() } else { !same(field, before, last) };
        let ticked = !by_hand || overwrite.contains(&field);
        if ticked {
            set(&mut after, field, said);
        }
        let (before, said) = (before.unwrap_or_default().to_owned(), said.to_owned());
        changes.push(FieldChange { field, before, after: said, by_hand, ticked });
    }
    let contacts = merge_contacts(&client.contacts, &profile.contacts, written);
    if contacts != client.contacts {
        changes.push(FieldChange {
            field: ClientField::Contacts,
            before: listed(&client.contacts),
            after: listed(&contacts),
            by_hand: false,
            ticked: true,
        });
        after.contacts = contacts;
    }
    Merged { client: after, changes }
}

/// What is remembered as written after an import: what the source says, else what was written before.
pub(super) fn written_now(profile: &ClientProfile, before: Option<&ClientProfile>) -> ClientProfile {
    let Some(before) = before else { return profile.clone() };
    let text = |now: &Option<String>, before: &Option<String>| now.clone().or_else(|| before.clone());
    ClientProfile {
        source_id: text(&profile.source_id, &before.source_id),
        name: profile.name.clone(),
        registry_code: text(&profile.registry_code, &before.registry_code),
        vat_number: text(&profile.vat_number, &before.vat_number),
        contacts: if profile.contacts.is_empty() { &before.contacts } else { &profile.contacts }.clone(),
    }
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn of_client(client: &Client, field: ClientField) -> Option<&str> {
    match field {
        ClientField::Name => filled(Some(&client.name)),
        ClientField::RegistryCode => filled(client.registry_code.as_deref()),
        ClientField::VatNumber => filled(client.vat_number.as_deref()),
        ClientField::Contacts | ClientField::DefaultMember | ClientField::Active => None,
    }
}

fn of_profile(profile: &ClientProfile, field: ClientField) -> Option<&str> {
    match field {
        ClientField::Name => filled(Some(&profile.name)),
        ClientField::RegistryCode => filled(profile.registry_code.as_deref()),
        ClientField::VatNumber => filled(profile.vat_number.as_deref()),
        ClientField::Contacts | ClientField::DefaultMember | ClientField::Active => None,
    }
}

fn set(client: &mut Client, field: ClientField, text: &str) {
    match field {
        ClientField::Name => text.clone_into(&mut client.name),
        ClientField::RegistryCode => client.registry_code = Some(text.to_owned()),
        ClientField::VatNumber => client.vat_number = Some(text.to_owned()),
        ClientField::Contacts | ClientField::DefaultMember | ClientField::Active => {}
    }
}

/// Codes are the same however they are spaced; names must be the same to the letter.
fn same(field: ClientField, one: Option<&str>, other: Option<&str>) -> bool {
    match field {
        ClientField::RegistryCode | ClientField::VatNumber => {
            one.and_then(registry_code_key) == other.and_then(registry_code_key)
        }
        ClientField::Name | ClientField::Contacts | ClientField::DefaultMember | ClientField::Active => {
            one == other
        }
    }
}

/// What the source has new is added, what it no longer has is taken away if it came from there. What a person added
/// stays, and what a person deleted does not come back.
fn merge_contacts(current: &[Contact], said: &[Contact], written: Option<&ClientProfile>) -> Vec<Contact> {
    let written: &[Contact] = written.map(|written| written.contacts.as_slice()).unwrap_or_default();
    if said.is_empty() {
        return current.to_vec();
    }
    let has = |list: &[Contact], contact: &Contact| list.iter().any(|other| is_same(other, contact));
    let gone = |contact: &Contact| has(written, contact) && !has(said, contact);
    let mut contacts: Vec<Contact> = current.iter().filter(|contact| !gone(contact)).cloned().collect();
    let blank = |contact: &Contact| contact.value.trim().is_empty();
    for contact in said.iter().filter(|contact| !blank(contact) && !has(written, contact)) {
        if !has(&contacts, contact) {
            contacts.push(contact.clone());
        }
    }
    contacts
}

fn is_same(one: &Contact, other: &Contact) -> bool {
    let plain = |contact: &Contact| contact.value.split_whitespace().collect::<String>().to_lowercase();
    one.kind == other.kind && plain(one) == plain(other)
}

fn listed(contacts: &[Contact]) -> String {
    contacts.iter().map(|contact| contact.value.as_str()).collect::<Vec<_>>().join("; ")
}
