use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Semaphore;
use tokio::time::{Instant, MissedTickBehavior, interval_at};
use tokio_util::sync::CancellationToken;
use tracing::{debug, info, warn};
use uku_core::counting::CountProgress;
use uku_core::ledger::Patience;
use uku_core::notice::announce;
use uku_core::run::{Claim, Ended, Failure, ImportItem, Release};
use uku_core::store::StoreError;

use crate::backoff::{before_any_try, before_next_try, while_down};
use crate::{Breaker, Means, NodeConfig};

/// An item whose programs died so often in a row works alone: those that died with it by chance get on, and the one that
/// kills its program is known.
const CRASHES_IN_COMPANY: u32 = 3;
/// An item that killed its program so often is not begun again.
const MOST_CRASHES: u32 = 8;

/// Whether nothing else is worked on beside an item.
pub(crate) fn works_alone(claim: &Claim) -> bool {
    (CRASHES_IN_COMPANY..MOST_CRASHES).contains(&claim.crashes)
}

/// The work on one claimed item, from the claim to letting it go.
pub(crate) struct Job<'a> {
    means: &'a Means,
    config: &'a NodeConfig,
    breaker: &'a Breaker,
    places: &'a Semaphore,
    claim: Claim,
    /// Whether it looks for all others if the vendor is back.
    looks: bool,
    /// Whether it showed if the vendor is down.
    learned: AtomicBool,
}

/// How the work ended, seen from outside.
enum End {
    /// The item said so itself.
    Item(Result<Ended, StoreError>),
    /// The lease could not be held.
    Lost,
    /// The program stops.
    Stopped,
}

impl<'a> Job<'a> {
    /// `places` are those of everything that is worked on side by side.
    pub(crate) fn new(
        means: &'a Means,
        config: &'a NodeConfig,
        breaker: &'a Breaker,
        places: &'a Semaphore,
        claim: Claim,
    ) -> Self {
        let looks = breaker.is_open();
        Self { means, config, breaker, places, claim, looks, learned: AtomicBool::new(false) }
    }

    /// Works on the item while its lease can be held and nobody says stop.
    pub(crate) async fn run(self, stop: &CancellationToken) {
        let Claim { firm, item, epoch, .. } = &self.claim;
        debug!(%firm, %item, epoch = epoch.0, "begins");
        let end = tokio::select! {
            ended = self.work() => End::Item(ended),
            () = self.lose() => End::Lost,
            () = stop.cancelled() => End::Stopped,
        };
        if self.looks && !self.learned.load(Ordering::Relaxed) {
            self.breaker.learned_nothing(self.means.clock.now());
        }
        let settled = match end {
            End::Item(Ok(ended)) => self.settle(ended).await,
            End::Item(Err(error)) => self.put_off(&Failure::Data(error.to_string())).await,
            End::Stopped => self.let_go(Release::HandOver).await,
            End::Lost => {
                info!(%firm, %item, "was stopped or taken over");
                Ok(())
            }
        };
        if let Err(error) = settled {
            // Nothing is lost: the lease ends, and somebody takes over.
            warn!(%firm, %item, %error, "could not be let go");
        }
    }

    async fn work(&self) -> Result<Ended, StoreError> {
        let means = self.means;
        let work = ImportItem {
            clients: means.clients.as_ref(),
            tasks: means.tasks.as_ref(),
            store: means.store.as_ref(),
            vault: means.vault.as_ref(),
            ledgers: means.ledgers.as_ref(),
            clock: means.clock.as_ref(),
            patience: Patience::UpTo(self.config.patience),
            progress: self,
        };
        let all_places = u32::try_from(self.config.parallel.get()).unwrap_or(u32::MAX);
        // Fails only if places were closed, which nobody does.
        let _alone =
            if works_alone(&self.claim) { self.places.acquire_many(all_places).await.ok() } else { None };
        if self.claim.crashes >= MOST_CRASHES {
            return work.fail(&self.claim, Failure::Crashed { times: self.claim.crashes }).await;
        }
        let tried_enough = before_next_try(self.claim.item, self.claim.tries).is_none();
        let ended = match work.run(&self.claim).await {
            Err(error) if tried_enough => {
                return work.fail(&self.claim, Failure::Data(error.to_string())).await;
            }
            ended => ended?,
        };
        let Ended::Troubled(failure) = &ended else { return Ok(ended) };
        if failure.is_outage() {
            self.learned.store(true, Ordering::Relaxed);
            self.breaker.failed(&self.claim.lane, means.clock.now());
        }
        // A vendor that is down is waited for, however long it takes.
        if tried_enough && !failure.is_outage() {
            return work.fail(&self.claim, failure.clone()).await;
        }
        Ok(ended)
    }

    /// Comes back when the item is no longer ours.
    async fn lose(&self) {
        let period = self.config.renew_every;
        let mut ticks = interval_at(Instant::now() + period, period);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            match self.means.queue.renew(&self.claim, self.config.lease).await {
                Ok(true) => {}
                Ok(false) => return,
                // Whoever can't renew may still finish: everything that is written is fenced by the epoch.
                Err(error) => warn!(item = %self.claim.item, %error, "could not be renewed"),
            }
        }
    }

    async fn settle(&self, ended: Ended) -> Result<(), StoreError> {
        let Claim { firm, item, .. } = &self.claim;
        match ended {
            Ended::Finished => {
                debug!(%firm, %item, "finished");
                let Means { notices, store, clock, .. } = self.means;
                if let Err(error) = announce(notices.as_ref(), store.as_ref(), clock.as_ref(), firm).await {
                    // The clockwork announces what was left.
                    warn!(%firm, %error, "the end of a run could not be announced");
                }
                Ok(())
            }
            Ended::Parked { until } => {
                info!(%firm, %item, %until, "waits for requests");
                self.let_go(Release::Park { until }).await
            }
            Ended::Troubled(failure) if failure.is_outage() && self.breaker.is_open() => {
                let until = self.means.clock.now() + while_down(*item);
                info!(%firm, %item, %failure, %until, "waits for SmartAccounts");
                self.let_go(Release::Park { until }).await
            }
            Ended::Troubled(failure) => self.put_off(&failure).await,
            Ended::Moved(lane) => self.let_go(Release::Move(lane)).await,
            Ended::Lost => Ok(()),
        }
    }

    async fn put_off(&self, failure: &Failure) -> Result<(), StoreError> {
        let after = before_any_try(self.claim.item, self.claim.tries);
        let Claim { firm, item, .. } = &self.claim;
        info!(%firm, %item, %failure, %after, "is tried again");
        self.let_go(Release::Retry { after }).await
    }

    async fn let_go(&self, release: Release) -> Result<(), StoreError> {
        match self.means.queue.release(&self.claim, release).await {
            // Somebody stopped it or took it over meanwhile.
            Err(StoreError::Fenced) => Ok(()),
            released => released,
        }
    }
}

impl CountProgress for Job<'_> {
    fn page_read(&self) {
        self.learned.store(true, Ordering::Relaxed);
        self.breaker.answered();
    }
}
