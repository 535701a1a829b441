use serde::Serialize;
use uku_core::client::Client;
use uku_core::connection::{Connection, ConnectionState, Overview, overview};

use crate::app::App;
use crate::failure::Failure;
use crate::output::{json, local};
use crate::table::table;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ClientOut<'a> {
    id: &'a str,
    name: &'a str,
    registry_code: Option<&'a str>,
    vat_number: Option<&'a str>,
    contacts: &'a [uku_core::client::Contact],
    active: bool,
    integration: &'static str,
    key: Option<String>,
    saved_at: Option<String>,
    why: Option<String>,
}

/// Lists the clients by name, with how each is connected.
pub(super) async fn run(app: &App, as_json: bool) -> Result<String, Failure> {
    let seen = overview(&app.actor, app.stored.clients(), app.stored.integration()).await;
    let Overview { clients, .. } = seen.map_err(Failure::could_not)?;
    let out: Vec<ClientOut<'_>> =
        clients.iter().map(|(client, connection)| client_out(client, connection.as_ref())).collect();
    if as_json {
        return json(&out);
    }
    if out.is_empty() {
        return Ok("There are no clients yet. Next: uku clients import, or uku clients add\n".to_owned());
    }
    let header = ["Registry code", "Name", "Integration", "Key", "Saved", "Why"].map(str::to_owned).to_vec();
    let mut table = table(header, 0..0);
    for (client, (_, connection)) in out.iter().zip(&clients) {
        let saved = connection.as_ref().map(|connection| local(connection.saved_at));
        table.add_row([
            client.registry_code.unwrap_or_default(),
            client.name,
            client.integration,
            client.key.as_deref().unwrap_or_default(),
            &saved.unwrap_or_default(),
            client.why.as_deref().unwrap_or_default(),
        ]);
    }
    let connected = out.iter().filter(|client| client.key.is_some()).count();
    Ok(format!("{table}\n{connected} of {} clients connected\n", out.len()))
}

fn client_out<'a>(client: &'a Client, connection: Option<&Connection>) -> ClientOut<'a> {
    let (integration, why) = match connection {
        None => ("not connected", None),
        Some(connection) if connection.paused => ("paused", None),
        Some(connection) => match &connection.state {
            ConnectionState::Untested => ("untested", None),
            ConnectionState::Connected { .. } => ("connected", None),
            ConnectionState::Failing { why, .. } => ("failing", Some(format!("{why}. {}", why.remedy()))),
        },
    };
    ClientOut {
        id: client.id.as_ref(),
        name: &client.name,
        registry_code: client.registry_code.as_deref(),
        vat_number: client.vat_number.as_deref(),
        contacts: &client.contacts,
        active: client.active,
        integration,
        key: connection.map(|connection| connection.hint.to_string()),
        saved_at: connection.map(|connection| connection.saved_at.to_rfc3339()),
        why,
    }
}
