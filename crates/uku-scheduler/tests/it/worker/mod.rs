//! A worker by itself, and several side by side.

mod crash;
mod lease;
mod order;
mod stop;
mod trouble;

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use uku_core::firm::FirmId;
use uku_core::run::Run;
use uku_scheduler::{Means, NodeConfig, Worker};

use crate::house::House;
use crate::watched::Watched;

/// A worker that works until it is told to stop.
pub(crate) struct Working {
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl Working {
    pub(crate) fn new(means: &Means, name: &str, parallel: usize) -> Self {
        let stop = CancellationToken::new();
        let parallel = NonZeroUsize::new(parallel).unwrap();
        let worker = Worker::new(means.clone(), NodeConfig { parallel, ..NodeConfig::named(name) });
        let told = stop.clone();
        Self { stop, task: tokio::spawn(async move { worker.run(&told).await }) }
    }

    /// Tells it to stop and waits until it has.
    pub(crate) async fn stop(self) {
        self.stop.cancel();
        self.task.await.unwrap();
    }

    /// Ends it in the middle of what it does.
    pub(crate) async fn kill(self) {
        self.task.abort();
        assert!(self.task.await.unwrap_err().is_cancelled());
    }
}

pub(crate) fn watched(house: &House, watched: &Watched) -> Means {
    Means { ledgers: Arc::new(watched.clone()), ..house.means() }
}

/// Waits until a run is over.
pub(crate) async fn over(house: &House, firm: &FirmId, run: &Run) {
    let is_over = async {
        while !house.record(firm, run).await.is_over() {
            sleep(Duration::from_millis(100)).await;
        }
    };
    timeout(Duration::from_hours(6), is_over).await.unwrap();
}
