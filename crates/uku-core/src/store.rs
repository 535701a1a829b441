//! The integration's own memory, opened for one firm at a time.

use async_trait::async_trait;

use crate::activation::Activation;
use crate::answers::Answers;
use crate::audit::Audit;
use crate::client_import::ClientImports;
use crate::connection::Connections;
use crate::firm::FirmId;
use crate::run::Runs;
use crate::schedule::Schedule;
use crate::summary::SettingsDraft;

/// Why the integration's own memory could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The data was made by a newer version of this software.
    #[error(
        "the data in {place} was made by a newer version of this software ({found}); install that version"
    )]
    Newer {
        /// Where the data lies.
        place: String,
        /// The newest change to the data that this version doesn't know.
        found: String,
    },
    /// Another process works with the data.
    #[error("the data in {place} is in use by another process{}; wait until it is done, or stop it", by(*.process))]
    InUse {
        /// Where the data lies.
        place: String,
        /// The other process, where it is known.
        process: Option<u32>,
    },
    /// A row that must be there is not.
    #[error("there is no {0}")]
    Missing(String),
    /// A later epoch has taken over; nothing was written.
    #[error("this work was taken over by a later attempt")]
    Fenced,
    /// What was stored can't be understood.
    #[error("stored data can't be read: {0}")]
    Corrupt(String),
    /// The store could not do it.
    #[error("the data store failed: {0}")]
    Failed(String),
}

fn by(process: Option<u32>) -> String {
    process.map(|id| format!(" (process {id})")).unwrap_or_default()
}

/// The integration's own memory. Firms and clients may live elsewhere: it MUST take their identities as they come.
#[async_trait]
pub trait IntegrationStore: Send + Sync {
    /// Opens a unit of work for one firm. It MUST NOT see or change another firm's rows.
    ///
    /// Nobody may hold two units of work at once, nor one while a request to the books is in flight.
    async fn open(&self, firm: &FirmId) -> Result<Box<dyn UnitOfWork>, StoreError>;

    /// Opens a unit of work in which nothing is written. It shows what was committed before it reads first, and where the
    /// store can do so, it waits for nobody who writes.
    async fn look(&self, firm: &FirmId) -> Result<Box<dyn UnitOfWork>, StoreError> {
        self.open(firm).await
    }

    /// Every firm that ever said whether it uses the integration, in order: for chores that go through all of them.
    async fn firms(&self) -> Result<Vec<FirmId>, StoreError>;
}

/// What happens together or not at all. Dropped without a commit, it changed nothing.
#[async_trait]
pub trait UnitOfWork: Send {
    /// The firm's runs.
    fn runs(&mut self) -> &mut dyn Runs;

    /// The firm's connections.
    fn connections(&mut self) -> &mut dyn Connections;

    /// The firm's client imports, and what they remember.
    fn client_imports(&mut self) -> &mut dyn ClientImports;

    /// The firm's activity.
    fn audit(&mut self) -> &mut dyn Audit;

    /// What was answered to the firm's requests that may come again.
    fn answers(&mut self) -> &mut dyn Answers;

    /// Whether the firm uses the integration; none if it never did. It MUST stay so until this unit of work ends:
    /// whoever wants to change it waits.
    async fn activation(&mut self) -> Result<Option<Activation>, StoreError>;

    /// Whether the integration is active, with the same promise as [`activation`](Self::activation).
    async fn is_active(&mut self) -> Result<bool, StoreError> {
        Ok(self.activation().await?.is_some_and(Activation::is_active))
    }

    /// The same as [`activation`](Self::activation), for whoever goes on to change it or to destroy keys: MUST wait until no other unit of work relies on
    /// it, and hold off those that ask later.
    async fn activation_to_change(&mut self) -> Result<Option<Activation>, StoreError>;

    /// Remembers whether the firm uses the integration, after [`activation_to_change`](Self::activation_to_change).
    async fn put_activation(&mut self, activation: Activation) -> Result<(), StoreError>;

    /// How the firm wants its summary tasks, as far as it has filled it in; none if it never said.
    async fn settings_draft(&mut self) -> Result<Option<SettingsDraft>, StoreError>;

    /// The same, for whoever goes on to change it: MUST hold off other units of work of the firm that ask this until this
    /// one ends. What is read shows what they did.
    async fn settings_draft_to_change(&mut self) -> Result<Option<SettingsDraft>, StoreError>;

    /// Remembers how the firm wants its summary tasks.
    async fn put_settings_draft(&mut self, settings: &SettingsDraft) -> Result<(), StoreError>;

    /// Which months came up by themselves last; none of either if none ever did.
    async fn schedule(&mut self) -> Result<Schedule, StoreError>;

    /// Remembers which months came up by themselves last.
    async fn put_schedule(&mut self, schedule: &Schedule) -> Result<(), StoreError>;

    /// Makes everything that was done last.
    async fn commit(self: Box<Self>) -> Result<(), StoreError>;
}
