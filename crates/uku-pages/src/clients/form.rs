use uku_core::client::{
    Client, ClientEdit, Contact, ContactKind, NewClient, registry_code_oddity, vat_number_oddity,
};
use uku_core::firm::MemberId;
use uku_l10n::Say;

use crate::fields::Fields;
use crate::page::Page;

/// A client as it stands in the form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ClientForm {
    pub(super) name: String,
    pub(super) code: String,
    pub(super) vat: String,
    pub(super) member: String,
    pub(super) active: bool,
    pub(super) contacts: Vec<ContactRow>,
    /// The version that was read; empty for a new client.
    pub(super) version: String,
}

/// A row of the contacts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ContactRow {
    pub(super) kind: ContactKind,
    pub(super) value: String,
    pub(super) note: String,
}

/// What a button of the form wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wants {
    Save,
    AddContact,
    RemoveContact(usize),
}

const KINDS: [ContactKind; 4] =
    [ContactKind::Person, ContactKind::Email, ContactKind::Phone, ContactKind::Address];

impl ContactRow {
    const EMPTY: Self = Self { kind: ContactKind::Email, value: String::new(), note: String::new() };

    /// The kinds with their names and whether each is this one.
    pub(super) fn kinds(&self, page: &Page) -> Vec<(String, String, bool)> {
        let option = |kind: ContactKind| (kind.to_string(), page.say(&kind.said()), kind == self.kind);
        KINDS.into_iter().map(option).collect()
    }
}

impl ClientForm {
    pub(super) fn of(client: &Client, version: String) -> Self {
        let row = |contact: &Contact| ContactRow {
            kind: contact.kind,
            value: contact.value.clone(),
            note: contact.note.clone().unwrap_or_default(),
        };
        Self {
            name: client.name.clone(),
            code: client.registry_code.clone().unwrap_or_default(),
            vat: client.vat_number.clone().unwrap_or_default(),
            member: client.default_member.as_ref().map(|it| it.id.to_string()).unwrap_or_default(),
            active: client.active,
            contacts: client.contacts.iter().map(row).collect(),
            version,
        }
    }

    /// What was typed.
    pub(super) fn typed(fields: &Fields) -> Self {
        let kind = |word: &str| KINDS.into_iter().find(|kind| kind.to_string() == word);
        let values = fields.all("contactValue").zip(fields.all("contactNote"));
        let rows = fields.all("contactKind").zip(values);
        let row = |(word, (value, note)): (&str, (&str, &str))| ContactRow {
            kind: kind(word).unwrap_or(ContactRow::EMPTY.kind),
            value: value.to_owned(),
            note: note.to_owned(),
        };
        Self {
            name: fields.one("name").to_owned(),
            code: fields.one("registryCode").to_owned(),
            vat: fields.one("vatNumber").to_owned(),
            member: fields.one("defaultMember").to_owned(),
            active: !fields.one("active").is_empty(),
            contacts: rows.map(row).collect(),
            version: fields.one("version").to_owned(),
        }
    }

    /// The same after a button for the contacts was pressed.
    pub(super) fn changed(mut self, wants: Wants) -> Self {
        match wants {
            Wants::AddContact => self.contacts.push(ContactRow::EMPTY),
            Wants::RemoveContact(at) if at < self.contacts.len() => {
                self.contacts.remove(at);
            }
            Wants::RemoveContact(_) | Wants::Save => {}
        }
        self
    }

    pub(super) fn new_client(&self) -> NewClient {
        NewClient {
            name: self.name.clone(),
            registry_code: Some(self.code.clone()),
            vat_number: Some(self.vat.clone()),
            contacts: self.contacts(),
            default_member: self.member(),
        }
    }

    pub(super) fn edit(&self) -> ClientEdit {
        ClientEdit {
            name: self.name.clone(),
            registry_code: Some(self.code.clone()),
            vat_number: Some(self.vat.clone()),
            contacts: self.contacts(),
            default_member: self.member(),
            active: self.active,
        }
    }

    fn contacts(&self) -> Vec<Contact> {
        let contact =
            |row: &ContactRow| Contact { note: Some(row.note.clone()), ..Contact::new(row.kind, &row.value) };
        self.contacts.iter().map(contact).collect()
    }

    fn member(&self) -> Option<MemberId> {
        MemberId::try_from(self.member.clone()).ok()
    }

    /// What is odd about the registry code; empty if nothing is.
    pub(super) fn code_warning(&self, page: &Page) -> String {
        let odd = if self.code.trim().is_empty() { None } else { registry_code_oddity(&self.code) };
        odd.map(|odd| page.say(&odd.said())).unwrap_or_default()
    }

    /// What is odd about the VAT number; empty if nothing is.
    pub(super) fn vat_warning(&self, page: &Page) -> String {
        let odd = if self.vat.trim().is_empty() { None } else { vat_number_oddity(&self.vat) };
        odd.map(|odd| page.say(&odd.said())).unwrap_or_default()
    }
}

impl Wants {
    pub(super) fn of(fields: &Fields) -> Self {
        match fields.one("do").split_once(':') {
            Some(("remove-contact", at)) => at.parse().map_or(Self::Save, Self::RemoveContact),
            _ if fields.one("do") == "add-contact" => Self::AddContact,
            _ => Self::Save,
        }
    }
}
