use std::collections::HashSet;

use super::start::go_to;
use super::{
    ClientImport, ClientSource, FetchError, FoundClient, ImportRow, ImportState, RowChoice, RowKey, RowNote,
};
use crate::client::ClientId;
use crate::clock::Clock;
use crate::connection::SealedKeys;
use crate::firm::{FirmId, Who};
use crate::ids::Ids;
use crate::ledger::{LedgerError, OVER_LIMIT_TRIES};
use crate::store::{IntegrationStore, StoreError};
use crate::vault::{Vault, VaultError};

/// A list with more clients than this has no end.
const MOST_ROWS: u32 = 100_000;
/// So many pages in a row with nothing new on them are a list without an end.
const FRUITLESS_PAGES: u32 = 3;

/// What fetching needs of the world.
#[derive(Clone, Copy)]
pub struct Fetching<'a> {
    /// The firm.
    pub firm: &'a FirmId,
    /// The integration's own memory.
    pub store: &'a dyn IntegrationStore,
    /// Seals keys that the source brings.
    pub vault: &'a dyn Vault,
    /// The time.
    pub clock: &'a dyn Clock,
    /// Identities of new clients.
    pub ids: &'a dyn Ids,
}

/// Fetches everything that a source has, page by page, into an import that was begun. It may take long: each page is
/// remembered when it comes, and whoever asks sees how far it is.
///
/// The import comes back ready for review, failed, or as somebody else ended it meanwhile. An error means that our own
/// memory failed; the import is then interrupted after a while.
pub async fn fetch(
    with: Fetching<'_>,
    import: ClientImport,
    source: &mut dyn ClientSource,
) -> Result<ClientImport, StoreError> {
    let mut seen = Seen { import, keys: HashSet::new(), fruitless: 0 };
    let ended = loop {
        let next = next_page(with, &mut seen.import, source).await;
        let rows = match next {
            Ok(Page::Rows(found)) => seen.take(with, found).await,
            Ok(Page::End) if seen.import.rows == 0 => Err(FetchError::Nothing.into()),
            Ok(Page::End) => break ImportState::Ready,
            Err(error) => Err(error),
        };
        let kept = match rows {
            Ok(rows) => keep(with, &mut seen.import, &rows).await,
            Err(Stop::Failed(error)) => break ImportState::Failed(error),
            Err(stop) => Err(stop),
        };
        match kept {
            Ok(()) => {}
            Err(Stop::Failed(error)) => break ImportState::Failed(error),
            Err(Stop::Store(error)) => return Err(error),
            Err(Stop::Taken) => return latest(with, seen.import).await,
        }
    };
    end(with, seen.import, ended).await
}

/// Ends an import that could not even begin to be fetched, such as after a refused sign-in.
pub async fn fail(
    with: Fetching<'_>,
    import: ClientImport,
    error: FetchError,
) -> Result<ClientImport, StoreError> {
    end(with, import, ImportState::Failed(error)).await
}

/// Why fetching ends early.
enum Stop {
    Failed(FetchError),
    /// Somebody else ended the import.
    Taken,
    Store(StoreError),
}

impl From<FetchError> for Stop {
    fn from(error: FetchError) -> Self {
        Self::Failed(error)
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Fenced => Self::Taken,
            error => Self::Store(error),
        }
    }
}

enum Page {
    Rows(Vec<FoundClient>),
    End,
}

/// The next page, waited for where the allowed requests are spent; meanwhile the import says until when.
async fn next_page(
    with: Fetching<'_>,
    import: &mut ClientImport,
    source: &mut dyn ClientSource,
) -> Result<Page, Stop> {
    let mut over_limit = 0;
    loop {
        let error = match source.next_page().await {
            Ok(Some(found)) => return Ok(Page::Rows(found)),
            Ok(None) => return Ok(Page::End),
            Err(error) => error,
        };
        over_limit += u32::from(matches!(error, FetchError::Books(LedgerError::OverLimit { .. })));
        let until = match &error {
            FetchError::Books(books) => books.until(),
            _ => None,
        };
        let Some(until) = until.filter(|_| over_limit < OVER_LIMIT_TRIES) else { return Err(error.into()) };
        let mut work = with.store.open(with.firm).await?;
        import.state = ImportState::Fetching { heard_at: until };
        import.version += 1;
        work.client_imports().put(import).await?;
        work.commit().await?;
        with.clock.sleep_until(until).await;
    }
}

