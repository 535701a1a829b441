//! The keys of clients and of the firm's own SmartAccounts company.

use axum::Json;
use axum::http::StatusCode;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uku_core::client::ClientId;
use uku_core::connection::{
    Connection, ConnectionOwner, ConnectionState, Saving, TestResult, disconnect, set_paused,
};
use uku_core::firm::Action;
use uku_core::ledger::{Key, KeyPair, KeyPairError};
use uku_l10n::{Locale, Remedy, Say};
use uku_web::{Access, Desk, Refusal};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::frame::words::{Identity, IntegrationWord, TestWord};
use crate::frame::{At, Body, Secret};
use crate::operations::Operations;

pub(crate) fn operations(operations: Operations) -> Operations {
    let (see, connect) = (Access::May(Action::SeeIntegration), Access::May(Action::Connect));
    let disconnect = Access::May(Action::Disconnect);
    operations
        .add(see, routes!(see_connection))
        .add(connect, routes!(save_keys))
        .add(disconnect, routes!(delete_connection))
        .add_once(connect, routes!(test_connection))
        .add(connect, routes!(try_keys))
        .add(connect, routes!(pause_connection))
        .add(see, routes!(see_own_books))
        .add(connect, routes!(save_own_keys))
        .add(disconnect, routes!(delete_own_books))
        .add_once(connect, routes!(test_own_books))
        .add(connect, routes!(try_own_keys))
        .add(connect, routes!(pause_own_books))
}

/// How somebody is connected.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ConnectionOut {
    /// How it stands.
    #[schema(value_type = IntegrationWord)]
    integration: &'static str,
    /// The end of the secret key, by which a person recognises it.
    #[schema(required)]
    key: Option<String>,
    /// When the keys were saved.
    #[schema(required)]
    saved_at: Option<DateTime<Utc>>,
    /// Whether a person paused it.
    paused: bool,
    /// Since when the keys fail, or when they worked last.
    #[schema(required)]
    since: Option<DateTime<Utc>>,
    /// Why the keys fail.
    #[schema(required)]
    why: Option<String>,
    /// What to do about that.
    #[schema(required)]
    remedy: Option<String>,
}

impl ConnectionOut {
    pub(crate) fn of(connection: Option<&Connection>, locale: Locale) -> Self {
        let trouble = match connection.map(|connection| &connection.state) {
            Some(ConnectionState::Failing { why, .. }) => Some(why),
            _ => None,
        };
        Self {
            integration: word(connection),
            key: connection.map(|connection| connection.hint.to_string()),
            saved_at: connection.map(|connection| connection.saved_at),
            paused: connection.is_some_and(|connection| connection.paused),
            since: connection.and_then(|connection| match connection.state {
                ConnectionState::Untested => None,
                ConnectionState::Connected { at } => Some(at),
                ConnectionState::Failing { since, .. } => Some(since),
            }),
            why: trouble.map(|why| locale.say(&why.said())),
            remedy: trouble.and_then(Remedy::remedy_said).map(|remedy| locale.say(&remedy)),
        }
    }
}

/// How somebody is connected, in a word.
fn word(connection: Option<&Connection>) -> &'static str {
    match connection {
        None => "not connected",
        Some(connection) if connection.paused => "paused",
        Some(connection) => match connection.state {
            ConnectionState::Untested => "untested",
            ConnectionState::Connected { .. } => "connected",
            ConnectionState::Failing { .. } => "failing",
        },
    }
}

/// What Test connection found.
#[derive(Debug, Serialize, ToSchema)]
struct TestOut {
    /// In one word.
    #[schema(value_type = TestWord)]
    result: &'static str,
    /// In words.
    text: String,
    /// What to do about it.
    #[schema(required)]
    remedy: Option<String>,
    /// Up to three of the latest entries, so that a person sees whose books these are.
    latest: Vec<EntryOut>,
}

/// An entry as a person recognises it.
#[derive(Debug, Serialize, ToSchema)]
struct EntryOut {
    /// Its date.
    date: NaiveDate,
    /// Its number in the books.
    number: String,
    /// What the books say of it; may be empty.
    text: String,
}

impl TestOut {
    fn of(result: &TestResult, locale: Locale) -> Self {
        let latest = match result {
            TestResult::Successful { latest } => latest.as_slice(),
            _ => &[],
        };
        let entries = latest.iter().map(|entry| EntryOut {
            date: entry.date,
            number: entry.number.clone(),
            text: entry.text.clone(),
        });
        Self {
            result: result.word(),
            text: locale.say(&result.said()),
            remedy: result.remedy_said().map(|remedy| locale.say(&remedy)),
            latest: entries.collect(),
        }
    }
}

