use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Number;
use uku_core::calendar::Month;
use uku_core::firm::Who;
use uku_core::notice::OutcomeTally;
use uku_core::run::{Item, ItemState, MonthOutcome, Outcome, RunKind, RunProgress};
use uku_core::summary::Change;
use uku_l10n::core::run::sentence;
use uku_l10n::{Locale, Names, Remedy, Say};
use utoipa::ToSchema;

use crate::frame::words::{Identity, ItemStateWord, MonthText, OutcomeWord, RunKindWord, RunStateWord};
use crate::import_data::{Months, WhoOut, number};
use uku_web::Called;

/// How far a run is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RunOut {
    /// Its identity.
    #[schema(format = "uuid")]
    id: String,
    /// What it is for.
    #[schema(value_type = RunKindWord)]
    kind: RunKind,
    /// Its months.
    months: Months,
    /// When it was asked for.
    created_at: DateTime<Utc>,
    /// The person who asked for it; none if it came up by itself.
    #[schema(required)]
    asked_by: Option<String>,
    /// How often what failed in it was tried again.
    round: u32,
    /// How far it is.
    #[schema(value_type = RunStateWord)]
    state: &'static str,
    /// For how many clients it is.
    clients: usize,
    /// For how many of them it is over.
    over: usize,
    /// How many months ended how.
    tally: TallyOut,
    /// The same in words.
    outcome: String,
    /// How many requests it took so far.
    requests: u64,
    /// About what is left.
    left: LeftOut,
}

/// About what is left of a run.
#[derive(Debug, Serialize, ToSchema)]
struct LeftOut {
    /// Requests.
    requests: u64,
    /// Seconds.
    seconds: i64,
}

/// How many months ended how.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TallyOut {
    /// Summary tasks that were made.
    created: u32,
    /// Summary tasks that were changed.
    updated: u32,
    /// Summary tasks that said so already.
    unchanged: u32,
    /// Summary tasks that differ and were left alone.
    left_alone: u32,
    /// Months that failed.
    failed: u32,
    /// Months that wait for requests.
    deferred: u32,
    /// Months that were passed over.
    skipped: u32,
    /// Of all these, those that hold nothing of what is counted.
    zero: u32,
}

impl From<OutcomeTally> for TallyOut {
    fn from(tally: OutcomeTally) -> Self {
        let OutcomeTally { created, updated, unchanged, left_alone, failed, deferred, skipped, zero } = tally;
        Self { created, updated, unchanged, left_alone, failed, deferred, skipped, zero }
    }
}

impl RunOut {
    pub(crate) fn of(progress: &RunProgress, locale: Locale) -> Self {
        let run = &progress.run;
        Self {
            id: run.id.to_string(),
            kind: run.kind,
            months: run.months.into(),
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
            outcome: locale.say(&progress.tally.said()),
            requests: progress.requests,
            left: LeftOut { requests: progress.left.requests, seconds: progress.left.takes.num_seconds() },
        }
    }
}

/// How far a run is as a whole, in one word.
fn state(progress: &RunProgress) -> &'static str {
    let has = |wanted: fn(&ItemState) -> bool| progress.items.iter().any(|(_, state, _)| wanted(state));
    if progress.is_over() {
        if has(|state| *state == ItemState::Stopped) { "cancelled" } else { "over" }
    } else if has(|state| *state == ItemState::Running) {
        "running"
    } else {
        "waiting"
    }
}

/// A run's part for one client.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ItemOut {
    /// The client.
    client: WhoOut,
    /// How far it is.
    #[schema(value_type = ItemStateWord)]
    state: &'static str,
    /// When it goes on.
    #[schema(required)]
    until: Option<DateTime<Utc>>,
    /// What came of each month so far.
    months: Vec<OutcomeOut>,
}

impl ItemOut {
    pub(super) fn of(
        item: &Item,
        state: ItemState,
        months: &[MonthOutcome],
        called: &Called,
        locale: Locale,
    ) -> Self {
        let outcome = |outcome: &MonthOutcome| OutcomeOut::of(outcome, state, called, locale);
        Self {
            client: WhoOut::of(&item.client, called),
            state: state.word(),
            until: match state {
                ItemState::Parked(until) | ItemState::Retrying(until) => Some(until),
                _ => None,
            },
            months: months.iter().map(outcome).collect(),
        }
    }
}

/// What came of one month of one client.
#[derive(Debug, Serialize, ToSchema)]
struct OutcomeOut {
    /// The month.
    #[schema(value_type = MonthText)]
    month: Month,
    /// What came of it.
    #[schema(value_type = OutcomeWord)]
    outcome: &'static str,
    /// What was counted, by data field.
    #[schema(value_type = Option<BTreeMap<String, u64>>, required)]
    counts: Option<BTreeMap<&'static str, u64>>,
    /// The numbers that were changed, or that differ.
    changes: Vec<ChangeOut>,
    /// Everything that was counted is zero.
    zero: bool,
    /// The month was not over when it was counted.
    incomplete: bool,
    /// What to do about it.
    #[schema(required)]
    remedy: Option<String>,
    /// When it goes on by itself.
    #[schema(required)]
    until: Option<DateTime<Utc>>,
    /// All of it in words.
    text: String,
}

/// One number of a summary task, before and after.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ChangeOut {
    /// The custom task field.
    #[schema(value_type = Identity)]
    custom_field: String,
    /// Its name.
    #[schema(required)]
    name: Option<String>,
    /// What it held.
    #[schema(value_type = Option<f64>, required)]
    old: Option<Number>,
    /// What it should hold.
    #[schema(value_type = Option<f64>, required)]
    new: Option<Number>,
}

impl OutcomeOut {
    fn of(outcome: &MonthOutcome, state: ItemState, called: &Called, locale: Locale) -> Self {
        let until = match (&outcome.outcome, state) {
            (Outcome::Failed(_), ItemState::Retrying(at)) => Some(at),
            (Outcome::Deferred(until), _) => Some(*until),
            _ => None,
        };
        let counts = outcome.counts.as_ref();
        let change = |change: &Change| ChangeOut {
            custom_field: change.field.to_string(),
            name: called.custom_field(&change.field),
            old: change.old.and_then(number),
            new: number(change.new),
        };
        Self {
            month: outcome.month,
            outcome: outcome.outcome.word(),
            counts: counts.map(|counts| counts.iter().map(|(field, count)| (field.key(), *count)).collect()),
            changes: changes(&outcome.outcome).iter().map(change).collect(),
            zero: outcome.is_zero(),
            incomplete: outcome.is_incomplete(),
            remedy: outcome.outcome.remedy_said().map(|remedy| locale.say(&remedy)),
            until,
            text: locale.say(&sentence(&outcome.outcome, called)),
        }
    }
}

fn changes(outcome: &Outcome) -> &[Change] {
    match outcome {
        Outcome::Updated(changes) | Outcome::Billed(changes) | Outcome::EditedByHand(changes) => changes,
        _ => &[],
    }
}
