use std::collections::{BTreeMap, BTreeSet};

use super::{Item, ItemId, Lane, Run, RunId, RunKind};
use crate::audit::{AuditEntry, AuditEvent};
use crate::calendar::{MonthRange, RangeError, current_month};
use crate::client::{ClientId, Clients, ClientsError};
use crate::clock::Clock;
use crate::firm::{Action, Actor, Denied, Firm};
use crate::ids::Ids;
use crate::ledger::{KeyFingerprint, Priority};
use crate::store::{IntegrationStore, StoreError, UnitOfWork};
use crate::summary::{HandEdits, MissingSetting, SettingsTrouble, Tasks, TasksError, settings_trouble};

/// For whom something is imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// Every active client that is connected.
    Everybody,
    /// These clients.
    These(Vec<ClientId>),
}

/// An import that a person asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    kind: RunKind,
    months: Option<MonthRange>,
    which: Which,
    hand_edits: HandEdits,
    run: Option<RunId>,
}

impl Asked {
    /// Import data: chosen clients and months (help page, step 5).
    #[must_use]
    pub fn import(which: Which, months: MonthRange) -> Self {
        Self::of(RunKind::ManualImport, Some(months), which)
    }

    /// Reload data: the twelve complete months before the current one (help page, step 4).
    #[must_use]
    pub fn reload(which: Which) -> Self {
        Self::of(RunKind::Reload, None, which)
    }

    fn of(kind: RunKind, months: Option<MonthRange>, which: Which) -> Self {
        Self { kind, months, which, hand_edits: HandEdits::Keep, run: None }
    }

    /// The same, as the run of this identity: whoever asks twice with one identity gets one run.
    #[must_use]
    pub fn as_run(self, run: RunId) -> Self {
        Self { run: Some(run), ..self }
    }

    /// The same, and numbers that people changed by hand are overwritten: the person saw them listed and confirmed.
    #[must_use]
    pub fn overwriting(self) -> Self {
        Self { hand_edits: HandEdits::Overwrite, ..self }
    }

    pub(super) fn action(&self) -> Action {
        if self.kind == RunKind::Reload { Action::ReloadData } else { Action::ImportData }
    }

    /// The months, none of them in the future by the firm's clock.
    pub(super) fn months(&self, firm: &Firm, clock: &dyn Clock) -> Result<MonthRange, RangeError> {
        let current = current_month(firm.time_zone, clock.now());
        self.months.unwrap_or_else(|| MonthRange::twelve_before(current)).not_after(current)
    }

    /// The clients that are asked for, each once; of everybody, those who are active.
    pub(super) async fn clients(
        &self,
        actor: &Actor,
        clients: &dyn Clients,
    ) -> Result<Vec<ClientId>, ClientsError> {
        let mut seen = BTreeSet::new();
        Ok(match &self.which {
            Which::Everybody => {
                let all = clients.clients(&actor.firm).await?.into_iter();
                all.filter(|client| client.active).map(|client| client.id).collect()
            }
            Which::These(these) => these.iter().filter(|client| seen.insert(*client)).cloned().collect(),
        })
    }

    /// The clients with what stands for their keys; of everybody, those who have keys.
    pub(super) async fn with_keys(
        &self,
        clients: Vec<ClientId>,
        work: &mut dyn UnitOfWork,
    ) -> Result<Vec<(ClientId, Option<KeyFingerprint>)>, StoreError> {
        let connections = work.connections().all().await?.into_iter();
        let mut keys: BTreeMap<ClientId, KeyFingerprint> = connections
            .filter_map(|connection| Some((connection.owner.client()?.clone(), connection.fingerprint)))
            .collect();
        let keyed = clients.into_iter().map(|client| {
            let key = keys.remove(&client);
            (client, key)
        });
        Ok(keyed.filter(|(_, key)| key.is_some() || self.which != Which::Everybody).collect())
    }
}

