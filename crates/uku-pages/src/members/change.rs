//! What a member is in the firm.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use uku_core::firm::{MemberId, MemberProfile, Role};
use uku_core::sign_in::{ManageError, Managing};
use uku_l10n::Said;
use uku_web::{Desk, Refusal};

use crate::form::Faults;
use crate::html::{done, html, html_as};
use crate::page::{Nav, Page};
use crate::sign_in::means;

#[derive(Template)]
#[template(path = "members/change.html")]
struct MemberPage {
    page: Page,
    member: MemberProfile,
    second_factor: bool,
    has_password: bool,
    faults: Faults,
}

impl MemberPage {
    fn is_owner(&self) -> bool {
        self.member.role == Role::Owner
    }

    fn is_admin(&self) -> bool {
        self.member.role == Role::Admin
    }
}

async fn member_page(desk: &Desk, member: &MemberId) -> Result<MemberPage, Refusal> {
    let members = means(&desk.site)?.managing(desk.actor()).members().await?;
    let found = members.into_iter().find(|found| found.profile.id == *member);
    let found = found.ok_or_else(Refusal::not_found)?;
    let title = Said::of("verbatim").with("text", found.profile.name.clone());
    let page = Page::of(desk, Nav::Settings, &title).await?;
    Ok(MemberPage {
        page,
        second_factor: found.second_factor,
        has_password: found.has_password,
        member: found.profile,
        faults: Faults::default(),
    })
}

pub(super) async fn page(desk: Desk, Path(member): Path<MemberId>) -> Result<Response, Refusal> {
    html(&member_page(&desk, &member).await?)
}

#[derive(Deserialize)]
pub(super) struct MemberForm {
    name: String,
    /// None for the Owner, who stays so.
    role: Option<String>,
    exports_invoices: Option<String>,
}

pub(super) async fn change(
    desk: Desk,
    headers: HeaderMap,
    Path(member): Path<MemberId>,
    Form(form): Form<MemberForm>,
) -> Result<Response, Refusal> {
    match apply(&means(&desk.site)?.managing(desk.actor()), &member, &form).await {
        Ok(()) => Ok(done(&headers, "/settings/members", "member-changed")),
        Err(error) => {
            let mut shown = member_page(&desk, &member).await?;
            shown.faults = Faults::of(error.into(), &shown.page, &["name"])?;
            shown.member.name = form.name;
            html_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
    }
}

async fn apply(managing: &Managing<'_>, member: &MemberId, form: &MemberForm) -> Result<(), ManageError> {
    managing.rename(member, &form.name).await?;
    if let Some(role) = form.role.as_ref().and_then(|role| role.parse().ok()) {
        managing.change_role(member, role).await?;
    }
    managing.set_exports_invoices(member, form.exports_invoices.is_some()).await
}

#[derive(Deserialize)]
pub(super) struct ActiveForm {
    active: bool,
}

pub(super) async fn set_active(
    desk: Desk,
    headers: HeaderMap,
    Path(member): Path<MemberId>,
    Form(form): Form<ActiveForm>,
) -> Result<Response, Refusal> {
    means(&desk.site)?.managing(desk.actor()).set_active(&member, form.active).await?;
    let word = if form.active { "member-active" } else { "member-inactive" };
    Ok(done(&headers, "/settings/members", word))
}

pub(super) async fn remove_second_factor(
    desk: Desk,
    headers: HeaderMap,
    Path(member): Path<MemberId>,
) -> Result<Response, Refusal> {
    means(&desk.site)?.managing(desk.actor()).remove_second_factor(&member).await?;
    Ok(done(&headers, &format!("/settings/members/{member}"), "authenticator-removed"))
}
