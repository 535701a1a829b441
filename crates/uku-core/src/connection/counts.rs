use std::collections::BTreeMap;

use super::{ConnectError, ConnectionFilter, Standing};
use crate::client::{ClientId, ClientQuery, Clients};
use crate::firm::{Action, Actor};
use crate::store::IntegrationStore;

/// How many of a firm's clients are connected. All but the first are of active clients: for the others nothing is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ConnectionCounts {
    /// All clients.
    pub clients: u64,
    /// Active ones: as many as are connected, failing, paused and not connected.
    pub active: u64,
    /// With keys that work, or that were not used yet.
    pub connected: u64,
    /// With keys that don't work.
    pub failing: u64,
    /// Of the connected ones, those whose keys were not used yet.
    pub untested: u64,
    /// Paused, whatever the keys would do.
    pub paused: u64,
    /// Without keys.
    pub not_connected: u64,
}

/// How many of the firm's clients are connected, without reading any of them.
pub async fn counts(
    actor: &Actor,
    clients: &dyn Clients,
    store: &dyn IntegrationStore,
) -> Result<ConnectionCounts, ConnectError> {
    actor.may(Action::SeeIntegration)?;
    let firm = &actor.firm;
    let all = clients.find_clients(firm, &ClientQuery::default()).await?.total;
    let active = ClientQuery { active: Some(true), most: u32::MAX, ..ClientQuery::default() };
    let active = clients.find_client_ids(firm, &active).await?;
    let standings = store.look(firm).await?.connections().standings().await?;
    let standings: BTreeMap<ClientId, Standing> = standings.into_iter().collect();
    let mut counts = ConnectionCounts { clients: all, ..ConnectionCounts::default() };
    for client in active {
        let standing = standings.get(&client).copied();
        let count = |filter: ConnectionFilter| u64::from(filter.admits(standing));
        counts.active += 1;
        counts.connected += count(ConnectionFilter::Connected);
        counts.failing += count(ConnectionFilter::Failing);
        counts.untested += count(ConnectionFilter::Untested);
        counts.paused += count(ConnectionFilter::Paused);
        counts.not_connected += count(ConnectionFilter::NotConnected);
    }
    Ok(counts)
}
