use axum::Json;
use serde::Serialize;
use uku_core::firm::{Plan, Role};
use uku_web::{Access, Desk};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::frame::words::{Identity, PlanWord, RoleWord};
use crate::operations::Operations;

pub(crate) fn operations(operations: Operations) -> Operations {
    operations.add(Access::Member, routes!(me))
}

/// Who asks.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct MeOut {
    /// The member's identity.
    #[schema(value_type = Identity)]
    member: String,
    /// The member's name.
    name: String,
    /// What the member is in the firm.
    #[schema(value_type = RoleWord)]
    role: Role,
    /// Whether the member was given the right to export invoices.
    exports_invoices: bool,
    /// The firm's identity.
    #[schema(value_type = Identity)]
    firm: String,
    /// The firm's name.
    firm_name: String,
    /// What the firm pays for.
    #[schema(value_type = PlanWord)]
    plan: Plan,
    /// Whether that has run out: reading stays, writing stops.
    lapsed: bool,
    /// By whose clock the firm lives.
    time_zone: String,
}

/// Who asks, and in which firm.
#[utoipa::path(get, path = "/me", tag = "members", responses((status = 200, description = "Who asks", body = MeOut)))]
async fn me(desk: Desk) -> Json<MeOut> {
    let actor = desk.actor();
    Json(MeOut {
        member: actor.member.to_string(),
        name: desk.identity.name.clone(),
        role: actor.role,
        exports_invoices: actor.exports_invoices,
        firm: actor.firm.to_string(),
        firm_name: desk.firm.name.clone(),
        plan: actor.subscription.plan,
        lapsed: actor.subscription.lapsed,
        time_zone: desk.firm.time_zone.to_string(),
    })
}
