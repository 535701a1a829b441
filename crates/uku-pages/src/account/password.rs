//! A new password.

use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum_extra::extract::Form;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use uku_core::sign_in::Password;
use uku_l10n::Said;
use uku_web::{Desk, Refusal};

use crate::form::Faults;
use crate::html::{done, html, html_as};
use crate::page::{Nav, Page};
use crate::sign_in::{means, session_token};

#[derive(Template)]
#[template(path = "account/password.html")]
struct PasswordPage {
    page: Page,
    shortest: u64,
    faults: Faults,
}

async fn shown(desk: &Desk) -> Result<PasswordPage, Refusal> {
    let page = Page::of(desk, Nav::Account, &Said::of("account-password-title")).await?;
    Ok(PasswordPage { page, shortest: Password::SHORTEST as u64, faults: Faults::default() })
}

pub(super) async fn page(desk: Desk) -> Result<Response, Refusal> {
    means(&desk.site)?;
    html(&shown(&desk).await?)
}

#[derive(Deserialize)]
pub(super) struct PasswordForm {
    password: SecretString,
    new_password: SecretString,
    again: SecretString,
}

pub(super) async fn change(
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<PasswordForm>,
) -> Result<Response, Refusal> {
    let signing_in = means(&desk.site)?.signing_in();
    let refusal = if form.new_password.expose_secret() == form.again.expose_secret() {
        let token = session_token(&desk.site, &headers)?;
        match signing_in.change_password(&token, &form.password, &form.new_password).await {
            Ok(()) => return Ok(done(&headers, "/account", "password-changed")),
            Err(error) => Refusal::from(error),
        }
    } else {
        Refusal::field("again", Said::of("link-not-the-same"))
    };
    let mut shown = shown(&desk).await?;
    shown.faults = Faults::of(refusal, &shown.page, &["password", "newPassword", "again"])?;
    html_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}
