//! The page behind a one-time link: whoever has it sets a password.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Extension, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{CookieJar, Form};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use uku_core::sign_in::{LinkPurpose, LinkShown, Password, SignInError};
use uku_l10n::Said;
use uku_web::{Refusal, Site, Visitor};

use super::session::signed_in;
use super::{enter, means};
use crate::form::Faults;
use crate::html::{html, html_as};
use crate::page::Page;

#[derive(Template)]
#[template(path = "sign_in/link.html")]
struct LinkPage {
    page: Page,
    /// Why one is here, with the person's name.
    intro: String,
    email: String,
    shortest: u64,
    faults: Faults,
}

#[derive(Template)]
#[template(path = "sign_in/link_over.html")]
struct LinkOverPage {
    page: Page,
}

fn link_page(visitor: &Visitor, shown: LinkShown) -> LinkPage {
    let (title, intro) = match shown.purpose {
        LinkPurpose::Welcome => ("link-welcome-title", "link-welcome-intro"),
        LinkPurpose::Invitation => ("link-invitation-title", "link-invitation-intro"),
        LinkPurpose::PasswordReset | LinkPurpose::SecondStep | LinkPurpose::Visit => {
            ("link-reset-title", "link-reset-intro")
        }
    };
    let page = Page::alone(visitor, &Said::of(title));
    let intro = page.say(&Said::of(intro).with("name", shown.member.name));
    let email = shown.member.email.unwrap_or_default();
    LinkPage { page, intro, email, shortest: Password::SHORTEST as u64, faults: Faults::default() }
}

fn over(visitor: &Visitor) -> Result<Response, Refusal> {
    let page = Page::alone(visitor, &Said::of("link-over-title"));
    html_as(StatusCode::GONE, &LinkOverPage { page })
}

pub(super) async fn page(
    State(site): State<Arc<Site>>,
    Extension(visitor): Extension<Visitor>,
    Path(token): Path<SecretString>,
    jar: CookieJar,
) -> Result<Response, Refusal> {
    let signing_in = means(&site)?.signing_in();
    if let Some(shown) = signing_in.see_link(&token).await? {
        return html(&link_page(&visitor, shown));
    }
    match signing_in.visit(&token).await {
        Ok(session) => Ok(signed_in(&site, jar, &session, "/clients")),
        Err(SignInError::LinkOver) => over(&visitor),
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
pub(super) struct NewPassword {
    password: SecretString,
    again: SecretString,
}

pub(super) async fn set_password(
    State(site): State<Arc<Site>>,
    Extension(visitor): Extension<Visitor>,
    Path(token): Path<SecretString>,
    jar: CookieJar,
    Form(form): Form<NewPassword>,
) -> Result<Response, Refusal> {
    let signing_in = means(&site)?.signing_in();
    let Some(shown) = signing_in.see_link(&token).await? else { return over(&visitor) };
    let refusal = if form.password.expose_secret() == form.again.expose_secret() {
        match signing_in.accept_link(&token, &form.password).await {
            Ok(entered) => return Ok(enter::entered_as(&site, jar, entered, "/clients")),
            Err(SignInError::LinkOver) => return over(&visitor),
            Err(error) => Refusal::from(error),
        }
    } else {
        Refusal::field("again", Said::of("link-not-the-same"))
    };
    let mut shown = link_page(&visitor, shown);
    shown.faults = Faults::of(refusal, &shown.page, &["newPassword", "again"])?;
    html_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}
