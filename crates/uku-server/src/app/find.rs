use uku_core::client::{Client, registry_code_key};
use uku_core::connection::ConnectionOwner;

use super::App;
use crate::args::OwnerArgs;
use crate::failure::Failure;

impl App {
    /// The client that a person means: by identity, else registry code, else name.
    pub(crate) async fn client(&self, text: &str) -> Result<Client, Failure> {
        let clients = self.stored.clients().clients(&self.firm.id).await.map_err(Failure::could_not)?;
        find(&clients, text).cloned()
    }

    /// The client or the own books that a person means.
    pub(crate) async fn owner(&self, args: &OwnerArgs) -> Result<ConnectionOwner, Failure> {
        match &args.client {
            Some(text) => Ok(ConnectionOwner::Client(self.client(text).await?.id)),
            None => Ok(ConnectionOwner::OwnBooks),
        }
    }
}

/// The client that a person means among these.
pub(crate) fn find<'a>(clients: &'a [Client], text: &str) -> Result<&'a Client, Failure> {
    if let Some(client) = clients.iter().find(|client| client.id.as_ref() == text) {
        return Ok(client);
    }
    let code = registry_code_key(text);
    let has_code = |client: &&Client| {
        code.is_some() && client.registry_code.as_deref().and_then(registry_code_key) == code
    };
    let has_name = |client: &&Client| client.name.to_lowercase() == text.trim().to_lowercase();
    let by_code: Vec<&Client> = clients.iter().filter(has_code).collect();
    let found = if by_code.is_empty() { clients.iter().filter(has_name).collect() } else { by_code };
    match found.as_slice() {
        [client] => Ok(client),
        [] => Err(Failure::could_not(format!(
            "there is no client {text}; `uku clients list` shows them with their identities"
        ))),
        several => {
            let ids: Vec<&str> = several.iter().map(|client| client.id.as_ref()).collect();
            Err(Failure::usage(format!(
                "{text} is several clients; say which by identity: {}",
                ids.join(", ")
            )))
        }
    }
}
