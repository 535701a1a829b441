//! Runs and what came of them.

use uku_core::calendar::MonthRange;
use uku_core::ledger::Priority;
use uku_core::run::{MonthOutcome, Run, RunId};
use uku_core::store::StoreError;

use crate::codec::{from_integer, from_json, from_word, parse};

/// The columns of a run.
#[derive(Debug)]
pub struct RunRow {
    /// Its identity.
    pub run_id: String,
    /// What it is for, in one word.
    pub kind: String,
    /// The first month.
    pub from_month: String,
    /// The last month, included.
    pub to_month: String,
    /// What may happen to numbers that were changed by hand, in one word.
    pub hand_edits: String,
    /// Its [rank](priority_rank).
    pub priority: i64,
    /// Who asked for it, as JSON.
    pub asked_by: String,
    /// When it was asked for.
    pub created_at: String,
    /// Its business key.
    pub once_key: Option<String>,
    /// How often what failed was retried.
    pub round: i64,
}

impl RunRow {
    /// The run, and its round.
    pub fn read(self) -> Result<(Run, u32), StoreError> {
        let (from, to) =
            (parse("runs.from_month", &self.from_month)?, parse("runs.to_month", &self.to_month)?);
        let months = MonthRange::new(from, to);
        let run = Run {
            id: RunId(parse("runs.run_id", &self.run_id)?),
            kind: from_word("runs.kind", self.kind)?,
            months: months.map_err(|error| StoreError::Corrupt(format!("runs: {error}")))?,
            hand_edits: from_word("runs.hand_edits", self.hand_edits)?,
            priority: priority_of_rank(self.priority)?,
            asked_by: from_json("runs.asked_by", &self.asked_by)?,
            created_at: parse("runs.created_at", &self.created_at)?,
            once: self.once_key,
        };
        Ok((run, from_integer("runs.round", self.round)?))
    }
}

/// A priority as a number that sorts: the more urgent, the smaller.
#[must_use]
pub fn priority_rank(priority: Priority) -> i64 {
    match priority {
        Priority::Interactive => 0,
        Priority::Scheduled => 1,
        Priority::Bulk => 2,
    }
}

fn priority_of_rank(rank: i64) -> Result<Priority, StoreError> {
    let all = [Priority::Interactive, Priority::Scheduled, Priority::Bulk];
    let found = all.into_iter().find(|priority| priority_rank(*priority) == rank);
    found.ok_or_else(|| StoreError::Corrupt(format!("runs.priority: {rank} is no priority")))
}

/// The columns of what came of a month.
#[derive(Debug)]
pub struct OutcomeRow {
    /// The month.
    pub month: String,
    /// The counts as JSON; none if there are none.
    pub counts: Option<String>,
    /// When they were true.
    pub counted_at: Option<String>,
    /// What came of it, as JSON.
    pub outcome: String,
}

impl OutcomeRow {
    /// What came of the month.
    pub fn read(&self) -> Result<MonthOutcome, StoreError> {
        let counts = self.counts.as_deref();
        let counted_at = self.counted_at.as_deref();
        Ok(MonthOutcome {
            month: parse("month_outcomes.month", &self.month)?,
            counts: counts.map(|json| from_json("month_outcomes.counts", json)).transpose()?,
            counted_at: counted_at.map(|at| parse("month_outcomes.counted_at", at)).transpose()?,
            outcome: from_json("month_outcomes.outcome", &self.outcome)?,
        })
    }
}
