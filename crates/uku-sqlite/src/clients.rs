use async_trait::async_trait;
use sqlx::{Executor, Sqlite};
use uku_core::client::{
    Client, ClientId, ClientPage, ClientQuery, ClientRefusal, ClientWrite, Clients, ClientsError,
};
use uku_core::firm::{Firm, FirmId, Member};
use uku_core::store::StoreError;

use crate::SqliteStore;
use crate::error::failed;
use crate::firms;
use uku_rows::{from_json, no_clients, parse};

struct ClientRow {
    client_id: String,
    name: String,
    registry_code: Option<String>,
    vat_number: Option<String>,
    default_member_id: Option<String>,
    default_member_active: Option<bool>,
    active: bool,
    /// JSON array, in order.
    contacts: String,
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
            vat_number: self.vat_number,
            contacts: from_json("client_contacts", &self.contacts)?,
            default_member: member,
            active: self.active,
        })
    }
}

/// The clients of a firm with their contacts. One statement, so that both are of the same moment.
macro_rules! select_clients {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            ClientRow,
            r#"SELECT client_id, name, registry_code, vat_number, default_member_id,
                   default_member_active AS "default_member_active: bool", active AS "active: bool", (
                       SELECT json_group_array(
                           json_object('kind', kind, 'value', value, 'note', note) ORDER BY position
                       )
                       FROM client_contacts AS k WHERE k.firm_id = c.firm_id AND k.client_id = c.client_id
                   ) AS "contacts!: String"
               FROM clients AS c WHERE c.firm_id = ? "# + $rest,
            $($argument),+
        )
    };
}

pub(crate) async fn read(
    executor: impl Executor<'_, Database = Sqlite>,
    firm: &FirmId,
    client: &ClientId,
) -> Result<Option<Client>, StoreError> {
    let (firm, client) = (firm.as_ref(), client.as_ref());
    let row = select_clients!("AND client_id = ?", firm, client);
    row.fetch_optional(executor).await.map_err(failed)?.map(ClientRow::client).transpose()
}

/// The clients of these identities, given as a JSON array; in no order.
pub(crate) async fn read_some(
    executor: impl Executor<'_, Database = Sqlite>,
    firm: &FirmId,
    ids: &str,
) -> Result<Vec<Client>, StoreError> {
    let firm = firm.as_ref();
    let rows = select_clients!("AND client_id IN (SELECT value FROM json_each(?))", firm, ids);
    let rows = rows.fetch_all(executor).await.map_err(failed)?;
    rows.into_iter().map(ClientRow::client).collect()
}

impl SqliteStore {
    async fn read_clients(&self, firm: &FirmId) -> Result<Vec<Client>, StoreError> {
        let firm = firm.as_ref();
        let rows = select_clients!("ORDER BY name, client_id", firm)
            .fetch_all(&self.reader)
            .await
            .map_err(failed)?;
        rows.into_iter().map(ClientRow::client).collect()
    }
}

#[async_trait]
impl Clients for SqliteStore {
    async fn firm(&self, firm: &FirmId) -> Result<Option<Firm>, ClientsError> {
        firms::read(&self.reader, firm).await.map_err(no_clients)
    }

    async fn client(&self, firm: &FirmId, client: &ClientId) -> Result<Option<Client>, ClientsError> {
        read(&self.reader, firm, client).await.map_err(no_clients)
    }

    async fn clients(&self, firm: &FirmId) -> Result<Vec<Client>, ClientsError> {
        self.read_clients(firm).await.map_err(no_clients)
    }

    async fn find_clients(&self, firm: &FirmId, query: &ClientQuery) -> Result<ClientPage, ClientsError> {
        self.read_page(firm, query).await.map_err(no_clients)
    }

    async fn find_client_ids(
        &self,
        firm: &FirmId,
        query: &ClientQuery,
    ) -> Result<Vec<ClientId>, ClientsError> {
        self.read_ids(firm, query).await.map_err(no_clients)
    }

    async fn write_clients(
        &self,
        firm: &FirmId,
        writes: &[ClientWrite],
    ) -> Result<Vec<Result<(), ClientRefusal>>, ClientsError> {
        let results = self.write_all(firm, writes).await.map_err(no_clients)?;
        results.ok_or_else(|| ClientsError::NoSuchFirm(firm.clone()))
    }
}
