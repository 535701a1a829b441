use askama::Template;
use axum::response::Response;
use uku_l10n::Said;
use uku_web::{Desk, Refusal};

use crate::html::html;
use crate::page::{Nav, Page};

#[derive(Template)]
#[template(path = "clients/sources.html")]
struct SourcesPage {
    page: Page,
    /// Whether SmartAccounts is among the activated sources.
    active: bool,
}

/// The activated sources from which clients can be imported.
pub(super) async fn show(desk: Desk) -> Result<Response, Refusal> {
    let active = desk.store().look(desk.firm_id()).await?.is_active().await?;
    let page = Page::of(&desk, Nav::Clients, &Said::of("clients-import-title")).await?;
    html(&SourcesPage { page, active })
}
