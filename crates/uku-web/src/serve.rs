use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};
use tracing::{debug, warn};

use crate::headers::secure;
use crate::site::Site;
use crate::who::Peer;

/// The most that a request may bring, in bytes: a file with 20,000 companies.
const LARGEST_BODY: usize = 4 * 1024 * 1024;
/// How long a client may take to say what it wants.
const HEADER_WITHIN: Duration = Duration::from_secs(10);
/// How long the next part of what a request brings may take.
const BODY_GOES_ON_WITHIN: Duration = Duration::from_secs(15);
/// How long an answer may take to begin: longer than SmartAccounts may take to answer a test, with its repeats.
const ANSWER_WITHIN: Duration = Duration::from_mins(2);
/// The most connections at once; further ones wait.
const MOST_CONNECTIONS: usize = 2_000;
/// How long answers that have begun may go on once the server was told to stop.
const DRAIN: Duration = Duration::from_secs(5);
/// How long to wait when no connection can be accepted, because there are too many open files for one.
const BREATH: Duration = Duration::from_millis(100);

/// Answers requests until it is told to stop.
pub async fn serve(
    site: Arc<Site>,
    routes: Router<Arc<Site>>,
    listener: TcpListener,
    stop: CancellationToken,
) {
    let app = routes
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, ANSWER_WITHIN))
        .layer(RequestBodyTimeoutLayer::new(BODY_GOES_ON_WITHIN))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(site.settings, secure))
        .with_state(Arc::clone(&site));
    let open = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    loop {
        let room = tokio::select! {
            room = Arc::clone(&room).acquire_owned() => room,
            () = stop.cancelled() => break,
        };
        let (stream, from) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(BREATH).await;
                    continue;
                }
            },
            () = stop.cancelled() => break,
        };
        let mut builder = http1::Builder::new();
        builder.timer(TokioTimer::new()).header_read_timeout(HEADER_WITHIN);
        let app = app.clone();
        let answering = hyper::service::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let mut request = request.map(axum::body::Body::new);
            request.extensions_mut().insert(Peer(Some(from.ip())));
            app.clone().oneshot(request)
        });
        let connection = builder.serve_connection(TokioIo::new(stream), answering);
        let watched = open.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = watched.await {
                debug!(%error, "a connection ended badly");
            }
            drop(room);
        });
    }
    site.errands.end().await;
    if timeout(DRAIN, open.shutdown()).await.is_err() {
        warn!("some answers did not end in time");
    }
}
