use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum_extra::extract::Form;
use uku_core::connection::{ConnectionOwner, set_paused};
use uku_l10n::Said;
use uku_web::{Desk, Refusal};

use super::dialog::{About, back, client_of, dialog};
use crate::fields::Fields;
use crate::html::done;
use crate::page::{Nav, Page};

#[derive(Template)]
#[template(path = "clients/pause.html")]
struct PauseDialog<'a> {
    page: &'a Page,
    about: &'a About,
    connected: bool,
    paused: bool,
    heading: String,
}

/// What pausing or resuming means, before it is done.
pub(super) async fn show(
    desk: Desk,
    headers: HeaderMap,
    Path(client): Path<String>,
) -> Result<Response, Refusal> {
    let (client, connection) = client_of(&desk, &client).await?;
    let about = About::of(&client, &headers);
    let paused = connection.as_ref().is_some_and(|connection| connection.paused);
    let key = if paused { "clients-resume-title" } else { "clients-pause-title" };
    let page = Page::of(&desk, Nav::Clients, &Said::of(key).with("client", about.name.clone())).await?;
    let heading = page.t(if paused { "clients-resume" } else { "clients-pause" });
    let part = PauseDialog { page: &page, about: &about, connected: connection.is_some(), paused, heading };
    dialog(&headers, StatusCode::OK, &page, &about, &part)
}

/// Pauses or resumes.
pub(super) async fn set(
    desk: Desk,
    headers: HeaderMap,
    Path(client): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let (client, _) = client_of(&desk, &client).await?;
    let about = About::of(&client, &headers);
    let paused = Fields::new(pairs).one("paused") == "yes";
    let owner = ConnectionOwner::Client(client.id);
    set_paused(desk.actor(), desk.store(), desk.means().clock.as_ref(), &owner, paused).await?;
    let word = if paused { "client-paused" } else { "client-resumed" };
    Ok(done(&headers, &back(&headers, &about.path), word))
}
