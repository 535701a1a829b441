//! The people of the firm: who they are here, and how they come in.

mod change;
mod invite;
mod list;

use uku_core::firm::Action;
use uku_web::{Access, Routes};

const MANAGE: Access = Access::May(Action::ManageMembers);

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .get("/settings/members", MANAGE, list::page)
        .get("/settings/members/invite", MANAGE, invite::page)
        .post("/settings/members/invite", MANAGE, invite::invite)
        .get("/settings/members/{member}", MANAGE, change::page)
        .post("/settings/members/{member}", MANAGE, change::change)
        .post("/settings/members/{member}/link", MANAGE, invite::link)
        .post("/settings/members/{member}/active", MANAGE, change::set_active)
        .post("/settings/members/{member}/authenticator/remove", MANAGE, change::remove_second_factor)
}
