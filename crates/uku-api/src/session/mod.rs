//! Signing in, where no larger product does it. None of it takes an `Idempotency-Key`: all of it carries secrets.

mod account;

use std::sync::Arc;

use axum::Json;
use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use uku_core::sign_in::SignIn;
use uku_web::{Access, Credentials, Peer, Refusal, SignInMeans, Site};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::frame::{Body, Secret, shown_once};
use crate::operations::Operations;

pub(crate) fn operations(operations: Operations) -> Operations {
    operations
        .add(Access::Anybody, routes!(begin_session))
        .add(Access::Member, routes!(end_session))
        .add(Access::Anybody, routes!(enter_code))
        .add(Access::Anybody, routes!(accept_link))
        .with(account::operations)
}

/// What signing people in needs; not there where a larger product does it.
fn means(site: &Site) -> Result<&SignInMeans, Refusal> {
    site.sign_in.as_ref().ok_or_else(Refusal::not_found)
}

/// The token by which whoever asks is signed in.
pub(crate) struct Token(pub(crate) SecretString);

impl FromRequestParts<Arc<Site>> for Token {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Refusal> {
        let credentials = Credentials::of(&parts.headers, site.settings.https);
        credentials.token.map(Self).ok_or_else(Refusal::signed_out)
    }
}

/// Who wants to sign in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SignInIn {
    /// The person's email address.
    email: String,
    /// The person's password.
    password: Secret,
}

/// How far somebody came in. Either token is shown once.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct EnteredOut {
    /// The token of the session, for `Authorization: Bearer`; none while a code is asked for.
    #[schema(required)]
    token: Option<String>,
    /// What is to be sent with the code of the authenticator app; none if no code is asked for.
    #[schema(required)]
    challenge: Option<String>,
}

impl From<SignIn> for EnteredOut {
    fn from(entered: SignIn) -> Self {
        match entered {
            SignIn::Done(token) => Self { token: Some(shown_once(&token)), challenge: None },
            SignIn::CodeNeeded(challenge) => Self { token: None, challenge: Some(shown_once(&challenge)) },
        }
    }
}

/// Signs somebody in with email address and password.
#[utoipa::path(post, path = "/session", tag = "session", request_body = SignInIn,
    responses((status = 200, description = "How far it went", body = EnteredOut)))]
async fn begin_session(
    State(site): State<Arc<Site>>,
    Peer(from): Peer,
    Body(who): Body<SignInIn>,
) -> Result<Json<EnteredOut>, Refusal> {
    let entered = means(&site)?.signing_in().sign_in(&who.email, &who.password.0, from).await?;
    Ok(Json(entered.into()))
}

/// The code after the password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CodeIn {
    /// What was answered to the password.
    challenge: Secret,
    /// The code of the authenticator app, or a recovery code.
    code: Secret,
}

/// Goes on with a code of the authenticator app, or a recovery code.
#[utoipa::path(post, path = "/session/code", tag = "session", request_body = CodeIn,
    responses((status = 200, description = "The person is signed in", body = EnteredOut)))]
async fn enter_code(
    State(site): State<Arc<Site>>,
    Peer(from): Peer,
    Body(code): Body<CodeIn>,
) -> Result<Json<EnteredOut>, Refusal> {
    let token = means(&site)?.signing_in().enter_code(&code.challenge.0, &code.code.0, from).await?;
    Ok(Json(SignIn::Done(token).into()))
}

/// A one-time link and the password that it sets.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct LinkIn {
    /// The token in the link.
    link: Secret,
    /// The new password.
    new_password: Secret,
}

/// Sets the password of whom a one-time link is for, and signs the person in.
#[utoipa::path(post, path = "/session/link", tag = "session", request_body = LinkIn,
    responses((status = 200, description = "How far it went", body = EnteredOut)))]
async fn accept_link(
    State(site): State<Arc<Site>>,
    Body(link): Body<LinkIn>,
) -> Result<Json<EnteredOut>, Refusal> {
    let entered = means(&site)?.signing_in().accept_link(&link.link.0, &link.new_password.0).await?;
    Ok(Json(entered.into()))
}

/// Ends the session of whoever asks.
#[utoipa::path(delete, path = "/session", tag = "session",
    responses((status = 204, description = "It is over")))]
async fn end_session(State(site): State<Arc<Site>>, Token(token): Token) -> Result<StatusCode, Refusal> {
    means(&site)?.signing_in().sign_out(&token).await?;
    Ok(StatusCode::NO_CONTENT)
}
