use super::start::current;
use super::{AsClient, ClientImportId, ImportState, Review, ReviewRow, RowChoice, RowKind, StartImportError};
use crate::client::{Client, ClientId, Clients, ClientsError, registry_code_key};
use crate::clock::Clock;
use crate::firm::{Action, Actor, Denied};
use crate::store::{IntegrationStore, StoreError};

/// Why what a person decided about rows can't be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChoiceError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is nothing to review.
    #[error("no client import is waiting for review")]
    NothingToReview,
    /// There is no such row.
    #[error("the import has no row {0}")]
    NoSuchRow(u32),
    /// It can't be imported.
    #[error("row {number} can't be imported: {why}")]
    Invalid {
        /// The row.
        number: u32,
        /// Why.
        why: String,
    },
    /// It may be a client that exists, and nobody said whether it is.
    #[error("row {number} may be the client {name}; say whether it is that client or a new one")]
    WhichClient {
        /// The row.
        number: u32,
        /// The client that it is most like.
        name: String,
    },
    /// There is no such client.
    #[error("there is no client {0}")]
    NoSuchClient(ClientId),
    /// The registry code decides: it is the client that has it.
    #[error("row {number} has the registry code of the client {name}, so it can't be another one")]
    HasItsCode {
        /// The row.
        number: u32,
        /// The client with the registry code.
        name: String,
    },
    /// The import could not be read.
    #[error(transparent)]
    Import(#[from] StartImportError),
    /// The clients could not be read.
    #[error(transparent)]
    Clients(#[from] ClientsError),
    /// Our own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How many rows are read at once.
const PAGE: u32 = 500;

/// An import with its rows as a person reviews them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewList {
    /// The import: decisions and the confirmation name it, so that a list that is still open somewhere never decides
    /// about a later import.
    pub import: ClientImportId,
    /// Its rows, by number.
    pub rows: Vec<ReviewRow>,
}

/// The import that waits for a person. It is matched anew each time, so that what people changed in Uku meanwhile is
/// seen.
pub async fn review(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clients: &dyn Clients,
    clock: &dyn Clock,
) -> Result<ReviewList, ChoiceError> {
    actor.may(Action::ImportClients)?;
    let (import, review, rows) = load(actor, store, clients, clock).await?;
    Ok(ReviewList { import, rows: rows.iter().map(|row| review.row(row)).collect() })
}

async fn load(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clients: &dyn Clients,
    clock: &dyn Clock,
) -> Result<(ClientImportId, Review, Vec<super::ImportRow>), ChoiceError> {
    let index = super::Index::new(clients.clients(&actor.firm).await?);
    let mut work = store.open(&actor.firm).await?;
    let import = current(work.as_mut(), clock).await?;
    let import = import
        .filter(|import| {
            matches!(import.state, ImportState::Ready | ImportState::Confirming | ImportState::Confirmed(_))
        })
        .ok_or(ChoiceError::NothingToReview)?;
    let mut rows: Vec<super::ImportRow> = Vec::new();
    loop {
        let after = rows.last().map_or(0, |row| row.number);
        let page = work.client_imports().rows(import.id, after, PAGE).await?;
        if page.is_empty() {
            break;
        }
        rows.extend(page);
    }
    let remembered = work.client_imports().remembered().await?;
    work.commit().await?;
    Ok((import.id, Review { source: import.source, index, remembered }, rows))
}

/// Remembers what a person decided about rows of an import: all of it, or nothing if any of it can't be. What was decided about a
/// row before is forgotten.
pub async fn choose(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clients: &dyn Clients,
    clock: &dyn Clock,
    import: ClientImportId,
    choices: &[(u32, RowChoice)],
) -> Result<(), ChoiceError> {
    actor.may(Action::ImportClients)?;
    let (latest, review, rows) = load(actor, store, clients, clock).await?;
    if latest != import {
        return Err(ChoiceError::NothingToReview);
    }
    for (number, choice) in choices {
        let at = rows.binary_search_by_key(number, |row| row.number);
        let mut decided = rows[at.map_err(|_| ChoiceError::NoSuchRow(*number))?].clone();
        decided.choice = choice.clone();
        allowed(&review, &review.row(&decided), choice)?;
    }
    let mut work = store.open(&actor.firm).await?;
    let latest = current(work.as_mut(), clock).await?;
    if latest.is_none_or(|latest| latest.id != import || latest.state != ImportState::Ready) {
        return Err(ChoiceError::NothingToReview);
    }
    work.client_imports().put_choices(import, choices).await?;
    work.commit().await?;
    Ok(())
}

fn allowed(review: &Review, row: &ReviewRow, choice: &RowChoice) -> Result<(), ChoiceError> {
    let number = row.number;
    match &choice.as_client {
        Some(AsClient::Existing(id)) if review.index.client(id).is_none() => {
            return Err(ChoiceError::NoSuchClient(id.clone()));
        }
        None => {}
        Some(said) => {
            let code = row.profile.registry_code.as_deref().and_then(registry_code_key);
            let holders = code.map(|code| review.index.with_code(&code)).unwrap_or_default();
            let is_said = |holder: &&Client| *said == AsClient::Existing(holder.id.clone());
            if let Some(holder) = holders.first().filter(|_| !holders.iter().any(is_said)) {
                return Err(ChoiceError::HasItsCode { number, name: holder.name.clone() });
            }
        }
    }
    if choice.ticked != Some(true) {
        return Ok(());
    }
    match &row.kind {
        RowKind::Invalid { why } => Err(ChoiceError::Invalid { number, why: why.clone() }),
        RowKind::PossibleDuplicate { candidates } => {
            let name = candidates.first().map(|candidate| candidate.name.clone()).unwrap_or_default();
            Err(ChoiceError::WhichClient { number, name })
        }
        _ => Ok(()),
    }
}
