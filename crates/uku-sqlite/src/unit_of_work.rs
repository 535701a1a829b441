use async_trait::async_trait;
use sqlx::{Sqlite, Transaction};
use uku_core::firm::FirmId;
use uku_core::run::Runs;
use uku_core::store::{StoreError, UnitOfWork};
use uku_core::summary::SummarySettings;

use crate::error::failed;
use crate::settings;

/// A transaction for one firm; every statement in it names the firm. Dropped, it is rolled back.
pub(crate) struct SqliteWork {
    pub(crate) tx: Transaction<'static, Sqlite>,
    pub(crate) firm: FirmId,
}

#[async_trait]
impl UnitOfWork for SqliteWork {
    fn runs(&mut self) -> &mut dyn Runs {
        self
    }

    async fn summary_settings(&mut self) -> Result<Option<SummarySettings>, StoreError> {
        settings::read(&mut self.tx, &self.firm).await
    }

    async fn put_summary_settings(&mut self, settings: &SummarySettings) -> Result<(), StoreError> {
        settings::put(&mut self.tx, &self.firm, settings).await
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        self.tx.commit().await.map_err(failed)
    }
}
