//! The sign-in with email and password, and the list of the companies that a user sees. **All of it is invented**:
//! the vendor publishes no such thing, so these paths lie under `/invented`, away from its own.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::answer::Answer;
use super::mishap;
use crate::api::{ApiError, Query, window};
use crate::fault::{Fault, FaultKind};
use crate::users::UserKind;
use crate::world::World;

/// What stands for a key in faults and statistics.
const KEY: &str = "invented";

#[derive(Deserialize)]
struct Login {
    email: String,
    password: String,
}

/// `POST /invented/sign-in`: a token for email and password.
pub(crate) async fn sign_in(State(world): State<Arc<World>>, body: Bytes) -> Response {
    serve(&world, "invented/sign-in", |_| {
        let Login { email, password } = serde_json::from_slice(&body)
            .map_err(|_| ApiError::invalid("the body must be JSON with email and password"))?;
        let mut directory = world.directory();
        match directory.user(&email, &password) {
            None => Err(ApiError::new(401, "LOGIN-WRONG", "no such user, or another password")),
            Some(UserKind::Inactive) => Err(ApiError::new(403, "USER-INACTIVE", "the user is inactive")),
            Some(kind) => Ok(json!({ "token": directory.sign_in(kind, world.now()) }).to_string()),
        }
    })
    .await
}

/// `GET /invented/companies?page=N`: a page of what the user sees.
pub(crate) async fn companies(State(world): State<Arc<World>>, uri: Uri, headers: HeaderMap) -> Response {
    serve(&world, "invented/companies", |faults| {
        let token = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = token.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
        let page = Query::read(uri.query().unwrap_or_default()).number_from_1("page")?;
        let manners = *world.manners();
        let directory = world.directory();
        let user = directory
            .signed_in(token)
            .ok_or_else(|| ApiError::new(401, "SIGNED-OUT", "nobody is signed in with this token"))?;
        let endless = mishap::has(faults, FaultKind::Endless);
        let window =
            window(page, directory.count(user), world.page_size as usize, manners.past_end, endless)?;
        let rows = directory.rows(window.places);
        Ok(json!({ "companies": rows, "hasMoreEntries": window.more }).to_string())
    })
    .await
}

async fn serve(
    world: &World,
    path: &str,
    work: impl FnOnce(&[Fault]) -> Result<String, ApiError>,
) -> Response {
    let _under_way = world.arrive(KEY);
    let shown = mishap::shown_time(world, KEY, path);
    let faults = world.faults().meet(KEY, path);
    let answer =
        mishap::under(&faults, || work(&faults).map_or_else(Answer::from, |text| Answer::json(200, text)))
            .await;
    tracing::debug!(path, status = answer.status, "answered");
    mishap::leave(world, KEY, answer, &faults, shown)
}
