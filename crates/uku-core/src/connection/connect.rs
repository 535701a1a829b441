use super::test::try_out;
use super::{
    Connection, ConnectionOwner, ConnectionState, KeyHint, Names, SealedKeys, TestResult, changed, named,
};
use crate::audit::{AuditEntry, AuditEvent};
use crate::client::{Clients, ClientsError};
use crate::clock::Clock;
use crate::firm::{Action, Actor, Denied};
use crate::ledger::{KeyFingerprint, KeyPair, Ledgers, Priority};
use crate::store::{IntegrationStore, StoreError, UnitOfWork};
use crate::vault::{Vault, VaultError};

/// Why keys could not be saved or tested.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConnectError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The firm doesn't use the integration.
    #[error("the SmartAccounts integration is not activated; activate it first")]
    NotActive,
    /// There is no such client.
    #[error("there is no such client")]
    NoSuchClient,
    /// It has no keys.
    #[error("{0} is not connected: enter its SmartAccounts API keys first")]
    NotConnected(String),
    /// A pair belongs to one company's books.
    #[error("these are the keys of {other}; each SmartAccounts company has its own pair")]
    SameKeys {
        /// Who has them already.
        other: String,
    },
    /// The keys were tested and don't work; what was saved before stays.
    #[error("the keys were not saved: {0}")]
    Refused(TestResult),
    /// The clients could not be read.
    #[error(transparent)]
    Clients(#[from] ClientsError),
    /// The keys could not be sealed or opened.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// Our own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whether keys are tested before they are saved. Keys that take the place of others always are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saving {
    /// Only keys that work are saved.
    Tested,
    /// They are saved as they are.
    Untested,
}

/// A connection that was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The connection.
    pub connection: Connection,
    /// What the test found; none if there was no test.
    pub test: Option<TestResult>,
}

/// Saves and tests connections for a person.
#[derive(Clone, Copy)]
pub struct Connecting<'a> {
    /// The person.
    pub actor: &'a Actor,
    /// The firm's clients.
    pub clients: &'a dyn Clients,
    /// The integration's own memory.
    pub store: &'a dyn IntegrationStore,
    /// Seals the keys.
    pub vault: &'a dyn Vault,
    /// Where the books are.
    pub ledgers: &'a dyn Ledgers,
    /// The time.
    pub clock: &'a dyn Clock,
}

impl Connecting<'_> {
    /// Saves a key pair. Keys in the place of others are tested first: if they don't work the old ones stay.
    pub async fn save(
        &self,
        owner: &ConnectionOwner,
        keys: KeyPair,
        saving: Saving,
    ) -> Result<Saved, ConnectError> {
        self.actor.may(Action::Connect)?;
        let names = self.names(owner).await?;
        let mut work = self.open().await?;
        let former = work.connections().get(owner).await?;
        let fingerprint = self.ledgers.fingerprint(keys.public());
        refuse_shared(work.as_mut(), owner, &fingerprint, &names).await?;
        drop(work);

        let mut test = None;
        if former.is_some() || saving == Saving::Tested {
            test = Some(self.passed(owner, &keys).await?);
        }
        let sealed = SealedKeys::seal(self.vault, &self.actor.firm, &owner.to_string(), &keys).await?;

        let mut work = self.open().await?;
        let mut former = work.connections().get_to_change(owner).await?;
        if former.is_some() && test.is_none() {
            // Somebody saved keys meanwhile, which must not go for keys that nobody tested.
            drop(work);
            test = Some(self.passed(owner, &keys).await?);
            work = self.open().await?;
            former = work.connections().get_to_change(owner).await?;
        }
        let now = self.clock.now();
        let connection = Connection {
            owner: owner.clone(),
            fingerprint,
            hint: KeyHint::of(&keys),
            saved_at: now,
            state: if test.is_some() {
                ConnectionState::Connected { at: now }
            } else {
                ConnectionState::Untested
            },
            paused: former.is_some_and(|former| former.paused),
        };
        put(work.as_mut(), self.actor, &connection, &sealed, &names).await?;
        work.commit().await?;
        Ok(Saved { connection, test })
    }

    /// What the test of keys found that passed it.
    async fn passed(&self, owner: &ConnectionOwner, keys: &KeyPair) -> Result<TestResult, ConnectError> {
        let ledger = self.ledgers.open(keys.clone(), Priority::Interactive);
        let result = try_out(ledger.as_ref(), owner, self.clock.now()).await;
        if result.is_successful() { Ok(result) } else { Err(ConnectError::Refused(result)) }
    }

    /// Tests keys that were pasted and not saved. Nothing is remembered but the requests spent.
    pub async fn try_keys(&self, owner: &ConnectionOwner, keys: KeyPair) -> Result<TestResult, ConnectError> {
        self.actor.may(Action::Connect)?;
        self.names(owner).await?;
        drop(self.open().await?);
        Ok(try_out(self.ledgers.open(keys, Priority::Interactive).as_ref(), owner, self.clock.now()).await)
    }

    /// Tests the saved keys and remembers how the connection fares.
    pub async fn test(&self, owner: &ConnectionOwner) -> Result<TestResult, ConnectError> {
        self.actor.may(Action::Connect)?;
        let mut work = self.open().await?;
        let connection = work.connections().get(owner).await?;
        let sealed = work.connections().keys(owner).await?;
        drop(work);
        let Some((connection, sealed)) = connection.zip(sealed) else {
            return Err(ConnectError::NotConnected(self.names(owner).await?.name(owner)));
        };
        let keys = sealed.open(self.vault, &self.actor.firm, &owner.to_string()).await?;
        let ledger = self.ledgers.open(keys, Priority::Interactive);
        let result = try_out(ledger.as_ref(), owner, self.clock.now()).await;

        let now = self.clock.now();
        let state = match (&result, result.trouble()) {
            (TestResult::Successful { .. }, _) => ConnectionState::Connected { at: now },
            (_, Some(why)) => ConnectionState::Failing { since: now, why },
            // Nothing was learned about the keys.
            _ => return Ok(result),
        };
        let mut work = self.store.open(&self.actor.firm).await?;
        changed(work.as_mut(), &connection, state, now, self.actor.who()).await?;
        work.commit().await?;
        Ok(result)
    }

    async fn open(&self) -> Result<Box<dyn UnitOfWork>, ConnectError> {
        let mut work = self.store.open(&self.actor.firm).await?;
        if work.is_active().await? { Ok(work) } else { Err(ConnectError::NotActive) }
    }

    async fn names(&self, owner: &ConnectionOwner) -> Result<Names, ConnectError> {
        let names = Names::all(self.clients, &self.actor.firm).await?;
        match owner {
            ConnectionOwner::Client(client) if !names.has(client) => Err(ConnectError::NoSuchClient),
            _ => Ok(names),
        }
    }
}

