use chrono::{DateTime, Utc};

use super::item_log::ItemLog;
use super::ready::{NotReady, Ready};
use super::write_month::MonthWriter;
use super::{Claim, Failure, Lane, Outcome};
use crate::calendar::Month;
use crate::client::Clients;
use crate::clock::Clock;
use crate::counting::{CountProgress, Counting, MonthCount};
use crate::ledger::{Ledger, Ledgers, Patience};
use crate::store::{IntegrationStore, StoreError};
use crate::summary::Tasks;
use crate::vault::Vault;

/// The work on one client's months: counts the books, writes the summary tasks, remembers what came of it.
#[derive(Clone, Copy)]
pub struct ImportItem<'a> {
    /// The firms and their clients.
    pub clients: &'a dyn Clients,
    /// Their tasks.
    pub tasks: &'a dyn Tasks,
    /// The integration's own memory.
    pub store: &'a dyn IntegrationStore,
    /// Opens the keys.
    pub vault: &'a dyn Vault,
    /// Where the books are.
    pub ledgers: &'a dyn Ledgers,
    /// The time.
    pub clock: &'a dyn Clock,
    /// How long to wait for requests before the work is parked.
    pub patience: Patience,
    /// Who is told how counting goes.
    pub progress: &'a dyn CountProgress,
}

/// How an attempt at an item ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// The item is finished: every month has its outcome.
    Finished,
    /// The allowed requests are spent. What was counted is written.
    Parked {
        /// When there are requests again.
        until: DateTime<Utc>,
    },
    /// Something is in the way that passes.
    Troubled(Failure),
    /// The client has other keys now, so the item belongs into another lane.
    Moved(Lane),
    /// The item was stopped, or somebody else has taken it over.
    Lost,
}

impl<'a> ImportItem<'a> {
    /// Works on a claimed item: its months that are not settled yet. A month is written whole or not at all.
    ///
    /// It may be broken off at any point and begun again with a later claim. Only what could not even be remembered is an
    /// error.
    pub async fn run(&self, claim: &'a Claim) -> Result<Ended, StoreError> {
        let Some(mut log) = self.log(claim).await? else { return Ok(Ended::Lost) };
        let to_do = log.to_do();
        if to_do.is_empty() {
            return self.finish(claim, log).await;
        }
        match self.ready(claim, &log.claimed).await {
            Ok(ready) => self.count(claim, &ready, to_do, log).await,
            Err(NotReady::Move(lane)) => Ok(Ended::Moved(lane)),
            Err(NotReady::Skip(why)) => {
                log.tell(&Outcome::Skipped(why));
                self.finish(claim, log).await
            }
            Err(NotReady::Fail(failure)) => {
                log.tell(&Outcome::Failed(failure.clone()));
                if failure.passes() {
                    let ours = self.save(claim, &mut log).await?;
                    Ok(if ours { Ended::Troubled(failure) } else { Ended::Lost })
                } else {
                    self.finish(claim, log).await
                }
            }
        }
    }

    /// Ends an item whose months can't be tried any more: those that are not settled fail for this reason.
    pub async fn fail(&self, claim: &Claim, failure: Failure) -> Result<Ended, StoreError> {
        let Some(mut log) = self.log(claim).await? else { return Ok(Ended::Lost) };
        log.tell(&Outcome::Failed(failure));
        self.finish(claim, log).await
    }

    /// What is known of a claimed item; none if it is no longer ours.
    async fn log(&self, claim: &Claim) -> Result<Option<ItemLog>, StoreError> {
        let mut work = self.store.open(&claim.firm).await?;
        let Some(claimed) = work.runs().claimed(claim.item, claim.epoch).await? else { return Ok(None) };
        let written = work.runs().written(&claimed.item.client, claimed.run.months).await?;
        Ok(Some(ItemLog::new(claimed, written)))
    }

    async fn count(
        &self,
        claim: &Claim,
        ready: &Ready<'_>,
        to_do: Vec<Month>,
        mut log: ItemLog,
    ) -> Result<Ended, StoreError> {
        let counting = Counting {
            ledger: &ready.books,
            clock: self.clock,
            patience: self.patience,
            progress: self.progress,
        };
        let fields = ready.settings.mapping.fields();
        let mut survey = if log.are_big() {
            counting.survey_by_month(&fields, to_do)
        } else {
            counting.survey(&fields, to_do)
        };
        let sent_before = log.requests;
        while let Some(months) = survey.next().await {
            let written = self.write_months(claim, ready, months, &mut log).await;
            log.requests = sent_before + ready.books.requests_sent();
            if matches!(written, Ok(None)) && survey.is_over() {
                break;
            }
            match (self.save(claim, &mut log).await?, written) {
                (false, _) | (true, Err(StoreError::Fenced)) => return Ok(Ended::Lost),
                (true, Err(error)) => return Err(error),
                (true, Ok(Some(ended))) => return Ok(ended),
                (true, Ok(None)) => {}
            }
        }
        self.finish(claim, log).await
    }

    /// Writes months that were counted; how the attempt has to end, if it can't go on.
    async fn write_months(
        &self,
        claim: &Claim,
        ready: &Ready<'_>,
        months: Vec<MonthCount>,
        log: &mut ItemLog,
    ) -> Result<Option<Ended>, StoreError> {
        let mut halted = None;
        for month in months {
            let before = log.written_in(month.month);
            let writer = MonthWriter { with: *self, claim, run: &log.claimed.run, ready };
            let done = writer.import(month, &before).await?;
            halted = halted.or(halt(&done.outcome.outcome));
            log.put(done);
        }
        Ok(halted)
    }

    /// Remembers what came of the months so far; false if the item was stopped or taken over since.
    async fn save(&self, claim: &Claim, log: &mut ItemLog) -> Result<bool, StoreError> {
        let mut work = self.store.open(&claim.firm).await?;
        let ours = unless_fenced(log.save(claim, work.as_mut()).await)?;
        work.commit().await?;
        Ok(ours)
    }

    async fn finish(&self, claim: &Claim, mut log: ItemLog) -> Result<Ended, StoreError> {
        let mut work = self.store.open(&claim.firm).await?;
        let mut saved = log.save(claim, work.as_mut()).await;
        if saved.is_ok() {
            saved = work.runs().finish_item(claim.item, claim.epoch, self.clock.now()).await;
        }
        let ours = unless_fenced(saved)?;
        work.commit().await?;
        Ok(if ours { Ended::Finished } else { Ended::Lost })
    }
}

/// Whether it was saved; false if it was refused because the item was stopped or taken over, which may be committed with
/// what is recorded in any case.
fn unless_fenced(saved: Result<(), StoreError>) -> Result<bool, StoreError> {
    match saved {
        Ok(()) => Ok(true),
        Err(StoreError::Fenced) => Ok(false),
        Err(error) => Err(error),
    }
}

/// How the attempt has to end after such an outcome; none if it can go on.
fn halt(outcome: &Outcome) -> Option<Ended> {
    match outcome {
        Outcome::Deferred(until) => Some(Ended::Parked { until: *until }),
        Outcome::Failed(failure) if failure.passes() => Some(Ended::Troubled(failure.clone())),
        _ => None,
    }
}
