use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};

use async_trait::async_trait;
use backon::Retryable;
use chrono::{DateTime, TimeDelta, Utc};
use tokio::time::Instant;
use uku_core::ledger::{
    CustomerPage, DocumentPage, DocumentsQuery, EntriesQuery, EntryPage, KeyFingerprint, KeyPair, Ledger,
    LedgerError, Priority, Probe, ProbeQuery, SlotId, Take,
};

use crate::answer::{Answer, ReadError};
use crate::api::Api;
use crate::decode::{List, Unreadable};
use crate::format::comes_twice;
use crate::meaning::{Meaning, meaning, messages, over_limit};
use crate::query::{Call, signed_query};
use crate::turns::Turn;
use crate::{customers, documents, entries, http, probe};

/// A refused signature is blamed on our clock only if the server's differs by more than this.
const CLOCK_TOLERANCE: TimeDelta = TimeDelta::minutes(2);

/// One company's books in SmartAccounts, opened with its key pair.
pub struct SmartAccounts {
    api: Arc<Api>,
    keys: KeyPair,
    fingerprint: KeyFingerprint,
    priority: Priority,
    sent: AtomicU64,
    /// Seconds that the server's clock is ahead of ours, once a refusal has shown that it matters.
    ahead: AtomicI64,
    refused: AtomicBool,
    doubtful: AtomicBool,
}

/// Why a request failed, and whether sending it again may help.
struct Failed {
    error: LedgerError,
    repeat: bool,
}

impl Failed {
    fn passing(error: LedgerError) -> Self {
        Self { error, repeat: true }
    }
}

impl From<LedgerError> for Failed {
    fn from(error: LedgerError) -> Self {
        Self { error, repeat: false }
    }
}

impl SmartAccounts {
    pub(crate) fn new(api: Arc<Api>, keys: KeyPair, fingerprint: KeyFingerprint, priority: Priority) -> Self {
        Self {
            api,
            keys,
            fingerprint,
            priority,
            sent: AtomicU64::new(0),
            ahead: AtomicI64::new(0),
            refused: AtomicBool::new(false),
            doubtful: AtomicBool::new(false),
        }
    }

