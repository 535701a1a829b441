use super::tended::{TendedError, tended_by};
use super::{
    Client, ClientField, ClientId, ClientRefusal, ClientVersion, ClientWrite, Clients, ClientsError, Contact,
};
use crate::audit::{AuditEntry, AuditEvent, Personal, Succeeded};
use crate::clock::Clock;
use crate::firm::{Action, Actor, Denied, MemberId, Members, MembersError};
use crate::store::{IntegrationStore, StoreError};

/// What a person wants a client to be. What is empty or blank is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientEdit {
    /// Its name.
    pub name: String,
    /// Its registry code.
    pub registry_code: Option<String>,
    /// Its VAT number.
    pub vat_number: Option<String>,
    /// People and addresses.
    pub contacts: Vec<Contact>,
    /// The member to whom the client's tasks go; the Company Owner if none is said.
    pub default_member: Option<MemberId>,
    /// Whether the firm works for it.
    pub active: bool,
}

impl ClientEdit {
    /// A client as it is, for whoever changes some of it.
    #[must_use]
    pub fn of(client: &Client) -> Self {
        Self {
            name: client.name.clone(),
            registry_code: client.registry_code.clone(),
            vat_number: client.vat_number.clone(),
            contacts: client.contacts.clone(),
            default_member: client.default_member.as_ref().map(|member| member.id.clone()),
            active: client.active,
        }
    }
}

/// Why a client could not be changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditClientError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// It would have no name.
    #[error("a client needs a name")]
    NoName,
    /// There is no such client.
    #[error("there is no such client")]
    NoSuchClient,
    /// The firm has no such person.
    #[error("there is no such member; choose another default member")]
    NoSuchMember,
    /// The person left.
    #[error("{0} does not work for the firm any more; choose another default member")]
    MemberLeft(String),
    /// Somebody changed it after it was read.
    #[error(
        "the client was changed by somebody else in the meantime; look at it again, then make the change"
    )]
    Changed,
    /// Another client of the firm has the registry code.
    #[error("{0} has this registry code already")]
    Exists(String),
    /// The clients could not be read or written.
    #[error(transparent)]
    Clients(#[from] ClientsError),
    /// The people of the firm could not be read.
    #[error(transparent)]
    Members(#[from] MembersError),
    /// Our own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<TendedError> for EditClientError {
    fn from(error: TendedError) -> Self {
        match error {
            TendedError::NoSuchMember => Self::NoSuchMember,
            TendedError::MemberLeft(name) => Self::MemberLeft(name),
            TendedError::Members(error) => Self::Members(error),
        }
    }
}

/// Changes clients for a person.
#[derive(Clone, Copy)]
pub struct EditClient<'a> {
    /// The person.
    pub actor: &'a Actor,
    /// The firm's clients.
    pub clients: &'a dyn Clients,
    /// The firm's people.
    pub members: &'a dyn Members,
    /// The integration's own memory.
    pub store: &'a dyn IntegrationStore,
    /// The time.
    pub clock: &'a dyn Clock,
}

