//! The demo's firm in the browser, until somebody has had enough.

use std::num::NonZeroUsize;

use secrecy::ExposeSecret;
use smartaccounts_sim::Simulator;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use uku_core::sign_in::{LINK_PATH, Operator};
use uku_scheduler::{Node, NodeConfig};
use uku_sign_in::RandomTokens;
use uku_web::Settings;

use crate::app::App;
use crate::args::ServeRole;
use crate::directory::DirectoryAt;
use crate::means::SystemClock;
use crate::output::print;
use crate::site::{Health, People, routes, site};
use crate::work::node_name;

/// Few at once, so that the reload can be seen at work.
const SIDE_BY_SIDE: NonZeroUsize = NonZeroUsize::MIN.saturating_add(1);
/// Who looks at the demo.
const VISITOR: (&str, &str) = ("Mari Maasikas", "mari@naidisburoo.example");

/// Serves the firm's pages and works off what is queued, until told to stop.
pub(super) async fn stay(
    app: &App,
    simulator: &Simulator,
    port: u16,
    stop: &CancellationToken,
) -> anyhow::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    let address = listener.local_addr()?;
    let directory =
        DirectoryAt { url: Some(simulator.directory_url()), on: false, api: simulator.base_url() };
    let reached = Settings { https: false, behind_proxy: false };
    let site = site(app, app.limits, &directory, People::Ours, reached)?;
    let health = Health { role: ServeRole::All, store: app.stored.shared_integration() };
    let routes = routes(&site, health);

    let accounts = app.stored.shared_accounts();
    let operator = Operator { accounts: accounts.as_ref(), tokens: &RandomTokens, clock: &SystemClock };
    let (name, email) = VISITOR;
    let link = operator.invite_visitor(&app.firm, name, &email.parse()?).await?;
    let config = NodeConfig { parallel: SIDE_BY_SIDE, ..NodeConfig::named(node_name()) };
    let node = Node::new(app.means().await?, config);
    print(&format!("Sign in: http://{address}{LINK_PATH}{}\n", link.token.expose_secret()))?;
    tokio::join!(node.run(stop), uku_web::serve(site, routes, listener, stop.clone()));
    Ok(())
}
