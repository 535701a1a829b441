use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use tokio::time::timeout;
use uku_core::store::IntegrationStore;
use uku_web::Site;

use crate::args::ServeRole;

/// How long the store may take to answer.
const STORE_ANSWERS_WITHIN: Duration = Duration::from_secs(3);

/// Whether the server can do its work, for whoever watches over it.
#[derive(Clone)]
pub(crate) struct Health {
    pub(crate) role: ServeRole,
    pub(crate) store: Arc<dyn IntegrationStore>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HealthOut {
    version: &'static str,
    role: ServeRole,
    store_reachable: bool,
}

impl Health {
    pub(super) fn route(self) -> Router<Arc<Site>> {
        Router::new().route("/health", get(health).with_state(self))
    }
}

async fn health(State(Health { role, store }): State<Health>) -> (StatusCode, Json<HealthOut>) {
    let store_reachable = matches!(timeout(STORE_ANSWERS_WITHIN, store.firms()).await, Ok(Ok(_)));
    let status = if store_reachable { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(HealthOut { version: env!("CARGO_PKG_VERSION"), role, store_reachable }))
}
