use askama::Template;
use axum::response::Response;
use uku_core::activation::Activation;
use uku_core::diagnosis::{Finding, Weight};
use uku_core::firm::Action;
use uku_l10n::{Remedy, Said, Say};
use uku_web::{Access, Desk, Refusal, Routes};

use super::activation_of;
use super::checklist::{Checklist, Mark};
use super::own_books::OwnBooks;
use crate::html::html;
use crate::page::{Nav, Page};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/settings/smartaccounts", Access::May(Action::SeeIntegration), overview)
}

/// What hinders the firm, and what to do about it.
struct Hindrance {
    kind: &'static str,
    text: String,
    remedy: String,
}

#[derive(Template)]
#[template(path = "smartaccounts/overview.html")]
#[expect(clippy::struct_excessive_bools, reason = "each shows or hides a part of the page")]
struct OverviewPage {
    page: Page,
    tab: &'static str,
    active: bool,
    /// Since when it is active, or what became of it; empty if it never was.
    state: String,
    may_activate: bool,
    may_deactivate: bool,
    may_destroy: bool,
    checklist: Checklist,
    hindrances: Vec<Hindrance>,
    own: OwnBooks,
}

async fn overview(desk: Desk) -> Result<Response, Refusal> {
    let page = Page::of(&desk, Nav::Settings, &Said::verbatim("SmartAccounts")).await?;
    let activation = activation_of(&desk).await?;
    let active = activation.is_some_and(Activation::is_active);
    let state = activation.map(|activation| page.say(&activation.said())).unwrap_or_default();
    let findings = desk.examination().firm().await?;
    html(&OverviewPage {
        tab: "overview",
        active,
        may_activate: desk.may(Action::Activate),
        may_deactivate: desk.may(Action::Deactivate),
        may_destroy: desk.may(Action::DestroyKeys),
        checklist: Checklist::of(&desk, &page, active, &state).await?,
        hindrances: findings.iter().filter_map(|finding| hindrance(&page, finding)).collect(),
        own: OwnBooks::of(&desk, &page).await?,
        state,
        page,
    })
}

/// Nothing where the page says it anyway.
fn hindrance(page: &Page, finding: &Finding) -> Option<Hindrance> {
    if matches!(finding, Finding::NeverActivated | Finding::Deactivated { .. }) {
        return None;
    }
    Some(Hindrance {
        kind: if finding.weight() == Weight::Blocks { "warn" } else { "info" },
        text: page.say(&finding.said()),
        remedy: finding.remedy_said().map(|remedy| page.say(&remedy)).unwrap_or_default(),
    })
}
