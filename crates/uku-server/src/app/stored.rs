use std::path::Path;
use std::sync::Arc;

use uku_core::client::Clients;
use uku_core::firm::Firm;
use uku_core::ledger::RequestBudget;
use uku_core::store::IntegrationStore;
use uku_core::summary::Tasks;
use uku_postgres::{PostgresBudget, PostgresConfig, PostgresStore};
use uku_sqlite::SqliteStore;

use crate::failure::Failure;

/// The store that was chosen.
pub(crate) enum Stored {
    Sqlite(SqliteStore),
    Postgres(PostgresStore, Box<PostgresConfig>),
}

impl Stored {
    pub(crate) async fn sqlite(folder: &Path) -> Result<Self, Failure> {
        Ok(Self::Sqlite(SqliteStore::open(folder).await.map_err(Failure::could_not)?))
    }

    pub(crate) async fn postgres(url: &str) -> Result<Self, Failure> {
        let config = PostgresConfig::from_url(url).map_err(Failure::usage)?;
        let store = PostgresStore::open(&config).await.map_err(Failure::could_not)?;
        Ok(Self::Postgres(store, Box::new(config)))
    }

    pub(crate) fn integration(&self) -> &dyn IntegrationStore {
        match self {
            Self::Sqlite(store) => store,
            Self::Postgres(store, _) => store,
        }
    }

    pub(crate) fn clients(&self) -> &dyn Clients {
        match self {
            Self::Sqlite(store) => store,
            Self::Postgres(store, _) => store,
        }
    }

    pub(crate) fn tasks(&self) -> &dyn Tasks {
        match self {
            Self::Sqlite(store) => store,
            Self::Postgres(store, _) => store,
        }
    }

    pub(crate) async fn put_firm(&self, firm: &Firm) -> Result<(), Failure> {
        match self {
            Self::Sqlite(store) => store.put_firm(firm).await,
            Self::Postgres(store, _) => store.put_firm(firm).await,
        }
        .map_err(Failure::could_not)
    }

    /// The memory of sent requests that all machines share; none where each machine has its own.
    pub(crate) async fn budget(&self) -> Result<Option<Arc<dyn RequestBudget>>, Failure> {
        match self {
            Self::Sqlite(_) => Ok(None),
            Self::Postgres(_, config) => {
                let budget = PostgresBudget::open(config).await.map_err(Failure::could_not)?;
                Ok(Some(Arc::new(budget)))
            }
        }
    }

    /// Whether no other program can have it open.
    pub(crate) fn is_ours_alone(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }

    pub(crate) async fn close(self) {
        match self {
            Self::Sqlite(store) => store.close().await,
            Self::Postgres(store, _) => store.close().await,
        }
    }
}
