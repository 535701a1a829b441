use super::edit::{filled, written_out};
use super::tended::{TendedError, tended_by};
use super::{Client, ClientField, ClientId, ClientRefusal, ClientWrite, Clients, ClientsError, Contact};
use crate::audit::{AuditEntry, AuditEvent, Personal, Succeeded};
use crate::clock::Clock;
use crate::firm::{Action, Actor, Denied, MemberId, Members, MembersError};
use crate::ids::Ids;
use crate::store::{IntegrationStore, StoreError};

/// A client as a person enters it. What is empty or blank is not there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewClient {
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
}

/// Why a client could not be added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddClientError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// It has no name.
    #[error("a client needs a name")]
    NoName,
    /// The firm has no such person.
    #[error("there is no such member; choose another default member")]
    NoSuchMember,
    /// The person left.
    #[error("{0} does not work for the firm any more; choose another default member")]
    MemberLeft(String),
    /// The firm has such a client.
    #[error("{0} has this registry code already")]
    Exists(String),
    /// It was refused otherwise.
    #[error(transparent)]
    Refused(ClientRefusal),
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

impl From<TendedError> for AddClientError {
    fn from(error: TendedError) -> Self {
        match error {
            TendedError::NoSuchMember => Self::NoSuchMember,
            TendedError::MemberLeft(name) => Self::MemberLeft(name),
            TendedError::Members(error) => Self::Members(error),
        }
    }
}

/// Adds clients by hand. They are not connected: nothing is inherited (help page, "A newly added client is not
/// syncing").
#[derive(Clone, Copy)]
pub struct AddClient<'a> {
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
    /// Identities of new clients.
    pub ids: &'a dyn Ids,
}

impl AddClient<'_> {
    /// Adds a client.
    pub async fn run(&self, new: NewClient) -> Result<Client, AddClientError> {
        self.actor.may(Action::EditClients)?;
        if new.name.trim().is_empty() {
            return Err(AddClientError::NoName);
        }
        let firm = &self.actor.firm;
        let id = ClientId::try_from(self.ids.next().to_string())
            .map_err(|error| StoreError::Failed(error.to_string()))?;
        let client = Client {
            registry_code: filled(new.registry_code),
            vat_number: filled(new.vat_number),
            contacts: written_out(new.contacts),
            default_member: tended_by(self.members, firm, new.default_member.as_ref(), None).await?,
            ..Client::named(id, new.name.trim())
        };
        let mut fields = ClientField::IMPORTED.to_vec();
        fields.extend(client.default_member.as_ref().map(|_| ClientField::DefaultMember));
        let intended = AuditEvent::ClientIntended { new: true, fields: fields.clone() };
        self.record(&client, intended, Personal::new(), "intended").await?;

        let write = ClientWrite { expected: None, client: client.clone() };
        let written = self.clients.write_clients(firm, &[write]).await?;
        let refusal = written.into_iter().find_map(Result::err);

        let done = refusal.as_ref().map_or(Succeeded::Yes, |refusal| Succeeded::No(refusal.to_string()));
        let event = AuditEvent::ClientWritten { new: true, fields, done };
        let texts = Personal::from([("name".to_owned(), client.name.clone())]);
        self.record(&client, event, texts, "written").await?;
        match refusal {
            None => Ok(client),
            Some(ClientRefusal::RegistryCodeTaken(other)) => {
                let found = self.clients.client(firm, &other).await?;
                Err(AddClientError::Exists(found.map_or_else(|| other.to_string(), |client| client.name)))
            }
            Some(refusal) => Err(AddClientError::Refused(refusal)),
        }
    }

    async fn record(
        &self,
        client: &Client,
        event: AuditEvent,
        texts: Personal,
        what: &str,
    ) -> Result<(), StoreError> {
        let entry = AuditEntry::new(self.clock.now(), self.actor.who(), event).about(Some(&client.id));
        let entry = entry.with(texts).once(format!("client:{}:{what}", client.id));
        let mut work = self.store.open(&self.actor.firm).await?;
        work.audit().append(&[entry]).await?;
        work.commit().await
    }
}
