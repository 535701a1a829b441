use std::collections::BTreeMap;

use super::{ConnectError, Connection, ConnectionOwner};
use crate::client::{Client, Clients};
use crate::firm::{Action, Actor};
use crate::store::IntegrationStore;

/// A firm's clients and how each is connected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The clients by name, each with its connection; none if it is not connected.
    pub clients: Vec<(Client, Option<Connection>)>,
    /// The connection of the firm's own books.
    pub own_books: Option<Connection>,
}

impl Overview {
    /// Everything that has keys, by name, the own books first.
    pub fn connected(&self) -> impl Iterator<Item = &Connection> {
        self.own_books.iter().chain(self.clients.iter().filter_map(|(_, connection)| connection.as_ref()))
    }
}

/// The firm's clients and how each is connected.
pub async fn overview(
    actor: &Actor,
    clients: &dyn Clients,
    store: &dyn IntegrationStore,
) -> Result<Overview, ConnectError> {
    actor.may(Action::SeeIntegration)?;
    let clients = clients.clients(&actor.firm).await?;
    let mut connections: BTreeMap<ConnectionOwner, Connection> = store
        .open(&actor.firm)
        .await?
        .connections()
        .all()
        .await?
        .into_iter()
        .map(|connection| (connection.owner.clone(), connection))
        .collect();
    let own_books = connections.remove(&ConnectionOwner::OwnBooks);
    let with_connection = |client: Client| {
        let connection = connections.remove(&ConnectionOwner::Client(client.id.clone()));
        (client, connection)
    };
    Ok(Overview { clients: clients.into_iter().map(with_connection).collect(), own_books })
}
