//! Email address and password, then the code where an authenticator app is set up.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Extension, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, SameSite};
use axum_extra::extract::{CookieJar, Form};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use uku_core::sign_in::{LinkPurpose, SignIn, SignInError};
use uku_l10n::Said;
use uku_web::{Peer, Refusal, Site, Visitor};

use super::{means, session};
use crate::form::Faults;
use crate::html::{html, html_as, see};
use crate::page::Page;

/// Holds what shows that the password was right, until the code is typed.
const STEP_COOKIE: &str = "uku-step";

#[derive(Template)]
#[template(path = "sign_in/password.html")]
struct PasswordPage {
    page: Page,
    email: String,
    next: String,
    faults: Faults,
}

#[derive(Template)]
#[template(path = "sign_in/code.html")]
struct CodePage {
    page: Page,
    next: String,
    faults: Faults,
}

#[derive(Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    next: String,
}

pub(super) async fn page(
    State(site): State<Arc<Site>>,
    Extension(visitor): Extension<Visitor>,
    Query(Next { next }): Query<Next>,
) -> Result<Response, Refusal> {
    means(&site)?;
    let page = Page::alone(&visitor, &Said::of("sign-in-title"));
    html(&PasswordPage { page, email: String::new(), next, faults: Faults::default() })
}

#[derive(Deserialize)]
pub(super) struct PasswordForm {
    email: String,
    password: SecretString,
    #[serde(default)]
    next: String,
}

pub(super) async fn password(
    State(site): State<Arc<Site>>,
    Extension(visitor): Extension<Visitor>,
    Peer(from): Peer,
    jar: CookieJar,
    Form(form): Form<PasswordForm>,
) -> Result<Response, Refusal> {
    let signing_in = means(&site)?.signing_in();
    match signing_in.sign_in(&form.email, &form.password, from).await {
        Ok(entered) => Ok(entered_as(&site, jar, entered, &form.next)),
        Err(error) => {
            let page = Page::alone(&visitor, &Said::of("sign-in-title"));
            let faults = Faults::of(error.into(), &page, &[])?;
            let shown = PasswordPage { page, email: form.email, next: form.next, faults };
            html_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
    }
}

/// On to where somebody wanted to go, or to the code.
pub(super) fn entered_as(site: &Site, jar: CookieJar, entered: SignIn, next: &str) -> Response {
    match entered {
        SignIn::Done(token) => session::signed_in(site, jar, &token, next),
        SignIn::CodeNeeded(token) => {
            let mut cookie = Cookie::new(STEP_COOKIE, token.expose_secret().to_owned());
            cookie.set_path("/sign-in/code");
            cookie.set_http_only(true);
            cookie.set_same_site(SameSite::Strict);
            cookie.set_secure(site.settings.https);
            cookie.set_max_age(time::Duration::seconds(LinkPurpose::SecondStep.lasts().num_seconds()));
            let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
            (jar.add(cookie), see(&format!("/sign-in/code?next={next}"))).into_response()
        }
    }
}

pub(super) async fn code_page(
    State(site): State<Arc<Site>>,
    Extension(visitor): Extension<Visitor>,
    Query(Next { next }): Query<Next>,
) -> Result<Response, Refusal> {
    means(&site)?;
    let page = Page::alone(&visitor, &Said::of("sign-in-code-title"));
    html(&CodePage { page, next, faults: Faults::default() })
}

#[derive(Deserialize)]
pub(super) struct CodeForm {
    code: SecretString,
    #[serde(default)]
    next: String,
}

pub(super) async fn code(
    State(site): State<Arc<Site>>,
    Extension(visitor): Extension<Visitor>,
    Peer(from): Peer,
    jar: CookieJar,
    Form(form): Form<CodeForm>,
) -> Result<Response, Refusal> {
    let Some(step) = jar.get(STEP_COOKIE).map(|cookie| SecretString::from(cookie.value())) else {
        return Ok(see("/sign-in"));
    };
    match means(&site)?.signing_in().enter_code(&step, &form.code, from).await {
        Ok(token) => {
            let mut used = Cookie::new(STEP_COOKIE, "");
            used.set_path("/sign-in/code");
            used.set_max_age(time::Duration::ZERO);
            Ok(session::signed_in(&site, jar.add(used), &token, &form.next))
        }
        // Ten minutes are over: the password comes first again.
        Err(SignInError::LinkOver) => Ok(see("/sign-in")),
        Err(error) => {
            let page = Page::alone(&visitor, &Said::of("sign-in-code-title"));
            let faults = Faults::of(error.into(), &page, &["code"])?;
            html_as(StatusCode::UNPROCESSABLE_ENTITY, &CodePage { page, next: form.next, faults })
        }
    }
}