/// The two API keys of a SmartAccounts company.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Keys {
    /// The public key.
    public_key: String,
    /// The secret key.
    secret_key: Secret,
}

impl Keys {
    fn pair(self) -> Result<KeyPair, Refusal> {
        KeyPair::new(&self.public_key, self.secret_key.0).map_err(|error| {
            let (KeyPairError::Empty(key) | KeyPairError::Space(key, _)) = error;
            Refusal::field(if key == Key::Public { "publicKey" } else { "secretKey" }, error.said())
        })
    }
}

/// Keys to be saved.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct KeysToSave {
    /// The public key.
    public_key: String,
    /// The secret key.
    secret_key: Secret,
    /// Whether only keys that work are saved. Keys in the place of others are always tested.
    #[serde(default)]
    test: bool,
}

/// A connection that was saved.
#[derive(Debug, Serialize, ToSchema)]
struct SavedOut {
    /// The connection.
    connection: ConnectionOut,
    /// What the test found; none if there was no test.
    #[schema(required)]
    test: Option<TestOut>,
}

/// Whether a connection is to be paused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Pause {
    /// Whether nothing is imported until it is resumed.
    paused: bool,
}

/// A client of the firm, as the owner of a connection.
async fn owner(desk: &Desk, client: ClientId) -> Result<ConnectionOwner, Refusal> {
    let found = desk.means().clients.client(desk.firm_id(), &client).await?;
    found.map(|client| ConnectionOwner::Client(client.id)).ok_or_else(Refusal::not_found)
}

async fn see(desk: &Desk, owner: &ConnectionOwner) -> Result<Json<ConnectionOut>, Refusal> {
    let connection = desk.store().look(desk.firm_id()).await?.connections().get(owner).await?;
    Ok(Json(ConnectionOut::of(connection.as_ref(), desk.locale())))
}

async fn save(desk: &Desk, owner: &ConnectionOwner, keys: KeysToSave) -> Result<Json<SavedOut>, Refusal> {
    let saving = if keys.test { Saving::Tested } else { Saving::Untested };
    let pair = Keys { public_key: keys.public_key, secret_key: keys.secret_key }.pair()?;
    let saved = desk.connecting().save(owner, pair, saving).await?;
    Ok(Json(SavedOut {
        connection: ConnectionOut::of(Some(&saved.connection), desk.locale()),
        test: saved.test.map(|result| TestOut::of(&result, desk.locale())),
    }))
}

async fn delete(desk: &Desk, owner: &ConnectionOwner) -> Result<StatusCode, Refusal> {
    disconnect(desk.actor(), desk.store(), desk.means().clock.as_ref(), owner).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn test(desk: &Desk, owner: &ConnectionOwner) -> Result<Json<TestOut>, Refusal> {
    let result = desk.connecting().test(owner).await?;
    Ok(Json(TestOut::of(&result, desk.locale())))
}

async fn try_out(desk: &Desk, owner: &ConnectionOwner, keys: Keys) -> Result<Json<TestOut>, Refusal> {
    let result = desk.connecting().try_keys(owner, keys.pair()?).await?;
    Ok(Json(TestOut::of(&result, desk.locale())))
}

async fn pause(desk: &Desk, owner: &ConnectionOwner, paused: bool) -> Result<Json<ConnectionOut>, Refusal> {
    set_paused(desk.actor(), desk.store(), desk.means().clock.as_ref(), owner, paused).await?;
    see(desk, owner).await
}

/// How a client is connected.
#[utoipa::path(get, path = "/clients/{client}/connection", tag = "connections",
    params(("client" = inline(Identity), Path, description = "The client")),
    responses((status = 200, description = "How it is connected", body = ConnectionOut)))]
async fn see_connection(desk: Desk, At(client): At<ClientId>) -> Result<Json<ConnectionOut>, Refusal> {
    see(&desk, &owner(&desk, client).await?).await
}

/// Saves a client's keys. Keys in the place of others are tested first: if they don't work the old ones stay.
#[utoipa::path(put, path = "/clients/{client}/connection", tag = "connections", request_body = KeysToSave,
    params(("client" = inline(Identity), Path, description = "The client")),
    responses((status = 200, description = "They are saved", body = SavedOut)))]
async fn save_keys(
    desk: Desk,
    At(client): At<ClientId>,
    Body(keys): Body<KeysToSave>,
) -> Result<Json<SavedOut>, Refusal> {
    save(&desk, &owner(&desk, client).await?, keys).await
}

