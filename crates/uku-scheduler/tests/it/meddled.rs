//! A queue to which something happens.

use std::time::Duration;

use async_trait::async_trait;
use chrono::TimeDelta;
use uku_core::run::{Claim, NodeName, Release, WorkQueue};
use uku_core::store::StoreError;
use uku_testkit::fake::MemoryStore;

/// What a program wants of its queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    Claim,
    Renew,
    Release,
}

/// The same queue; each call is told to somebody first, who may fail it.
pub(crate) struct Meddled<F> {
    queue: MemoryStore,
    before: F,
}

impl<F: Fn(Call) -> Result<(), StoreError>> Meddled<F> {
    pub(crate) fn new(queue: &MemoryStore, before: F) -> Self {
        Self { queue: queue.clone(), before }
    }
}

#[async_trait]
impl<F: Fn(Call) -> Result<(), StoreError> + Send + Sync> WorkQueue for Meddled<F> {
    async fn claim(&self, node: &NodeName, lease: TimeDelta) -> Result<Option<Claim>, StoreError> {
        (self.before)(Call::Claim)?;
        self.queue.claim(node, lease).await
    }

    async fn renew(&self, claim: &Claim, lease: TimeDelta) -> Result<bool, StoreError> {
        (self.before)(Call::Renew)?;
        self.queue.renew(claim, lease).await
    }

    async fn release(&self, claim: &Claim, release: Release) -> Result<(), StoreError> {
        (self.before)(Call::Release)?;
        self.queue.release(claim, release).await
    }

    async fn wait(&self, longest: Duration) {
        self.queue.wait(longest).await;
    }
}
