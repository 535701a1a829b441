//! My account: how one wants to see the pages, and how one signs in.

mod authenticator;
mod looks;
mod overview;
mod password;

use uku_web::{Access, Routes};

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .post("/account/language", Access::Anybody, looks::choose_language)
        .post("/account/theme", Access::Anybody, looks::choose_theme)
        .get("/account", Access::Member, overview::page)
        .post("/account/sessions/end", Access::Member, overview::end_session)
        .post("/account/sessions/end-others", Access::Member, overview::end_others)
        .get("/account/password", Access::Member, password::page)
        .post("/account/password", Access::Member, password::change)
        .get("/account/authenticator", Access::Member, authenticator::page)
        .post("/account/authenticator", Access::Member, authenticator::begin)
        .post("/account/authenticator/confirm", Access::Member, authenticator::confirm)
        .get("/account/authenticator/remove", Access::Member, authenticator::remove_page)
        .post("/account/authenticator/remove", Access::Member, authenticator::remove)
        .get("/account/authenticator/codes", Access::Member, authenticator::codes_page)
        .post("/account/authenticator/codes", Access::Member, authenticator::renew_codes)
}
