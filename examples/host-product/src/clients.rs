//! The host's customers, as the integration's clients.

use async_trait::async_trait;
use sqlx::SqliteConnection;
use uku_core::client::{
    Client, ClientId, ClientPage, ClientQuery, ClientRefusal, ClientWrite, Clients, ClientsError,
    registry_code_key,
};
use uku_core::firm::{Firm, FirmId};

use crate::database::account;
use crate::{HostDatabase, HostError, customers, firms};

#[async_trait]
impl Clients for HostDatabase {
    async fn firm(&self, firm: &FirmId) -> Result<Option<Firm>, ClientsError> {
        let mut tx = self.reading().await?;
        Ok(firms::read(&mut tx, firm).await?)
    }

    async fn client(&self, firm: &FirmId, client: &ClientId) -> Result<Option<Client>, ClientsError> {
        let mut tx = self.reading().await?;
        let Some(account) = account(&mut tx, firm).await? else { return Ok(None) };
        Ok(customers::read(&mut tx, account, client).await?)
    }

    async fn clients(&self, firm: &FirmId) -> Result<Vec<Client>, ClientsError> {
        let mut tx = self.reading().await?;
        let Some(account) = account(&mut tx, firm).await? else { return Ok(Vec::new()) };
        Ok(customers::read_all(&mut tx, account).await?)
    }

    async fn find_clients(&self, firm: &FirmId, query: &ClientQuery) -> Result<ClientPage, ClientsError> {
        // For some hundred customers this is quick enough. A product with thousands keeps `search_key` of the name and
        // `search_text` in columns, and lets its database look.
        Ok(query.page_of(self.clients(firm).await?))
    }

    async fn write_clients(
        &self,
        firm: &FirmId,
        writes: &[ClientWrite],
    ) -> Result<Vec<Result<(), ClientRefusal>>, ClientsError> {
        let mut tx = self.writing().await?;
        let Some(account) = account(&mut tx, firm).await? else {
            return Err(ClientsError::NoSuchFirm(firm.clone()));
        };
        let mut results = Vec::with_capacity(writes.len());
        for write in writes {
            results.push(write_one(&mut tx, account, write).await?);
        }
        tx.commit().await.map_err(HostError::from)?;
        Ok(results)
    }
}

/// The inner error is a refusal; then nothing is written. The checks are those of the port, in its order.
async fn write_one(
    db: &mut SqliteConnection,
    account: i64,
    ClientWrite { expected, client }: &ClientWrite,
) -> Result<Result<(), ClientRefusal>, HostError> {
    let found = customers::read(db, account, &client.id).await?;
    if found.as_ref() == Some(client) {
        return Ok(Ok(()));
    }
    if found != *expected {
        return Ok(Err(ClientRefusal::Changed));
    }
    let code = code_key(client);
    if let Some(code) = &code
        && found.as_ref().and_then(code_key).as_ref() != Some(code)
        && let Some(other) = customers::who_has(db, account, code).await?
    {
        return Ok(Err(ClientRefusal::RegistryCodeTaken(other)));
    }
    customers::put(db, account, client, code.as_deref()).await?;
    Ok(Ok(()))
}

/// What all ways to write the client's registry code have in common.
fn code_key(client: &Client) -> Option<String> {
    client.registry_code.as_deref().and_then(registry_code_key)
}
