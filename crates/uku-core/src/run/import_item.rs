use super::{Epoch, Failure, Item, ItemId, MonthOutcome, Outcome, StartError, record};
use crate::audit::AuditEntry;
use crate::calendar::MonthRange;
use crate::client::{Client, ClientId, Clients, ClientsError};
use crate::clock::Clock;
use crate::counting::{CountError, Counting, MonthCount};
use crate::firm::{Firm, FirmId, WorkPaused};
use crate::store::{IntegrationStore, StoreError};
use crate::summary::{
    Decision, SummaryDraft, SummaryKey, SummarySettings, SummaryWrite, Tasks, TasksError, WriteStamp,
    assignee, decide,
};

/// Imports a range of months for one client: counts the books, writes the summary tasks, remembers what came of it.
#[derive(Clone, Copy)]
pub struct ImportItem<'a> {
    /// The firm.
    pub firm: &'a FirmId,
    /// The firm's clients.
    pub clients: &'a dyn Clients,
    /// The firm's tasks.
    pub tasks: &'a dyn Tasks,
    /// The integration's own memory.
    pub store: &'a dyn IntegrationStore,
}

/// Why an item could not even be tried, or what came of it could not be remembered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportItemError {
    /// The firm never said how it wants its summary tasks.
    #[error(transparent)]
    Start(#[from] StartError),
    /// There is no such client any more.
    #[error("there is no client {0} any more")]
    NoSuchClient(ClientId),
    /// The firm doesn't work for the client any more.
    #[error("the client {0} is inactive")]
    InactiveClient(String),
    /// The firm's subscription doesn't cover it.
    #[error(transparent)]
    Paused(#[from] WorkPaused),
    /// The clients could not be read.
    #[error(transparent)]
    Clients(#[from] ClientsError),
    /// Our own memory failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ImportItem<'_> {
    /// How often a task is read again because somebody changed it at the same moment.
    const WRITE_TRIES: u32 = 3;

    /// Imports the months. One outcome a month, in order; a month is written whole or not at all.
    pub async fn run(
        &self,
        item: &Item,
        months: MonthRange,
        counting: &Counting<'_>,
    ) -> Result<Vec<MonthOutcome>, ImportItemError> {
        let firm = self.clients.firm(self.firm).await?;
        let firm = firm.ok_or_else(|| ClientsError::NoSuchFirm(self.firm.clone()))?;
        firm.subscription.allows_work()?;
        let client = self.clients.client(self.firm, &item.client).await?;
        let client = client.ok_or_else(|| ImportItemError::NoSuchClient(item.client.clone()))?;
        if !client.active {
            return Err(ImportItemError::InactiveClient(client.name));
        }

        let mut work = self.store.open(self.firm).await?;
        if !work.is_active().await? {
            return Err(StartError::NotActive.into());
        }
        let settings = work.summary_settings().await?.ok_or(StartError::NoSettings)?;
        let epoch = work.runs().start_item(item.id).await?;
        work.commit().await?;

        let sent_before = counting.ledger.requests_sent();
        let counted = counting.count(&settings.mapping.fields(), months).await;
        let clock = counting.clock;
        let attempt =
            Attempt { item: item.id, epoch, firm: &firm, client: &client, settings: &settings, clock };
        let (mut outcomes, mut records, mut broken_off) = (Vec::new(), Vec::new(), None);
        for month in counted {
            match self.import_month(&attempt, month).await {
                Ok((outcome, record)) => {
                    outcomes.push(outcome);
                    records.extend(record);
                }
                Err(error) => {
                    broken_off = Some(error);
                    break;
                }
            }
        }
        let requests = counting.ledger.requests_sent() - sent_before;

        let mut work = self.store.open(self.firm).await?;
        let finished = match broken_off {
            Some(error) => Err(error),
            None => work.runs().finish_item(item.id, epoch, clock.now(), requests, &outcomes).await,
        };
        // What was written is recorded, also if the work was stopped or taken over since.
        let recorded = work.audit().append(&records).await;
        if recorded.is_ok() {
            work.commit().await?;
        }
        finished?;
        recorded?;
        Ok(outcomes)
    }

    /// What came of a counted month, and what is recorded of it.
    async fn import_month(
        &self,
        attempt: &Attempt<'_>,
        MonthCount { month, counts, counted_at }: MonthCount,
    ) -> Result<(MonthOutcome, Option<AuditEntry>), StoreError> {
        let Attempt { epoch, firm, client, settings, .. } = *attempt;
        let counts = match counts {
            Ok(counts) => counts,
            Err(error) => {
                return Ok((MonthOutcome { month, counts: None, outcome: not_counted(error) }, None));
            }
        };
        let draft = SummaryDraft {
            key: SummaryKey { client: client.id.clone(), month },
            title: settings.title.render(&client.name, month),
            topic: settings.topic.clone(),
            assignee: assignee(client, firm),
            status: settings.status,
            values: settings.mapping.values(&counts),
        };
        let write = SummaryWrite { draft, expected: None, stamp: WriteStamp { epoch, counted_at } };
        let mut intended = false;
        let outcome = match self.write(attempt, write, &mut intended).await {
            Ok(outcome) => outcome,
            Err(NotWritten::Task(error)) => Outcome::Failed(Failure::Task(error)),
            Err(NotWritten::Store(error)) => return Err(error),
        };
        let outcome = MonthOutcome { month, counts: Some(counts), outcome };
        let record = intended.then(|| record::written(&client.id, epoch, attempt.clock.now(), &outcome));
        Ok((outcome, record))
    }

    async fn write(
        &self,
        attempt: &Attempt<'_>,
        mut write: SummaryWrite,
        intended: &mut bool,
    ) -> Result<Outcome, NotWritten> {
        let mut tries = 1;
        loop {
            let found = self.tasks.summary(self.firm, &write.draft.key).await?;
            let outcome = match decide(found.as_ref(), &write.draft) {
                // Written all the same: its stamp keeps out whoever counted before us and comes after us.
                Decision::Unchanged => Outcome::Unchanged,
                Decision::Billed(differences) => return Ok(Outcome::Billed(differences)),
                Decision::Create => Outcome::Created,
                Decision::Update(changes) => Outcome::Updated(changes),
            };
            let changes = outcome != Outcome::Unchanged;
            self.intend(attempt, &write.draft.key, changes).await?;
            *intended |= changes;
            write.expected = found.map(|task| task.version);
            match self.tasks.write_summary(self.firm, &write).await {
                Ok(_) => return Ok(outcome),
                Err(TasksError::Billed) if outcome == Outcome::Unchanged => return Ok(outcome),
                Err(TasksError::Changed | TasksError::Billed) if tries < Self::WRITE_TRIES => tries += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Records that a task is about to be changed, and refuses to go on if the work was stopped or taken over. The
    /// tasks may lie in another database, so this can't be one transaction with the writing.
    async fn intend(&self, attempt: &Attempt<'_>, key: &SummaryKey, changes: bool) -> Result<(), StoreError> {
        let mut work = self.store.open(self.firm).await?;
        let active = work.is_active().await?;
        if !active || !work.runs().is_current(attempt.item, attempt.epoch).await? {
            return Err(StoreError::Fenced);
        }
        if changes {
            let entry = record::intended(key, attempt.epoch, attempt.clock.now());
            work.audit().append(&[entry]).await?;
        }
        work.commit().await
    }
}

/// One attempt at an item, with what it was begun with.
struct Attempt<'a> {
    item: ItemId,
    epoch: Epoch,
    firm: &'a Firm,
    client: &'a Client,
    settings: &'a SummarySettings,
    clock: &'a dyn Clock,
}

/// Why a task was not written: its month fails, or nothing more is done.
#[derive(Debug, thiserror::Error)]
enum NotWritten {
    #[error(transparent)]
    Task(#[from] TasksError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn not_counted(error: CountError) -> Outcome {
    match &error {
        CountError::Ledger(ledger) => match ledger.until() {
            Some(until) => Outcome::Deferred(until),
            None => Outcome::Failed(error.into()),
        },
        CountError::Contradiction(_) => Outcome::Failed(error.into()),
    }
}
