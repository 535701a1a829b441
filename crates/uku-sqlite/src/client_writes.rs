//! Writing clients: each write is decided and done by itself, all in one transaction.

use sqlx::SqliteConnection;
use uku_core::client::{
    Client, ClientId, ClientRefusal, ClientWrite, registry_code_key, search_key, search_text,
};
use uku_core::firm::FirmId;
use uku_core::store::StoreError;

use crate::SqliteStore;
use crate::error::failed;
use crate::{clients, firms};
use uku_rows::{parse, to_integer, to_word};

impl SqliteStore {
    /// A result for each write, in order; none if there is no such firm.
    pub(crate) async fn write_all(
        &self,
        firm: &FirmId,
        writes: &[ClientWrite],
    ) -> Result<Option<Vec<Result<(), ClientRefusal>>>, StoreError> {
        // The only writing one: between looking who has a registry code and giving it nobody comes.
        let mut tx = self.begin().await?;
        if firms::read(&mut *tx, firm).await?.is_none() {
            return Ok(None);
        }
        let mut results = Vec::with_capacity(writes.len());
        for write in writes {
            results.push(write_one(&mut tx, firm, write).await?);
        }
        tx.commit().await.map_err(failed)?;
        Ok(Some(results))
    }
}

/// The inner error is a refusal; then nothing is written.
async fn write_one(
    connection: &mut SqliteConnection,
    firm: &FirmId,
    ClientWrite { expected, client }: &ClientWrite,
) -> Result<Result<(), ClientRefusal>, StoreError> {
    let found = clients::read(&mut *connection, firm, &client.id).await?;
    if found.as_ref() == Some(client) {
        return Ok(Ok(()));
    }
    if found != *expected {
        return Ok(Err(ClientRefusal::Changed));
    }
    let key = registry_key(client);
    if let Some(key) = &key
        && found.as_ref().and_then(registry_key).as_ref() != Some(key)
        && let Some(other) = who_else_has(connection, firm, &client.id, key).await?
    {
        return Ok(Err(ClientRefusal::RegistryCodeTaken(other)));
    }
    put(connection, firm, client, key.as_deref()).await?;
    put_contacts(connection, firm, client).await?;
    Ok(Ok(()))
}

fn registry_key(client: &Client) -> Option<String> {
    client.registry_code.as_deref().and_then(registry_code_key)
}

async fn who_else_has(
    connection: &mut SqliteConnection,
    firm: &FirmId,
    client: &ClientId,
    key: &str,
) -> Result<Option<ClientId>, StoreError> {
    let (firm, client) = (firm.as_ref(), client.as_ref());
    let other = sqlx::query_scalar!(
        "SELECT client_id FROM clients WHERE firm_id = ? AND registry_key = ? AND client_id <> ?
         ORDER BY client_id LIMIT 1",
        firm,
        key,
        client,
    )
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    other.map(|id| parse("clients.client_id", &id)).transpose()
}

async fn put(
    connection: &mut SqliteConnection,
    firm: &FirmId,
    client: &Client,
    registry_key: Option<&str>,
) -> Result<(), StoreError> {
    let (firm, id) = (firm.as_ref(), client.id.as_ref());
    let member = client.default_member.as_ref().map(|member| member.id.as_ref());
    let member_active = client.default_member.as_ref().map(|member| member.active);
    let (search_name, search_text) = (search_key(&client.name), search_text(client));
    sqlx::query!(
        "INSERT INTO clients (firm_id, client_id, name, registry_code, registry_key, vat_number, default_member_id,
             default_member_active, active, search_name, search_text)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (firm_id, client_id) DO UPDATE SET name = excluded.name,
             registry_code = excluded.registry_code, registry_key = excluded.registry_key,
             vat_number = excluded.vat_number, default_member_id = excluded.default_member_id,
             default_member_active = excluded.default_member_active, active = excluded.active,
             search_name = excluded.search_name, search_text = excluded.search_text",
        firm,
        id,
        client.name,
        client.registry_code,
        registry_key,
        client.vat_number,
        member,
        member_active,
        client.active,
        search_name,
        search_text,
    )
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}

async fn put_contacts(
    connection: &mut SqliteConnection,
    firm: &FirmId,
    client: &Client,
) -> Result<(), StoreError> {
    let (firm, id) = (firm.as_ref(), client.id.as_ref());
    sqlx::query!("DELETE FROM client_contacts WHERE firm_id = ? AND client_id = ?", firm, id)
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    for (position, contact) in client.contacts.iter().enumerate() {
        let (position, kind) = (to_integer(position)?, to_word(&contact.kind)?);
        sqlx::query!(
            "INSERT INTO client_contacts (firm_id, client_id, position, kind, value, note) VALUES (?, ?, ?, ?, ?, ?)",
            firm,
            id,
            position,
            kind,
            contact.value,
            contact.note,
        )
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    }
    Ok(())
}
