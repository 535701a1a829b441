use std::path::Path;
use std::sync::Arc;

use uku_core::audit::AuditEntry;
use uku_core::client::Clients;
use uku_core::clock::Clock;
use uku_core::firm::{Firm, Members};
use uku_core::ledger::RequestBudget;
use uku_core::notice::NoticeBoard;
use uku_core::run::WorkQueue;
use uku_core::sign_in::Accounts;
use uku_core::store::IntegrationStore;
use uku_core::summary::Tasks;
use uku_postgres::{PostgresBudget, PostgresConfig, PostgresQueue, PostgresStore};
use uku_sqlite::SqliteStore;

use crate::failure::Failure;

/// The store that was chosen, behind the ports that it implements.
pub(crate) struct Stored {
    kind: Kind,
    integration: Arc<dyn IntegrationStore>,
    clients: Arc<dyn Clients>,
    tasks: Arc<dyn Tasks>,
    notices: Arc<dyn NoticeBoard>,
    accounts: Arc<dyn Accounts>,
    members: Arc<dyn Members>,
}

enum Kind {
    Sqlite(Arc<SqliteStore>),
    Postgres(Arc<PostgresStore>, Box<PostgresConfig>),
}

impl Stored {
    pub(crate) async fn sqlite(folder: &Path, clock: Arc<dyn Clock>) -> Result<Self, Failure> {
        let store = SqliteStore::open(folder, clock).await.map_err(Failure::could_not)?;
        let store = Arc::new(store);
        Ok(Self::of(Arc::clone(&store), Kind::Sqlite(store)))
    }

    pub(crate) async fn postgres(url: &str) -> Result<Self, Failure> {
        let config = PostgresConfig::from_url(url).map_err(Failure::usage)?;
        let store = PostgresStore::open(&config).await.map_err(Failure::could_not)?;
        let store = Arc::new(store);
        Ok(Self::of(Arc::clone(&store), Kind::Postgres(store, Box::new(config))))
    }

    fn of<S>(store: Arc<S>, kind: Kind) -> Self
    where
        S: IntegrationStore + Clients + Tasks + NoticeBoard + Accounts + Members + 'static,
    {
        Self {
            kind,
            integration: Arc::clone(&store) as Arc<dyn IntegrationStore>,
            clients: Arc::clone(&store) as Arc<dyn Clients>,
            tasks: Arc::clone(&store) as Arc<dyn Tasks>,
            notices: Arc::clone(&store) as Arc<dyn NoticeBoard>,
            accounts: Arc::clone(&store) as Arc<dyn Accounts>,
            members: store,
        }
    }

    pub(crate) fn integration(&self) -> &dyn IntegrationStore {
        self.integration.as_ref()
    }

    pub(crate) fn clients(&self) -> &dyn Clients {
        self.clients.as_ref()
    }

    pub(crate) fn tasks(&self) -> &dyn Tasks {
        self.tasks.as_ref()
    }

    pub(crate) fn notices(&self) -> &dyn NoticeBoard {
        self.notices.as_ref()
    }

    pub(crate) fn accounts(&self) -> &dyn Accounts {
        self.accounts.as_ref()
    }

    pub(crate) fn members(&self) -> &dyn Members {
        self.members.as_ref()
    }

    /// The integration's own memory, to be kept.
    pub(crate) fn shared_integration(&self) -> Arc<dyn IntegrationStore> {
        Arc::clone(&self.integration)
    }

    /// The firms and their clients, to be kept.
    pub(crate) fn shared_clients(&self) -> Arc<dyn Clients> {
        Arc::clone(&self.clients)
    }

    /// Their tasks, to be kept.
    pub(crate) fn shared_tasks(&self) -> Arc<dyn Tasks> {
        Arc::clone(&self.tasks)
    }

    /// Their notices, to be kept.
    pub(crate) fn shared_notices(&self) -> Arc<dyn NoticeBoard> {
        Arc::clone(&self.notices)
    }

    /// The accounts of their people, to be kept.
    pub(crate) fn shared_accounts(&self) -> Arc<dyn Accounts> {
        Arc::clone(&self.accounts)
    }

    /// Their people, to be kept.
    pub(crate) fn shared_members(&self) -> Arc<dyn Members> {
        Arc::clone(&self.members)
    }

    /// The items of all firms that are due.
    pub(crate) async fn queue(&self) -> Result<Arc<dyn WorkQueue>, Failure> {
        match &self.kind {
            Kind::Sqlite(store) => Ok(Arc::clone(store) as Arc<dyn WorkQueue>),
            Kind::Postgres(_, config) => {
                let queue = PostgresQueue::open(config).await.map_err(Failure::could_not)?;
                Ok(Arc::new(queue))
            }
        }
    }

    pub(crate) async fn put_firm(&self, firm: &Firm) -> Result<(), Failure> {
        match &self.kind {
            Kind::Sqlite(store) => store.put_firm(firm).await,
            Kind::Postgres(store, _) => store.put_firm(firm).await,
        }
        .map_err(Failure::could_not)
    }

    /// Makes a firm another version of itself and records it: both or neither.
    pub(crate) async fn change_firm(&self, firm: &Firm, recorded: &AuditEntry) -> Result<(), Failure> {
        match &self.kind {
            Kind::Sqlite(store) => store.change_firm(firm, recorded).await,
            Kind::Postgres(store, _) => store.change_firm(firm, recorded).await,
        }
        .map_err(Failure::could_not)
    }

    /// The memory of sent requests that all machines share; none where each machine has its own.
    pub(crate) async fn budget(&self) -> Result<Option<Arc<dyn RequestBudget>>, Failure> {
        match &self.kind {
            Kind::Sqlite(_) => Ok(None),
            Kind::Postgres(_, config) => {
                let budget = PostgresBudget::open(config).await.map_err(Failure::could_not)?;
                Ok(Some(Arc::new(budget)))
            }
        }
    }

    /// Whether no other program can have it open.
    pub(crate) fn is_ours_alone(&self) -> bool {
        matches!(self.kind, Kind::Sqlite(_))
    }

    /// Ends all connections in order, unless somebody still works with the store.
    pub(crate) async fn close(self) {
        let Self { kind, integration, clients, tasks, notices, accounts, members } = self;
        drop((integration, clients, tasks, notices, accounts, members));
        match kind {
            Kind::Sqlite(store) => {
                if let Some(store) = Arc::into_inner(store) {
                    store.close().await;
                }
            }
            Kind::Postgres(store, _) => {
                if let Some(store) = Arc::into_inner(store) {
                    store.close().await;
                }
            }
        }
    }
}
