use std::collections::BTreeMap;

use super::{ConnectionOwner, named};
use crate::client::{Client, ClientId, Clients, ClientsError, registry_code_key};
use crate::firm::FirmId;

/// Who is called what, as far as saving keys needs it.
pub(crate) struct Names {
    /// The firm's clients by identity, and which of them is the firm itself.
    all: BTreeMap<ClientId, (String, bool)>,
    /// What the firm's own registry code has in common with that of the client that is the firm itself.
    own_code: Option<String>,
}

impl Names {
    /// The names in a firm.
    pub(crate) async fn all(clients: &dyn Clients, firm: &FirmId) -> Result<Self, ClientsError> {
        let known = clients.firm(firm).await?.ok_or_else(|| ClientsError::NoSuchFirm(firm.clone()))?;
        let own_code = known.registry_code.as_deref().and_then(registry_code_key);
        let mut names = Self { all: BTreeMap::new(), own_code };
        clients.clients(firm).await?.iter().for_each(|client| names.put(client));
        Ok(names)
    }

    /// Adds a client, or takes it in the place of the one with the same identity.
    pub(crate) fn put(&mut self, client: &Client) {
        let code = client.registry_code.as_deref().and_then(registry_code_key);
        let is_the_firm = code.is_some() && code == self.own_code;
        self.all.insert(client.id.clone(), (client.name.clone(), is_the_firm));
    }

    pub(super) fn has(&self, client: &ClientId) -> bool {
        self.all.contains_key(client)
    }

    /// What an owner is called.
    pub(super) fn name(&self, owner: &ConnectionOwner) -> String {
        let known = owner.client().and_then(|client| self.all.get(client));
        named(owner, known.map(|(name, _)| name.as_str()))
    }

    /// Whether an owner is the firm itself: its own books, or the client that it is.
    pub(super) fn is_the_firm(&self, owner: &ConnectionOwner) -> bool {
        let is_the_firm = |client| self.all.get(client).is_some_and(|(_, is_the_firm)| *is_the_firm);
        owner.client().is_none_or(is_the_firm)
    }
}
