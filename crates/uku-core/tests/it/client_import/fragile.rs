//! Ports that fail once, at the call of a number.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use uku_core::activation::Activation;
use uku_core::audit::Audit;
use uku_core::client::{Client, ClientId, ClientRefusal, ClientWrite, Clients, ClientsError};
use uku_core::client_import::ClientImports;
use uku_core::connection::Connections;
use uku_core::firm::{Firm, FirmId};
use uku_core::run::Runs;
use uku_core::store::{IntegrationStore, StoreError, UnitOfWork};
use uku_core::summary::SummarySettings;

/// When the failure comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// The call does nothing.
    Before,
    /// The call does its work, and the answer is lost.
    After,
}

/// Counts the calls of all ports together.
pub(super) struct Fault {
    at: usize,
    when: When,
    calls: AtomicUsize,
}

impl Fault {
    /// The fault at the call of this number, from 1.
    pub(super) fn new(at: usize, when: When) -> Arc<Self> {
        Arc::new(Self { at, when, calls: AtomicUsize::new(0) })
    }

    /// Whether it has come.
    pub(super) fn came(&self) -> bool {
        self.calls.load(Ordering::Relaxed) >= self.at
    }

    fn call(&self) -> Option<When> {
        let number = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        (number == self.at).then_some(self.when)
    }
}

pub(super) struct FragileClients<'a>(pub(super) &'a dyn Clients, pub(super) Arc<Fault>);

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

pub(super) struct FragileStore<'a>(pub(super) &'a dyn IntegrationStore, pub(super) Arc<Fault>);

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
        self.0.runs()
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

    async fn activation(&mut self) -> Result<Option<Activation>, StoreError> {
        self.0.activation().await
    }

    async fn activation_to_change(&mut self) -> Result<Option<Activation>, StoreError> {
        self.0.activation_to_change().await
    }

    async fn put_activation(&mut self, activation: Activation) -> Result<(), StoreError> {
        self.0.put_activation(activation).await
    }

    async fn summary_settings(&mut self) -> Result<Option<SummarySettings>, StoreError> {
        self.0.summary_settings().await
    }

    async fn put_summary_settings(&mut self, settings: &SummarySettings) -> Result<(), StoreError> {
        self.0.put_summary_settings(settings).await
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
