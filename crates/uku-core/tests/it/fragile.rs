//! Ports that fail once, at the call of a number.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uku_core::activation::Activation;
use uku_core::answers::Answers;
use uku_core::audit::Audit;
use uku_core::calendar::{Month, MonthRange};
use uku_core::client::{
    Client, ClientId, ClientPage, ClientQuery, ClientRefusal, ClientWrite, Clients, ClientsError,
};
use uku_core::client_import::ClientImports;
use uku_core::connection::Connections;
use uku_core::firm::{Firm, FirmId};
use uku_core::notice::{Notice, Notices, NoticesError};
use uku_core::run::{ClaimedItem, Epoch, Item, ItemId, MonthOutcome, Run, RunId, RunRecord, Runs, RunsQuery};
use uku_core::schedule::Schedule;
use uku_core::store::{IntegrationStore, StoreError, UnitOfWork};
use uku_core::summary::{SettingsDraft, WrittenMonth};

/// When the failure comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// The call does nothing.
    Before,
    /// The call does its work, and the answer is lost.
    After,
}

/// Counts the calls of all ports together.
pub(crate) struct Fault {
    at: usize,
    when: When,
    calls: AtomicUsize,
}

impl Fault {
    /// The fault at the call of this number, from 1.
    pub(crate) fn new(at: usize, when: When) -> Arc<Self> {
        Arc::new(Self { at, when, calls: AtomicUsize::new(0) })
    }

    /// Whether it has come.
    pub(crate) fn came(&self) -> bool {
        self.calls.load(Ordering::Relaxed) >= self.at
    }

    fn call(&self) -> Option<When> {
        let number = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        (number == self.at).then_some(self.when)
    }
}

/// Notices while nobody can be told anything.
pub(crate) struct Silent;

#[async_trait]
impl Notices for Silent {
    async fn post(&self, _: &FirmId, _: &Notice) -> Result<(), NoticesError> {
        Err(NoticesError::Unavailable("no mail".to_owned()))
    }
}

pub(crate) struct FragileClients<'a>(pub(crate) &'a dyn Clients, pub(crate) Arc<Fault>);

#[async_trait]
impl Clients for FragileClients<'_> {
    async fn firm(&self, firm: &FirmId) -> Result<Option<Firm>, ClientsError> {
        self.0.firm(firm).await
    }

    async fn client(&self, firm: &FirmId, client: &ClientId) -> Result<Option<Client>, ClientsError> {
        self.0.client(firm, client).await
    }

    async fn clients(&self, firm: &FirmId) -> Result<Vec<Client>, ClientsError> {
        self.0.clients(firm).await
    }

    async fn find_clients(&self, firm: &FirmId, query: &ClientQuery) -> Result<ClientPage, ClientsError> {
        self.0.find_clients(firm, query).await
    }

    async fn write_clients(
        &self,
        firm: &FirmId,
        writes: &[ClientWrite],
    ) -> Result<Vec<Result<(), ClientRefusal>>, ClientsError> {
        let fault = self.1.call();
        let failed = || Err(ClientsError::Unavailable("it died".to_owned()));
        if fault == Some(When::Before) {
            return failed();
        }
        let written = self.0.write_clients(firm, writes).await;
        if fault.is_some() { failed() } else { written }
    }
}

pub(crate) struct FragileStore<'a>(pub(crate) &'a dyn IntegrationStore, pub(crate) Arc<Fault>);

fn died<T>() -> Result<T, StoreError> {
    Err(StoreError::Failed("it died".to_owned()))
}

#[async_trait]
impl IntegrationStore for FragileStore<'_> {
    async fn open(&self, firm: &FirmId) -> Result<Box<dyn UnitOfWork>, StoreError> {
        if self.1.call().is_some() {
            return died();
        }
        Ok(Box::new(FragileWork(self.0.open(firm).await?, Arc::clone(&self.1))))
    }

    async fn firms(&self) -> Result<Vec<FirmId>, StoreError> {
        self.0.firms().await
    }
}

struct FragileWork(Box<dyn UnitOfWork>, Arc<Fault>);

#[async_trait]
impl UnitOfWork for FragileWork {
    fn runs(&mut self) -> &mut dyn Runs {
        self
    }

    fn connections(&mut self) -> &mut dyn Connections {
        self.0.connections()
    }

    fn client_imports(&mut self) -> &mut dyn ClientImports {
        self.0.client_imports()
    }

