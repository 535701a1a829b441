use async_trait::async_trait;
use uku_core::client::{Client, ClientId, Clients, ClientsError};
use uku_core::firm::{Firm, FirmId, Member};
use uku_core::store::StoreError;

use crate::SqliteStore;
use crate::codec::parse;
use crate::error::{belongs_to_nothing, failed, no_clients};

struct ClientRow {
    client_id: String,
    name: String,
    registry_code: Option<String>,
    default_member_id: Option<String>,
    default_member_active: Option<bool>,
}

impl ClientRow {
    fn client(self) -> Result<Client, StoreError> {
        let member = self.default_member_id.zip(self.default_member_active);
        let member = member
            .map(|(id, active)| Ok(Member { id: parse("clients.default_member_id", &id)?, active }))
            .transpose()?;
        Ok(Client {
            id: parse("clients.client_id", &self.client_id)?,
            name: self.name,
            registry_code: self.registry_code,
            default_member: member,
        })
    }
}

impl SqliteStore {
    async fn read_firm(&self, firm: &FirmId) -> Result<Option<Firm>, StoreError> {
        let id = firm.as_ref();
        let row = sqlx::query!("SELECT name, owner_id FROM firms WHERE firm_id = ?", id)
            .fetch_optional(&self.reader)
            .await
            .map_err(failed)?;
        row.map(|row| {
            Ok(Firm { id: firm.clone(), name: row.name, owner: parse("firms.owner_id", &row.owner_id)? })
        })
        .transpose()
    }

    async fn read_client(&self, firm: &FirmId, client: &ClientId) -> Result<Option<Client>, StoreError> {
        let (firm, client) = (firm.as_ref(), client.as_ref());
        let row = sqlx::query_as!(
            ClientRow,
            r#"SELECT client_id, name, registry_code, default_member_id,
                   default_member_active AS "default_member_active: bool"
               FROM clients WHERE firm_id = ? AND client_id = ?"#,
            firm,
            client,
        )
        .fetch_optional(&self.reader)
        .await
        .map_err(failed)?;
        row.map(ClientRow::client).transpose()
    }

    async fn read_clients(&self, firm: &FirmId) -> Result<Vec<Client>, StoreError> {
        let firm = firm.as_ref();
        let rows = sqlx::query_as!(
            ClientRow,
            r#"SELECT client_id, name, registry_code, default_member_id,
                   default_member_active AS "default_member_active: bool"
               FROM clients WHERE firm_id = ? ORDER BY name, client_id"#,
            firm,
        )
        .fetch_all(&self.reader)
        .await
        .map_err(failed)?;
        rows.into_iter().map(ClientRow::client).collect()
    }

    async fn write_client(&self, firm: &FirmId, client: &Client) -> Result<(), ClientsError> {
        let (firm_id, id) = (firm.as_ref(), client.id.as_ref());
        let member = client.default_member.as_ref().map(|member| member.id.as_ref());
        let active = client.default_member.as_ref().map(|member| member.active);
        let put = sqlx::query!(
            "INSERT INTO clients (firm_id, client_id, name, registry_code, default_member_id, default_member_active)
             VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (firm_id, client_id) DO UPDATE SET name = excluded.name,
                 registry_code = excluded.registry_code, default_member_id = excluded.default_member_id,
                 default_member_active = excluded.default_member_active",
            firm_id,
            id,
            client.name,
            client.registry_code,
            member,
            active,
        )
        .execute(&self.writer)
        .await;
        match put {
            Ok(_) => Ok(()),
            Err(error) if belongs_to_nothing(&error) => Err(ClientsError::NoSuchFirm(firm.clone())),
            Err(error) => Err(no_clients(failed(error))),
        }
    }
}

#[async_trait]
impl Clients for SqliteStore {
    async fn firm(&self, firm: &FirmId) -> Result<Option<Firm>, ClientsError> {
        self.read_firm(firm).await.map_err(no_clients)
    }

    async fn client(&self, firm: &FirmId, client: &ClientId) -> Result<Option<Client>, ClientsError> {
        self.read_client(firm, client).await.map_err(no_clients)
    }

    async fn clients(&self, firm: &FirmId) -> Result<Vec<Client>, ClientsError> {
        self.read_clients(firm).await.map_err(no_clients)
    }

    async fn put_client(&self, firm: &FirmId, client: &Client) -> Result<(), ClientsError> {
        self.write_client(firm, client).await
    }
}
