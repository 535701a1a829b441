use async_trait::async_trait;
use sqlx::{PgPool, Postgres, Transaction};
use uku_core::firm::{Firm, FirmId};
use uku_core::store::{IntegrationStore, StoreError, UnitOfWork};

use crate::config::PostgresConfig;
use crate::database;
use crate::error::failed;
use crate::storable::storable;
use crate::unit_of_work::{Latest, PostgresWork};
use uku_rows::{parse, to_word};

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
        let (name, code) = (storable(&firm.name), firm.registry_code.as_deref().map(storable));
        sqlx::query!(
            "INSERT INTO firms (firm_id, name, registry_code, owner_id, plan, lapsed, time_zone)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (firm_id) DO UPDATE SET name = excluded.name, registry_code = excluded.registry_code,
                 owner_id = excluded.owner_id, plan = excluded.plan, lapsed = excluded.lapsed,
                 time_zone = excluded.time_zone",
            firm.id.as_ref(),
            name.as_ref(),
            code.as_deref(),
            firm.owner.as_ref(),
            to_word(&firm.subscription.plan)?,
            firm.subscription.lapsed,
            firm.time_zone.name(),
        )
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
        tx.commit().await.map_err(failed)
    }

    /// Ends all connections.
    pub async fn close(self) {
        self.pool.close().await;
    }

    /// Begins a transaction that sees and writes one firm's rows. Dropped, it is rolled back.
    pub(crate) async fn begin(&self, firm: &FirmId) -> Result<Transaction<'static, Postgres>, StoreError> {
        let mut tx = self.pool.begin().await.map_err(failed)?;
        sqlx::query!("SELECT set_config('uku.firm', $1, true)", firm.as_ref())
            .fetch_one(&mut *tx)
            .await
            .map_err(failed)?;
        Ok(tx)
    }
}

#[async_trait]
impl IntegrationStore for PostgresStore {
    async fn open(&self, firm: &FirmId) -> Result<Box<dyn UnitOfWork>, StoreError> {
        Ok(Box::new(PostgresWork {
            tx: self.begin(firm).await?,
            firm: firm.clone(),
            latest_import: Latest::NotAsked,
        }))
    }

    async fn firms(&self) -> Result<Vec<FirmId>, StoreError> {
        let firms = sqlx::query_scalar!("SELECT firm_id FROM tenants ORDER BY firm_id")
            .fetch_all(&self.pool)
            .await
            .map_err(failed)?;
        firms.iter().map(|firm| parse("tenants.firm_id", firm)).collect()
    }
}
