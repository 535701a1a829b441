use serde::Serialize;
use uku_core::client::{Client, ClientVersion, Contact};
use uku_core::connection::Connection;
use uku_l10n::Locale;
use utoipa::ToSchema;

use crate::connection::ConnectionOut;
use crate::frame::words::{ContactWord, Identity};

/// A client.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ClientOut {
    /// Its identity.
    #[schema(value_type = Identity)]
    id: String,
    /// Its name.
    name: String,
    /// Its code in the business register.
    #[schema(required)]
    registry_code: Option<String>,
    /// Its VAT number.
    #[schema(required)]
    vat_number: Option<String>,
    /// People and addresses at the client.
    contacts: Vec<ContactOut>,
    /// The member to whom the client's tasks go; the Company Owner if none is said.
    #[schema(required)]
    default_member: Option<String>,
    /// Whether the firm works for it.
    active: bool,
    /// Its state: what its `ETag` is.
    version: String,
    /// How it is connected; missing for whoever may not see that.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    connection: Option<ConnectionOut>,
}

/// A person or address at a client.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContactOut {
    /// What it is.
    #[schema(value_type = ContactWord)]
    kind: uku_core::client::ContactKind,
    /// The name, address or number itself.
    value: String,
    /// What is said of it.
    #[schema(required)]
    note: Option<String>,
}

impl From<&Contact> for ContactOut {
    fn from(contact: &Contact) -> Self {
        Self { kind: contact.kind, value: contact.value.clone(), note: contact.note.clone() }
    }
}

impl ClientOut {
    /// A client without how it is connected.
    pub(super) fn without_connection(client: &Client) -> Self {
        Self {
            id: client.id.to_string(),
            name: client.name.clone(),
            registry_code: client.registry_code.clone(),
            vat_number: client.vat_number.clone(),
            contacts: client.contacts.iter().map(Into::into).collect(),
            default_member: client.default_member.as_ref().map(|member| member.id.to_string()),
            active: client.active,
            version: ClientVersion::of(client).to_string(),
            connection: None,
        }
    }

    /// A client with how it is connected, for whoever may see that.
    pub(super) fn of(client: &Client, connection: Option<&Connection>, locale: Locale) -> Self {
        let connection = Some(ConnectionOut::of(connection, locale));
        Self { connection, ..Self::without_connection(client) }
    }
}
