use chrono::{DateTime, Utc};

use super::{
    CancelError, Effort, Estimate, Item, ItemRecord, MonthOutcome, Run, RunId, RunRecord, RunsQuery,
};
use crate::calendar::Month;
use crate::clock::Clock;
use crate::firm::{Action, Actor};
use crate::ledger::Limits;
use crate::notice::OutcomeTally;
use crate::store::{IntegrationStore, StoreError, UnitOfWork};

/// How far a run's part for one client is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemState {
    /// It waits for its turn.
    Waiting,
    /// It is being worked on.
    Running,
    /// It goes on at this moment, when requests are free or the vendor who is down may be back.
    Parked(DateTime<Utc>),
    /// It is tried again at this moment: something was in the way that passes.
    Retrying(DateTime<Utc>),
    /// It ended.
    Finished,
    /// It was cancelled.
    Stopped,
}

impl ItemState {
    /// The state of an item as it is remembered.
    #[must_use]
    pub fn of(record: &ItemRecord, now: DateTime<Utc>) -> Self {
        match record {
            ItemRecord { finished_at: Some(_), .. } => Self::Finished,
            ItemRecord { stopped_at: Some(_), .. } => Self::Stopped,
            ItemRecord { held_by: Some(_), .. } => Self::Running,
            ItemRecord { due_at, tries, .. } if *due_at > now && *tries > 0 => Self::Retrying(*due_at),
            ItemRecord { due_at, .. } if *due_at > now => Self::Parked(*due_at),
            _ => Self::Waiting,
        }
    }

    /// In one word, for other programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Parked(_) => "parked",
            Self::Retrying(_) => "retrying",
            Self::Finished => "finished",
            Self::Stopped => "stopped",
        }
    }
}

/// How far a run is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunProgress {
    /// The run.
    pub run: Run,
    /// How often what failed in it was retried.
    pub round: u32,
    /// How far it is for each client.
    pub items: Vec<(Item, ItemState, Vec<MonthOutcome>)>,
    /// What came of its months so far.
    pub tally: OutcomeTally,
    /// How many requests it took so far.
    pub requests: u64,
    /// About what is left, if nothing else is asked with the same keys.
    pub left: Estimate,
}

impl RunProgress {
    /// For how many clients it is over.
    #[must_use]
    pub fn over(&self) -> usize {
        let over = |state: &ItemState| matches!(state, ItemState::Finished | ItemState::Stopped);
        self.items.iter().filter(|(_, state, _)| over(state)).count()
    }

    /// Whether it is over for all.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.over() == self.items.len()
    }
}

/// How far a run is.
pub async fn see_run(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    limits: Limits,
    run: RunId,
) -> Result<RunProgress, CancelError> {
    actor.may(Action::SeeIntegration)?;
    let mut work = store.open(&actor.firm).await?;
    let record = work.runs().run(run).await?.ok_or(CancelError::NoSuchRun(run))?;
    Ok(progress(work.as_mut(), record, clock.now(), limits).await?)
}

/// How far the latest runs are, the latest first.
pub async fn see_runs(
    actor: &Actor,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    limits: Limits,
    query: RunsQuery,
) -> Result<Vec<RunProgress>, CancelError> {
    actor.may(Action::SeeIntegration)?;
    let mut work = store.open(&actor.firm).await?;
    let mut runs = Vec::new();
    for record in work.runs().page(query).await? {
        runs.push(progress(work.as_mut(), record, clock.now(), limits).await?);
    }
    Ok(runs)
}

async fn progress(
    work: &mut dyn UnitOfWork,
    RunRecord { run, round, items }: RunRecord,
    now: DateTime<Utc>,
    limits: Limits,
) -> Result<RunProgress, StoreError> {
    let tally = OutcomeTally::of(items.iter().flat_map(|(_, record)| &record.outcomes));
    let requests = items.iter().map(|(_, record)| record.requests).sum();
    let mut left = Vec::new();
    for (item, record) in items.iter().filter(|(_, record)| !record.is_over()) {
        let known = work.runs().latest_outcomes(&item.client).await?;
        let is_settled =
            |of: Month| record.outcomes.iter().any(|it| it.month == of && it.outcome.is_settled());
        // Which of the others are looked at again shows when it begins.
        let months = run.months.months().filter(|month| run.imports(*month) && !is_settled(*month));
        left.push(Effort::of(item.lane.clone(), months, &known));
    }
    let mut left = Estimate::of(&left, limits.for_priority(run.priority));
    // What is parked doesn't go on before its moment.
    let states: Vec<ItemState> = items.iter().map(|(_, record)| ItemState::of(record, now)).collect();
    for state in &states {
        if let ItemState::Parked(until) | ItemState::Retrying(until) = state {
            left.takes = left.takes.max(*until - now);
        }
    }
    let items = items.into_iter().zip(states);
    let items = items.map(|((item, record), state)| (item, state, record.outcomes)).collect();
    Ok(RunProgress { run, round, items, tally, requests, left })
}