/// Why an import could not be started.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The firm doesn't use the integration.
    #[error("the SmartAccounts integration is not activated; activate it first")]
    NotActive,
    /// The settings of the summary task are not complete.
    #[error("the settings of the summary task are not complete; fill in on the Data import tab: {}", named(.0))]
    Incomplete(Vec<MissingSetting>),
    /// Something that the settings name is not there as it should be.
    #[error(transparent)]
    Settings(#[from] SettingsTrouble),
    /// There is nobody to import for.
    #[error("no client is connected; enter the API keys of at least one client first")]
    Nobody,
    /// These months can't be imported.
    #[error(transparent)]
    Months(#[from] RangeError),
    /// The clients could not be read.
    #[error(transparent)]
    Clients(#[from] ClientsError),
    /// Topics and custom task fields could not be read.
    #[error(transparent)]
    Tasks(#[from] TasksError),
    /// The run could not be remembered.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn named(missing: &[MissingSetting]) -> String {
    missing.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Queues an import that a person asks for; one for a single client goes before all others. It is worked off by whoever
/// claims its items. A run that was asked for before under the same identity is that run.
pub async fn start_import(
    actor: &Actor,
    clients: &dyn Clients,
    tasks: &dyn Tasks,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    ids: &dyn Ids,
    asked: &Asked,
) -> Result<Run, StartError> {
    actor.may(asked.action())?;
    let firm = clients.firm(&actor.firm).await?;
    let firm = firm.ok_or_else(|| ClientsError::NoSuchFirm(actor.firm.clone()))?;
    let months = asked.months(&firm, clock)?;
    let mut work = store.open(&actor.firm).await?;
    if let Some(there) = asked_before(asked, work.as_mut()).await? {
        return Ok(there);
    }
    let draft = work.settings_draft().await?.unwrap_or_default();
    drop(work);
    let troubles = settings_trouble(tasks, &actor.firm, &draft).await?;
    let which = asked.clients(actor, clients).await?;

    let mut work = store.open(&actor.firm).await?;
    if !work.is_active().await? {
        return Err(StartError::NotActive);
    }
    draft.complete().map_err(StartError::Incomplete)?;
    if let Some(trouble) = troubles.into_iter().next() {
        return Err(StartError::Settings(trouble));
    }
    let which = asked.with_keys(which, work.as_mut()).await?;
    let item = |(client, key): (ClientId, Option<KeyFingerprint>)| {
        let id = ItemId(ids.next());
        let lane = key.as_ref().map_or_else(|| Lane::of_item(id), Lane::of_key);
        Item { id, client, lane }
    };
    let items: Vec<Item> = which.into_iter().map(item).collect();
    if items.is_empty() {
        return Err(StartError::Nobody);
    }
    let run = Run {
        id: asked.run.unwrap_or_else(|| RunId(ids.next())),
        kind: asked.kind,
        months,
        hand_edits: asked.hand_edits,
        priority: if items.len() == 1 { Priority::Interactive } else { Priority::Bulk },
        asked_by: actor.who(),
        created_at: clock.now(),
        once: asked.run.map(|run| format!("asked:{run}")),
    };
    if !work.runs().add(&run, &items).await? {
        // It was asked for twice at once, and the other came first.
        drop(work);
        let there = asked_before(asked, store.open(&actor.firm).await?.as_mut()).await?;
        return there.ok_or_else(|| StoreError::Missing(format!("run {}", run.id)).into());
    }
    let clients = u32::try_from(items.len()).unwrap_or(u32::MAX);
    let event =
        AuditEvent::RunStarted { run: run.id, kind: run.kind, months, clients, hand_edits: run.hand_edits };
    work.audit().append(&[AuditEntry::new(run.created_at, actor.who(), event)]).await?;
    work.commit().await?;
    Ok(run)
}

async fn asked_before(asked: &Asked, work: &mut dyn UnitOfWork) -> Result<Option<Run>, StoreError> {
    let Some(run) = asked.run else { return Ok(None) };
    Ok(work.runs().run(run).await?.map(|record| record.run))
}
