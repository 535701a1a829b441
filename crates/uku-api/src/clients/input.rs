use serde::Deserialize;
use uku_core::client::{ClientEdit, Contact, ContactKind, NewClient};
use uku_core::firm::MemberId;
use utoipa::ToSchema;

use crate::frame::words::{ContactWord, Identity};

/// A client to be added. What is empty or blank is not there.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct New {
    /// Its name.
    #[schema(min_length = 1)]
    name: String,
    /// Its code in the business register.
    registry_code: Option<String>,
    /// Its VAT number.
    vat_number: Option<String>,
    /// People and addresses at the client.
    #[serde(default)]
    contacts: Vec<ContactIn>,
    /// The member to whom the client's tasks go; the Company Owner if none is said.
    #[schema(value_type = Option<Identity>)]
    default_member: Option<MemberId>,
}

/// What a client is to be. What is empty or blank is not there.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Edited {
    /// Its name.
    #[schema(min_length = 1)]
    name: String,
    /// Its code in the business register.
    registry_code: Option<String>,
    /// Its VAT number.
    vat_number: Option<String>,
    /// People and addresses at the client.
    #[serde(default)]
    contacts: Vec<ContactIn>,
    /// The member to whom the client's tasks go; the Company Owner if none is said.
    #[schema(value_type = Option<Identity>)]
    default_member: Option<MemberId>,
    /// Whether the firm works for it.
    active: bool,
}

/// A person or address at a client.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ContactIn {
    /// What it is.
    #[schema(value_type = ContactWord)]
    kind: ContactKind,
    /// The name, address or number itself.
    value: String,
    /// What is said of it.
    note: Option<String>,
}

impl From<ContactIn> for Contact {
    fn from(contact: ContactIn) -> Self {
        Self { note: contact.note, ..Self::new(contact.kind, &contact.value) }
    }
}

impl From<New> for NewClient {
    fn from(new: New) -> Self {
        let New { name, registry_code, vat_number, contacts, default_member } = new;
        let contacts = contacts.into_iter().map(Into::into).collect();
        Self { name, registry_code, vat_number, contacts, default_member }
    }
}

impl From<Edited> for ClientEdit {
    fn from(edited: Edited) -> Self {
        let Edited { name, registry_code, vat_number, contacts, default_member, active } = edited;
        let contacts = contacts.into_iter().map(Into::into).collect();
        Self { name, registry_code, vat_number, contacts, default_member, active }
    }
}
