use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use uku_core::connection::{ConnectError, ConnectionOwner, disconnect};
use uku_l10n::Said;
use uku_web::{Desk, Refusal};

use super::super::connection_view::ConnectionView;
use super::super::dialog::{About, back, client_of, dialog};
use crate::html::done;
use crate::page::{Nav, Page};

#[derive(Template)]
#[template(path = "clients/delete.html")]
struct DeleteDialog<'a> {
    page: &'a Page,
    about: &'a About,
    connection: ConnectionView,
}

/// What deleting means, before it is done.
pub(in super::super) async fn ask(
    desk: Desk,
    headers: HeaderMap,
    Path(client): Path<String>,
) -> Result<Response, Refusal> {
    let (client, connection) = client_of(&desk, &client).await?;
    let about = About::of(&client, &headers);
    let title = Said::of("clients-delete-title").with("client", about.name.clone());
    let page = Page::of(&desk, Nav::Clients, &title).await?;
    let connection = ConnectionView::of(connection.as_ref(), &page);
    let part = DeleteDialog { page: &page, about: &about, connection };
    dialog(&headers, StatusCode::OK, &page, &about, &part)
}

/// Deletes a client's connection with its keys.
pub(in super::super) async fn delete(
    desk: Desk,
    headers: HeaderMap,
    Path(client): Path<String>,
) -> Result<Response, Refusal> {
    let (client, _) = client_of(&desk, &client).await?;
    let about = About::of(&client, &headers);
    let owner = ConnectionOwner::Client(client.id);
    match disconnect(desk.actor(), desk.store(), desk.means().clock.as_ref(), &owner).await {
        // A second click finds it done.
        Ok(()) | Err(ConnectError::NotConnected(_)) => {
            Ok(done(&headers, &back(&headers, &about.path), "integration-deleted"))
        }
        Err(error) => Err(error.into()),
    }
}
