use std::collections::BTreeMap;
use std::sync::Mutex;

use async_trait::async_trait;
use uku_core::client::{
    Client, ClientId, ClientPage, ClientQuery, ClientRefusal, ClientWrite, Clients, ClientsError,
    registry_code_key,
};
use uku_core::firm::{Firm, FirmId};

/// The clients of some firms.
#[derive(Debug)]
pub struct MemoryClients {
    firms: BTreeMap<FirmId, Firm>,
    clients: Mutex<BTreeMap<(FirmId, ClientId), Client>>,
}

impl MemoryClients {
    /// No clients yet, of these firms.
    #[must_use]
    pub fn of(firms: impl IntoIterator<Item = Firm>) -> Self {
        let firms = firms.into_iter().map(|firm| (firm.id.clone(), firm)).collect();
        Self { firms, clients: Mutex::default() }
    }

    /// Puts a client there as it is, whatever the port would say: old data may hold one registry code twice.
    pub fn put(&self, firm: &FirmId, client: Client) {
        self.clients.lock().unwrap().insert((firm.clone(), client.id.clone()), client);
    }
}

#[async_trait]
impl Clients for MemoryClients {
    async fn firm(&self, firm: &FirmId) -> Result<Option<Firm>, ClientsError> {
        Ok(self.firms.get(firm).cloned())
    }

    async fn client(&self, firm: &FirmId, client: &ClientId) -> Result<Option<Client>, ClientsError> {
        Ok(self.clients.lock().unwrap().get(&(firm.clone(), client.clone())).cloned())
    }

    async fn clients(&self, firm: &FirmId) -> Result<Vec<Client>, ClientsError> {
        let clients = self.clients.lock().unwrap();
        let mut of_firm: Vec<Client> = clients
            .iter()
            .filter(|((owner, _), _)| owner == firm)
            .map(|(_, client)| client.clone())
            .collect();
        of_firm.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        Ok(of_firm)
    }

    async fn find_clients(&self, firm: &FirmId, query: &ClientQuery) -> Result<ClientPage, ClientsError> {
        Ok(query.page_of(self.clients(firm).await?))
    }

    async fn write_clients(
        &self,
        firm: &FirmId,
        writes: &[ClientWrite],
    ) -> Result<Vec<Result<(), ClientRefusal>>, ClientsError> {
        if !self.firms.contains_key(firm) {
            return Err(ClientsError::NoSuchFirm(firm.clone()));
        }
        let mut clients = self.clients.lock().unwrap();
        Ok(writes.iter().map(|write| write_client(&mut clients, firm, write)).collect())
    }
}

fn write_client(
    clients: &mut BTreeMap<(FirmId, ClientId), Client>,
    firm: &FirmId,
    ClientWrite { expected, client }: &ClientWrite,
) -> Result<(), ClientRefusal> {
    let slot = (firm.clone(), client.id.clone());
    let found = clients.get(&slot);
    if found == Some(client) {
        return Ok(());
    }
    if found != expected.as_ref() {
        return Err(ClientRefusal::Changed);
    }
    let code = code_key(client);
    if code.is_some() && found.and_then(code_key) != code {
        let same = |((owner, id), other): &(&(FirmId, ClientId), &Client)| {
            owner == firm && *id != client.id && code_key(other) == code
        };
        if let Some(((_, other), _)) = clients.iter().find(same) {
            return Err(ClientRefusal::RegistryCodeTaken(other.clone()));
        }
    }
    clients.insert(slot, client.clone());
    Ok(())
}

fn code_key(client: &Client) -> Option<String> {
    client.registry_code.as_deref().and_then(registry_code_key)
}
