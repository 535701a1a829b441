use askama::Template;
use axum::response::Response;
use uku_core::sign_in::ManagedMember;
use uku_l10n::{Said, Say};
use uku_web::{Desk, Refusal};

use crate::html::html;
use crate::page::{Nav, Page};
use crate::sign_in::means;

#[derive(Template)]
#[template(path = "members/list.html")]
struct MembersPage {
    page: Page,
    /// Whether people are looked after here, and not in the host product.
    ours: bool,
    members: Vec<MemberRow>,
}

struct MemberRow {
    id: String,
    name: String,
    email: String,
    role: String,
    active: bool,
    has_password: bool,
    second_factor: bool,
    /// When the person was here last; empty if that is not known.
    seen: String,
}

pub(super) async fn page(desk: Desk) -> Result<Response, Refusal> {
    let page = Page::of(&desk, Nav::Settings, &Said::of("members-title")).await?;
    let managed = match means(&desk.site) {
        Ok(means) => Some(means.managing(desk.actor()).members().await?),
        Err(_) => None,
    };
    let ours = managed.is_some();
    let members = if let Some(managed) = managed {
        managed
    } else {
        let members = desk.means().members.members(desk.firm_id()).await?;
        let known =
            |profile| ManagedMember { profile, has_password: true, second_factor: false, seen_at: None };
        members.into_iter().map(known).collect()
    };
    let row = |member: ManagedMember| MemberRow {
        id: member.profile.id.to_string(),
        role: page.say(&member.profile.role.said()),
        name: member.profile.name,
        email: member.profile.email.unwrap_or_default(),
        active: member.profile.active,
        has_password: member.has_password,
        second_factor: member.second_factor,
        seen: member.seen_at.map(|at| page.locale.moment(at)).unwrap_or_default(),
    };
    let members = members.into_iter().map(row).collect();
    html(&MembersPage { page, ours, members })
}
