use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Work that a request began and that goes on after its answer. It ends with the program: what dies is found interrupted
/// and can be begun anew.
#[derive(Debug, Default)]
pub struct Errands {
    running: TaskTracker,
    stop: CancellationToken,
}

impl Errands {
    /// Lets work go on by itself until it ends or the program stops.
    pub fn send(&self, work: impl Future<Output = ()> + Send + 'static) {
        let stop = self.stop.clone();
        self.running.spawn(async move {
            tokio::select! {
                () = work => {}
                () = stop.cancelled() => {}
            }
        });
    }

    /// Comes back when the program stops: answers that would go on end then.
    pub fn stopped(&self) -> impl Future<Output = ()> + Send + 'static {
        self.stop.clone().cancelled_owned()
    }

    /// Ends all work where it is, and comes back when it has ended.
    pub async fn end(&self) {
        self.stop.cancel();
        self.running.close();
        self.running.wait().await;
    }
}
