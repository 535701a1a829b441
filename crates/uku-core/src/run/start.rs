use chrono_tz::Europe::Tallinn;

use super::{Item, ItemId, Run, RunId, RunKind};
use crate::calendar::{MonthRange, RangeError, current_month};
use crate::client::ClientId;
use crate::clock::Clock;
use crate::firm::{Action, Actor, Denied};
use crate::ids::Ids;
use crate::store::{IntegrationStore, StoreError};

/// Why an import could not be started.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The firm doesn't use the integration.
    #[error("the SmartAccounts integration is not activated; activate it first")]
    NotActive,
    /// The firm never said how it wants its summary tasks.
    #[error(
        "the summary task has no settings yet; fill in Task title, Topic and Configure data fields on the Data import tab"
    )]
    NoSettings,
    /// These months can't be imported.
    #[error(transparent)]
    Months(#[from] RangeError),
    /// The run could not be remembered.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Remembers an import of some months for some clients that a person asks for, ready to be worked off item by item.
pub async fn start_import(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    ids: &dyn Ids,
    kind: RunKind,
    months: MonthRange,
    clients: Vec<ClientId>,
) -> Result<Run, StartError> {
    actor.may(match kind {
        RunKind::ManualImport => Action::ImportData,
        RunKind::Reload => Action::ReloadData,
    })?;
    let months = months.not_after(current_month(Tallinn, clock.now()))?;
    let item = |client| Item { id: ItemId(ids.next()), client };
    let run = Run {
        id: RunId(ids.next()),
        kind,
        months,
        created_at: clock.now(),
        items: clients.into_iter().map(item).collect(),
    };
    let mut work = store.open(&actor.firm).await?;
    if !work.is_active().await? {
        return Err(StartError::NotActive);
    }
    if work.summary_settings().await?.is_none() {
        return Err(StartError::NoSettings);
    }
    work.runs().add(&run).await?;
    work.commit().await?;
    Ok(run)
}
