use chrono::{DateTime, Utc};
use serde::Serialize;
use uku_core::calendar::MonthRange;
use uku_core::firm::Who;
use uku_core::run::{ItemState, RunKind, RunProgress};

use super::names::Names;
use super::outcome::OutcomeOut;
use super::tally::{TallyOut, tally_text};

/// How far a run is, for other programs.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RunOut {
    pub(super) id: String,
    pub(super) kind: RunKind,
    pub(super) months: MonthRange,
    pub(super) created_at: DateTime<Utc>,
    /// The person who asked for it; none if it came up by itself.
    pub(super) asked_by: Option<String>,
    pub(super) round: u32,
    pub(super) state: &'static str,
    pub(super) clients: usize,
    pub(super) over: usize,
    tally: TallyOut,
    /// The same in words.
    pub(super) outcome: String,
    pub(super) requests: u64,
    pub(super) left: LeftOut,
}

/// About what is left.
#[derive(Debug, Serialize)]
pub(super) struct LeftOut {
    requests: u64,
    pub(super) seconds: i64,
}

/// A run with what came of each client.
#[derive(Debug, Serialize)]
pub(crate) struct WholeRunOut {
    #[serde(flatten)]
    pub(super) run: RunOut,
    pub(super) items: Vec<ItemOut>,
}

/// A run's part for one client.
#[derive(Debug, Serialize)]
pub(super) struct ItemOut {
    pub(super) client: ClientOut,
    pub(super) state: &'static str,
    /// When it goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) until: Option<DateTime<Utc>>,
    pub(super) months: Vec<OutcomeOut>,
}

#[derive(Debug, Serialize)]
pub(super) struct ClientOut {
    pub(super) id: String,
    pub(super) name: String,
}

impl RunOut {
    pub(super) fn of(progress: &RunProgress) -> Self {
        let run = &progress.run;
        Self {
            id: run.id.to_string(),
            kind: run.kind,
            months: run.months,
            created_at: run.created_at,
            asked_by: match &run.asked_by {
                Who::Member(member) => Some(member.to_string()),
                Who::Software => None,
            },
            round: progress.round,
            state: state(progress),
            clients: progress.items.len(),
            over: progress.over(),
            tally: progress.tally.into(),
            outcome: tally_text(&progress.tally),
            requests: progress.requests,
            left: LeftOut { requests: progress.left.requests, seconds: progress.left.takes.num_seconds() },
        }
    }
}

impl WholeRunOut {
    pub(crate) fn of(progress: &RunProgress, names: &Names) -> Self {
        let items = progress.items.iter().map(|(item, state, outcomes)| ItemOut {
            client: ClientOut { id: item.client.to_string(), name: names.client(&item.client) },
            state: state.word(),
            until: match state {
                ItemState::Parked(until) | ItemState::Retrying(until) => Some(*until),
                _ => None,
            },
            months: outcomes.iter().map(|outcome| OutcomeOut::of(outcome, *state, names)).collect(),
        });
        Self { run: RunOut::of(progress), items: items.collect() }
    }
}

/// How far a run is as a whole, in one word.
pub(super) fn state(progress: &RunProgress) -> &'static str {
    let has = |wanted: fn(&ItemState) -> bool| progress.items.iter().any(|(_, state, _)| wanted(state));
    if progress.is_over() {
        if has(|state| *state == ItemState::Stopped) { "cancelled" } else { "over" }
    } else if has(|state| *state == ItemState::Running) {
        "running"
    } else {
        "waiting"
    }
}
