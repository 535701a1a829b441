use std::num::NonZeroU32;

use async_trait::async_trait;
use chrono::TimeDelta;

use super::{Connection, ConnectionOwner, ConnectionState, ConnectionTrouble, changed};
use crate::clock::Clock;
use crate::firm::{FirmId, Who};
use crate::ledger::{
    CustomerPage, DocumentPage, DocumentsQuery, EntriesQuery, EntryPage, KeyFingerprint, Ledger, LedgerError,
    Ledgers, Priority, Probe, ProbeQuery,
};
use crate::store::{IntegrationStore, StoreError, UnitOfWork};
use crate::vault::{Vault, VaultError};

/// Why books can't be opened with the saved keys.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoBooks {
    /// The firm doesn't use the integration.
    #[error("the SmartAccounts integration is not activated")]
    NotActive,
    /// There are no keys.
    #[error("not connected: there are no SmartAccounts API keys")]
    NotConnected,
    /// A person paused it.
    #[error("the connection is paused")]
    Paused,
    /// The keys were refused, and nobody did anything about it since.
    #[error("{0}")]
    Failing(ConnectionTrouble),
    /// The keys can't be opened.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// Our own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What opening books needs of the world.
#[derive(Clone, Copy)]
pub struct Books<'a> {
    /// The firm.
    pub firm: &'a FirmId,
    /// The integration's own memory.
    pub store: &'a dyn IntegrationStore,
    /// Opens the keys.
    pub vault: &'a dyn Vault,
    /// Where the books are.
    pub ledgers: &'a dyn Ledgers,
    /// The time.
    pub clock: &'a dyn Clock,
    /// How urgent the work is.
    pub priority: Priority,
}

/// Opens books with the saved keys. A key that was refused is not used again until it is changed or tested.
pub async fn open_books<'a>(
    with: Books<'a>,
    owner: &ConnectionOwner,
) -> Result<ConnectedLedger<'a>, NoBooks> {
    let mut work = with.store.open(with.firm).await?;
    let connection = usable(work.as_mut(), owner).await?;
    let sealed = work.connections().keys(owner).await?.ok_or(NoBooks::NotConnected)?;
    drop(work);
    let keys = sealed.open(with.vault, with.firm, &owner.to_string()).await?;
    Ok(ConnectedLedger { with, ledger: with.ledgers.open(keys, with.priority), connection })
}

async fn usable(work: &mut dyn UnitOfWork, owner: &ConnectionOwner) -> Result<Connection, NoBooks> {
    if !work.is_active().await? {
        return Err(NoBooks::NotActive);
    }
    let connection = work.connections().get(owner).await?.ok_or(NoBooks::NotConnected)?;
    match &connection.state {
        ConnectionState::Failing { why: ConnectionTrouble::WrongKeys, .. } => {
            Err(NoBooks::Failing(ConnectionTrouble::WrongKeys))
        }
        _ if connection.paused => Err(NoBooks::Paused),
        _ => Ok(connection),
    }
}

/// How often it is noted that keys still work: not for every request.
const NOTED_EVERY: TimeDelta = TimeDelta::hours(1);

/// Books that are asked only while the person who connected them still wants that: before each request it is looked up
/// that the integration is active, the connection there, not paused, with the same keys. What the books say of the
/// keys is remembered.
pub struct ConnectedLedger<'a> {
    with: Books<'a>,
    ledger: Box<dyn Ledger>,
    connection: Connection,
}

impl ConnectedLedger<'_> {
    async fn ask<T>(
        &self,
        request: impl Future<Output = Result<T, LedgerError>> + Send,
    ) -> Result<T, LedgerError> {
        let connection = match self.still_usable().await {
            Ok(now) if now.has_keys_of(&self.connection) => now,
            Err(NoBooks::Failing(_)) => return Err(LedgerError::WrongKeys),
            Err(NoBooks::Store(error)) => {
                return Err(LedgerError::BudgetUnknown { detail: error.to_string() });
            }
            Ok(_) | Err(_) => return Err(LedgerError::Withdrawn),
        };
        let answer = request.await;
        let now = self.with.clock.now();
        let state = match answer.as_ref().map_err(ConnectionTrouble::of) {
            Ok(_) => Some(ConnectionState::Connected { at: now }),
            Err(why) => why.map(|why| ConnectionState::Failing { since: now, why }),
        };
        let is_known = matches!(
            (&connection.state, &state),
            (ConnectionState::Connected { at }, Some(ConnectionState::Connected { .. })) if now - *at < NOTED_EVERY
        );
        if let Some(state) = state.filter(|_| !is_known) {
            let noted = self.note(&connection, state).await;
            noted.map_err(|error| LedgerError::BudgetUnknown { detail: error.to_string() })?;
        }
        answer
    }

    /// What stands for the key.
    #[must_use]
    pub fn fingerprint(&self) -> &KeyFingerprint {
        &self.connection.fingerprint
    }

    async fn still_usable(&self) -> Result<Connection, NoBooks> {
        let mut work = self.with.store.open(self.with.firm).await?;
        usable(work.as_mut(), &self.connection.owner).await
    }

    async fn note(&self, connection: &Connection, state: ConnectionState) -> Result<(), StoreError> {
        let mut work = self.with.store.open(self.with.firm).await?;
        changed(work.as_mut(), connection, state, self.with.clock.now(), Who::Software).await?;
        work.commit().await
    }
}

#[async_trait]
impl Ledger for ConnectedLedger<'_> {
    async fn probe(&self, query: &ProbeQuery) -> Result<Probe, LedgerError> {
        self.ask(self.ledger.probe(query)).await
    }

    async fn entries(&self, query: &EntriesQuery) -> Result<EntryPage, LedgerError> {
        self.ask(self.ledger.entries(query)).await
    }

    async fn documents(&self, query: &DocumentsQuery) -> Result<DocumentPage, LedgerError> {
        self.ask(self.ledger.documents(query)).await
    }

    async fn customers(&self, page: NonZeroU32) -> Result<CustomerPage, LedgerError> {
        self.ask(self.ledger.customers(page)).await
    }

    fn requests_sent(&self) -> u64 {
        self.ledger.requests_sent()
    }
}
