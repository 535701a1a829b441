//! Choosing one client by its name, where a list of all would be too long.

use uku_core::client::{Client, ClientId, FindClients, find};
use uku_web::{Desk, Refusal};

/// How many clients are offered.
const MOST: u32 = 20;

/// A client that may be meant.
#[derive(Debug, Clone)]
pub(crate) struct Suggestion {
    pub(crate) name: String,
    /// Its registry code; may be empty.
    pub(crate) code: String,
    pub(crate) href: String,
}

/// Clients that may be meant; see `components/suggestions.html`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Suggestions {
    /// Whether any were looked for.
    pub(crate) asked: bool,
    pub(crate) clients: Vec<Suggestion>,
    /// How many more match.
    pub(crate) more: u64,
}

impl Suggestions {
    /// The clients with these words in their name or code, each with the address where it is chosen.
    pub(crate) async fn of(
        desk: &Desk,
        text: &str,
        href: impl Fn(&ClientId) -> String,
    ) -> Result<Self, Refusal> {
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        let wanted = FindClients { text: text.to_owned(), most: MOST, ..FindClients::default() };
        let means = desk.means();
        let found = find(desk.actor(), means.clients.as_ref(), desk.store(), &wanted).await?;
        let more = found.total - found.clients.len() as u64;
        let suggestion = |client: Client| Suggestion {
            href: href(&client.id),
            code: client.registry_code.unwrap_or_default(),
            name: client.name,
        };
        let clients = found.clients.into_iter().map(|(client, _)| suggestion(client)).collect();
        Ok(Self { asked: true, clients, more })
    }
}
