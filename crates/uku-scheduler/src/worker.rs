use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};
use uku_core::run::Claim;

use crate::job::{Job, works_alone};
use crate::{Breaker, Means, NodeConfig};

/// Why nothing more was claimed.
enum Filled {
    /// There was nothing more to claim, or no room for it.
    Enough,
    /// Nothing may or can be claimed for now.
    NotNow,
}

/// Works off what is queued, several items side by side.
#[derive(Clone)]
pub struct Worker {
    means: Means,
    config: Arc<NodeConfig>,
    breaker: Arc<Breaker>,
    /// A place for each item that may be worked on side by side.
    places: Arc<Semaphore>,
}

impl Worker {
    /// How long the queue has for its last answers once the worker was told to stop. Whoever hangs then is given up:
    /// the lease of what it held ends by itself.
    const LAST_ANSWERS: Duration = Duration::from_secs(1);

    /// A worker that has not begun.
    #[must_use]
    pub fn new(means: Means, config: NodeConfig) -> Self {
        let places = Arc::new(Semaphore::new(config.parallel.get()));
        Self { means, config: Arc::new(config), breaker: Arc::default(), places }
    }

    /// Works until told to stop; then items have [`NodeConfig::drain`] to end, and what is left is handed over.
    pub async fn run(&self, stop: &CancellationToken) {
        let give_up = CancellationToken::new();
        let mut jobs = JoinSet::new();
        while !stop.is_cancelled() {
            let filled = tokio::select! {
                filled = self.fill(&mut jobs, &give_up, stop) => filled,
                () = long_after(stop, Self::LAST_ANSWERS) => break,
            };
            let has_room = self.places.available_permits() > 0;
            tokio::select! {
                () = stop.cancelled() => {}
                Some(ended) = jobs.join_next(), if !jobs.is_empty() => told(ended),
                () = self.pause(filled), if has_room => {}
            }
        }
        if timeout(self.config.drain, all(&mut jobs)).await.is_err() {
            info!(items = jobs.len(), "are handed over");
            give_up.cancel();
            if timeout(Self::LAST_ANSWERS, all(&mut jobs)).await.is_err() {
                warn!(items = jobs.len(), "could not be handed over; their leases end by themselves");
            }
        }
    }

    /// Works off what is due now, and comes back when nothing is under way and nothing can be begun: nothing is due, or the
    /// vendor is down.
    pub async fn work_off(&self) {
        let never = CancellationToken::new();
        let mut jobs = JoinSet::new();
        loop {
            self.fill(&mut jobs, &never, &never).await;
            match jobs.join_next().await {
                Some(ended) => told(ended),
                None => return,
            }
        }
    }

    /// Waits until it may make sense to claim again.
    async fn pause(&self, filled: Filled) {
        match filled {
            Filled::Enough => self.means.queue.wait(self.config.poll_every).await,
            // The queue would come back at once: there may well be something in it.
            Filled::NotNow => sleep(self.config.poll_every).await,
        }
    }

    /// Claims as many items as there is room for and sets to work on them.
    async fn fill(
        &self,
        jobs: &mut JoinSet<()>,
        give_up: &CancellationToken,
        stop: &CancellationToken,
    ) -> Filled {
        while !stop.is_cancelled() {
            let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else { return Filled::Enough };
            if !self.breaker.lets_through(self.means.clock.now()) {
                return Filled::NotNow;
            }
            match self.means.queue.claim(&self.config.name, self.config.lease).await {
                Ok(Some(claim)) => {
                    let alone = works_alone(&claim);
                    jobs.spawn(self.clone().work_on(claim, place, give_up.clone()));
                    if alone {
                        // Nothing else begins before it.
                        return Filled::NotNow;
                    }
                }
                Ok(None) => {
                    self.breaker.learned_nothing(self.means.clock.now());
                    return Filled::Enough;
                }
                Err(error) => {
                    self.breaker.learned_nothing(self.means.clock.now());
                    warn!(%error, "nothing could be claimed");
                    return Filled::NotNow;
                }
            }
        }
        Filled::Enough
    }

    async fn work_on(self, claim: Claim, place: OwnedSemaphorePermit, give_up: CancellationToken) {
        let Self { means, config, breaker, places } = &self;
        // Who works alone takes all places at once, or two such items would wait for each other.
        let _place = (!works_alone(&claim)).then_some(place);
        Job::new(means, config, breaker, places, claim).run(&give_up).await;
    }
}

/// Comes back so long after it was told to stop.
async fn long_after(stop: &CancellationToken, long: Duration) {
    stop.cancelled().await;
    sleep(long).await;
}

async fn all(jobs: &mut JoinSet<()>) {
    while let Some(ended) = jobs.join_next().await {
        told(ended);
    }
}

fn told(ended: Result<(), tokio::task::JoinError>) {
    if let Err(error) = ended {
        // A panic is a bug; the item's lease ends, and the crash is counted.
        error!(%error, "the work on an item broke off");
    }
}
