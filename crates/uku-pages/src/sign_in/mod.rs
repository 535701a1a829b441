//! Signing in and out, and the pages behind one-time links: where no larger product signs people in.

mod enter;
mod link;
mod session;

use uku_core::sign_in::LINK_PATH;
use uku_web::{Access, Refusal, Routes, SignInMeans, Site};

pub(crate) use self::session::{session_token, signed_out};

pub(crate) fn routes(routes: Routes) -> Routes {
    let link = format!("{LINK_PATH}{{token}}");
    routes
        .get("/sign-in", Access::Anybody, enter::page)
        .post("/sign-in", Access::Anybody, enter::password)
        .get("/sign-in/code", Access::Anybody, enter::code_page)
        .post("/sign-in/code", Access::Anybody, enter::code)
        .post("/sign-out", Access::Anybody, session::sign_out)
        .get(&link, Access::Anybody, link::page)
        .post(&link, Access::Anybody, link::set_password)
}

/// What signing in needs; a site inside of a larger product has no such pages.
pub(crate) fn means(site: &Site) -> Result<&SignInMeans, Refusal> {
    site.sign_in.as_ref().ok_or_else(Refusal::not_found)
}
