use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{Asked, Effort, Estimate, Lane, StartError};
use crate::calendar::{Month, MonthRange, current_month};
use crate::client::{ClientId, Clients, ClientsError};
use crate::clock::Clock;
use crate::counting::DataField;
use crate::firm::Actor;
use crate::ledger::{Limits, Priority};
use crate::store::IntegrationStore;
use crate::summary::{SummaryTask, Tasks, WrittenMonth};

/// A number that a person changed and that an import would overwrite if it is confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverwrittenNumber {
    /// The client.
    pub client: ClientId,
    /// The month.
    pub month: Month,
    /// What is counted there.
    pub field: DataField,
    /// What we wrote last; none if we never did.
    pub written: Option<Decimal>,
    /// What it holds now; none if it was emptied.
    pub now: Option<Decimal>,
}

/// What an import that a person asks for would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportForecast {
    /// For how many clients.
    pub clients: usize,
    /// Those of them that have no keys.
    pub not_connected: Vec<ClientId>,
    /// The months.
    pub months: MonthRange,
    /// How many summary tasks are there already, and may change.
    pub tasks: usize,
    /// How many of those are billed, and stay as they are.
    pub billed: usize,
    /// Summary tasks that a person deleted, and that come back.
    pub come_back: Vec<(ClientId, Month)>,
    /// Numbers that people changed by hand. They stay unless overwriting is confirmed.
    pub changed_by_hand: Vec<OverwrittenNumber>,
    /// The current month, if it is among them: it is counted as far as it has come.
    pub incomplete: Option<Month>,
    /// About how many requests and how long.
    pub estimate: Estimate,
}

/// What an import would do now. Nothing is asked of the books.
pub async fn forecast_import(
    actor: &Actor,
    clients: &dyn Clients,
    tasks: &dyn Tasks,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    limits: Limits,
    asked: &Asked,
) -> Result<ImportForecast, StartError> {
    actor.may(asked.action())?;
    let firm = clients.firm(&actor.firm).await?;
    let firm = firm.ok_or_else(|| ClientsError::NoSuchFirm(actor.firm.clone()))?;
    let months = asked.months(&firm, clock)?;
    let which = asked.clients(actor, clients).await?;
    let mut work = store.open(&actor.firm).await?;
    if !work.is_active().await? {
        return Err(StartError::NotActive);
    }
    let settings =
        work.settings_draft().await?.unwrap_or_default().complete().map_err(StartError::Incomplete)?;
    let which = asked.with_keys(which, work.as_mut()).await?;
    if which.is_empty() {
        return Err(StartError::Nobody);
    }
    let (mut written, mut efforts, mut not_connected) = (BTreeMap::new(), Vec::new(), Vec::new());
    for (client, key) in &which {
        let Some(key) = key else {
            not_connected.push(client.clone());
            continue;
        };
        for (month, what) in work.runs().written(client, months).await? {
            written.insert((client.clone(), month), what);
        }
        let known = work.runs().latest_outcomes(client).await?;
        efforts.push(Effort::of(Lane::of_key(key), months.months(), &known));
    }
    drop(work);

    let keyed = which.iter().filter(|(_, key)| key.is_some());
    let ours: BTreeSet<&ClientId> = keyed.map(|(client, _)| client).collect();
    let all = tasks.summaries(&actor.firm).await?.into_iter();
    let there: Vec<SummaryTask> = all
        .filter(|task| ours.contains(&task.key.client) && months.position_of(task.key.month).is_some())
        .collect();
    let mut changed_by_hand = Vec::new();
    for task in there.iter().filter(|task| !task.billed) {
        let key = (task.key.client.clone(), task.key.month);
        let nothing = WrittenMonth::default();
        let before = written.get(&key).unwrap_or(&nothing);
        for (field, custom) in settings.mapping.iter() {
            let now = task.values.get(custom).copied();
            if before.changed_by_hand(custom, now) {
                let (client, month) = key.clone();
                let written = before.values.get(custom).copied();
                changed_by_hand.push(OverwrittenNumber { client, month, field, written, now });
            }
        }
    }
    let keys: BTreeSet<_> = there.iter().map(|task| (task.key.client.clone(), task.key.month)).collect();
    let gone =
        |(key, written): &(&(ClientId, Month), &WrittenMonth)| written.task.is_some() && !keys.contains(*key);
    let current = current_month(firm.time_zone, clock.now());
    let priority = if which.len() == 1 { Priority::Interactive } else { Priority::Bulk };
    Ok(ImportForecast {
        clients: which.len(),
        not_connected,
        months,
        tasks: there.len(),
        billed: there.iter().filter(|task| task.billed).count(),
        come_back: written.iter().filter(gone).map(|(key, _)| key.clone()).collect(),
        changed_by_hand,
        incomplete: (months.to() == current).then_some(current),
        estimate: Estimate::of(&efforts, limits.for_priority(priority)),
    })
}
