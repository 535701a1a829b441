use tokio_util::sync::CancellationToken;
use tracing::info;

use crate::{Clockwork, Means, NodeConfig, Worker};

/// One running program: begins what comes up by itself and works off what is queued.
pub struct Node {
    worker: Worker,
    clockwork: Clockwork,
    name: String,
}

impl Node {
    /// A node that has not begun.
    #[must_use]
    pub fn new(means: Means, config: NodeConfig) -> Self {
        let name = config.name.to_string();
        Self { worker: Worker::new(means.clone(), config), clockwork: Clockwork::new(means), name }
    }

    /// Works until told to stop, and comes back when nothing of it is under way any more.
    pub async fn run(&self, stop: &CancellationToken) {
        info!(node = self.name, "begins to work");
        tokio::join!(self.worker.run(stop), self.clockwork.run(stop));
        info!(node = self.name, "has stopped");
    }
}
