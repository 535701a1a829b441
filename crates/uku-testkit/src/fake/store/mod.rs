mod audit;
mod client_imports;
mod connections;
mod runs;

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use tokio::sync::{Mutex, OwnedMutexGuard};
use uku_core::activation::Activation;
use uku_core::audit::Audit;
use uku_core::client_import::ClientImports;
use uku_core::connection::Connections;
use uku_core::firm::FirmId;
use uku_core::run::Runs;
use uku_core::store::{IntegrationStore, StoreError, UnitOfWork};
use uku_core::summary::SummarySettings;

use audit::MemoryAudit;
use client_imports::MemoryClientImports;
use connections::MemoryConnections;
use runs::MemoryRuns;

/// The integration's memory of every firm. One unit of work is open at a time; others wait for it.
#[derive(Debug, Default)]
pub struct MemoryStore {
    firms: Arc<Mutex<BTreeMap<FirmId, FirmMemory>>>,
}

/// What a unit of work doesn't touch, it shares with what was there before.
#[derive(Debug, Clone, Default)]
struct FirmMemory {
    activation: Option<Activation>,
    settings: Option<SummarySettings>,
    runs: Arc<MemoryRuns>,
    connections: Arc<MemoryConnections>,
    client_imports: Arc<MemoryClientImports>,
    audit: Arc<MemoryAudit>,
}

#[async_trait]
impl IntegrationStore for MemoryStore {
    async fn open(&self, firm: &FirmId) -> Result<Box<dyn UnitOfWork>, StoreError> {
        let firms = Arc::clone(&self.firms).lock_owned().await;
        let memory = firms.get(firm).cloned().unwrap_or_default();
        Ok(Box::new(MemoryWork { firms, firm: firm.clone(), memory }))
    }

    async fn firms(&self) -> Result<Vec<FirmId>, StoreError> {
        let firms = self.firms.lock().await;
        let said = firms.iter().filter(|(_, memory)| memory.activation.is_some());
        Ok(said.map(|(firm, _)| firm.clone()).collect())
    }
}

struct MemoryWork {
    firms: OwnedMutexGuard<BTreeMap<FirmId, FirmMemory>>,
    firm: FirmId,
    memory: FirmMemory,
}

#[async_trait]
impl UnitOfWork for MemoryWork {
    fn runs(&mut self) -> &mut dyn Runs {
        Arc::<MemoryRuns>::make_mut(&mut self.memory.runs)
    }

    fn connections(&mut self) -> &mut dyn Connections {
        Arc::<MemoryConnections>::make_mut(&mut self.memory.connections)
    }

    fn client_imports(&mut self) -> &mut dyn ClientImports {
        Arc::<MemoryClientImports>::make_mut(&mut self.memory.client_imports)
    }

    fn audit(&mut self) -> &mut dyn Audit {
        Arc::<MemoryAudit>::make_mut(&mut self.memory.audit)
    }

    async fn activation(&mut self) -> Result<Option<Activation>, StoreError> {
        Ok(self.memory.activation)
    }

    async fn activation_to_change(&mut self) -> Result<Option<Activation>, StoreError> {
        // There is one unit of work at a time.
        self.activation().await
    }

    async fn put_activation(&mut self, activation: Activation) -> Result<(), StoreError> {
        self.memory.activation = Some(activation);
        Ok(())
    }

    async fn summary_settings(&mut self) -> Result<Option<SummarySettings>, StoreError> {
        Ok(self.memory.settings.clone())
    }

    async fn put_summary_settings(&mut self, settings: &SummarySettings) -> Result<(), StoreError> {
        self.memory.settings = Some(settings.clone());
        Ok(())
    }

    async fn commit(mut self: Box<Self>) -> Result<(), StoreError> {
        self.firms.insert(self.firm, self.memory);
        Ok(())
    }
}
