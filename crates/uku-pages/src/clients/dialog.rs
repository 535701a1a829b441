//! Dialogs about one client: pages of their own that also open over another page.

use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use uku_core::client::{Client, ClientId, find_one};
use uku_core::connection::Connection;
use uku_web::{Desk, Refusal};

use super::row::{in_query, path};
use crate::html::{html_as, is_part};
use crate::page::Page;

/// Whom a dialog is about.
#[derive(Debug, Clone)]
pub(super) struct About {
    pub(super) id: ClientId,
    /// The address of its page, and its identity in queries.
    pub(super) path: String,
    pub(super) query: String,
    pub(super) name: String,
    pub(super) code: String,
    /// Whether the dialog opens over another page.
    pub(super) over: bool,
}

impl About {
    pub(super) fn of(client: &Client, headers: &HeaderMap) -> Self {
        Self {
            id: client.id.clone(),
            path: path(&client.id),
            query: in_query(&client.id),
            name: client.name.clone(),
            code: client.registry_code.clone().unwrap_or_default(),
            over: is_part(headers),
        }
    }
}

#[derive(Template)]
#[template(path = "clients/dialog.html")]
struct DialogPage<'a> {
    page: &'a Page,
    about: &'a About,
    part: String,
}

/// A dialog: alone if it opens over another page, else on a page of its own.
pub(super) fn dialog(
    headers: &HeaderMap,
    status: StatusCode,
    page: &Page,
    about: &About,
    part: &impl Template,
) -> Result<Response, Refusal> {
    if is_part(headers) {
        return html_as(status, part);
    }
    let part = part.render().map_err(|error| Refusal::broken(&error))?;
    html_as(status, &DialogPage { page, about, part })
}

/// The client of an address, with its connection.
pub(super) async fn client_of(desk: &Desk, client: &str) -> Result<(Client, Option<Connection>), Refusal> {
    let id = ClientId::try_from(client.to_owned()).map_err(|_| Refusal::not_found())?;
    let found = find_one(desk.actor(), desk.means().clients.as_ref(), desk.store(), &id).await?;
    found.ok_or_else(Refusal::not_found)
}

/// Where a dialog goes when its work is done: the page over which it opened, if that was one of the clients'.
pub(super) fn back(headers: &HeaderMap, otherwise: &str) -> String {
    let opened_over = || {
        let address = headers.get("hx-current-url")?.to_str().ok()?;
        let path = address.split_once("://")?.1.split_once('/')?.1;
        let path = path.split_once('#').map_or(path, |(path, _)| path);
        let is_ours = path == "clients" || path.starts_with("clients?") || path.starts_with("clients/");
        if !is_ours {
            return None;
        }
        let Some((path, query)) = path.split_once('?') else { return Some(format!("/{path}")) };
        // What was done before was told.
        let kept = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "done");
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
        Some(if query.is_empty() { format!("/{path}") } else { format!("/{path}?{query}") })
    };
    opened_over().unwrap_or_else(|| otherwise.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialog_goes_back_to_where_it_was_opened() {
        let after = |address: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("hx-current-url", address.parse().unwrap());
            back(&headers, "/clients/kask")
        };
        assert_eq!(after("https://uku.example/clients?q=a+b&page=2&done=x"), "/clients?q=a+b&page=2");
        assert_eq!(after("https://uku.example/clients?done=x"), "/clients");
        assert_eq!(after("https://uku.example/clients/tamm#top"), "/clients/tamm");
        for foreign in ["https://uku.example/clientsx", "https://uku.example//clients", "nonsense"] {
            assert_eq!(after(foreign), "/clients/kask", "{foreign}");
        }
        assert_eq!(back(&HeaderMap::new(), "/clients"), "/clients");
    }
}
