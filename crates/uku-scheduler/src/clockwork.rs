use chrono::{DateTime, TimeDelta, Utc};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};
use uku_core::activation::destroy_overdue_keys;
use uku_core::answers::forget_old_answers;
use uku_core::client_import;
use uku_core::firm::FirmId;
use uku_core::notice::announce;
use uku_core::schedule::Scheduling;

use crate::Means;

/// Begins what comes up by itself, for all firms: months whose import day has come, looks at late documents, the end of
/// keys and answers kept beyond their time, and the announcement of runs and client imports that are over.
///
/// Any number of programs may do so at once: everything that begins has a business key.
#[derive(Clone)]
pub struct Clockwork {
    means: Means,
}

impl Clockwork {
    /// How often to look, where nothing comes up sooner: settings may have been changed.
    const LOOK_EVERY: TimeDelta = TimeDelta::seconds(60);

    /// A clockwork that has not begun.
    #[must_use]
    pub fn new(means: Means) -> Self {
        Self { means }
    }

    /// Looks again and again until told to stop. A look may be broken off anywhere: everything that begins is whole.
    pub async fn run(&self, stop: &CancellationToken) {
        loop {
            let next = tokio::select! {
                () = stop.cancelled() => return,
                next = self.tick() => next,
            };
            let soon = self.means.clock.now() + Self::LOOK_EVERY;
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.means.clock.sleep_until(next.map_or(soon, |next| next.min(soon))) => {}
            }
        }
    }

    /// Begins everything that has come up by now; when something comes up next. One firm's trouble doesn't hold up others.
    pub async fn tick(&self) -> Option<DateTime<Utc>> {
        let firms = match self.means.store.firms().await {
            Ok(firms) => firms,
            Err(error) => {
                warn!(%error, "the firms could not be read");
                return None;
            }
        };
        let mut earliest: Option<DateTime<Utc>> = None;
        for firm in firms {
            let next = self.tick_firm(&firm).await;
            earliest = earliest.into_iter().chain(next).min();
        }
        earliest
    }

    async fn tick_firm(&self, firm: &FirmId) -> Option<DateTime<Utc>> {
        let Means { clients, tasks, store, notices, clock, ids, .. } = &self.means;
        if let Err(error) = destroy_overdue_keys(store.as_ref(), clock.as_ref(), firm).await {
            warn!(%firm, %error, "keys beyond their time could not be destroyed");
        }
        if let Err(error) = forget_old_answers(store.as_ref(), clock.as_ref(), firm).await {
            warn!(%firm, %error, "answers beyond their time could not be forgotten");
        }
        if let Err(error) =
            client_import::announce(notices.as_ref(), store.as_ref(), clock.as_ref(), firm).await
        {
            warn!(%firm, %error, "a client import could not be announced");
        }
        if let Err(error) = announce(notices.as_ref(), store.as_ref(), clock.as_ref(), firm).await {
            warn!(%firm, %error, "the end of a run could not be announced");
        }
        let scheduling = Scheduling {
            clients: clients.as_ref(),
            tasks: tasks.as_ref(),
            store: store.as_ref(),
            notices: notices.as_ref(),
            clock: clock.as_ref(),
            ids: ids.as_ref(),
        };
        match scheduling.tick(firm).await {
            Ok(ticked) => {
                for run in ticked.began {
                    info!(%firm, %run, "came up by itself");
                }
                ticked.next
            }
            Err(error) => {
                warn!(%firm, %error, "the schedule could not be followed");
                None
            }
        }
    }
}