    /// Reads one page: asks, repeats where that may help, and reads the answer.
    async fn list<T>(
        &self,
        call: &Call,
        name: &str,
        read: impl Fn(List<'_>, DateTime<Utc>) -> Result<T, Unreadable> + Sync,
    ) -> Result<T, LedgerError> {
        let attempt = || async {
            let answer = self.answer(call).await?;
            let list = List::read(&answer.body, name).map_err(|detail| unreadable(&answer, call, &detail))?;
            let now = answer.date.unwrap_or_else(|| self.api.clock.now());
            read(list, now - answer.took).map_err(|detail| Failed::from(garbled(call, &detail)))
        };
        attempt
            .retry(self.api.backoff)
            .when(|failed: &Failed| failed.repeat)
            .await
            .map_err(|failed| failed.error)
    }

    /// Asks until there is an answer that may be read, in one request or, if the clocks differ, in two.
    async fn answer(&self, call: &Call) -> Result<Answer, Failed> {
        let _turn = self.turn().await?;
        let mut answer = self.send(call).await?;
        if let Some(ahead) = self.clock_off(&answer) {
            self.ahead.fetch_add(ahead.num_seconds(), Ordering::Relaxed);
            answer = self.send(call).await?;
            if self.clock_off(&answer).is_some() {
                return Err(clock_is_off(ahead).into());
            }
        }
        let now = self.api.clock.now();
        match self.judge(call, &answer, now) {
            Meaning::Success => Ok(answer),
            Meaning::Passing(error) => Err(Failed::passing(error)),
            Meaning::Doubtful(error) => {
                let again = self.doubtful.swap(true, Ordering::Relaxed);
                Err(if again { error } else { over_limit(&answer, now) }.into())
            }
            Meaning::Final(error) => Err(error.into()),
        }
    }

    /// Asks in one request, whatever comes of it: who tries out a key wants to know what is wrong now.
    async fn answer_once(&self, call: &Call) -> Result<Answer, LedgerError> {
        let _turn = self.turn().await?;
        let answer = self.send(call).await.map_err(|failed| failed.error)?;
        if let Some(ahead) = self.clock_off(&answer) {
            return Err(clock_is_off(ahead));
        }
        match self.judge(call, &answer, self.api.clock.now()) {
            Meaning::Success => Ok(answer),
            Meaning::Passing(error) | Meaning::Doubtful(error) | Meaning::Final(error) => Err(error),
        }
    }

    /// The right to ask, kept until the answer is judged: keys that were refused once are not sent again, not even by
    /// those who waited meanwhile.
    async fn turn(&self) -> Result<Turn, LedgerError> {
        let turn = self.api.turns.take(&self.fingerprint, self.priority).await;
        if self.refused.load(Ordering::Relaxed) { Err(LedgerError::WrongKeys) } else { Ok(turn) }
    }

    /// What an answer means, knowing what time it was signed at, and what that teaches about the keys.
    fn judge(&self, call: &Call, answer: &Answer, now: DateTime<Utc>) -> Meaning {
        match meaning(answer, &call.right, now) {
            Meaning::Success => {
                self.doubtful.store(false, Ordering::Relaxed);
                Meaning::Success
            }
            Meaning::Final(LedgerError::WrongKeys) if comes_twice(self.signing_time()) => {
                let detail =
                    "401 in the hour that comes twice tonight, when it may misread our time".to_owned();
                Meaning::Final(LedgerError::Unavailable { detail })
            }
            Meaning::Final(LedgerError::WrongKeys) => {
                self.refused.store(true, Ordering::Relaxed);
                Meaning::Final(LedgerError::WrongKeys)
            }
            other => other,
        }
    }

    /// How far the server's clock is ahead, if that is why it refuses the signature.
    fn clock_off(&self, answer: &Answer) -> Option<TimeDelta> {
        let refused = matches!(answer.status.as_u16(), 400 | 401 | 403);
        let ahead = answer.date.filter(|_| refused)? - self.signing_time();
        (ahead.abs() > CLOCK_TOLERANCE).then_some(ahead)
    }

    fn signing_time(&self) -> DateTime<Utc> {
        self.api.clock.now() + TimeDelta::seconds(self.ahead.load(Ordering::Relaxed))
    }

    /// Sends a request, spending from the key's budget.
    async fn send(&self, call: &Call) -> Result<Answer, Failed> {
        if let Some(ceiling) = &self.api.ceiling {
            ceiling.until_ready().await;
        }
        let slot = self.take_slot().await?;
        self.sent.fetch_add(1, Ordering::Relaxed);
        let query = signed_query(call, &self.keys, self.signing_time());
        let url = format!("{}/{}?{query}", self.api.address, call.service);
        let asked = Instant::now();
        let answer = match self.api.http.get(url).send().await {
            Ok(response) => Answer::read(response, asked).await,
            Err(error) => Err(ReadError::Cut(error)),
        };
        self.give_back(slot).await;
        match answer {
            Ok(answer) => {
                tracing::debug!(service = call.service, key = ?self.fingerprint, status = %answer.status, "answered");
                Ok(answer)
            }
            Err(ReadError::Cut(error)) => Err(Failed::passing(unreachable(error))),
            Err(ReadError::TooLong) => Err(garbled(call, "it is longer than any page").into()),
        }
    }

    async fn take_slot(&self) -> Result<Option<SlotId>, Failed> {
        let Some(budget) = &self.api.budget else { return Ok(None) };
        match budget.memory.take(&self.fingerprint, budget.limits.for_priority(self.priority)).await {
            Ok(Take::Slot(slot)) => Ok(Some(slot)),
            Ok(Take::NotBefore(until)) => Err(LedgerError::BudgetSpent { until }.into()),
            Err(error) => Err(LedgerError::BudgetUnknown { detail: error.to_string() }.into()),
        }
    }

    /// A slot that can't be given back is held from its time-out: nothing is lost but time.
    async fn give_back(&self, slot: Option<SlotId>) {
        let (Some(budget), Some(slot)) = (&self.api.budget, slot) else { return };
        if let Err(error) = budget.memory.answered(slot).await {
            tracing::warn!(key = ?self.fingerprint, %error, "the answer to a request could not be noted");
        }
    }
}

fn clock_is_off(ahead: TimeDelta) -> LedgerError {
    LedgerError::ClockOff { seconds: -ahead.num_seconds() }
}

/// An error answer may come with a success status; anything else may have been garbled on its way.
fn unreadable(answer: &Answer, call: &Call, detail: &str) -> Failed {
    match messages(&answer.text()) {
        Some(messages) => LedgerError::Refused { messages }.into(),
        None => Failed::passing(garbled(call, detail)),
    }
}

fn garbled(call: &Call, detail: &str) -> LedgerError {
    let page = call.parameters.iter().find(|(name, _)| *name == "pageNumber").map_or("1", |(_, page)| page);
    LedgerError::Garbled { detail: format!("page {page} of {}: {detail}", call.service) }
}

pub(crate) fn unreachable(error: reqwest::Error) -> LedgerError {
    let detail =
        if error.is_timeout() { "it did not answer in time".to_owned() } else { http::causes(error) };
    LedgerError::Unreachable { detail }
}

#[async_trait]
impl Ledger for SmartAccounts {
    async fn probe(&self, query: &ProbeQuery) -> Result<Probe, LedgerError> {
        let call = probe::call(query);
        let answer = self.answer_once(&call).await?;
        let list = List::read(&answer.body, probe::list_name(query.right))
            .map_err(|detail| unreadable(&answer, &call, &detail).error)?;
        probe::read(query.right, &list).map_err(|detail| garbled(&call, &detail))
    }

    async fn entries(&self, query: &EntriesQuery) -> Result<EntryPage, LedgerError> {
        self.list(&entries::call(query), "entries", |list, asked_at| {
            let entries = entries::read(&list)?;
            Ok(EntryPage { entries, deleted: list.deleted, more: list.more, asked_at })
        })
        .await
    }

    async fn documents(&self, query: &DocumentsQuery) -> Result<DocumentPage, LedgerError> {
        self.list(&documents::call(query), documents::list_name(query.list), |list, _| {
            Ok(DocumentPage { documents: documents::read(&list)?, more: list.more })
        })
        .await
    }

    async fn customers(&self, page: NonZeroU32) -> Result<CustomerPage, LedgerError> {
        self.list(&customers::call(page), "clients", |list, _| customers::read(&list)).await
    }

    fn requests_sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }
}
