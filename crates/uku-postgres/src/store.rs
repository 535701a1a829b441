use async_trait::async_trait;
use sqlx::{PgConnection, PgPool, Postgres, Transaction};
use uku_core::audit::{Audit as _, AuditEntry};
use uku_core::firm::{Firm, FirmId};
use uku_core::store::{IntegrationStore, StoreError, UnitOfWork};

use crate::config::PostgresConfig;
use crate::error::failed;
use crate::unit_of_work::{Latest, PostgresWork};
use crate::{database, firms};
use uku_rows::parse;

/// The business rows, in a database that any number of processes use at once.
#[derive(Debug)]
pub struct PostgresStore {
    pub(crate) pool: PgPool,
}

impl PostgresStore {
    /// Opens the store in a database that is [up to date](crate::migrate()).
    pub async fn open(config: &PostgresConfig) -> Result<Self, StoreError> {
        Ok(Self { pool: database::open(config, &config.app_role).await? })
    }

    /// Adds a firm, or makes the one with the same identity like this one.
    pub async fn put_firm(&self, firm: &Firm) -> Result<(), StoreError> {
        let mut tx = self.begin(&firm.id).await?;
        firms::put(&mut tx, firm).await?;
        tx.commit().await.map_err(failed)
    }

    /// Makes a firm another version of itself and records it: both or neither.
    pub async fn change_firm(&self, firm: &Firm, recorded: &AuditEntry) -> Result<(), StoreError> {
        let mut work = self.work(&firm.id).await?;
        firms::put(&mut work.tx, firm).await?;
        work.append(std::slice::from_ref(recorded)).await?;
        Box::new(work).commit().await
    }

    /// Ends all connections.
    pub async fn close(self) {
        self.pool.close().await;
    }

    /// Begins a transaction that sees one firm's rows, all of them as they were when it reads first.
    pub(crate) async fn begin_one_moment(
        &self,
        firm: &FirmId,
    ) -> Result<Transaction<'static, Postgres>, StoreError> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
        let mut tx = self.pool.begin_with(begin).await.map_err(failed)?;
        see_only(&mut tx, firm).await?;
        Ok(tx)
    }

    /// Begins a transaction that sees and writes one firm's rows. Dropped, it is rolled back.
    pub(crate) async fn begin(&self, firm: &FirmId) -> Result<Transaction<'static, Postgres>, StoreError> {
        let mut tx = self.pool.begin().await.map_err(failed)?;
        see_only(&mut tx, firm).await?;
        Ok(tx)
    }

    /// Begins a unit of work of one firm.
    pub(crate) async fn work(&self, firm: &FirmId) -> Result<PostgresWork, StoreError> {
        let tx = self.begin(firm).await?;
        Ok(PostgresWork { tx, firm: firm.clone(), latest_import: Latest::NotAsked })
    }
}

async fn see_only(tx: &mut PgConnection, firm: &FirmId) -> Result<(), StoreError> {
    sqlx::query!("SELECT set_config('uku.firm', $1, true)", firm.as_ref())
        .fetch_one(tx)
        .await
        .map_err(failed)?;
    Ok(())
}

#[async_trait]
impl IntegrationStore for PostgresStore {
    async fn open(&self, firm: &FirmId) -> Result<Box<dyn UnitOfWork>, StoreError> {
        Ok(Box::new(self.work(firm).await?))
    }

    async fn firms(&self) -> Result<Vec<FirmId>, StoreError> {
        let firms = sqlx::query_scalar!("SELECT firm_id FROM tenants ORDER BY firm_id")
            .fetch_all(&self.pool)
            .await
            .map_err(failed)?;
        firms.iter().map(|firm| parse("tenants.firm_id", firm)).collect()
    }
}
