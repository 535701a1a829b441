use super::ready::Ready;
use super::{Claim, Failure, ImportItem, MonthOutcome, Outcome, Run, record};
use crate::audit::AuditEntry;
use crate::calendar::Month;
use crate::counting::{CountError, MonthCount};
use crate::store::StoreError;
use crate::summary::{
    Decision, Making, SummaryDraft, SummaryKey, SummaryTask, SummaryWrite, TaskId, TasksError, WriteStamp,
    WrittenMonth, assignee, decide,
};

/// Writes the months of one item.
pub(super) struct MonthWriter<'a> {
    pub(super) with: ImportItem<'a>,
    pub(super) claim: &'a Claim,
    pub(super) run: &'a Run,
    pub(super) ready: &'a Ready<'a>,
}

/// What came of one month.
pub(super) struct MonthDone {
    pub(super) outcome: MonthOutcome,
    /// What is recorded of it in the activity.
    pub(super) record: Option<AuditEntry>,
    /// What is remembered of the task from now on, if it was written.
    pub(super) written: Option<WrittenMonth>,
}

/// Why a task was not written: its month fails, or nothing more is done.
#[derive(Debug, thiserror::Error)]
enum NotWritten {
    #[error(transparent)]
    Task(#[from] TasksError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl MonthWriter<'_> {
    /// How often a task is read again because somebody changed it at the same moment.
    const TRIES: u32 = 3;

    /// Writes what was counted in a month; `before` is what we wrote before.
    pub(super) async fn import(
        &self,
        MonthCount { month, counts, counted_at }: MonthCount,
        before: &WrittenMonth,
    ) -> Result<MonthDone, StoreError> {
        let counts = match counts {
            Ok(counts) => counts,
            Err(error) => {
                let outcome = MonthOutcome::uncounted(month, not_counted(error));
                return Ok(MonthDone { outcome, record: None, written: None });
            }
        };
        let Ready { firm, client, settings, .. } = self.ready;
        let draft = SummaryDraft {
            key: SummaryKey { client: client.id.clone(), month },
            title: settings.title.render(&client.name, month),
            topic: settings.topic.clone(),
            assignee: assignee(client, firm),
            status: settings.status,
            values: settings.mapping.values(&counts),
        };
        let stamp = WriteStamp { epoch: self.claim.epoch, counted_at };
        let mut write = SummaryWrite { draft, expected: None, stamp };
        let mut intended = false;
        let (mut outcome, task) = match self.write(&mut write, before, &mut intended).await {
            Ok(done) => done,
            Err(NotWritten::Task(error)) => (Outcome::Failed(Failure::Task(error)), None),
            Err(NotWritten::Store(error)) => return Err(error),
        };
        if let (false, Outcome::Unchanged, Some(changes)) =
            (intended, &outcome, before.died_writing(&write.draft.values))
        {
            outcome = if changes.is_empty() { Outcome::Created } else { Outcome::Updated(changes) };
            intended = true;
        }
        let outcome = MonthOutcome { month, counts: Some(counts), counted_at: Some(counted_at), outcome };
        let now = self.with.clock.now();
        let record = intended.then(|| record::written(&client.id, self.claim.epoch, now, &outcome));
        // Of a task that was made anew nothing was written before.
        let nothing = WrittenMonth::default();
        let before = if outcome.outcome == Outcome::Created { &nothing } else { before };
        let written = task.map(|task| before.done(task, &write.draft.values, counted_at));
        Ok(MonthDone { outcome, record, written })
    }

    /// Decides and writes; the task, if it now says what was counted.
    async fn write(
        &self,
        write: &mut SummaryWrite,
        before: &WrittenMonth,
        intended: &mut bool,
    ) -> Result<(Outcome, Option<TaskId>), NotWritten> {
        let (tasks, firm) = (self.with.tasks, &self.claim.firm);
        let making = self.making(write.draft.key.month);
        let mut tries = 1;
        loop {
            let found = tasks.summary(firm, &write.draft.key).await?;
            let hand_edits = self.run.hand_edits;
            let outcome = match decide(found.as_ref(), &write.draft, before, making, hand_edits) {
                // Written all the same: its stamp keeps out whoever counted before us and comes after us.
                Decision::Unchanged => Outcome::Unchanged,
                Decision::Create => Outcome::Created,
                Decision::Update(changes) => Outcome::Updated(changes),
                Decision::Billed(differences) => return Ok((Outcome::Billed(differences), None)),
                Decision::EditedByHand(differences) => return Ok((Outcome::EditedByHand(differences), None)),
                Decision::Deleted => return Ok((Outcome::Deleted, None)),
            };
            let changes = outcome != Outcome::Unchanged;
            self.intend(write, found.as_ref(), before, changes).await?;
            *intended |= changes;
            write.expected = found.as_ref().map(|task| task.version);
            match tasks.write_summary(firm, write).await {
                Ok(task) => return Ok((outcome, Some(task))),
                Err(TasksError::Billed) if outcome == Outcome::Unchanged => {
                    return Ok((outcome, found.map(|task| task.id)));
                }
                Err(TasksError::Changed | TasksError::Billed) if tries < Self::TRIES => tries += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn making(&self, month: Month) -> Making {
        match self.run.kind {
            kind if kind.is_asked_for() => Making::Always,
            _ if self.run.imports(month) => Making::UnlessDeleted,
            _ => Making::Never,
        }
    }

    /// Remembers that a task is about to be written, and refuses to go on if the work was stopped or taken over. The
    /// tasks may lie in another database, so this can't be one transaction with the writing.
    async fn intend(
        &self,
        write: &SummaryWrite,
        found: Option<&SummaryTask>,
        before: &WrittenMonth,
        changes: bool,
    ) -> Result<(), StoreError> {
        let Claim { firm, item, epoch, .. } = self.claim;
        let mut work = self.with.store.open(firm).await?;
        let active = work.is_active().await?;
        if !active || work.runs().claimed(*item, *epoch).await?.is_none() {
            return Err(StoreError::Fenced);
        }
        if changes {
            let key = &write.draft.key;
            let intending = before.intending(found.map(|task| &task.values), &write.draft.values);
            work.runs().put_written(&key.client, key.month, &intending).await?;
            let entry = record::intended(key, *epoch, self.with.clock.now());
            work.audit().append(&[entry]).await?;
        }
        work.commit().await
    }
}

fn not_counted(error: CountError) -> Outcome {
    let until = match &error {
        CountError::Ledger(ledger) => ledger.until(),
        CountError::Contradiction(_) => None,
    };
    until.map_or_else(|| Outcome::Failed(error.into()), Outcome::Deferred)
}
