use std::collections::BTreeSet;

use askama::Template;
use axum::http::HeaderMap;
use axum::response::Response;
use axum_extra::extract::Form;
use futures_util::{StreamExt, TryStreamExt, stream};
use uku_core::client::ClientId;
use uku_core::connection::{ConnectError, ConnectionOwner};
use uku_l10n::{Remedy, Said, Say};
use uku_web::{Called, Desk, Refusal};

use super::row::path;
use super::selection::Selection;
use crate::fields::Fields;
use crate::html::{done, html};
use crate::page::{Nav, Page};

/// So many connections are tested while a person waits; more go on by themselves.
const WHILE_WAITING: usize = 50;
/// So many are tested side by side: each has a key of its own, and few requests disturb no import.
const AT_A_TIME: usize = 5;

/// What many tests cost, before they begin.
#[derive(Template)]
#[template(path = "clients/test_many.html")]
struct AskPage {
    page: Page,
    hidden: Vec<(&'static str, String)>,
    connections: String,
    not_connected: String,
}

/// What the tests found.
#[derive(Template)]
#[template(path = "clients/test_results.html")]
struct ResultsPage {
    page: Page,
    summary: String,
    results: Vec<ResultRow>,
}

struct ResultRow {
    path: String,
    name: String,
    key_label: String,
    /// The kind and symbol of its badge.
    kind: &'static str,
    symbol: &'static str,
    /// The badge's word, and what was found.
    state: String,
    text: String,
    remedy: String,
}

/// Tests the connections of ticked clients.
pub(super) async fn test(
    desk: Desk,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let fields = Fields::new(pairs);
    let selection = Selection::of(&fields);
    let clients = selection.clients(&desk).await?;
    let connected = connected(&desk, &clients).await?;
    let page = Page::of(&desk, Nav::Clients, &Said::of("clients-test-title")).await?;
    if connected.len() > WHILE_WAITING {
        if !fields.one("confirmed").is_empty() {
            test_by_itself(&desk, connected);
            return Ok(done(&headers, "/clients", "clients-tests-started"));
        }
        let without = clients.len().saturating_sub(connected.len());
        let view = AskPage {
            hidden: selection.hidden(),
            connections: page.t1("clients-test-many", "count", connected.len() as u64),
            not_connected: not_connected(&page, without),
            page,
        };
        return html(&view);
    }
    let results = test_now(&desk, &page, &connected).await?;
    let successful = results.iter().filter(|row| row.kind == "ok").count();
    let said = Said::of("clients-test-summary").with("successful", successful).with("count", results.len());
    let without = clients.len().saturating_sub(connected.len());
    let summary = format!("{} {}", page.say(&said), not_connected(&page, without));
    html(&ResultsPage { summary: summary.trim().to_owned(), results, page })
}

fn not_connected(page: &Page, count: usize) -> String {
    if count == 0 { String::new() } else { page.t1("clients-test-not-connected", "count", count as u64) }
}

/// Those of these clients that have keys, in the same order.
async fn connected(desk: &Desk, clients: &[ClientId]) -> Result<Vec<ClientId>, Refusal> {
    let mut work = desk.store().look(desk.firm_id()).await?;
    let connections = work.connections().of_clients(clients).await?;
    let with_keys: BTreeSet<&ClientId> =
        connections.iter().filter_map(|connection| connection.owner.client()).collect();
    Ok(clients.iter().filter(|client| with_keys.contains(client)).cloned().collect())
}

async fn test_now(desk: &Desk, page: &Page, clients: &[ClientId]) -> Result<Vec<ResultRow>, Refusal> {
    let names = Called::of(desk, clients.to_vec()).await?;
    let (names, connecting) = (&names, desk.connecting());
    stream::iter(clients.to_vec())
        .map(|client| async move {
            let result = connecting.test(&ConnectionOwner::Client(client.clone())).await;
            result_row(page, &client, names.client_or_id(&client), result)
        })
        .buffered(AT_A_TIME)
        .try_collect()
        .await
}

fn result_row(
    page: &Page,
    client: &ClientId,
    name: String,
    result: Result<uku_core::connection::TestResult, ConnectError>,
) -> Result<ResultRow, Refusal> {
    let (kind, symbol, key, text, remedy) = match result {
        Ok(result) if result.is_successful() => {
            ("ok", "check", "clients-state-connected", result.said(), None)
        }
        Ok(result) if result.trouble().is_none() => {
            ("warn", "clock", "clients-test-not-tested", result.said(), result.remedy_said())
        }
        Ok(result) => ("bad", "error", "clients-state-failing", result.said(), result.remedy_said()),
        Err(error @ ConnectError::NotConnected(_)) => {
            ("dashed", "unlink", "clients-state-not-connected", error.said(), None)
        }
        Err(error @ ConnectError::Vault(_)) => {
            ("bad", "error", "clients-state-failing", error.said(), error.remedy_said())
        }
        // What hinders one hinders all.
        Err(error) => return Err(error.into()),
    };
    Ok(ResultRow {
        path: path(client),
        key_label: page.t1("clients-integration-of", "client", &name),
        name,
        kind,
        symbol,
        state: page.t(key),
        text: page.say(&text),
        remedy: remedy.map(|remedy| page.say(&remedy)).unwrap_or_default(),
    })
}

/// Goes on when the answer was sent. What is found shows in how the connections fare.
fn test_by_itself(desk: &Desk, clients: Vec<ClientId>) {
    let own = desk.clone();
    desk.site.errands.send(async move {
        let connecting = own.connecting();
        stream::iter(clients)
            .for_each_concurrent(AT_A_TIME, |client| async move {
                if let Err(error) = connecting.test(&ConnectionOwner::Client(client)).await {
                    tracing::warn!(%error, "a connection could not be tested");
                }
            })
            .await;
    });
}
