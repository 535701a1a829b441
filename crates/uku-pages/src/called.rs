use std::collections::BTreeMap;

use uku_core::client::{Among, ClientId, ClientQuery};
use uku_core::firm::MemberId;
use uku_core::summary::CustomFieldId;
use uku_l10n::Names;
use uku_web::{Desk, Refusal};

/// What the people, the custom task fields and some clients of a firm are called.
pub(crate) struct Called {
    clients: BTreeMap<ClientId, String>,
    members: BTreeMap<MemberId, String>,
    fields: BTreeMap<CustomFieldId, String>,
}

impl Called {
    /// The names of everybody and of these clients.
    pub(crate) async fn of(
        desk: &Desk,
        clients: impl IntoIterator<Item = ClientId>,
    ) -> Result<Self, Refusal> {
        let (firm, means) = (desk.firm_id(), desk.means());
        let members = means.members.members(firm).await?.into_iter();
        let fields = means.tasks.custom_fields(firm).await?.into_iter();
        Ok(Self {
            clients: client_names(desk, clients.into_iter().collect()).await?,
            members: members.map(|member| (member.id, member.name)).collect(),
            fields: fields.map(|field| (field.id, field.name)).collect(),
        })
    }

    /// A client's name; what has none is shown by its identity.
    pub(crate) fn client_or_id(&self, client: &ClientId) -> String {
        self.client(client).unwrap_or_else(|| client.to_string())
    }

    /// A person's name; who has none is shown by the identity.
    pub(crate) fn member_or_id(&self, member: &MemberId) -> String {
        self.member(member).unwrap_or_else(|| member.to_string())
    }
}

async fn client_names(
    desk: &Desk,
    mut clients: Vec<ClientId>,
) -> Result<BTreeMap<ClientId, String>, Refusal> {
    clients.sort();
    clients.dedup();
    if clients.is_empty() {
        return Ok(BTreeMap::new());
    }
    let most = u32::try_from(clients.len()).unwrap_or(u32::MAX);
    let query = ClientQuery { among: Among::Only(clients), most, ..ClientQuery::default() };
    let page = desk.means().clients.find_clients(desk.firm_id(), &query).await?;
    Ok(page.clients.into_iter().map(|client| (client.id, client.name)).collect())
}

impl Names for Called {
    fn client(&self, client: &ClientId) -> Option<String> {
        self.clients.get(client).cloned()
    }

    fn member(&self, member: &MemberId) -> Option<String> {
        self.members.get(member).cloned()
    }

    fn custom_field(&self, field: &CustomFieldId) -> Option<String> {
        self.fields.get(field).cloned()
    }
}
