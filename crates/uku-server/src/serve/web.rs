use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tracing::info;
use uku_core::store::IntegrationStore;

use crate::args::ServeRole;

/// How long the store may take to answer.
const STORE_ANSWERS_WITHIN: Duration = Duration::from_secs(3);

/// What answers over HTTP.
pub(super) struct Web {
    pub(super) listener: TcpListener,
    pub(super) role: ServeRole,
    pub(super) store: Arc<dyn IntegrationStore>,
}

#[derive(Clone)]
struct Looked {
    role: ServeRole,
    store: Arc<dyn IntegrationStore>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Health {
    version: &'static str,
    role: ServeRole,
    store_reachable: bool,
}

impl Web {
    /// Answers until told to stop; requests that are under way are answered first.
    pub(super) async fn run(self, stop: &CancellationToken) -> std::io::Result<()> {
        let Self { listener, role, store } = self;
        info!(address = %listener.local_addr()?, "answers over HTTP");
        let router = Router::new().route("/health", get(health)).with_state(Looked { role, store });
        axum::serve(listener, router).with_graceful_shutdown(stop.clone().cancelled_owned()).await
    }
}

/// Whether the server can do its work, for whoever watches over it.
async fn health(State(Looked { role, store }): State<Looked>) -> (StatusCode, Json<Health>) {
    let store_reachable = matches!(timeout(STORE_ANSWERS_WITHIN, store.firms()).await, Ok(Ok(_)));
    let status = if store_reachable { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Health { version: env!("CARGO_PKG_VERSION"), role, store_reachable }))
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use async_trait::async_trait;
    use serde_json::Value;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;
    use uku_core::firm::FirmId;
    use uku_core::store::{StoreError, UnitOfWork};

    use super::*;

    /// A store that can be reached, or not.
    struct Store(bool);

    #[async_trait]
    impl IntegrationStore for Store {
        async fn open(&self, _: &FirmId) -> Result<Box<dyn UnitOfWork>, StoreError> {
            Err(StoreError::Failed("nobody opens it here".to_owned()))
        }

        async fn firms(&self) -> Result<Vec<FirmId>, StoreError> {
            if self.0 { Ok(Vec::new()) } else { Err(StoreError::Failed("gone".to_owned())) }
        }
    }

    async fn ask(address: SocketAddr, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: uku\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
    }

    /// What a server of this kind answers, until it was told to stop.
    async fn answers(store: Store, path: &str) -> (u16, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let web = Web { listener, role: ServeRole::Web, store: Arc::new(store) };
        let stop = CancellationToken::new();
        let asked = async {
            let answer = ask(address, path).await;
            stop.cancel();
            answer
        };
        let (ended, answer) = tokio::join!(web.run(&stop), asked);
        ended.unwrap();
        answer
    }

    #[tokio::test]
    async fn health_says_what_runs_and_whether_the_store_is_there() {
        for (reachable, status) in [(true, 200), (false, 503)] {
            let (answered, body) = answers(Store(reachable), "/health").await;
            let health: Value = serde_json::from_str(&body).unwrap();
            assert_eq!((answered, &health["storeReachable"]), (status, &Value::Bool(reachable)));
            assert_eq!(health["role"], "web");
            assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
        }
    }

    #[tokio::test]
    async fn nothing_else_is_answered() {
        assert_eq!(answers(Store(true), "/").await.0, 404);
        assert_eq!(answers(Store(true), "/health/more").await.0, 404);
    }
}
