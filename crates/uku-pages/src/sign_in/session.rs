//! The session in the browser: a cookie that scripts can't read and other sites can't send.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use secrecy::{ExposeSecret, SecretString};
use uku_core::sign_in::SESSION_LONGEST;
use uku_web::{Credentials, Refusal, Site};

use super::means;
use crate::html::see;

/// The token of the session by which a request comes.
pub(crate) fn session_token(site: &Site, headers: &HeaderMap) -> Result<SecretString, Refusal> {
    Credentials::of(headers, site.settings.https).token.ok_or_else(Refusal::signed_out)
}

/// On to a page, signed in.
pub(super) fn signed_in(site: &Site, jar: CookieJar, token: &SecretString, next: &str) -> Response {
    let mut cookie = cookie(site, token.expose_secret().to_owned());
    cookie.set_max_age(time::Duration::seconds(SESSION_LONGEST.num_seconds()));
    (jar.add(cookie), see(next)).into_response()
}

/// To the sign-in page, without a session.
pub(crate) fn signed_out(site: &Site, jar: CookieJar) -> Response {
    let mut cookie = cookie(site, String::new());
    cookie.set_max_age(time::Duration::ZERO);
    (jar.add(cookie), see("/sign-in")).into_response()
}

fn cookie(site: &Site, value: String) -> Cookie<'static> {
    let mut cookie = Cookie::new(Credentials::cookie_name(site.settings.https), value);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(site.settings.https);
    cookie
}

pub(super) async fn sign_out(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    jar: CookieJar,
) -> Result<Response, Refusal> {
    if let Ok(token) = session_token(&site, &headers) {
        means(&site)?.signing_in().sign_out(&token).await?;
    }
    Ok(signed_out(&site, jar))
}
