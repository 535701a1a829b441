//! Who one is here, and where one is signed in.

use askama::Template;
use axum::http::HeaderMap;
use axum::response::Response;
use axum_extra::extract::{CookieJar, Form};
use serde::Deserialize;
use uku_core::sign_in::{Session, TokenDigest};
use uku_l10n::{Said, Say};
use uku_web::{Desk, Refusal};

use crate::html::{done, html};
use crate::page::{Nav, Page};
use crate::sign_in::{means, session_token, signed_out};

#[derive(Template)]
#[template(path = "account/overview.html")]
struct AccountPage {
    page: Page,
    role: String,
    /// How one signs in; none where the host product does that.
    own: Option<OwnSignIn>,
}

/// How one signs in here.
struct OwnSignIn {
    email: String,
    second_factor: bool,
    sessions: Vec<SessionRow>,
}

struct SessionRow {
    token: String,
    created: String,
    seen: String,
    current: bool,
}

pub(super) async fn page(desk: Desk, headers: HeaderMap) -> Result<Response, Refusal> {
    let page = Page::of(&desk, Nav::Account, &Said::of("account-title")).await?;
    let role = page.say(&desk.actor().role.said());
    let own = match means(&desk.site) {
        Ok(means) => own(&desk, means, &headers).await?,
        Err(_) => None,
    };
    html(&AccountPage { page, role, own })
}

async fn own(
    desk: &Desk,
    means: &uku_web::SignInMeans,
    headers: &HeaderMap,
) -> Result<Option<OwnSignIn>, Refusal> {
    let token = session_token(&desk.site, headers)?;
    let signing_in = means.signing_in();
    let Some(present) = signing_in.session(&token).await? else { return Ok(None) };
    let locale = desk.locale();
    let row = |session: Session| SessionRow {
        current: session.token == present.session.token,
        token: session.token.as_str().to_owned(),
        created: locale.moment(session.created_at),
        seen: locale.moment(session.seen_at),
    };
    Ok(Some(OwnSignIn {
        email: present.member.email.clone().unwrap_or_default(),
        second_factor: present.second_factor,
        sessions: signing_in.sessions(&token).await?.into_iter().map(row).collect(),
    }))
}

#[derive(Deserialize)]
pub(super) struct EndForm {
    session: String,
}

pub(super) async fn end_session(
    desk: Desk,
    headers: HeaderMap,
    jar: CookieJar,
    Form(form): Form<EndForm>,
) -> Result<Response, Refusal> {
    let token = session_token(&desk.site, &headers)?;
    let ended: TokenDigest = form.session.parse().map_err(|_| Refusal::not_found())?;
    means(&desk.site)?.signing_in().end_session(&token, &ended).await?;
    if ended == TokenDigest::of(&token) {
        return Ok(signed_out(&desk.site, jar));
    }
    Ok(done(&headers, "/account", "session-ended"))
}

pub(super) async fn end_others(desk: Desk, headers: HeaderMap) -> Result<Response, Refusal> {
    let token = session_token(&desk.site, &headers)?;
    means(&desk.site)?.signing_in().sign_out_elsewhere(&token).await?;
    Ok(done(&headers, "/account", "sessions-ended"))
}
