use std::collections::BTreeMap;

use super::write_month::MonthDone;
use super::{Claim, ClaimedItem, MonthOutcome, Outcome};
use crate::audit::AuditEntry;
use crate::calendar::Month;
use crate::counting::Survey;
use crate::store::{StoreError, UnitOfWork};
use crate::summary::WrittenMonth;

/// What came of an item's months, in this attempt and those before, and what of it is not remembered yet.
pub(super) struct ItemLog {
    pub(super) claimed: ClaimedItem,
    /// How many requests it took so far.
    pub(super) requests: u64,
    written: BTreeMap<Month, WrittenMonth>,
    outcomes: BTreeMap<Month, MonthOutcome>,
    unsaved: Vec<Month>,
    unrecorded: Vec<AuditEntry>,
}

impl ItemLog {
    pub(super) fn new(claimed: ClaimedItem, written: Vec<(Month, WrittenMonth)>) -> Self {
        Self {
            requests: claimed.requests,
            written: written.into_iter().collect(),
            outcomes: claimed.outcomes.iter().map(|outcome| (outcome.month, outcome.clone())).collect(),
            unsaved: Vec::new(),
            unrecorded: Vec::new(),
            claimed,
        }
    }

    /// Whether something has to be done about a month: it is not settled, and it is imported or has a task to look at.
    fn is_to_do(&self, month: Month) -> bool {
        let settled = self.outcomes.get(&month).is_some_and(|outcome| outcome.outcome.is_settled());
        let has_task = || self.written.get(&month).is_some_and(|written| written.task.is_some());
        !settled && (self.claimed.run.imports(month) || has_task())
    }

    /// Whether earlier attempts have shown that the books are too big to be read in one go.
    pub(super) fn are_big(&self) -> bool {
        self.claimed.requests >= u64::from(Survey::AT_ONCE)
    }

    /// The months about which something has to be done, in order.
    pub(super) fn to_do(&self) -> Vec<Month> {
        self.claimed.run.months.months().filter(|month| self.is_to_do(*month)).collect()
    }

    /// What we wrote in a month before.
    pub(super) fn written_in(&self, month: Month) -> WrittenMonth {
        self.written.get(&month).cloned().unwrap_or_default()
    }

    /// The same outcome for every month about which something has to be done.
    pub(super) fn tell(&mut self, outcome: &Outcome) {
        for month in self.to_do() {
            self.outcomes.insert(month, MonthOutcome::uncounted(month, outcome.clone()));
        }
    }

    pub(super) fn put(&mut self, done: MonthDone) {
        let month = done.outcome.month;
        self.outcomes.insert(month, done.outcome);
        self.unrecorded.extend(done.record);
        if let Some(written) = done.written {
            self.written.insert(month, written);
            self.unsaved.push(month);
        }
    }

    /// Remembers what is not remembered yet. What was written is recorded in the activity in any case, also where the rest
    /// is [`StoreError::Fenced`] because the item was stopped or taken over.
    pub(super) async fn save(&mut self, claim: &Claim, work: &mut dyn UnitOfWork) -> Result<(), StoreError> {
        work.audit().append(&std::mem::take(&mut self.unrecorded)).await?;
        let outcomes: Vec<MonthOutcome> = self.outcomes.values().cloned().collect();
        work.runs().save_outcomes(claim.item, claim.epoch, self.requests, &outcomes).await?;
        for month in std::mem::take(&mut self.unsaved) {
            let written = self.written_in(month);
            work.runs().put_written(&self.claimed.item.client, month, &written).await?;
        }
        Ok(())
    }
}
