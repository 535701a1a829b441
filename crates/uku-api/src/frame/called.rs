//! Who and what is called how.

use std::collections::BTreeMap;

use uku_core::client::{Among, ClientId, ClientQuery};
use uku_core::firm::MemberId;
use uku_core::summary::CustomFieldId;
use uku_l10n::Names;
use uku_web::{Desk, Refusal};

/// The names that an answer needs.
#[derive(Debug, Default)]
pub(crate) struct Called {
    clients: BTreeMap<ClientId, String>,
    members: BTreeMap<MemberId, String>,
    custom_fields: BTreeMap<CustomFieldId, String>,
}

impl Called {
    /// The names of these clients.
    pub(crate) async fn clients(
        desk: &Desk,
        ids: impl IntoIterator<Item = ClientId>,
    ) -> Result<Self, Refusal> {
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
    pub(crate) async fn and_members(self, desk: &Desk) -> Result<Self, Refusal> {
        let members = desk.means().members.members(desk.firm_id()).await?;
        Ok(Self { members: members.into_iter().map(|member| (member.id, member.name)).collect(), ..self })
    }

    /// The same, with the names of all custom task fields.
    pub(crate) async fn and_fields(self, desk: &Desk) -> Result<Self, Refusal> {
        let fields = desk.means().tasks.custom_fields(desk.firm_id()).await?;
        let custom_fields = fields.into_iter().map(|field| (field.id, field.name)).collect();
        Ok(Self { custom_fields, ..self })
    }

    /// A client's name, or its identity if it is not there any more.
    pub(crate) fn of_client(&self, client: &ClientId) -> String {
        self.clients.get(client).cloned().unwrap_or_else(|| client.to_string())
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
