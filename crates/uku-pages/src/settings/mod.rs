//! Settings & Apps: what can be set up, and where.

use askama::Template;
use axum::response::Response;
use uku_core::firm::Action;
use uku_l10n::Said;
use uku_web::{Access, Desk, Refusal, Routes};

use crate::html::html;
use crate::page::{Nav, Page};
use crate::smartaccounts::is_active;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes.get("/settings", Access::May(Action::SeeIntegration), settings)
}

#[derive(Template)]
#[template(path = "settings/settings.html")]
struct SettingsPage {
    page: Page,
    active: bool,
    may_manage_members: bool,
}

async fn settings(desk: Desk) -> Result<Response, Refusal> {
    html(&SettingsPage {
        page: Page::of(&desk, Nav::Settings, &Said::of("settings-title")).await?,
        active: is_active(&desk).await?,
        may_manage_members: desk.may(Action::ManageMembers),
    })
}
