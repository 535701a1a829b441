use std::sync::Arc;

use async_trait::async_trait;
use sqlx::{Sqlite, Transaction};
use uku_core::activation::Activation;
use uku_core::answers::Answers;
use uku_core::audit::Audit;
use uku_core::client_import::ClientImports;
use uku_core::clock::Clock;
use uku_core::connection::Connections;
use uku_core::firm::FirmId;
use uku_core::run::Runs;
use uku_core::schedule::Schedule;
use uku_core::store::{StoreError, UnitOfWork};
use uku_core::summary::SettingsDraft;

use crate::bell::Bell;
use crate::error::failed;
use crate::traces::Traces;
use crate::{activation, schedule, settings};

/// A transaction for one firm; every statement in it names the firm. Dropped, it is rolled back.
pub(crate) struct SqliteWork {
    pub(crate) tx: Transaction<'static, Sqlite>,
    pub(crate) firm: FirmId,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) traces: Arc<Traces>,
    pub(crate) bell: Arc<Bell>,
    /// Whether it deletes something of which no copy may be left.
    pub(crate) destroys: bool,
    /// Whether there may be something to claim after it: an item is due, or a lane is free.
    pub(crate) rings: bool,
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

    fn answers(&mut self) -> &mut dyn Answers {
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

    async fn settings_draft(&mut self) -> Result<Option<SettingsDraft>, StoreError> {
        settings::read(&mut self.tx, &self.firm).await
    }

    async fn settings_draft_to_change(&mut self) -> Result<Option<SettingsDraft>, StoreError> {
        // There is one unit of work at a time.
        self.settings_draft().await
    }

    async fn put_settings_draft(&mut self, settings: &SettingsDraft) -> Result<(), StoreError> {
        settings::put(&mut self.tx, &self.firm, settings).await
    }

    async fn schedule(&mut self) -> Result<Schedule, StoreError> {
        schedule::read(&mut self.tx, &self.firm).await
    }

    async fn put_schedule(&mut self, schedule: &Schedule) -> Result<(), StoreError> {
        schedule::put(&mut self.tx, &self.firm, schedule).await
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        let Self { tx, traces, bell, destroys, rings, .. } = *self;
        if destroys {
            traces.expect();
        }
        tx.commit().await.map_err(failed)?;
        if rings {
            bell.ring();
        }
        traces.after_commit(destroys).await
    }
}
