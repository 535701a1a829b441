use std::sync::Arc;

use async_trait::async_trait;
use sqlx::{Sqlite, Transaction};
use uku_core::activation::Activation;
use uku_core::audit::Audit;
use uku_core::client_import::ClientImports;
use uku_core::connection::Connections;
use uku_core::firm::FirmId;
use uku_core::run::Runs;
use uku_core::store::{StoreError, UnitOfWork};
use uku_core::summary::SummarySettings;

use crate::error::failed;
use crate::traces::Traces;
use crate::{activation, settings};

/// A transaction for one firm; every statement in it names the firm. Dropped, it is rolled back.
pub(crate) struct SqliteWork {
    pub(crate) tx: Transaction<'static, Sqlite>,
    pub(crate) firm: FirmId,
    pub(crate) traces: Arc<Traces>,
    /// Whether it deletes something of which no copy may be left.
    pub(crate) destroys: bool,
}

#[async_trait]
impl UnitOfWork for SqliteWork {
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

    async fn activation(&mut self) -> Result<Option<Activation>, StoreError> {
        activation::read(&mut self.tx, &self.firm).await
    }

    async fn activation_to_change(&mut self) -> Result<Option<Activation>, StoreError> {
        // There is one unit of work at a time.
        self.activation().await
    }

    async fn put_activation(&mut self, activation: Activation) -> Result<(), StoreError> {
        activation::put(&mut self.tx, &self.firm, activation).await
    }

    async fn summary_settings(&mut self) -> Result<Option<SummarySettings>, StoreError> {
        settings::read(&mut self.tx, &self.firm).await
    }

    async fn put_summary_settings(&mut self, settings: &SummarySettings) -> Result<(), StoreError> {
        settings::put(&mut self.tx, &self.firm, settings).await
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        let Self { tx, traces, destroys, .. } = *self;
        if destroys {
            traces.expect();
        }
        tx.commit().await.map_err(failed)?;
        traces.after_commit(destroys).await
    }
}
