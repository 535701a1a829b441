mod search;
mod write;

use async_trait::async_trait;
use uku_core::client::{
    Client, ClientId, ClientPage, ClientQuery, ClientRefusal, ClientWrite, Clients, ClientsError,
};
use uku_core::firm::{Firm, FirmId, Member, Subscription};
use uku_core::store::StoreError;

use crate::PostgresStore;
use crate::error::failed;
use uku_rows::{from_json, from_word, no_clients, parse};

struct ClientRow {
    client_id: String,
    name: String,
    registry_code: Option<String>,
    vat_number: Option<String>,
    default_member_id: Option<String>,
    default_member_active: Option<bool>,
    active: bool,
    /// JSON array; none if there are none.
    contacts: Option<String>,
}

impl ClientRow {
    fn client(self) -> Result<Client, StoreError> {
        let member = self.default_member_id.zip(self.default_member_active);
        let member = member
            .map(|(id, active)| Ok(Member { id: parse("clients.default_member_id", &id)?, active }))
            .transpose()?;
        let contacts = self.contacts.map(|contacts| from_json("contacts", &contacts)).transpose()?;
        Ok(Client {
            id: parse("clients.client_id", &self.client_id)?,
            name: self.name,
            registry_code: self.registry_code,
            vat_number: self.vat_number,
            contacts: contacts.unwrap_or_default(),
            default_member: member,
            active: self.active,
        })
    }
}

/// The clients of a firm with their contacts. One statement, so that both are of the same moment.
macro_rules! select_clients {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            crate::clients::ClientRow,
            r#"SELECT client_id, name, registry_code, vat_number, default_member_id, default_member_active, active, (
                   SELECT json_agg(json_build_object('kind', kind, 'value', value, 'note', note) ORDER BY position)
                   FROM contacts AS a WHERE a.firm_id = c.firm_id AND a.client_id = c.client_id
               )::text AS contacts
               FROM clients AS c WHERE firm_id = $1 "# + $rest,
            $($argument),+
        )
    };
}
use select_clients;

impl PostgresStore {
    async fn read_firm(&self, firm: &FirmId) -> Result<Option<Firm>, StoreError> {
        let row = sqlx::query!(
            "SELECT name, registry_code, owner_id, plan, lapsed, time_zone FROM firms WHERE firm_id = $1",
            firm.as_ref(),
        )
        .fetch_optional(&mut *self.begin(firm).await?)
        .await
        .map_err(failed)?;
        row.map(|row| {
            Ok(Firm {
                id: firm.clone(),
                name: row.name,
                registry_code: row.registry_code,
                owner: parse("firms.owner_id", &row.owner_id)?,
                subscription: Subscription { plan: from_word("firms.plan", row.plan)?, lapsed: row.lapsed },
                time_zone: parse("firms.time_zone", &row.time_zone)?,
            })
        })
        .transpose()
    }

    async fn read_client(&self, firm: &FirmId, client: &ClientId) -> Result<Option<Client>, StoreError> {
        let row = select_clients!("AND client_id = $2", firm.as_ref(), client.as_ref())
            .fetch_optional(&mut *self.begin(firm).await?)
            .await
            .map_err(failed)?;
        row.map(ClientRow::client).transpose()
    }

    async fn read_clients(&self, firm: &FirmId) -> Result<Vec<Client>, StoreError> {
        let rows = select_clients!("ORDER BY name, client_id", firm.as_ref())
            .fetch_all(&mut *self.begin(firm).await?)
            .await
            .map_err(failed)?;
        rows.into_iter().map(ClientRow::client).collect()
    }
}

#[async_trait]
impl Clients for PostgresStore {
    async fn firm(&self, firm: &FirmId) -> Result<Option<Firm>, ClientsError> {
        self.read_firm(firm).await.map_err(no_clients)
    }

    async fn client(&self, firm: &FirmId, client: &ClientId) -> Result<Option<Client>, ClientsError> {
        self.read_client(firm, client).await.map_err(no_clients)
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
        let written = self.write_all(firm, writes).await.map_err(no_clients)?;
        written.ok_or_else(|| ClientsError::NoSuchFirm(firm.clone()))
    }
}
