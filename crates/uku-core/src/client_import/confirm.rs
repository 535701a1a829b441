use super::batch::Batch;
use super::start::{current, go_to};
use super::{ClientImport, ClientImportId, Confirmed, ImportState, Index, Review};
use crate::client::{Clients, ClientsError};
use crate::clock::Clock;
use crate::connection::Names;
use crate::firm::{Action, Actor, Denied};
use crate::ledger::Ledgers;
use crate::store::{IntegrationStore, StoreError};
use crate::vault::Vault;

/// How many rows are written at once.
const BATCH: u32 = 200;

/// Why an import could not be confirmed, wholly or in part. What was written stays, and confirming again goes on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfirmError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is nothing to confirm.
    #[error("no client import is waiting to be confirmed")]
    NothingToConfirm,
    /// The integration was deactivated, or somebody else goes on with the import.
    #[error("the import was ended, or is being confirmed by somebody else")]
    Withdrawn,
    /// The clients could not be read or written.
    #[error(transparent)]
    Clients(#[from] ClientsError),
    /// Our own memory failed.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for ConfirmError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Fenced => Self::Withdrawn,
            error => Self::Store(error),
        }
    }
}

/// Writes the ticked rows of an import that waits for review.
///
/// It may be repeated without harm, also by another process after this one died: each row is matched anew with the
/// clients as they are now, a new client always gets the identity that its row has had since it was fetched, and rows
/// that are done are passed over.
#[derive(Clone, Copy)]
pub struct Confirm<'a> {
    /// The person.
    pub actor: &'a Actor,
    /// The firm's clients.
    pub clients: &'a dyn Clients,
    /// The integration's own memory.
    pub store: &'a dyn IntegrationStore,
    /// Opens the keys in rows and seals them for their clients.
    pub vault: &'a dyn Vault,
    /// Where the books are.
    pub ledgers: &'a dyn Ledgers,
    /// The time.
    pub clock: &'a dyn Clock,
}

/// An import whose rows are about to be written: whoever began it goes on with [`Confirm::write`], or somebody else does
/// who begins it once more.
#[derive(Debug)]
pub struct Confirming {
    import: ClientImport,
    /// Whether somebody was at it before.
    resumed: bool,
}

impl Confirm<'_> {
    /// Writes them; the import with what came of it.
    pub async fn run(&self, import: ClientImportId) -> Result<ClientImport, ConfirmError> {
        let confirming = self.begin(import).await?;
        self.write(confirming).await
    }

    /// Writes the rows of an import whose confirmation was begun. It may take long; [`written`](super::written()) tells how far
    /// it is.
    pub async fn write(&self, confirming: Confirming) -> Result<ClientImport, ConfirmError> {
        let Confirming { mut import, resumed } = confirming;
        let index = Index::new(self.clients.clients(&self.actor.firm).await?);
        let names = Names::all(self.clients, &self.actor.firm).await?;
        let mut work = self.store.open(&self.actor.firm).await?;
        let remembered = work.client_imports().remembered().await?;
        drop(work);
        let review = Review { source: import.source, index, remembered };
        let mut batch = Batch::new(*self, import.clone(), review, names, resumed);
        let mut total = Confirmed::default();
        let mut after = 0;
        loop {
            let mut work = self.store.open(&self.actor.firm).await?;
            let rows = work.client_imports().rows(import.id, after, BATCH).await?;
            drop(work);
            let Some(last) = rows.last() else { break };
            after = last.number;
            batch.recall_made(&rows);
            let (done, open): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.done.is_some());
            done.iter().filter_map(|row| row.done.as_ref()).for_each(|done| total.add(done));
            batch.run(&open).await?.iter().for_each(|(_, done)| total.add(done));
        }
        let mut work = self.store.open(&self.actor.firm).await?;
        let (now, who) = (self.clock.now(), self.actor.who());
        go_to(work.as_mut(), &mut import, ImportState::Confirmed(total), now, who).await?;
        work.commit().await?;
        Ok(import)
    }

    /// Begins to confirm an import, or goes on with one that somebody else left half written: from now on nobody can decide
    /// about its rows.
    pub async fn begin(&self, id: ClientImportId) -> Result<Confirming, ConfirmError> {
        self.actor.may(Action::ImportClients)?;
        let mut work = self.store.open(&self.actor.firm).await?;
        if !work.is_active().await? {
            return Err(ConfirmError::Withdrawn);
        }
        let latest = current(work.as_mut(), self.clock).await?;
        let mut import = latest.filter(|latest| latest.id == id).ok_or(ConfirmError::NothingToConfirm)?;
        let resumed = import.state == ImportState::Confirming;
        match import.state {
            ImportState::Ready => {
                let (now, who) = (self.clock.now(), self.actor.who());
                go_to(work.as_mut(), &mut import, ImportState::Confirming, now, who).await?;
            }
            ImportState::Confirming => {
                // Fences whoever was at it before.
                import.version += 1;
                work.client_imports().put(&import).await?;
            }
            _ => return Err(ConfirmError::NothingToConfirm),
        }
        work.commit().await?;
        Ok(Confirming { import, resumed })
    }
}
