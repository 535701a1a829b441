//! The people of the firm.

use axum::Json;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uku_core::firm::{Action, MemberId, MemberProfile, Role};
use uku_core::sign_in::{Invitation, LINK_PATH, LinkPurpose, ManagedMember, NewLink};
use uku_l10n::Said;
use uku_web::{Access, Desk, Refusal, SignInMeans};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::frame::words::{Identity, LinkWord, RoleWord};
use crate::frame::{At, Body, shown_once};
use crate::operations::Operations;

pub(crate) fn operations(operations: Operations) -> Operations {
    let manage = Access::May(Action::ManageMembers);
    operations
        .add(Access::May(Action::SeeClients), routes!(list_members))
        // What these answer is a secret, so it is not kept.
        .add(manage, routes!(invite))
        .add(manage, routes!(make_link))
        .add(manage, routes!(change_member))
        .add(manage, routes!(list_accounts))
        .add(manage, routes!(remove_factor))
}

/// What signing people in needs; not there where a larger product does it.
pub(crate) fn sign_in(desk: &Desk) -> Result<&SignInMeans, Refusal> {
    desk.site.sign_in.as_ref().ok_or_else(Refusal::not_found)
}

/// A person of the firm.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct MemberOut {
    /// Who it is.
    #[schema(value_type = Identity)]
    id: String,
    /// The person's name.
    name: String,
    /// The address to which the person's mail goes.
    #[schema(required)]
    email: Option<String>,
    /// What the person is in the firm.
    #[schema(value_type = RoleWord)]
    role: Role,
    /// Whether the person was given the right to export invoices.
    exports_invoices: bool,
    /// Whether the person works for the firm.
    active: bool,
}

impl From<&MemberProfile> for MemberOut {
    fn from(member: &MemberProfile) -> Self {
        Self {
            id: member.id.to_string(),
            name: member.name.clone(),
            email: member.email.clone(),
            role: member.role,
            exports_invoices: member.exports_invoices,
            active: member.active,
        }
    }
}

/// The people of the firm.
#[derive(Debug, Serialize, ToSchema)]
struct MembersOut {
    /// By name, those who left included.
    items: Vec<MemberOut>,
}

/// The people of the firm by name, those who left included.
#[utoipa::path(get, path = "/members", tag = "members",
    responses((status = 200, description = "The members", body = MembersOut)))]
async fn list_members(desk: Desk) -> Result<Json<MembersOut>, Refusal> {
    let members = desk.means().members.members(desk.firm_id()).await?;
    Ok(Json(MembersOut { items: members.iter().map(Into::into).collect() }))
}

/// A member as whoever manages members sees it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct AccountOut {
    /// The person.
    member: MemberOut,
    /// Whether the person has set a password.
    has_password: bool,
    /// Whether an authenticator app is set up.
    second_factor: bool,
    /// When the person was here last, as far as that is still known.
    #[schema(required)]
    seen_at: Option<DateTime<Utc>>,
}

impl From<&ManagedMember> for AccountOut {
    fn from(managed: &ManagedMember) -> Self {
        Self {
            member: (&managed.profile).into(),
            has_password: managed.has_password,
            second_factor: managed.second_factor,
            seen_at: managed.seen_at,
        }
    }
}

/// How the people of the firm sign in.
#[derive(Debug, Serialize, ToSchema)]
struct AccountsOut {
    /// By name, those who left included.
    items: Vec<AccountOut>,
}

/// How the people of the firm sign in. Not there where a larger product signs people in.
#[utoipa::path(get, path = "/member-accounts", tag = "members",
    responses((status = 200, description = "The accounts", body = AccountsOut)))]
async fn list_accounts(desk: Desk) -> Result<Json<AccountsOut>, Refusal> {
    let members = sign_in(&desk)?.managing(desk.actor()).members().await?;
    Ok(Json(AccountsOut { items: members.iter().map(Into::into).collect() }))
}

/// Whom to invite.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Invite {
    /// The person's name.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// The person's email address.
    #[schema(min_length = 1)]
    email: String,
    /// Admin or Member.
    #[schema(value_type = RoleWord)]
    role: Role,
    /// Whether the person gets the right to export invoices.
    #[serde(default)]
    exports_invoices: bool,
}