/// The same pair belongs to nobody else of the firm. Only the own books and the client that is the firm itself are one
/// company.
async fn refuse_shared(
    work: &mut dyn UnitOfWork,
    owner: &ConnectionOwner,
    fingerprint: &KeyFingerprint,
    names: &Names,
) -> Result<(), ConnectError> {
    let holders = work.connections().holders(fingerprint).await?;
    let one_company = |holder: &ConnectionOwner| {
        holder.client().is_some() != owner.client().is_some()
            && names.is_the_firm(holder)
            && names.is_the_firm(owner)
    };
    match holders.iter().find(|holder| *holder != owner && !one_company(holder)) {
        Some(other) => Err(ConnectError::SameKeys { other: names.name(other) }),
        None => Ok(()),
    }
}

/// Saves a connection and records it, unless its keys belong to somebody else of the firm.
pub(crate) async fn put(
    work: &mut dyn UnitOfWork,
    actor: &Actor,
    connection: &Connection,
    keys: &SealedKeys,
    names: &Names,
) -> Result<(), ConnectError> {
    let owner = &connection.owner;
    // First, so that nobody gives the keys to somebody else between the look and the saving.
    let former = work.connections().get_to_change(owner).await?;
    refuse_shared(work, owner, &connection.fingerprint, names).await?;
    work.connections().put(connection, keys).await?;
    let event = AuditEvent::KeysSaved {
        owner: owner.clone(),
        before: former.map(|former| former.hint),
        after: connection.hint.clone(),
    };
    let entry = AuditEntry::new(connection.saved_at, actor.who(), event).about(owner.client());
    work.audit().append(&[entry]).await?;
    Ok(())
}

/// Deletes a connection; its keys are destroyed at once and can't be brought back. Summary tasks stay.
pub async fn disconnect(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    owner: &ConnectionOwner,
) -> Result<(), ConnectError> {
    actor.may(Action::Disconnect)?;
    let mut work = store.open(&actor.firm).await?;
    let former = work.connections().get_to_change(owner).await?;
    let former = former.ok_or_else(|| ConnectError::NotConnected(named(owner, None)))?;
    work.connections().delete(owner).await?;
    let event = AuditEvent::ConnectionDeleted { owner: owner.clone(), hint: former.hint };
    work.audit().append(&[AuditEntry::new(clock.now(), actor.who(), event).about(owner.client())]).await?;
    work.commit().await?;
    Ok(())
}
