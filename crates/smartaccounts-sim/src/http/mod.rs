//! HTTP: the vendor's paths under `/api`, what is invented under `/invented`, the simulator's own under `/_sim`.

mod answer;
mod control;
mod gate;
mod invented;
mod mishap;
mod vendor;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::world::World;

/// Everything that a simulator answers.
pub(crate) fn router(world: Arc<World>) -> Router {
    Router::new()
        .route("/_sim/truth", get(control::truth))
        .route("/_sim/stats", get(control::stats))
        .route("/_sim/mutate", post(control::mutate))
        .route("/_sim/faults", post(control::add_fault).delete(control::clear_faults))
        .route("/_sim/clock", get(control::time).post(control::advance))
        .route("/_sim/paging", post(control::paging))
        .route("/_sim/rounding", post(control::rounding))
        .route("/_sim/directory", post(control::directory))
        .route("/invented/sign-in", post(invented::sign_in))
        .route("/invented/companies", get(invented::companies))
        .fallback(vendor::serve)
        .with_state(world)
}
