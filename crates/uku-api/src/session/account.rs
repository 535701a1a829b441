//! What people change about how they sign in themselves.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uku_core::sign_in::{Session, TokenDigest};
use uku_web::{Access, Refusal, Site};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{Token, means};
use crate::frame::{At, Body, Secret, shown_once};
use crate::operations::Operations;

pub(super) fn operations(operations: Operations) -> Operations {
    operations
        .add(Access::Member, routes!(change_password))
        .add(Access::Member, routes!(list_sessions, end_other_sessions))
        .add(Access::Member, routes!(end_one_session))
        .add(Access::Member, routes!(begin_factor, confirm_factor))
        .add(Access::Member, routes!(remove_own_factor))
        .add(Access::Member, routes!(renew_codes))
}

/// The old password and the new one.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PasswordIn {
    /// The password as it is.
    password: Secret,
    /// The password as it is to be.
    new_password: Secret,
}

/// Changes the password of whoever asks. All other sessions end.
#[utoipa::path(put, path = "/account/password", tag = "account", request_body = PasswordIn,
    responses((status = 204, description = "It is changed")))]
async fn change_password(
    State(site): State<Arc<Site>>,
    Token(token): Token,
    Body(change): Body<PasswordIn>,
) -> Result<StatusCode, Refusal> {
    let signing_in = means(&site)?.signing_in();
    signing_in.change_password(&token, &change.password.0, &change.new_password.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Where a person is signed in.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SessionOut {
    /// Its identity.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    id: String,
    /// When the person signed in.
    created_at: DateTime<Utc>,
    /// When it was used last.
    seen_at: DateTime<Utc>,
    /// Whether it is the one that asks.
    current: bool,
}

/// Where a person is signed in.
#[derive(Debug, Serialize, ToSchema)]
struct SessionsOut {
    /// The latest first.
    items: Vec<SessionOut>,
}

/// Where whoever asks is signed in, the latest first.
#[utoipa::path(get, path = "/account/sessions", tag = "account",
    responses((status = 200, description = "The sessions", body = SessionsOut)))]
async fn list_sessions(
    State(site): State<Arc<Site>>,
    Token(token): Token,
) -> Result<Json<SessionsOut>, Refusal> {
    let current = TokenDigest::of(&token);
    let sessions = means(&site)?.signing_in().sessions(&token).await?;
    let out = |session: Session| SessionOut {
        id: session.token.as_str().to_owned(),
        created_at: session.created_at,
        seen_at: session.seen_at,
        current: session.token == current,
    };
    Ok(Json(SessionsOut { items: sessions.into_iter().map(out).collect() }))
}

/// How many sessions were ended.
#[derive(Debug, Serialize, ToSchema)]
struct EndedOut {
    /// How many.
    sessions: u32,
}

/// Ends all sessions of whoever asks but the one that asks.
#[utoipa::path(delete, path = "/account/sessions", tag = "account",
    responses((status = 200, description = "How many ended", body = EndedOut)))]
async fn end_other_sessions(
    State(site): State<Arc<Site>>,
    Token(token): Token,
) -> Result<Json<EndedOut>, Refusal> {
    let sessions = means(&site)?.signing_in().sign_out_elsewhere(&token).await?;
    Ok(Json(EndedOut { sessions }))
}

/// Ends one session of whoever asks; nothing happens if there is none.
#[utoipa::path(delete, path = "/account/sessions/{session}", tag = "account",
    params(("session" = String, Path, description = "The session", pattern = "^[0-9a-f]{64}$")),
    responses((status = 200, description = "How many ended", body = EndedOut)))]
async fn end_one_session(
    State(site): State<Arc<Site>>,
    Token(token): Token,
    At(session): At<TokenDigest>,
) -> Result<Json<EndedOut>, Refusal> {
    let sessions = means(&site)?.signing_in().end_session(&token, &session).await?;
    Ok(Json(EndedOut { sessions }))
}

/// What an authenticator app needs to make codes. It is shown once.
#[derive(Serialize, ToSchema)]
struct FactorOut {
    /// The secret, for who types it.
    secret: String,
    /// The address with the secret in it, for a QR code.
    address: String,
}

/// Begins to set up an authenticator app for whoever asks.
#[utoipa::path(post, path = "/account/second-factor", tag = "account",
    responses((status = 200, description = "What the app needs", body = FactorOut)))]
async fn begin_factor(
    State(site): State<Arc<Site>>,
    Token(token): Token,
) -> Result<Json<FactorOut>, Refusal> {
    let new = means(&site)?.signing_in().begin_second_factor(&token).await?;
    Ok(Json(FactorOut { secret: shown_once(&new.secret), address: shown_once(&new.address) }))
}

/// A code that an authenticator app shows.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FactorCodeIn {
    /// The code.
    code: Secret,
}

/// Recovery codes. They are shown once.
#[derive(Serialize, ToSchema)]
struct CodesOut {
    /// The codes.
    codes: Vec<String>,
}

/// Sets up the authenticator app that was begun: it shows this code.
#[utoipa::path(put, path = "/account/second-factor", tag = "account", request_body = FactorCodeIn,
    responses((status = 200, description = "It is set up; the recovery codes", body = CodesOut)))]
async fn confirm_factor(
    State(site): State<Arc<Site>>,
    Token(token): Token,
    Body(shown): Body<FactorCodeIn>,
) -> Result<Json<CodesOut>, Refusal> {
    let codes = means(&site)?.signing_in().confirm_second_factor(&token, &shown.code.0).await?;
    Ok(Json(CodesOut { codes: codes.iter().map(shown_once).collect() }))
}

/// The password, so that nobody else does it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConfirmedIn {
    /// The password of whoever asks.
    password: Secret,
}

/// Removes the authenticator app of whoever asks.
#[utoipa::path(post, path = "/account/second-factor/remove", tag = "account", request_body = ConfirmedIn,
    responses((status = 204, description = "It is removed")))]
async fn remove_own_factor(
    State(site): State<Arc<Site>>,
    Token(token): Token,
    Body(confirmed): Body<ConfirmedIn>,
) -> Result<StatusCode, Refusal> {
    means(&site)?.signing_in().remove_second_factor(&token, &confirmed.password.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// New recovery codes for whoever asks. The former ones end.
#[utoipa::path(post, path = "/account/recovery-codes", tag = "account", request_body = ConfirmedIn,
    responses((status = 200, description = "The codes", body = CodesOut)))]
async fn renew_codes(
    State(site): State<Arc<Site>>,
    Token(token): Token,
    Body(confirmed): Body<ConfirmedIn>,
) -> Result<Json<CodesOut>, Refusal> {
    let codes = means(&site)?.signing_in().renew_recovery_codes(&token, &confirmed.password.0).await?;
    Ok(Json(CodesOut { codes: codes.iter().map(shown_once).collect() }))
}
