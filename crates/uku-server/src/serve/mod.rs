//! `uku serve`: a server that begins imports when their day has come, works off what is queued, and tells people.

mod config;
mod web;

use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};
use uku_scheduler::{Node, NodeConfig};

use self::config::ServeConfig;
use crate::app::World;
use crate::args::ServeArgs;
use crate::failure::Failure;
use crate::means::SystemClock;
use crate::notice_mail::{MailPost, Mailer};
use crate::site::{Health, site};
use crate::stop_signal::told_to_stop;
use crate::work::node_name;

/// How long everything may take to stop; what is left then ends with the program.
const STOP_WITHIN: Duration = Duration::from_millis(9_500);
/// How long the store may take to close after that.
const CLOSE_WITHIN: Duration = Duration::from_millis(400);
/// How often a lease is renewed within it.
const RENEWALS: u32 = 3;

pub(crate) async fn run(args: ServeArgs) -> Result<(), Failure> {
    let config = ServeConfig::read(&args)?;
    let post = MailPost::of(config.smtp_url.as_ref(), config.smtp_from.as_deref())?;
    info!(version = env!("CARGO_PKG_VERSION"), role = ?config.role, "begins");
    let world = World::open(&config.common()).await?;
    let served = match prepare(&config, &world, post).await {
        Ok(server) => server.run().await,
        Err(failure) => Err(failure),
    };
    if timeout(CLOSE_WITHIN, world.close()).await.is_err() {
        warn!("the store did not close in time");
    }
    info!("stopped");
    served
}

/// The parts of a server that its role asks for.
struct Server {
    node: Option<Node>,
    mailer: Option<Mailer>,
    web: Option<web::Web>,
}

async fn prepare(config: &ServeConfig, world: &World, post: Option<MailPost>) -> Result<Server, Failure> {
    world.all_chores().await?;
    let role = config.role;
    let web = if role.answers() { Some(answering(config, world).await?) } else { None };
    if !role.works() {
        return Ok(Server { node: None, mailer: None, web });
    }
    let node = Node::new(world.means().await?, node_config(config));
    if post.is_none() {
        info!("no mail server is configured (UKU_SMTP_URL), so notices are not sent by email");
    }
    let mailer = post.map(|post| Mailer {
        post,
        store: world.stored.shared_integration(),
        clients: world.stored.shared_clients(),
        notices: world.stored.shared_notices(),
        clock: Arc::new(SystemClock),
    });
    Ok(Server { node: Some(node), mailer, web })
}

/// Listens already, so that an address that is taken is told before any work begins.
async fn answering(config: &ServeConfig, world: &World) -> Result<web::Web, Failure> {
    let listener = TcpListener::bind(config.listen).await.map_err(|error| {
        Failure::could_not(format!(
            "{} can't be listened on: {error}. Choose another address with --listen",
            config.listen
        ))
    })?;
    let limits = config.limits_for_estimates();
    let site = site(world, limits, &config.directory(), config.people()?, config.reached())?;
    let health = Health { role: config.role, store: world.stored.shared_integration() };
    Ok(web::Web { listener, site, health })
}

fn node_config(config: &ServeConfig) -> NodeConfig {
    let lease = config.lease();
    NodeConfig {
        parallel: config.parallel.into(),
        lease,
        renew_every: lease.to_std().unwrap_or_default() / RENEWALS,
        ..NodeConfig::named(node_name())
    }
}

impl Server {
    /// Does its work until somebody tells the program to stop, or until it can't go on.
    async fn run(self) -> Result<(), Failure> {
        let stop = CancellationToken::new();
        let works = async {
            if let Some(node) = &self.node {
                node.run(&stop).await;
            }
        };
        let mails = async {
            if let Some(mailer) = &self.mailer {
                mailer.run(&stop).await;
            }
        };
        let answers = async {
            match self.web {
                None => Ok(()),
                // Without it nobody can reach the server, so the rest must not go on as if nothing had happened.
                Some(web) => web.run(&stop).await.inspect_err(|_| stop.cancel()),
            }
        };
        let all = async { tokio::join!(works, mails, answers).2 };
        tokio::pin!(all);
        tokio::select! {
            ended = &mut all => return ended.map_err(Failure::could_not),
            told = told_to_stop() => told.map_err(Failure::could_not)?,
        }
        info!("told to stop");
        stop.cancel();
        if let Ok(ended) = timeout(STOP_WITHIN, all).await {
            return ended.map_err(Failure::could_not);
        }
        warn!("not everything ended in time; what is left is taken over by others or goes on later");
        Ok(())
    }
}
