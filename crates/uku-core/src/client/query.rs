use std::collections::BTreeSet;

use super::{Client, ClientId, search_key, search_text};

/// Which of a firm's clients are looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClientQuery {
    /// Words that must all be in the client's name, registry code or VAT number: those of its [`search_key`] in the client's
    /// [`search_text`]. If there is no word in it, all clients have them.
    pub text: String,
    /// Those that may be found.
    pub among: Among,
    /// Only active ones, or only inactive ones; both where none is said.
    pub active: Option<bool>,
    /// Those after this one only, in order: the last of the page before.
    pub after: Option<ClientPosition>,
    /// The most clients on the page.
    pub most: u32,
}

/// Clients that may be found, by what only the asker knows, such as whether they are connected.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Among {
    /// All of the firm.
    #[default]
    All,
    /// These.
    Only(Vec<ClientId>),
    /// All but these.
    Except(Vec<ClientId>),
}

/// Where a client stands in the order of a list: by the [`search_key`] of its name, then by identity; both byte by byte.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClientPosition {
    /// The search key of its name.
    pub name: String,
    /// Its identity.
    pub id: ClientId,
}

impl ClientPosition {
    /// Where a client stands.
    #[must_use]
    pub fn of(client: &Client) -> Self {
        Self { name: search_key(&client.name), id: client.id.clone() }
    }
}

/// A page of a list of clients.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClientPage {
    /// The clients, in order.
    pub clients: Vec<Client>,
    /// Whether there are more after them.
    pub more: bool,
    /// How many match in all, on every page.
    pub total: u64,
}

impl ClientQuery {
    /// The words that are looked for.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        search_key(&self.text).split_whitespace().map(str::to_owned).collect()
    }

    /// The page of these clients, all of a firm: for whoever has few enough to look them all through.
    #[must_use]
    pub fn page_of(&self, clients: impl IntoIterator<Item = Client>) -> ClientPage {
        let (words, among) = (self.words(), Chosen::of(&self.among));
        let mut found: Vec<(ClientPosition, Client)> = clients
            .into_iter()
            .filter(|client| self.active.is_none_or(|active| client.active == active))
            .filter(|client| among.has(&client.id))
            .filter(|client| {
                let text = search_text(client);
                words.iter().all(|word| text.contains(word))
            })
            .map(|client| (ClientPosition::of(&client), client))
            .collect();
        let total = found.len() as u64;
        found.retain(|(position, _)| self.after.as_ref().is_none_or(|after| position > after));
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        let most = usize::try_from(self.most).unwrap_or(usize::MAX);
        let more = found.len() > most;
        ClientPage { clients: found.into_iter().take(most).map(|(_, client)| client).collect(), more, total }
    }
}

impl Among {
    /// Those of these clients that may be found.
    #[must_use]
    pub fn of(&self, clients: impl IntoIterator<Item = ClientId>) -> BTreeSet<ClientId> {
        let chosen = Chosen::of(self);
        clients.into_iter().filter(|client| chosen.has(client)).collect()
    }
}

/// The same, to be asked often.
enum Chosen<'a> {
    All,
    Only(BTreeSet<&'a ClientId>),
    Except(BTreeSet<&'a ClientId>),
}

impl<'a> Chosen<'a> {
    fn of(among: &'a Among) -> Self {
        match among {
            Among::All => Self::All,
            Among::Only(clients) => Self::Only(clients.iter().collect()),
            Among::Except(clients) => Self::Except(clients.iter().collect()),
        }
    }

    fn has(&self, client: &ClientId) -> bool {
        match self {
            Self::All => true,
            Self::Only(these) => these.contains(client),
            Self::Except(these) => !these.contains(client),
        }
    }
}
