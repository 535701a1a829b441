use std::collections::BTreeMap;

use super::{Among, Client, ClientId, ClientPosition, ClientQuery, Clients, ClientsError};
use crate::connection::{Connection, ConnectionFilter, ConnectionOwner};
use crate::firm::{Action, Actor, Denied};
use crate::store::{IntegrationStore, StoreError};

/// Which clients a person looks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FindClients {
    /// Words that must all be in the client's name, registry code or VAT number, whatever their case and accents.
    pub text: String,
    /// How they are connected; however that is if none is said.
    pub state: Option<ConnectionFilter>,
    /// Only active ones, or only inactive ones; both where none is said.
    pub active: Option<bool>,
    /// Those after this one only, in order: the last of the page before.
    pub after: Option<ClientPosition>,
    /// The most clients on the page.
    pub most: u32,
}

/// A page of the clients that were found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundClients {
    /// The clients in order, each with its connection; none if it is not connected, or the person may not see that.
    pub clients: Vec<(Client, Option<Connection>)>,
    /// Whether there are more after them.
    pub more: bool,
    /// How many there are in all, on every page.
    pub total: u64,
}

/// Why clients could not be found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FindClientsError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The clients could not be read.
    #[error(transparent)]
    Clients(#[from] ClientsError),
    /// Our own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A page of the clients that a person looks for. Whoever may not see the integration sees no connections, and can't look
/// for them.
pub async fn find(
    actor: &Actor,
    clients: &dyn Clients,
    store: &dyn IntegrationStore,
    wanted: &FindClients,
) -> Result<FoundClients, FindClientsError> {
    let firm = &actor.firm;
    let page = clients.find_clients(firm, &query(actor, store, wanted).await?).await?;
    let mut connections = BTreeMap::new();
    if actor.may(Action::SeeIntegration).is_ok() {
        let ids: Vec<ClientId> = page.clients.iter().map(|client| client.id.clone()).collect();
        for connection in store.look(firm).await?.connections().of_clients(&ids).await? {
            connections.insert(connection.owner.client().cloned(), connection);
        }
    }
    let with_connection = |client: Client| {
        let connection = connections.remove(&Some(client.id.clone()));
        (client, connection)
    };
    Ok(FoundClients {
        clients: page.clients.into_iter().map(with_connection).collect(),
        more: page.more,
        total: page.total,
    })
}

/// One client with its connection; none if the firm has no such client. Whoever may not see the integration sees no
/// connection.
pub async fn find_one(
    actor: &Actor,
    clients: &dyn Clients,
    store: &dyn IntegrationStore,
    client: &ClientId,
) -> Result<Option<(Client, Option<Connection>)>, FindClientsError> {
    actor.may(Action::SeeClients)?;
    let Some(found) = clients.client(&actor.firm, client).await? else { return Ok(None) };
    let mut connection = None;
    if actor.may(Action::SeeIntegration).is_ok() {
        let owner = ConnectionOwner::Client(client.clone());
        connection = store.look(&actor.firm).await?.connections().get(&owner).await?;
    }
    Ok(Some((found, connection)))
}

/// The identities of all clients that a person looks for, on whatever page they are, in order: all that match are chosen.
pub async fn find_ids(
    actor: &Actor,
    clients: &dyn Clients,
    store: &dyn IntegrationStore,
    wanted: &FindClients,
) -> Result<Vec<ClientId>, FindClientsError> {
    let query = ClientQuery { after: None, most: u32::MAX, ..query(actor, store, wanted).await? };
    Ok(clients.find_client_ids(&actor.firm, &query).await?)
}

/// What the clients' port is asked, if the person may ask it.
async fn query(
    actor: &Actor,
    store: &dyn IntegrationStore,
    wanted: &FindClients,
) -> Result<ClientQuery, FindClientsError> {
    actor.may(Action::SeeClients)?;
    let among = match wanted.state {
        None => Among::All,
        Some(filter) => {
            actor.may(Action::SeeIntegration)?;
            in_state(actor, store, filter).await?
        }
    };
    let FindClients { text, active, after, most, .. } = wanted.clone();
    Ok(ClientQuery { text, among, active, after, most })
}

/// Clients and connections may live in different databases, so who is in a state is said by identities.
async fn in_state(
    actor: &Actor,
    store: &dyn IntegrationStore,
    filter: ConnectionFilter,
) -> Result<Among, StoreError> {
    let standings = store.look(&actor.firm).await?.connections().standings().await?;
    if filter == ConnectionFilter::NotConnected {
        return Ok(Among::Except(standings.into_iter().map(|(client, _)| client).collect()));
    }
    let of_filter = standings.into_iter().filter(|(_, standing)| filter.admits(Some(*standing)));
    Ok(Among::Only(of_filter.map(|(client, _)| client).collect()))
}
