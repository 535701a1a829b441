use chrono::{DateTime, TimeDelta, Utc};

use super::{Audience, Notice, NoticeEvent, Notices, NoticesError, OutcomeTally};
use crate::client::ClientId;
use crate::clock::Clock;
use crate::connection::{Connection, ConnectionState, ConnectionTrouble};
use crate::firm::{FirmId, Who};
use crate::run::{Outcome, RunKind, RunRecord};
use crate::store::{IntegrationStore, StoreError};

/// Why something that is over could not be announced.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnnounceError {
    /// A notice could not be posted.
    #[error(transparent)]
    Notices(#[from] NoticesError),
    /// Our own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Trouble with keys that began so long before a run was told with an earlier one. Clocks of several programs differ by
/// less.
const LATELY: TimeDelta = TimeDelta::days(1);

/// Tells people of a firm's runs that are over; how many are. Each is told once, whatever dies when. That a look at late
/// documents found nothing is no news.
pub async fn announce(
    notices: &dyn Notices,
    store: &dyn IntegrationStore,
    clock: &dyn Clock,
    firm: &FirmId,
) -> Result<usize, AnnounceError> {
    let over = store.open(firm).await?.runs().unannounced().await?;
    for run in &over {
        let mut work = store.open(firm).await?;
        // What failed in it may have been retried since.
        let Some(record) = work.runs().run(*run).await?.filter(RunRecord::is_over) else { continue };
        let connections = work.connections().all().await?;
        drop(work);
        for notice in of_run(&record, &connections, clock) {
            notices.post(firm, &notice).await?;
        }
        let mut work = store.open(firm).await?;
        work.runs().announced(*run, record.round).await?;
        work.commit().await?;
    }
    Ok(over.len())
}

fn of_run(
    RunRecord { run, round, items }: &RunRecord,
    connections: &[Connection],
    clock: &dyn Clock,
) -> Vec<Notice> {
    let to = match &run.asked_by {
        Who::Member(member) => Audience::Member(member.clone()),
        Who::Software => Audience::Admins,
    };
    let outcomes = || items.iter().flat_map(|(_, record)| &record.outcomes);
    let tally = OutcomeTally::of(outcomes());
    let cancelled = items.iter().any(|(_, record)| record.stopped_at.is_some());
    // That a person deleted a task, that person knows.
    let found = outcomes().filter(|month| month.outcome != Outcome::Deleted);
    let is_news = run.kind != RunKind::LateLook || cancelled || !OutcomeTally::of(found).is_quiet();
    let finished = NoticeEvent::RunFinished {
        run: run.id,
        kind: run.kind,
        months: run.months,
        clients: u32::try_from(items.len()).unwrap_or(u32::MAX),
        cancelled,
        tally,
    };
    let known = |client: &ClientId, trouble: &ConnectionTrouble| {
        let connection = connections.iter().find(|connection| connection.owner.client() == Some(client));
        connection.is_some_and(|connection| was_failing(connection, trouble, run.created_at - LATELY))
    };
    let clients: Vec<_> = items
        .iter()
        .filter_map(|(item, record)| {
            let trouble = record.outcomes.iter().find_map(|outcome| stopped_working(&outcome.outcome))?;
            (!known(&item.client, &trouble)).then(|| (item.client.clone(), trouble))
        })
        .collect();
    let stopped = NoticeEvent::KeysStoppedWorking { run: run.id, clients: clients.clone() };
    let notice = |word: &str, to: Audience, event| Notice {
        key: format!("{word}:{}:{round}", run.id),
        at: clock.now(),
        to,
        event,
    };
    let mut notices = Vec::new();
    if is_news {
        notices.push(notice("run-finished", to, finished));
    }
    if !clients.is_empty() {
        notices.push(notice("keys-stopped", Audience::Admins, stopped));
    }
    notices
}

/// What is wrong with the keys, by what an outcome tells.
fn stopped_working(outcome: &Outcome) -> Option<ConnectionTrouble> {
    match outcome {
        Outcome::Failed(failure) => failure.connection_trouble(),
        _ => None,
    }
}

fn was_failing(connection: &Connection, trouble: &ConnectionTrouble, then: DateTime<Utc>) -> bool {
    matches!(&connection.state, ConnectionState::Failing { since, why } if why == trouble && *since < then)
}
