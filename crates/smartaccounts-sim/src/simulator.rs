//! A simulator that runs.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::books::truth::Counts;
use crate::books::{CompanyKeys, Mutation};
use crate::config::{Manners, SimConfig};
use crate::directory::DirectoryChange;
use crate::fault::Fault;
use crate::http;
use crate::usage::KeyStats;
use crate::users::{SimUser, UserKind};
use crate::world::World;

/// How long a stop waits for answers that are under way.
const GRACE: Duration = Duration::from_secs(3);

/// Why a simulator could not start, or would not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum SimError {
    /// The address cannot be listened on.
    #[error("cannot listen on {addr}: {cause}")]
    Listen {
        /// The address.
        addr: SocketAddr,
        /// What the system said.
        cause: std::io::Error,
    },
    /// A value that makes no sense; the text says which and why.
    #[error("{0}")]
    Refused(String),
}

/// A simulator that runs; it stops when it is dropped.
#[derive(Debug)]
pub struct Simulator {
    world: Arc<World>,
    addr: SocketAddr,
    /// Dropping it is the signal to stop.
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<()>,
}

impl Simulator {
    /// Starts on the current tokio runtime; port 0 picks a free one.
    pub async fn start(config: SimConfig, addr: SocketAddr) -> Result<Self, SimError> {
        if let Some(fault) = config.fault() {
            return Err(SimError::Refused(fault));
        }
        let failed = |cause| SimError::Listen { addr, cause };
        let listener = TcpListener::bind(addr).await.map_err(failed)?;
        let addr = listener.local_addr().map_err(failed)?;
        let world = Arc::new(World::new(&config));
        let router = http::router(Arc::clone(&world));
        let (stop, stopped) = oneshot::channel::<()>();
        let server = tokio::spawn(async move {
            let stopped = async {
                // Sent or dropped, it means the same.
                let _ = stopped.await;
            };
            if let Err(error) = axum::serve(listener, router).with_graceful_shutdown(stopped).await {
                tracing::error!(%error, "the server stopped");
            }
        });
        Ok(Self { world, addr, stop: Some(stop), server })
    }

    /// Where clients send their requests, such as `http://127.0.0.1:8086/api`.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("{}/api", self.root_url())
    }

    /// Where the controls lie, such as `http://127.0.0.1:8086`; add `/_sim/...`.
    #[must_use]
    pub fn root_url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// The companies and their keys; the first is the firm's own books.
    #[must_use]
    pub fn keys(&self) -> &[CompanyKeys] {
        &self.world.keys
    }

    /// Where people sign in, which is invented, such as `http://127.0.0.1:8086/invented`.
    #[must_use]
    pub fn directory_url(&self) -> String {
        format!("{}/invented", self.root_url())
    }

    /// Somebody who can, or could once, sign in there.
    #[must_use]
    pub fn user(&self, kind: UserKind) -> SimUser {
        SimUser::made(self.world.seed, kind)
    }

    /// The accountant, who sees all companies.
    #[must_use]
    pub fn accountant(&self) -> SimUser {
        self.user(UserKind::Accountant)
    }

    /// Changes the list that people see, or ends their sign-ins.
    pub fn change_directory(&self, change: DirectoryChange) -> Result<(), SimError> {
        self.world.directory().change(change).map_err(SimError::Refused)
    }

    /// What is really in the books, by month and kind; months are written `2026-10`.
    pub fn truth(
        &self,
        public_key: &str,
        from: &str,
        to: &str,
    ) -> Result<BTreeMap<String, Counts>, SimError> {
        self.world.truth(public_key, from, to).map_err(SimError::Refused)
    }

    /// The requests that arrived, by public key.
    #[must_use]
    pub fn stats(&self) -> BTreeMap<String, KeyStats> {
        self.world.usage().stats()
    }

    /// Changes the books behind the API's back; tells the ids of the entries concerned.
    pub fn mutate(&self, mutation: Mutation) -> Result<Vec<String>, SimError> {
        self.world.mutate(mutation).map_err(SimError::Refused)
    }

    /// Makes something go wrong from now on.
    pub fn inject(&self, fault: Fault) {
        self.world.faults().add(fault);
    }

    /// Makes nothing go wrong any more.
    pub fn clear_faults(&self) {
        self.world.faults().clear();
    }

    /// Lifts the faults that were asked for one key; those of other keys and of all stay.
    pub fn lift_faults(&self, public_key: &str) {
        self.world.faults().lift(public_key);
    }

    /// Chooses anew what the vendor leaves unsaid.
    pub fn set_manners(&self, manners: Manners) {
        *self.world.manners() = manners;
    }

    /// The simulator's time.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.world.now()
    }

    /// How long it takes, in real time, until the simulator's clock shows a moment; nothing if it does already. Whoever
    /// goes by that clock sleeps so long.
    #[must_use]
    pub fn until(&self, moment: DateTime<Utc>) -> Duration {
        self.world.clock.until(moment)
    }

    /// Pushes the simulator's clock forward.
    pub fn advance(&self, by: TimeDelta) {
        self.world.clock.advance(by);
    }

    /// Stops: answers what is under way, then closes.
    pub async fn stop(mut self) {
        self.stop.take();
        // A client that holds its connection open is not waited for any longer.
        let _ = tokio::time::timeout(GRACE, &mut self.server).await;
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.stop.take();
    }
}
