//! How whoever adds work tells those who wait for it, within one process.

use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::watch;

/// Rings when there may be something to claim. Nobody misses it between looking and waiting.
#[derive(Debug)]
pub(crate) struct Bell {
    /// How often it rang.
    rung: watch::Sender<u64>,
    /// How often it had rung when somebody looked and found nothing.
    heard: AtomicU64,
}

impl Bell {
    pub(crate) fn new() -> Self {
        Self { rung: watch::Sender::new(0), heard: AtomicU64::new(0) }
    }

    pub(crate) fn ring(&self) {
        self.rung.send_modify(|times| *times += 1);
    }

    /// How often it rang so far: to be asked before looking.
    pub(crate) fn rung(&self) -> u64 {
        *self.rung.borrow()
    }

    /// Says that there was nothing when it had rung so often.
    pub(crate) fn heard(&self, rung: u64) {
        self.heard.fetch_max(rung, Ordering::SeqCst);
    }

    /// Comes back when it rings, or rang since somebody last looked and found nothing.
    pub(crate) async fn rings(&self) {
        let heard = self.heard.load(Ordering::SeqCst);
        // An error would say that there is no bell any more.
        let _ = self.rung.subscribe().wait_for(|times| *times > heard).await;
    }
}
