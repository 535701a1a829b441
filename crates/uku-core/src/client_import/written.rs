use super::start::current;
use super::{ClientImport, ImportRow, ImportState, KeysDone, RowResult, StartImportError};
use crate::clock::Clock;
use crate::firm::{Action, Actor};
use crate::store::{IntegrationStore, StoreError, UnitOfWork};

/// How many rows are read at once.
const PAGE: u32 = 500;

/// How many rows of the firm's latest import were written, or passed over, so far.
pub async fn written(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
) -> Result<u32, StartImportError> {
    actor.may(Action::SeeIntegration)?;
    let mut work = store.open(&actor.firm).await?;
    let import = current(work.as_mut(), clock).await?;
    let written = match import {
        Some(import) if import.state == ImportState::Confirming => count_done(work.as_mut(), &import).await?,
        Some(import) if matches!(import.state, ImportState::Confirmed(_)) => import.rows,
        _ => 0,
    };
    work.commit().await?;
    Ok(written)
}

/// Rows are written in the order of their numbers, so it is enough to find the first that is not.
async fn count_done(work: &mut dyn UnitOfWork, import: &ClientImport) -> Result<u32, StoreError> {
    let (mut done, mut open) = (0, import.rows);
    while done < open {
        let middle = done + (open - done) / 2;
        let row = work.client_imports().rows(import.id, middle, 1).await?.into_iter().next();
        match row.filter(|row| row.done.is_some()) {
            Some(row) => done = row.number,
            None => open = middle,
        }
    }
    Ok(done)
}

/// A row that could not be written, or whose keys could not be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotDone {
    /// Its number in the import.
    pub number: u32,
    /// What the source calls the company; empty of an unreadable row.
    pub name: String,
    /// Why it could not be written; none if it was.
    pub row: Option<String>,
    /// Why its keys could not be saved; none if they were, or there were none.
    pub keys: Option<String>,
}

/// What could not be done of the firm's latest import, by row.
pub async fn not_done(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
) -> Result<Vec<NotDone>, StartImportError> {
    actor.may(Action::SeeIntegration)?;
    let mut work = store.open(&actor.firm).await?;
    let Some(import) = current(work.as_mut(), clock).await? else { return Ok(Vec::new()) };
    let (mut found, mut after) = (Vec::new(), 0);
    loop {
        let rows = work.client_imports().rows(import.id, after, PAGE).await?;
        let Some(last) = rows.last() else { break };
        after = last.number;
        found.extend(rows.into_iter().filter_map(trouble));
    }
    work.commit().await?;
    Ok(found)
}

fn trouble(row: ImportRow) -> Option<NotDone> {
    let done = row.done?;
    let why_row = if let RowResult::Failed(why) = done.result { Some(why) } else { None };
    let why_keys = match done.keys {
        Some(KeysDone::NotSaved(why)) => Some(why),
        _ => None,
    };
    let name = row.profile.map(|profile| profile.name).unwrap_or_default();
    let not_done = NotDone { number: row.number, name, row: why_row, keys: why_keys };
    (not_done.row.is_some() || not_done.keys.is_some()).then_some(not_done)
}
