use std::collections::BTreeMap;

use uku_core::client::{Among, ClientId, ClientQuery};
use uku_core::firm::MemberId;
use uku_core::summary::CustomFieldId;
use uku_l10n::Names;

use crate::desk::Desk;
use crate::refusal::Refusal;

/// What some clients of a firm are called, and its people and custom task fields where they were asked for.
#[derive(Debug, Default)]
pub struct Called {
    clients: BTreeMap<ClientId, String>,
    members: BTreeMap<MemberId, String>,
    custom_fields: BTreeMap<CustomFieldId, String>,
}

impl Called {
    /// The names of everybody, of the custom task fields, and of these clients.
    pub async fn of(desk: &Desk, clients: impl IntoIterator<Item = ClientId>) -> Result<Self, Refusal> {
        Self::clients(desk, clients).await?.and_members(desk).await?.and_fields(desk).await
    }

    /// The names of these clients alone.
    pub async fn clients(desk: &Desk, ids: impl IntoIterator<Item = ClientId>) -> Result<Self, Refusal> {
        let mut ids: Vec<ClientId> = ids.into_iter().collect();
        ids.sort();
        ids.dedup();
        if ids.is_empty() {
            return Ok(Self::default());
        }
        let most = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let query = ClientQuery { among: Among::Only(ids), most, ..ClientQuery::default() };
        let page = desk.means().clients.find_clients(desk.firm_id(), &query).await?;
        let clients = page.clients.into_iter().map(|client| (client.id, client.name)).collect();
        Ok(Self { clients, ..Self::default() })
    }

    /// The same, with the names of all members.
    pub async fn and_members(self, desk: &Desk) -> Result<Self, Refusal> {
        let members = desk.means().members.members(desk.firm_id()).await?;
        Ok(Self { members: members.into_iter().map(|member| (member.id, member.name)).collect(), ..self })
    }

    /// The same, with the names of all custom task fields.
    pub async fn and_fields(self, desk: &Desk) -> Result<Self, Refusal> {
        let fields = desk.means().tasks.custom_fields(desk.firm_id()).await?;
        let custom_fields = fields.into_iter().map(|field| (field.id, field.name)).collect();
        Ok(Self { custom_fields, ..self })
    }

    /// A client's name, or its identity if it is not there any more.
    #[must_use]
    pub fn client_or_id(&self, client: &ClientId) -> String {
        self.client(client).unwrap_or_else(|| client.to_string())
    }

    /// A person's name, or the identity of who is not there any more.
    #[must_use]
    pub fn member_or_id(&self, member: &MemberId) -> String {
        self.member(member).unwrap_or_else(|| member.to_string())
    }
}

impl Names for Called {
    fn client(&self, client: &ClientId) -> Option<String> {
        self.clients.get(client).cloned()
    }

    fn member(&self, member: &MemberId) -> Option<String> {
        self.members.get(member).cloned()
    }

    fn custom_field(&self, field: &CustomFieldId) -> Option<String> {
        self.custom_fields.get(field).cloned()
    }
}