/// A one-time link. It is shown once.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct LinkOut {
    /// For whom.
    #[schema(value_type = Identity)]
    member: String,
    /// What it is for.
    #[schema(value_type = LinkWord)]
    purpose: LinkPurpose,
    /// The path of the page behind it, on the site that serves the API.
    path: String,
    /// From when on it can't be used any more.
    expires_at: DateTime<Utc>,
}

impl From<NewLink> for LinkOut {
    fn from(link: NewLink) -> Self {
        Self {
            member: link.member.to_string(),
            purpose: link.purpose,
            path: format!("{LINK_PATH}{}", shown_once(&link.token)),
            expires_at: link.expires_at,
        }
    }
}

/// Adds a person, and makes a link by which the person sets a password.
#[utoipa::path(post, path = "/members", tag = "members", request_body = Invite,
    responses((status = 201, description = "The person was added", body = LinkOut)))]
async fn invite(desk: Desk, Body(invite): Body<Invite>) -> Result<(StatusCode, Json<LinkOut>), Refusal> {
    let Invite { name, email, role, exports_invoices } = invite;
    let invitation = Invitation { name, email, role, exports_invoices };
    let link = sign_in(&desk)?.managing(desk.actor()).invite(&invitation).await?;
    Ok((StatusCode::CREATED, Json(link.into())))
}

/// Makes a link by which a member sets a password: the first, or a new one. Earlier links of the kind end.
#[utoipa::path(post, path = "/members/{member}/link", tag = "members",
    params(("member" = inline(Identity), Path, description = "The member")),
    responses((status = 201, description = "It was made", body = LinkOut)))]
async fn make_link(desk: Desk, At(member): At<MemberId>) -> Result<(StatusCode, Json<LinkOut>), Refusal> {
    let link = sign_in(&desk)?.managing(desk.actor()).make_link(&member).await?;
    Ok((StatusCode::CREATED, Json(link.into())))
}

/// What is to change about a member: one thing at a time.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct MemberChange {
    /// The person's name.
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    /// Admin or Member.
    #[schema(value_type = Option<RoleWord>)]
    role: Option<Role>,
    /// Whether the person works for the firm. Sessions and links of who is sent away end at once.
    active: Option<bool>,
    /// Whether the person may export invoices.
    exports_invoices: Option<bool>,
}

/// Changes one thing about a member.
#[utoipa::path(patch, path = "/members/{member}", tag = "members", request_body = MemberChange,
    params(("member" = inline(Identity), Path, description = "The member")),
    responses((status = 200, description = "The member as it is now", body = MemberOut)))]
async fn change_member(
    desk: Desk,
    At(member): At<MemberId>,
    Body(change): Body<MemberChange>,
) -> Result<Json<MemberOut>, Refusal> {
    let managing = sign_in(&desk)?.managing(desk.actor());
    match change {
        MemberChange { name: Some(name), role: None, active: None, exports_invoices: None } => {
            managing.rename(&member, &name).await?;
        }
        MemberChange { name: None, role: Some(role), active: None, exports_invoices: None } => {
            managing.change_role(&member, role).await?;
        }
        MemberChange { name: None, role: None, active: Some(active), exports_invoices: None } => {
            managing.set_active(&member, active).await?;
        }
        MemberChange { name: None, role: None, active: None, exports_invoices: Some(allowed) } => {
            managing.set_exports_invoices(&member, allowed).await?;
        }
        _ => return Err(Refusal::field("member", Said::of("api-one-change"))),
    }
    let found = desk.means().members.member(desk.firm_id(), &member).await?;
    found.map(|member| Json((&member).into())).ok_or_else(Refusal::not_found)
}

/// Removes the authenticator app of a member who has lost it.
#[utoipa::path(delete, path = "/members/{member}/second-factor", tag = "members",
    params(("member" = inline(Identity), Path, description = "The member")),
    responses((status = 204, description = "There is none any more")))]
async fn remove_factor(desk: Desk, At(member): At<MemberId>) -> Result<StatusCode, Refusal> {
    sign_in(&desk)?.managing(desk.actor()).remove_second_factor(&member).await?;
    Ok(StatusCode::NO_CONTENT)
}