impl EditClient<'_> {
    /// Changes a client that the person read in this version. The client as it is then; a client that is so already is
    /// left alone, so a repeat does no harm.
    pub async fn run(
        &self,
        client: &ClientId,
        based_on: &ClientVersion,
        edit: ClientEdit,
    ) -> Result<Client, EditClientError> {
        self.actor.may(Action::EditClients)?;
        let firm = &self.actor.firm;
        if edit.name.trim().is_empty() {
            return Err(EditClientError::NoName);
        }
        let found = self.clients.client(firm, client).await?.ok_or(EditClientError::NoSuchClient)?;
        let member = edit.default_member.as_ref();
        let after = Client {
            id: client.clone(),
            name: edit.name.trim().to_owned(),
            registry_code: filled(edit.registry_code),
            vat_number: filled(edit.vat_number),
            contacts: written_out(edit.contacts),
            default_member: tended_by(self.members, firm, member, Some(&found)).await?,
            active: edit.active,
        };
        if after == found {
            return Ok(found);
        }
        if ClientVersion::of(&found) != *based_on {
            return Err(EditClientError::Changed);
        }
        self.write(found, after).await
    }

    async fn write(&self, before: Client, after: Client) -> Result<Client, EditClientError> {
        let firm = &self.actor.firm;
        let fields = changed_fields(&before, &after);
        let texts = changed_texts(&before, &after);
        // What was changed may be changed back, and then again, so the version doesn't name this change.
        let attempt = format!("client:{}:{}", after.id, self.clock.now().timestamp_micros());
        let intended = AuditEvent::ClientIntended { new: false, fields: fields.clone() };
        self.record(&after.id, intended, texts.clone(), format!("{attempt}:intended")).await?;

        let write = ClientWrite { expected: Some(before), client: after.clone() };
        let refusal = self.clients.write_clients(firm, &[write]).await?.into_iter().find_map(Result::err);

        let done = match &refusal {
            None => Succeeded::Yes,
            Some(refusal) => Succeeded::No(refusal.to_string()),
        };
        let event = AuditEvent::ClientWritten { new: false, fields, done };
        self.record(&after.id, event, texts, format!("{attempt}:written")).await?;
        match refusal {
            None => Ok(after),
            Some(ClientRefusal::Changed) => Err(EditClientError::Changed),
            Some(ClientRefusal::RegistryCodeTaken(other)) => {
                let found = self.clients.client(firm, &other).await?;
                Err(EditClientError::Exists(found.map_or_else(|| other.to_string(), |client| client.name)))
            }
        }
    }

    async fn record(
        &self,
        client: &ClientId,
        event: AuditEvent,
        texts: Personal,
        key: String,
    ) -> Result<(), StoreError> {
        let entry = AuditEntry::new(self.clock.now(), self.actor.who(), event).about(Some(client));
        let mut work = self.store.open(&self.actor.firm).await?;
        work.audit().append(&[entry.with(texts).once(key)]).await?;
        work.commit().await
    }
}

/// A text without white space at its ends, where something is left of it.
pub(super) fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Contacts of which something is written, none twice.
pub(super) fn written_out(contacts: Vec<Contact>) -> Vec<Contact> {
    let mut all: Vec<Contact> = Vec::new();
    for contact in contacts {
        let tidy = Contact { note: filled(contact.note), ..Contact::new(contact.kind, &contact.value) };
        if !tidy.value.is_empty() && !all.contains(&tidy) {
            all.push(tidy);
        }
    }
    all
}

fn changed_fields(before: &Client, after: &Client) -> Vec<ClientField> {
    let changed = |field: &ClientField| match field {
        ClientField::Name => before.name != after.name,
        ClientField::RegistryCode => before.registry_code != after.registry_code,
        ClientField::VatNumber => before.vat_number != after.vat_number,
        ClientField::Contacts => before.contacts != after.contacts,
        ClientField::DefaultMember => before.default_member != after.default_member,
        ClientField::Active => before.active != after.active,
    };
    ClientField::ALL.into_iter().filter(changed).collect()
}

/// What was and what is written in each field that changes.
fn changed_texts(before: &Client, after: &Client) -> Personal {
    let mut texts = Personal::from([("name".to_owned(), after.name.clone())]);
    for field in changed_fields(before, after) {
        texts.insert(format!("{field} before"), field_text(before, field));
        texts.insert(format!("{field} after"), field_text(after, field));
    }
    texts
}

fn field_text(client: &Client, field: ClientField) -> String {
    match field {
        ClientField::Name => client.name.clone(),
        ClientField::RegistryCode => client.registry_code.clone().unwrap_or_default(),
        ClientField::VatNumber => client.vat_number.clone().unwrap_or_default(),
        ClientField::Contacts => {
            let values: Vec<&str> = client.contacts.iter().map(|contact| contact.value.as_str()).collect();
            values.join(", ")
        }
        ClientField::DefaultMember => {
            client.default_member.as_ref().map(|member| member.id.to_string()).unwrap_or_default()
        }
        ClientField::Active => client.active.to_string(),
    }
}
