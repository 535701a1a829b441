//! Inviting people, and links to set a password. A link is shown once, and given on by whoever made it.

use askama::Template;
use axum::extract::Path;
use axum::http::header::HOST;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum_extra::extract::Form;
use secrecy::ExposeSecret;
use serde::Deserialize;
use uku_core::firm::{MemberId, Role};
use uku_core::sign_in::{Invitation, LINK_PATH, LinkPurpose, NewLink};
use uku_l10n::Said;
use uku_web::{Desk, Refusal};

use crate::form::Faults;
use crate::html::{html, html_as};
use crate::page::{Nav, Page};
use crate::sign_in::means;

#[derive(Template)]
#[template(path = "members/invite.html")]
struct InvitePage {
    page: Page,
    form: InviteForm,
    faults: Faults,
}

/// Shows a link, once.
#[derive(Template)]
#[template(path = "members/link.html")]
struct LinkPage {
    page: Page,
    intro: String,
    link: String,
    until: String,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct InviteForm {
    name: String,
    email: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    exports_invoices: Option<String>,
}

pub(super) async fn page(desk: Desk) -> Result<Response, Refusal> {
    means(&desk.site)?;
    let page = Page::of(&desk, Nav::Settings, &Said::of("members-invite-title")).await?;
    html(&InvitePage { page, form: InviteForm::default(), faults: Faults::default() })
}

pub(super) async fn invite(
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<InviteForm>,
) -> Result<Response, Refusal> {
    let invitation = Invitation {
        name: form.name.clone(),
        email: form.email.clone(),
        role: form.role.parse().unwrap_or(Role::Member),
        exports_invoices: form.exports_invoices.is_some(),
    };
    match means(&desk.site)?.managing(desk.actor()).invite(&invitation).await {
        Ok(link) => shown(&desk, &headers, &form.name, link).await,
        Err(error) => {
            let page = Page::of(&desk, Nav::Settings, &Said::of("members-invite-title")).await?;
            let faults = Faults::of(error.into(), &page, &["name", "email"])?;
            html_as(StatusCode::UNPROCESSABLE_ENTITY, &InvitePage { page, form, faults })
        }
    }
}

pub(super) async fn link(
    desk: Desk,
    headers: HeaderMap,
    Path(member): Path<MemberId>,
) -> Result<Response, Refusal> {
    let link = means(&desk.site)?.managing(desk.actor()).make_link(&member).await?;
    let profile = desk.means().members.member(desk.firm_id(), &member).await?;
    let name = profile.map(|profile| profile.name).unwrap_or_default();
    shown(&desk, &headers, &name, link).await
}

async fn shown(desk: &Desk, headers: &HeaderMap, name: &str, link: NewLink) -> Result<Response, Refusal> {
    let (title, intro) = match link.purpose {
        LinkPurpose::Welcome | LinkPurpose::Invitation => ("members-invited-title", "members-invited-intro"),
        LinkPurpose::PasswordReset | LinkPurpose::SecondStep | LinkPurpose::Visit => {
            ("members-reset-title", "members-reset-intro")
        }
    };
    let page = Page::of(desk, Nav::Settings, &Said::of(title)).await?;
    let intro = page.say(&Said::of(intro).with("name", name.to_owned()));
    let until = page.locale.moment(link.expires_at);
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let scheme = if desk.site.settings.https { "https" } else { "http" };
    let link = format!("{scheme}://{host}{LINK_PATH}{}", link.token.expose_secret());
    html(&LinkPage { page, intro, link, until })
}
