//! Bringing clients in from SmartAccounts or a file.

mod input;
mod out;

use axum::Json;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use uku_core::client_import::{ClientImport, ClientImportId, cancel, choose, progress, review};
use uku_core::firm::Action;
use uku_core::ledger::Login;
use uku_web::{Access, ClientsFrom, Desk, Refusal, SeenImport};
use utoipa::IntoParams;
use utoipa_axum::routes;

use self::input::{BooksSignInIn, Choices, FileIn, Which};
use self::out::{ImportOut, LatestOut, ReviewRowOut};
use crate::BASE;
use crate::frame::{Body, Cursor, Limit, List, Page, Wanted, accepted};
use crate::operations::Operations;

pub(crate) fn operations(operations: Operations) -> Operations {
    let import = Access::May(Action::ImportClients);
    operations
        .add(Access::May(Action::SeeIntegration), routes!(see_import))
        .add(import, routes!(import_from_directory))
        .add_once(import, routes!(import_from_own_books))
        .add(import, routes!(import_from_file))
        .add_once(import, routes!(cancel_import))
        .add(import, routes!(list_rows, choose_rows))
        .add_once(import, routes!(confirm_import))
}

fn begun(import: &ClientImport, desk: &Desk) -> Response {
    accepted(&format!("{BASE}/client-import"), Json(ImportOut::of(import, desk.locale())))
}

async fn latest(desk: &Desk) -> Result<Option<ClientImport>, Refusal> {
    Ok(progress(desk.actor(), desk.store(), desk.means().clock.as_ref()).await?)
}

/// How far the latest client import is.
#[utoipa::path(get, path = "/client-import", tag = "client import",
    responses((status = 200, description = "How far it is", body = LatestOut)))]
async fn see_import(desk: Desk) -> Result<Json<LatestOut>, Refusal> {
    let import = latest(&desk).await?;
    Ok(Json(LatestOut { import: import.map(|import| ImportOut::of(&import, desk.locale())) }))
}

/// Begins to fetch the companies of a SmartAccounts user. The password is not kept.
#[utoipa::path(post, path = "/client-import/directory", tag = "client import", request_body = BooksSignInIn,
    responses((status = 202, description = "It was begun", body = ImportOut,
        headers(("Location" = String, description = "Where to look how far it is")))))]
async fn import_from_directory(desk: Desk, Body(login): Body<BooksSignInIn>) -> Result<Response, Refusal> {
    let login = Login { email: login.email, password: login.password.0 };
    let import = desk.fetch_clients(ClientsFrom::SignIn(login), SeenImport::Whichever).await?;
    Ok(begun(&import, &desk))
}

/// Begins to fetch the customers of the firm's own SmartAccounts company.
#[utoipa::path(post, path = "/client-import/own-books", tag = "client import",
    responses((status = 202, description = "It was begun", body = ImportOut,
        headers(("Location" = String, description = "Where to look how far it is")))))]
async fn import_from_own_books(desk: Desk) -> Result<Response, Refusal> {
    let import = desk.fetch_clients(ClientsFrom::OwnBooks, SeenImport::Whichever).await?;
    Ok(begun(&import, &desk))
}

/// Begins to take clients from a file. Keys in it are sealed as they are read.
#[utoipa::path(post, path = "/client-import/file", tag = "client import", request_body = FileIn,
    responses((status = 202, description = "It was begun", body = ImportOut,
        headers(("Location" = String, description = "Where to look how far it is")))))]
async fn import_from_file(desk: Desk, Body(file): Body<FileIn>) -> Result<Response, Refusal> {
    let companies = file.companies()?;
    let import = desk.fetch_clients(ClientsFrom::File(companies), SeenImport::Whichever).await?;
    Ok(begun(&import, &desk))
}

/// Gives up the import that is being fetched or waits for review. Nothing was written.
#[utoipa::path(post, path = "/client-import/cancel", tag = "client import",
    responses((status = 200, description = "It is given up", body = ImportOut)))]
async fn cancel_import(desk: Desk) -> Result<Json<ImportOut>, Refusal> {
    let import = cancel(desk.actor(), desk.store(), desk.means().clock.as_ref()).await?;
    Ok(Json(ImportOut::of(&import, desk.locale())))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct RowsWanted {
    /// The `next` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
    /// The most rows on the page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Limit,
}

/// The rows of the import that waits for a person's review, by number.
#[utoipa::path(get, path = "/client-import/rows", tag = "client import", params(RowsWanted),
    responses((status = 200, description = "A page of rows", body = Page<ReviewRowOut>)))]
async fn list_rows(
    desk: Desk,
    Wanted(wanted): Wanted<RowsWanted>,
) -> Result<Json<Page<ReviewRowOut>>, Refusal> {
    let means = desk.means();
    let list = review(desk.actor(), desk.store(), means.clients.as_ref(), means.clock.as_ref()).await?;
    let of = List::of(&desk, "rows", &list.import);
    let items = list.rows.iter().map(|row| ReviewRowOut::of(row, list.import, desk.locale())).collect();
    Ok(Json(Page::slice(items, &of, wanted.cursor.as_ref(), wanted.limit)?))
}

/// Remembers what a person decided about rows: all of it, or nothing if any of it can't be. What was decided about a row
/// before is forgotten.
#[utoipa::path(patch, path = "/client-import/rows", tag = "client import", request_body = Choices,
    responses((status = 204, description = "It is remembered")))]
async fn choose_rows(desk: Desk, Body(choices): Body<Choices>) -> Result<StatusCode, Refusal> {
    let means = desk.means();
    let (import, choices) = choices.read()?;
    let (clients, clock) = (means.clients.as_ref(), means.clock.as_ref());
    choose(desk.actor(), desk.store(), clients, clock, import, &choices).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Begins to write the ticked rows, or goes on where somebody left them half written.
#[utoipa::path(post, path = "/client-import/confirm", tag = "client import", request_body = Which,
    responses((status = 202, description = "It was begun", body = LatestOut,
        headers(("Location" = String, description = "Where to look how far it is")))))]
async fn confirm_import(desk: Desk, Body(which): Body<Which>) -> Result<Response, Refusal> {
    desk.confirm_clients(ClientImportId(which.import)).await?;
    let import = latest(&desk).await?.map(|import| ImportOut::of(&import, desk.locale()));
    Ok(accepted(&format!("{BASE}/client-import"), Json(LatestOut { import })))
}
