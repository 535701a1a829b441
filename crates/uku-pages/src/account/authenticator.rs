//! The authenticator app: a code beside the password.

use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum_extra::extract::Form;
use qrcode::QrCode;
use qrcode::render::svg;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use uku_core::sign_in::NewSecondFactor;
use uku_l10n::Said;
use uku_web::{Desk, Refusal};

use crate::form::Faults;
use crate::html::{done, html, html_as};
use crate::page::{Nav, Page};
use crate::sign_in::{means, session_token};

/// How wide the QR code is at least, in pixels.
const QR_WIDTH: u32 = 220;

/// Asks whether to begin.
#[derive(Template)]
#[template(path = "account/authenticator.html")]
struct BeginPage {
    page: Page,
}

/// Shows the secret, and asks for the first code.
#[derive(Template)]
#[template(path = "account/authenticator_confirm.html")]
struct ConfirmPage {
    page: Page,
    /// The secret as a picture and to be typed; it is shown once, so not after a mistyped code.
    shown: Option<ShownSecret>,
    faults: Faults,
}

struct ShownSecret {
    picture: String,
    secret: String,
}

/// Shows recovery codes, once.
#[derive(Template)]
#[template(path = "account/recovery_codes.html")]
struct RecoveryCodesPage {
    page: Page,
    codes: Vec<String>,
}

/// Asks for the password before something about the app is changed.
#[derive(Template)]
#[template(path = "account/with_password.html")]
struct WithPasswordPage {
    page: Page,
    intro: &'static str,
    button: &'static str,
    faults: Faults,
}

async fn framed(desk: &Desk, title: &'static str) -> Result<Page, Refusal> {
    Page::of(desk, Nav::Account, &Said::of(title)).await
}

pub(super) async fn page(desk: Desk) -> Result<Response, Refusal> {
    means(&desk.site)?;
    html(&BeginPage { page: framed(&desk, "authenticator-title").await? })
}

pub(super) async fn begin(desk: Desk, headers: HeaderMap) -> Result<Response, Refusal> {
    let token = session_token(&desk.site, &headers)?;
    let begun = means(&desk.site)?.signing_in().begin_second_factor(&token).await?;
    let page = framed(&desk, "authenticator-title").await?;
    html(&ConfirmPage { page, shown: Some(drawn(&begun)?), faults: Faults::default() })
}

fn drawn(begun: &NewSecondFactor) -> Result<ShownSecret, Refusal> {
    let code = QrCode::new(begun.address.expose_secret()).map_err(|error| Refusal::broken(&error))?;
    let picture = code.render::<svg::Color<'_>>().min_dimensions(QR_WIDTH, QR_WIDTH).build();
    // A document's head has no place inside of a page.
    let picture = picture.find("<svg").map_or("", |start| &picture[start..]).to_owned();
    Ok(ShownSecret { picture, secret: begun.secret.expose_secret().to_owned() })
}

#[derive(Deserialize)]
pub(super) struct CodeForm {
    code: SecretString,
}

pub(super) async fn confirm(
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<CodeForm>,
) -> Result<Response, Refusal> {
    let token = session_token(&desk.site, &headers)?;
    match means(&desk.site)?.signing_in().confirm_second_factor(&token, &form.code).await {
        Ok(codes) => recovery_codes(&desk, &codes).await,
        Err(error) => {
            let page = framed(&desk, "authenticator-title").await?;
            let faults = Faults::of(error.into(), &page, &["code"])?;
            html_as(StatusCode::UNPROCESSABLE_ENTITY, &ConfirmPage { page, shown: None, faults })
        }
    }
}

async fn recovery_codes(desk: &Desk, codes: &[SecretString]) -> Result<Response, Refusal> {
    let page = framed(desk, "recovery-codes-title").await?;
    let codes = codes.iter().map(|code| code.expose_secret().to_owned()).collect();
    html(&RecoveryCodesPage { page, codes })
}

async fn with_password(
    desk: &Desk,
    [title, intro, button]: [&'static str; 3],
    refusal: Option<Refusal>,
) -> Result<Response, Refusal> {
    let page = framed(desk, title).await?;
    let (status, faults) = match refusal {
        None => (StatusCode::OK, Faults::default()),
        Some(refusal) => (StatusCode::UNPROCESSABLE_ENTITY, Faults::of(refusal, &page, &["password"])?),
    };
    html_as(status, &WithPasswordPage { page, intro, button, faults })
}

const REMOVE: [&str; 3] =
    ["authenticator-remove-title", "authenticator-remove-intro", "authenticator-remove-button"];
const RENEW: [&str; 3] =
    ["recovery-codes-title", "recovery-codes-renew-intro", "recovery-codes-renew-button"];

#[derive(Deserialize)]
pub(super) struct ConfirmingPassword {
    password: SecretString,
}

pub(super) async fn remove_page(desk: Desk) -> Result<Response, Refusal> {
    means(&desk.site)?;
    with_password(&desk, REMOVE, None).await
}

pub(super) async fn remove(
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<ConfirmingPassword>,
) -> Result<Response, Refusal> {
    let token = session_token(&desk.site, &headers)?;
    match means(&desk.site)?.signing_in().remove_second_factor(&token, &form.password).await {
        Ok(()) => Ok(done(&headers, "/account", "authenticator-removed")),
        Err(error) => with_password(&desk, REMOVE, Some(error.into())).await,
    }
}

pub(super) async fn codes_page(desk: Desk) -> Result<Response, Refusal> {
    means(&desk.site)?;
    with_password(&desk, RENEW, None).await
}

pub(super) async fn renew_codes(
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<ConfirmingPassword>,
) -> Result<Response, Refusal> {
    let token = session_token(&desk.site, &headers)?;
    match means(&desk.site)?.signing_in().renew_recovery_codes(&token, &form.password).await {
        Ok(codes) => recovery_codes(&desk, &codes).await,
        Err(error) => with_password(&desk, RENEW, Some(error.into())).await,
    }
}
