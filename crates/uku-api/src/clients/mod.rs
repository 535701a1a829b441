//! The firm's clients.

mod input;
mod out;

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use uku_core::client::{
    AddClient, Client, ClientId, ClientPosition, ClientVersion, EditClient, FindClients, find,
};
use uku_core::connection::{ConnectionFilter, ConnectionOwner};
use uku_core::firm::Action;
use uku_l10n::Said;
use uku_web::{Access, Desk, Refusal, Refused};
use utoipa::IntoParams;
use utoipa_axum::routes;

use self::input::{Edited, New};
use self::out::ClientOut;
use crate::BASE;
use crate::frame::words::{FilterWord, Identity};
use crate::frame::{At, Body, Cursor, IfMatch, Limit, List, Page, Wanted, tagged};
use crate::operations::Operations;

pub(crate) fn operations(operations: Operations) -> Operations {
    let (see, edit) = (Access::May(Action::SeeClients), Access::May(Action::EditClients));
    operations
        .add(see, routes!(list_clients))
        .add_once(edit, routes!(add_client))
        .add(see, routes!(see_client))
        .add(edit, routes!(change_client))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ClientsWanted {
    /// Words that must all be in the client's name, registry code or VAT number, whatever their case and accents.
    #[serde(default)]
    text: String,
    /// How they are connected.
    #[param(value_type = Option<FilterWord>, inline)]
    state: Option<Filter>,
    /// Only active ones, or only inactive ones.
    active: Option<bool>,
    /// The `next` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
    /// The most clients on the page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Limit,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Filter {
    NotConnected,
    Connected,
    Untested,
    Failing,
    Paused,
}

impl From<Filter> for ConnectionFilter {
    fn from(filter: Filter) -> Self {
        match filter {
            Filter::NotConnected => Self::NotConnected,
            Filter::Connected => Self::Connected,
            Filter::Untested => Self::Untested,
            Filter::Failing => Self::Failing,
            Filter::Paused => Self::Paused,
        }
    }
}

/// A position as a cursor holds it: what the client is found by in the list, and its identity.
pub(crate) fn position(held: Option<(String, String)>) -> Result<Option<ClientPosition>, Refusal> {
    let Some((name, id)) = held else { return Ok(None) };
    let id = ClientId::try_from(id)
        .map_err(|_| Refusal::new(Refused::Malformed, Said::of("api-cursor-foreign")))?;
    Ok(Some(ClientPosition { name, id }))
}

/// Where a page of clients ends.
pub(crate) fn end(more: bool, last: Option<&Client>) -> Option<(String, String)> {
    let last = last.filter(|_| more).map(ClientPosition::of)?;
    Some((last.name, last.id.to_string()))
}

/// The clients that are looked for, by name.
#[utoipa::path(get, path = "/clients", tag = "clients", params(ClientsWanted),
    responses((status = 200, description = "A page of clients", body = Page<ClientOut>)))]
async fn list_clients(
    desk: Desk,
    Wanted(wanted): Wanted<ClientsWanted>,
) -> Result<Json<Page<ClientOut>>, Refusal> {
    let ClientsWanted { text, state, active, cursor, limit } = wanted;
    let list = List::of(&desk, "clients", &(&text, state, active));
    let after = position(list.position(cursor.as_ref())?)?;
    let query = FindClients { text, state: state.map(Into::into), active, after, most: limit.get() };
    let found = find(desk.actor(), desk.means().clients.as_ref(), desk.store(), &query).await?;
    let end = end(found.more, found.clients.last().map(|(client, _)| client));
    let sees = desk.may(Action::SeeIntegration);
    let items = found.clients.iter().map(|(client, connection)| {
        if sees {
            ClientOut::of(client, connection.as_ref(), desk.locale())
        } else {
            ClientOut::without_connection(client)
        }
    });
    Ok(Json(Page::new(items.collect(), &list, end)?.of_total(found.total)))
}

/// Adds a client. It is not connected: nothing is inherited.
#[utoipa::path(post, path = "/clients", tag = "clients", request_body = New,
    responses((status = 201, description = "It was added", body = ClientOut,
        headers(("Location" = String, description = "Where it is"), ("ETag" = String, description = "Its state")))))]
async fn add_client(desk: Desk, Body(new): Body<New>) -> Result<Response, Refusal> {
    let means = desk.means();
    let adding = AddClient {
        actor: desk.actor(),
        clients: means.clients.as_ref(),
        members: means.members.as_ref(),
        store: desk.store(),
        clock: means.clock.as_ref(),
        ids: means.ids.as_ref(),
    };
    let client = adding.run(new.into()).await?;
    let location = [(LOCATION, format!("{BASE}/clients/{}", client.id))];
    let created = (StatusCode::CREATED, location, shown(&desk, &client).await?);
    Ok(tagged(ClientVersion::of(&client).as_str(), created))
}

/// One client.
#[utoipa::path(get, path = "/clients/{client}", tag = "clients",
    params(("client" = inline(Identity), Path, description = "The client")),
    responses((status = 200, description = "The client", body = ClientOut,
        headers(("ETag" = String, description = "Its state, for `If-Match`")))))]
async fn see_client(desk: Desk, At(client): At<ClientId>) -> Result<Response, Refusal> {
    let client = desk.means().clients.client(desk.firm_id(), &client).await?;
    let client = client.ok_or_else(Refusal::not_found)?;
    let answer = shown(&desk, &client).await?;
    Ok(tagged(ClientVersion::of(&client).as_str(), answer))
}

/// Changes a client that was read in this state.
#[utoipa::path(put, path = "/clients/{client}", tag = "clients", request_body = Edited,
    params(
        ("client" = inline(Identity), Path, description = "The client"),
        ("If-Match" = String, Header, description = "The `ETag` of the state that was read")
    ),
    responses((status = 200, description = "The client as it is now", body = ClientOut,
        headers(("ETag" = String, description = "Its state, for `If-Match`")))))]
async fn change_client(
    desk: Desk,
    At(client): At<ClientId>,
    seen: IfMatch,
    Body(edited): Body<Edited>,
) -> Result<Response, Refusal> {
    let means = desk.means();
    let found = means.clients.client(desk.firm_id(), &client).await?.ok_or_else(Refusal::not_found)?;
    let now = ClientVersion::of(&found);
    let based_on =
        if seen.has(now.as_str()) { now } else { ClientVersion::from_told(seen.only().unwrap_or_default()) };
    let editing = EditClient {
        actor: desk.actor(),
        clients: means.clients.as_ref(),
        members: means.members.as_ref(),
        store: desk.store(),
        clock: means.clock.as_ref(),
    };
    let client = editing.run(&client, &based_on, edited.into()).await?;
    Ok(tagged(ClientVersion::of(&client).as_str(), shown(&desk, &client).await?))
}

/// A client with its connection, where the person may see that.
async fn shown(desk: &Desk, client: &Client) -> Result<impl IntoResponse + use<>, Refusal> {
    if !desk.may(Action::SeeIntegration) {
        return Ok(Json(ClientOut::without_connection(client)));
    }
    let owner = ConnectionOwner::Client(client.id.clone());
    let connection = desk.store().look(desk.firm_id()).await?.connections().get(&owner).await?;
    Ok(Json(ClientOut::of(client, connection.as_ref(), desk.locale())))
}
