//! How whoever adds work tells those who wait for it, on whichever machine.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use crate::config::PostgresConfig;
use crate::database;

/// The channel on which work is announced.
const CHANNEL: &str = "uku_work";

/// How long nothing is heard until we ask whether the server is still there, and how long it may take to answer: a
/// connection may die without a word.
const SILENCE: Duration = Duration::from_secs(20);

/// How long to pause before a lost connection is made again: at first, and at most.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Listens in the background for as long as this lives.
///
/// Nobody misses what is said between looking and waiting: who waits comes back at once if something was said since
/// somebody last looked and found nothing.
#[derive(Debug)]
pub(crate) struct Listener {
    task: JoinHandle<()>,
    /// How often something was said.
    said: watch::Sender<u64>,
    /// How often something had been said when somebody looked and found nothing.
    nothing_since: AtomicU64,
}

impl Listener {
    /// Listens on a connection of its own, which works as a role.
    pub(crate) fn start(config: &PostgresConfig, role: &str) -> Self {
        let options = config.options.clone().application_name("uku-listener");
        let config = PostgresConfig { connections: 1, options, ..config.clone() };
        let said = watch::Sender::new(0);
        let task = tokio::spawn(listen(config, role.to_owned(), said.clone()));
        Self { task, said, nothing_since: AtomicU64::new(0) }
    }

    /// How often something was said so far: to be asked before looking.
    pub(crate) fn heard(&self) -> u64 {
        *self.said.borrow()
    }

    /// Remembers that there was nothing when so much had been said.
    pub(crate) fn nothing_since(&self, heard: u64) {
        self.nothing_since.fetch_max(heard, Ordering::SeqCst);
    }

    /// Comes back when something is said; otherwise after `longest` or up to a quarter less, so that not everybody
    /// looks at the same moment.
    pub(crate) async fn wait(&self, longest: Duration) {
        let known = self.nothing_since.load(Ordering::SeqCst);
        let less = longest / 4 * u32::from(random_byte()) / 256;
        let mut said = self.said.subscribe();
        // That the time is over is as good as a word.
        drop(timeout(longest.saturating_sub(less), said.wait_for(|said| *said > known)).await);
    }

    /// Ends the listening.
    pub(crate) async fn close(mut self) {
        self.task.abort();
        // That it was aborted is no news.
        drop((&mut self.task).await);
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Without randomness everybody waits equally long, which works as well.
fn random_byte() -> u8 {
    let mut byte = [0];
    getrandom::fill(&mut byte).map_or(0, |()| byte[0])
}

async fn listen(config: PostgresConfig, role: String, said: watch::Sender<u64>) {
    let tell = || said.send_modify(|times| *times += 1);
    let mut pause = FIRST_PAUSE;
    loop {
        // Another one each time: a connection that is dead and doesn't know it would keep its place in the old one.
        let pool = database::pool(&config, &role);
        if let Ok(mut listener) = subscribe(&pool).await {
            pause = FIRST_PAUSE;
            // Something may have been said while nobody listened.
            tell();
            while hears(&mut listener).await {
                tell();
            }
        }
        sleep(pause).await;
        pause = LONGEST_PAUSE.min(pause * 2);
    }
}

async fn subscribe(pool: &PgPool) -> Result<PgListener, sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    Ok(listener)
}

/// Comes back when something is said; false if the connection is lost.
async fn hears(listener: &mut PgListener) -> bool {
    loop {
        if let Ok(heard) = timeout(SILENCE, listener.try_recv()).await {
            return matches!(heard, Ok(Some(_)));
        }
        let asked = sqlx::query!("SELECT 1 AS one").fetch_one(&mut *listener);
        if !matches!(timeout(SILENCE, asked).await, Ok(Ok(_))) {
            return false;
        }
    }
}
