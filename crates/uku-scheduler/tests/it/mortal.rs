//! Programs that die at a chosen step.

use std::future::pending;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use tokio::sync::Notify;
use uku_core::firm::FirmId;
use uku_core::notice::{Notice, Notices, NoticesError};
use uku_core::store::{IntegrationStore, StoreError, UnitOfWork};
use uku_scheduler::Means;

/// How many steps a program has left.
#[derive(Clone, Default)]
pub(crate) struct Mortality(Arc<Inner>);

#[derive(Default)]
struct Inner {
    left: Mutex<Option<u64>>,
    died: Notify,
}

impl Mortality {
    /// It dies at the step after so many; none: it lives.
    pub(crate) fn dies_after(&self, steps: Option<u64>) {
        *self.0.left.lock().unwrap() = steps;
    }

    async fn step(&self) {
        let dies = match self.0.left.lock().unwrap().as_mut() {
            Some(0) => true,
            Some(left) => {
                *left -= 1;
                false
            }
            None => false,
        };
        if dies {
            self.0.died.notify_one();
            pending::<()>().await;
        }
    }

    /// Lets a program go on until it comes back or dies; whether it lived. Nothing of it is under way any more.
    pub(crate) async fn outlives(&self, program: impl Future<Output = ()>) -> bool {
        let lived = tokio::select! {
            biased;
            () = self.0.died.notified() => false,
            () = program => true,
        };
        // What it spawned was told to end, and does when it is its turn.
        for _ in 0..64 {
            tokio::task::yield_now().await;
        }
        self.dies_after(None);
        lived
    }

    /// The same means; each unit of work that is opened and each notice that is posted is a step.
    pub(crate) fn of(&self, means: Means) -> Means {
        let store = Arc::new(MortalStore { store: Arc::clone(&means.store), mortality: self.clone() });
        let notices =
            Arc::new(MortalNotices { notices: Arc::clone(&means.notices), mortality: self.clone() });
        Means { store, notices, ..means }
    }
}

struct MortalStore {
    store: Arc<dyn IntegrationStore>,
    mortality: Mortality,
}

#[async_trait]
impl IntegrationStore for MortalStore {
    async fn open(&self, firm: &FirmId) -> Result<Box<dyn UnitOfWork>, StoreError> {
        self.mortality.step().await;
        self.store.open(firm).await
    }

    async fn firms(&self) -> Result<Vec<FirmId>, StoreError> {
        self.store.firms().await
    }
}

struct MortalNotices {
    notices: Arc<dyn Notices>,
    mortality: Mortality,
}

#[async_trait]
impl Notices for MortalNotices {
    async fn post(&self, firm: &FirmId, notice: &Notice) -> Result<(), NoticesError> {
        self.mortality.step().await;
        self.notices.post(firm, notice).await
    }
}
