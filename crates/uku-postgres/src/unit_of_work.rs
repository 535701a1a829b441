use async_trait::async_trait;
use sqlx::{Postgres, Transaction};
use uku_core::activation::Activation;
use uku_core::answers::Answers;
use uku_core::audit::Audit;
use uku_core::client_import::{ClientImportId, ClientImports};
use uku_core::connection::Connections;
use uku_core::firm::FirmId;
use uku_core::run::Runs;
use uku_core::schedule::Schedule;
use uku_core::store::{StoreError, UnitOfWork};
use uku_core::summary::SettingsDraft;

use crate::error::failed;
use crate::{activation, settings};

/// A transaction for one firm: the database shows it no other firm's rows, and every statement in it names the firm
/// all the same. Dropped, it is rolled back.
pub(crate) struct PostgresWork {
    pub(crate) tx: Transaction<'static, Postgres>,
    pub(crate) firm: FirmId,
    pub(crate) latest_import: Latest,
}

/// Which client import was the latest when a unit of work asked.
pub(crate) enum Latest {
    /// It did not ask.
    NotAsked,
    /// This one; none if there was none.
    Was(Option<ClientImportId>),
}

impl PostgresWork {
    /// Holds off other units of work of the firm that ask for the same until this one ends. What is read after it shows
    /// what they did.
    pub(crate) async fn hold(&mut self, what: &str) -> Result<(), StoreError> {
        let lock = format!("uku {what} {}", self.firm);
        sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", lock)
            .execute(&mut *self.tx)
            .await
            .map_err(failed)?;
        Ok(())
    }
}

#[async_trait]
impl UnitOfWork for PostgresWork {
    fn runs(&mut self) -> &mut dyn Runs {
        self
    }

    fn connections(&mut self) -> &mut dyn Connections {
        self
    }

    fn client_imports(&mut self) -> &mut dyn ClientImports {
        self
    }

    fn audit(&mut self) -> &mut dyn Audit {
        self
    }

    fn answers(&mut self) -> &mut dyn Answers {
        self
    }

    async fn activation(&mut self) -> Result<Option<Activation>, StoreError> {
        activation::hold(&mut self.tx, &self.firm).await?;
        activation::read(&mut self.tx, &self.firm).await
    }

    async fn activation_to_change(&mut self) -> Result<Option<Activation>, StoreError> {
        activation::hold_alone(&mut self.tx, &self.firm).await?;
        activation::read(&mut self.tx, &self.firm).await
    }

    async fn put_activation(&mut self, activation: Activation) -> Result<(), StoreError> {
        activation::put(&mut self.tx, &self.firm, activation).await
    }

    async fn settings_draft(&mut self) -> Result<Option<SettingsDraft>, StoreError> {
        settings::read(&mut self.tx, &self.firm).await
    }

    async fn settings_draft_to_change(&mut self) -> Result<Option<SettingsDraft>, StoreError> {
        self.hold("settings").await?;
        self.settings_draft().await
    }

    async fn put_settings_draft(&mut self, settings: &SettingsDraft) -> Result<(), StoreError> {
        settings::put(&mut self.tx, &self.firm, settings).await
    }

    async fn schedule(&mut self) -> Result<Schedule, StoreError> {
        settings::read_schedule(&mut self.tx, &self.firm).await
    }

    async fn put_schedule(&mut self, schedule: &Schedule) -> Result<(), StoreError> {
        settings::put_schedule(&mut self.tx, &self.firm, schedule).await
    }

    async fn commit(mut self: Box<Self>) -> Result<(), StoreError> {
        // After a statement that failed, PostgreSQL answers COMMIT by rolling back, and calls that no error. Any other
        // statement is refused then.
        sqlx::query!("SELECT 1 AS one").fetch_one(&mut *self.tx).await.map_err(failed)?;
        self.tx.commit().await.map_err(failed)
    }
}