/// What was fetched so far.
struct Seen {
    import: ClientImport,
    keys: HashSet<RowKey>,
    fruitless: u32,
}

impl Seen {
    /// The rows of a page that were not there before.
    async fn take(&mut self, with: Fetching<'_>, found: Vec<FoundClient>) -> Result<Vec<ImportRow>, Stop> {
        let mut rows = Vec::with_capacity(found.len());
        for client in found {
            let profile = client.profile.as_ref().ok();
            let key = profile.and_then(|profile| RowKey::of(self.import.source, profile));
            if key.is_some_and(|key| !self.keys.insert(key)) {
                self.import.repeats += 1;
                continue;
            }
            self.import.rows += 1;
            rows.push(row(with, &self.import, client).await?);
        }
        self.fruitless = if rows.is_empty() { self.fruitless + 1 } else { 0 };
        if self.fruitless >= FRUITLESS_PAGES || self.import.rows > MOST_ROWS {
            return Err(FetchError::Endless { rows: self.import.rows }.into());
        }
        Ok(rows)
    }
}

async fn row(with: Fetching<'_>, import: &ClientImport, found: FoundClient) -> Result<ImportRow, Stop> {
    let number = import.rows;
    let unsealed = |error: VaultError| Stop::Failed(FetchError::Vault(error.to_string()));
    let new_client = ClientId::try_from(with.ids.next().to_string())
        .map_err(|error| StoreError::Failed(error.to_string()))?;
    let (mut keys, mut notes) = (None, Vec::new());
    match found.keys {
        Some(Ok(pair)) => {
            let owner = import.id.owner_of_row(number);
            let sealed = SealedKeys::seal(with.vault, with.firm, &owner, &pair).await;
            keys = Some(sealed.map_err(unsealed)?);
        }
        Some(Err(why)) => notes.push(RowNote::KeysUnusable(why)),
        None => {}
    }
    let profile = found.profile;
    Ok(ImportRow { number, profile, new_client, keys, notes, choice: RowChoice::default(), done: None })
}

async fn keep(with: Fetching<'_>, import: &mut ClientImport, rows: &[ImportRow]) -> Result<(), Stop> {
    let mut work = with.store.open(with.firm).await?;
    ours(work.as_mut(), import).await?;
    import.state = ImportState::Fetching { heard_at: with.clock.now() };
    import.version += 1;
    work.client_imports().put(import).await?;
    work.client_imports().add_rows(import.id, rows).await?;
    work.commit().await?;
    Ok(())
}

/// Another import may have been begun at the same moment: the later one stays.
async fn ours(work: &mut dyn crate::store::UnitOfWork, import: &ClientImport) -> Result<(), StoreError> {
    let latest = work.client_imports().latest().await?;
    if latest.is_some_and(|latest| latest.id == import.id) { Ok(()) } else { Err(StoreError::Fenced) }
}

async fn end(
    with: Fetching<'_>,
    mut import: ClientImport,
    state: ImportState,
) -> Result<ClientImport, StoreError> {
    let failed = matches!(state, ImportState::Failed(_));
    let mut work = with.store.open(with.firm).await?;
    let put = match ours(work.as_mut(), &import).await {
        Ok(()) => go_to(work.as_mut(), &mut import, state, with.clock.now(), Who::Software).await,
        taken => taken,
    };
    if matches!(put, Err(StoreError::Fenced)) {
        drop(work);
        return latest(with, import).await;
    }
    put?;
    if failed {
        work.client_imports().clear_rows(import.id).await?;
    }
    work.commit().await?;
    Ok(import)
}

async fn latest(with: Fetching<'_>, import: ClientImport) -> Result<ClientImport, StoreError> {
    let mut work = with.store.open(with.firm).await?;
    let latest = work.client_imports().latest().await?;
    if latest.as_ref().is_none_or(|latest| latest.id != import.id) {
        work.client_imports().clear_rows(import.id).await?;
        work.commit().await?;
    }
    Ok(latest.unwrap_or(import))
}
