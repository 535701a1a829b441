use std::sync::Arc;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing::info;
use uku_web::Site;

use crate::site::{Health, routes};

/// What answers over HTTP.
pub(super) struct Web {
    pub(super) listener: TcpListener,
    pub(super) site: Arc<Site>,
    pub(super) health: Health,
}

impl Web {
    /// Answers until told to stop; requests that are under way are answered first.
    pub(super) async fn run(self, stop: &CancellationToken) -> std::io::Result<()> {
        let Self { listener, site, health } = self;
        info!(address = %listener.local_addr()?, "answers over HTTP");
        let routes = routes(&site, health);
        uku_web::serve(site, routes, listener, stop.clone()).await;
        Ok(())
    }
}
