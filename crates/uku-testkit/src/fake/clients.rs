use std::collections::BTreeMap;
use std::sync::Mutex;

use async_trait::async_trait;
use uku_core::client::{Client, ClientId, Clients, ClientsError};
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

    async fn put_client(&self, firm: &FirmId, client: &Client) -> Result<(), ClientsError> {
        if !self.firms.contains_key(firm) {
            return Err(ClientsError::NoSuchFirm(firm.clone()));
        }
        self.clients.lock().unwrap().insert((firm.clone(), client.id.clone()), client.clone());
        Ok(())
    }
}