/// Deletes a client's connection; its keys are destroyed at once. Summary tasks stay.
#[utoipa::path(delete, path = "/clients/{client}/connection", tag = "connections",
    params(("client" = inline(Identity), Path, description = "The client")),
    responses((status = 204, description = "It is deleted")))]
async fn delete_connection(desk: Desk, At(client): At<ClientId>) -> Result<StatusCode, Refusal> {
    delete(&desk, &owner(&desk, client).await?).await
}

/// Tests a client's saved keys and remembers how the connection fares.
#[utoipa::path(post, path = "/clients/{client}/connection/test", tag = "connections",
    params(("client" = inline(Identity), Path, description = "The client")),
    responses((status = 200, description = "What the test found", body = TestOut)))]
async fn test_connection(desk: Desk, At(client): At<ClientId>) -> Result<Json<TestOut>, Refusal> {
    test(&desk, &owner(&desk, client).await?).await
}

/// Tests keys for a client without saving them.
#[utoipa::path(post, path = "/clients/{client}/connection/try", tag = "connections", request_body = Keys,
    params(("client" = inline(Identity), Path, description = "The client")),
    responses((status = 200, description = "What the test found", body = TestOut)))]
async fn try_keys(
    desk: Desk,
    At(client): At<ClientId>,
    Body(keys): Body<Keys>,
) -> Result<Json<TestOut>, Refusal> {
    try_out(&desk, &owner(&desk, client).await?, keys).await
}

/// Pauses or resumes a client: its keys are kept, and while it is paused nothing is imported.
#[utoipa::path(put, path = "/clients/{client}/connection/paused", tag = "connections", request_body = Pause,
    params(("client" = inline(Identity), Path, description = "The client")),
    responses((status = 200, description = "How it is connected", body = ConnectionOut)))]
async fn pause_connection(
    desk: Desk,
    At(client): At<ClientId>,
    Body(asked): Body<Pause>,
) -> Result<Json<ConnectionOut>, Refusal> {
    pause(&desk, &owner(&desk, client).await?, asked.paused).await
}

/// How the firm's own SmartAccounts company is connected.
#[utoipa::path(get, path = "/own-books", tag = "connections",
    responses((status = 200, description = "How it is connected", body = ConnectionOut)))]
async fn see_own_books(desk: Desk) -> Result<Json<ConnectionOut>, Refusal> {
    see(&desk, &ConnectionOwner::OwnBooks).await
}

/// Saves the keys of the firm's own SmartAccounts company.
#[utoipa::path(put, path = "/own-books", tag = "connections", request_body = KeysToSave,
    responses((status = 200, description = "They are saved", body = SavedOut)))]
async fn save_own_keys(desk: Desk, Body(keys): Body<KeysToSave>) -> Result<Json<SavedOut>, Refusal> {
    save(&desk, &ConnectionOwner::OwnBooks, keys).await
}

/// Deletes the connection of the firm's own SmartAccounts company; its keys are destroyed at once.
#[utoipa::path(delete, path = "/own-books", tag = "connections",
    responses((status = 204, description = "It is deleted")))]
async fn delete_own_books(desk: Desk) -> Result<StatusCode, Refusal> {
    delete(&desk, &ConnectionOwner::OwnBooks).await
}

/// Tests the saved keys of the firm's own SmartAccounts company.
#[utoipa::path(post, path = "/own-books/test", tag = "connections",
    responses((status = 200, description = "What the test found", body = TestOut)))]
async fn test_own_books(desk: Desk) -> Result<Json<TestOut>, Refusal> {
    test(&desk, &ConnectionOwner::OwnBooks).await
}

/// Tests keys for the firm's own SmartAccounts company without saving them.
#[utoipa::path(post, path = "/own-books/try", tag = "connections", request_body = Keys,
    responses((status = 200, description = "What the test found", body = TestOut)))]
async fn try_own_keys(desk: Desk, Body(keys): Body<Keys>) -> Result<Json<TestOut>, Refusal> {
    try_out(&desk, &ConnectionOwner::OwnBooks, keys).await
}

/// Pauses or resumes the connection of the firm's own SmartAccounts company.
#[utoipa::path(put, path = "/own-books/paused", tag = "connections", request_body = Pause,
    responses((status = 200, description = "How it is connected", body = ConnectionOut)))]
async fn pause_own_books(desk: Desk, Body(asked): Body<Pause>) -> Result<Json<ConnectionOut>, Refusal> {
    pause(&desk, &ConnectionOwner::OwnBooks, asked.paused).await
}
