use super::{Epoch, Failure, Item, MonthOutcome, Outcome, StartError};
use crate::calendar::MonthRange;
use crate::client::{Client, ClientId, Clients, ClientsError};
use crate::counting::{CountError, Counting, MonthCount};
use crate::firm::{Firm, FirmId};
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
        let client = self.clients.client(self.firm, &item.client).await?;
        let client = client.ok_or_else(|| ImportItemError::NoSuchClient(item.client.clone()))?;

        let mut work = self.store.open(self.firm).await?;
        let settings = work.summary_settings().await?.ok_or(StartError::NoSettings)?;
        let epoch = work.runs().start_item(item.id).await?;
        work.commit().await?;

        let sent_before = counting.ledger.requests_sent();
        let counted = counting.count(&settings.mapping.fields(), months).await;
        let mut outcomes = Vec::with_capacity(counted.len());
        for month in counted {
            outcomes.push(self.write_month(&firm, &client, &settings, epoch, month).await);
        }
        let requests = counting.ledger.requests_sent() - sent_before;

        let mut work = self.store.open(self.firm).await?;
        work.runs().finish_item(item.id, epoch, counting.clock.now(), requests, &outcomes).await?;
        work.commit().await?;
        Ok(outcomes)
    }

    async fn write_month(
        &self,
        firm: &Firm,
        client: &Client,
        settings: &SummarySettings,
        epoch: Epoch,
        MonthCount { month, counts, counted_at }: MonthCount,
    ) -> MonthOutcome {
        let counts = match counts {
            Ok(counts) => counts,
            Err(error) => return MonthOutcome { month, counts: None, outcome: not_counted(error) },
        };
        let draft = SummaryDraft {
            key: SummaryKey { client: client.id.clone(), month },
            title: settings.title.render(&client.name, month),
            topic: settings.topic.clone(),
            assignee: assignee(client, firm),
            status: settings.status,
            values: settings.mapping.values(&counts),
        };
        let outcome = match self.write(draft, WriteStamp { epoch, counted_at }).await {
            Ok(outcome) => outcome,
            Err(error) => Outcome::Failed(Failure::Task(error)),
        };
        MonthOutcome { month, counts: Some(counts), outcome }
    }

    async fn write(&self, draft: SummaryDraft, stamp: WriteStamp) -> Result<Outcome, TasksError> {
        let mut write = SummaryWrite { draft, expected: None, stamp };
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
            write.expected = found.map(|task| task.version);
            match self.tasks.write_summary(self.firm, &write).await {
                Ok(_) => return Ok(outcome),
                Err(TasksError::Billed) if outcome == Outcome::Unchanged => return Ok(outcome),
                Err(TasksError::Changed | TasksError::Billed) if tries < Self::WRITE_TRIES => tries += 1,
                Err(error) => return Err(error),
            }
        }
    }
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