    fn audit(&mut self) -> &mut dyn Audit {
        self.0.audit()
    }

    fn answers(&mut self) -> &mut dyn Answers {
        self.0.answers()
    }

    async fn activation(&mut self) -> Result<Option<Activation>, StoreError> {
        self.0.activation().await
    }

    async fn activation_to_change(&mut self) -> Result<Option<Activation>, StoreError> {
        self.0.activation_to_change().await
    }

    async fn put_activation(&mut self, activation: Activation) -> Result<(), StoreError> {
        self.0.put_activation(activation).await
    }

    async fn settings_draft(&mut self) -> Result<Option<SettingsDraft>, StoreError> {
        self.0.settings_draft().await
    }

    async fn settings_draft_to_change(&mut self) -> Result<Option<SettingsDraft>, StoreError> {
        self.0.settings_draft_to_change().await
    }

    async fn put_settings_draft(&mut self, settings: &SettingsDraft) -> Result<(), StoreError> {
        self.0.put_settings_draft(settings).await
    }

    async fn schedule(&mut self) -> Result<Schedule, StoreError> {
        self.0.schedule().await
    }

    async fn put_schedule(&mut self, schedule: &Schedule) -> Result<(), StoreError> {
        self.0.put_schedule(schedule).await
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        let Self(work, fault) = *self;
        match fault.call() {
            None => work.commit().await,
            Some(When::Before) => died(),
            Some(When::After) => {
                work.commit().await?;
                died()
            }
        }
    }
}

/// A call of the runs fails like any other.
macro_rules! fragile {
    ($self:ident.$call:ident($($argument:expr),*)) => {{
        let fault = $self.1.call();
        if fault == Some(When::Before) {
            return died();
        }
        let done = $self.0.runs().$call($($argument),*).await;
        if fault.is_some() { died() } else { done }
    }};
}

#[async_trait]
impl Runs for FragileWork {
    async fn add(&mut self, run: &Run, items: &[Item]) -> Result<bool, StoreError> {
        fragile!(self.add(run, items))
    }

    async fn claimed(&mut self, item: ItemId, epoch: Epoch) -> Result<Option<ClaimedItem>, StoreError> {
        fragile!(self.claimed(item, epoch))
    }

    async fn save_outcomes(
        &mut self,
        item: ItemId,
        epoch: Epoch,
        requests: u64,
        outcomes: &[MonthOutcome],
    ) -> Result<(), StoreError> {
        fragile!(self.save_outcomes(item, epoch, requests, outcomes))
    }

    async fn finish_item(&mut self, item: ItemId, epoch: Epoch, at: DateTime<Utc>) -> Result<(), StoreError> {
        fragile!(self.finish_item(item, epoch, at))
    }

    async fn stop_all(&mut self, at: DateTime<Utc>) -> Result<u64, StoreError> {
        fragile!(self.stop_all(at))
    }

    async fn stop(&mut self, run: RunId, at: DateTime<Utc>) -> Result<u64, StoreError> {
        fragile!(self.stop(run, at))
    }

    async fn reopen(&mut self, run: RunId, items: &[ItemId]) -> Result<u64, StoreError> {
        fragile!(self.reopen(run, items))
    }

    async fn latest_outcomes(&mut self, client: &ClientId) -> Result<Vec<MonthOutcome>, StoreError> {
        fragile!(self.latest_outcomes(client))
    }

    async fn run(&mut self, run: RunId) -> Result<Option<RunRecord>, StoreError> {
        fragile!(self.run(run))
    }

    async fn page(&mut self, query: RunsQuery) -> Result<Vec<RunRecord>, StoreError> {
        fragile!(self.page(query))
    }

    async fn unannounced(&mut self) -> Result<Vec<RunId>, StoreError> {
        fragile!(self.unannounced())
    }

    async fn announced(&mut self, run: RunId, round: u32) -> Result<(), StoreError> {
        fragile!(self.announced(run, round))
    }

    async fn written(
        &mut self,
        client: &ClientId,
        months: MonthRange,
    ) -> Result<Vec<(Month, WrittenMonth)>, StoreError> {
        fragile!(self.written(client, months))
    }

    async fn put_written(
        &mut self,
        client: &ClientId,
        month: Month,
        written: &WrittenMonth,
    ) -> Result<(), StoreError> {
        fragile!(self.put_written(client, month, written))
    }
}
