#![doc = include_str!("../README.md")]

mod activity;
mod client_import;
mod clients;
mod connection;
mod custom_fields;
mod diagnosis;
mod document;
mod frame;
mod import_data;
mod integration;
mod me;
mod members;
mod notices;
mod operations;
mod problem;
mod reports;
mod runs;
mod session;
mod settings;
mod topics;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::http::Method;
use axum::middleware::from_fn;
use axum::routing::get;
use axum::{Json, Router};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use uku_web::{Access, Entry, Site};
use utoipa::openapi::OpenApi;

pub use crate::frame::Rate;
use crate::frame::{panicked, readable};
use crate::operations::Operations;

/// Where the API lies.
pub const BASE: &str = "/api/v1";

/// The largest document that is taken, in bytes: a file with 20,000 companies.
const LARGEST_BODY: usize = 4 * 1024 * 1024;

/// The API of a site.
pub struct Api {
    /// What answers.
    pub router: Router<Arc<Site>>,
    /// Who may call what.
    pub table: Vec<Entry>,
}

fn operations() -> Operations {
    Operations::default()
        .with(me::operations)
        .with(integration::operations)
        .with(clients::operations)
        .with(connection::operations)
        .with(diagnosis::operations)
        .with(settings::operations)
        .with(topics::operations)
        .with(custom_fields::operations)
        .with(import_data::operations)
        .with(runs::operations)
        .with(reports::operations)
        .with(notices::operations)
        .with(activity::operations)
        .with(client_import::operations)
        .with(members::operations)
        .with(session::operations)
}

/// The description of all operations.
#[must_use]
pub fn document() -> OpenApi {
    operations().document()
}

/// The same as a file: JSON with line breaks.
pub fn document_text() -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(&document())? + "\n")
}

/// The API of a site, at the usual rate.
#[must_use]
pub fn api(site: &Arc<Site>) -> Api {
    api_at(site, Rate::default())
}

/// The API of a site, for members who may ask so often.
#[must_use]
pub fn api_at(site: &Arc<Site>, rate: Rate) -> Api {
    let operations = operations();
    let mut table = operations.table();
    let path = format!("{BASE}/openapi.json");
    let served = document();
    let router = operations
        .served(site, rate)
        .route(&path, get(move || async move { Json(served) }))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(CsrfLayer::new())
        .layer(from_fn(readable))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn(problem::said));
    table.push(Entry { method: Method::GET, path, access: Access::Anybody });
    Api { router, table }
}
