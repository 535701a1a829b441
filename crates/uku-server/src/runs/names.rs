use std::collections::BTreeMap;

use uku_core::client::ClientId;
use uku_core::counting::DataField;
use uku_core::summary::CustomFieldId;

use crate::app::App;
use crate::failure::Failure;

/// What clients and custom task fields are called.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(super) clients: BTreeMap<ClientId, String>,
    pub(super) custom_fields: BTreeMap<CustomFieldId, String>,
    /// What is counted into a custom task field, as it is mapped now.
    pub(super) data_fields: BTreeMap<CustomFieldId, DataField>,
}

impl Names {
    pub(crate) async fn read(app: &App) -> Result<Self, Failure> {
        let (stored, firm) = (&app.stored, &app.firm.id);
        let clients = stored.clients().clients(firm).await.map_err(Failure::could_not)?;
        let custom = stored.tasks().custom_fields(firm).await.map_err(Failure::could_not)?;
        let mut work = stored.integration().open(firm).await.map_err(Failure::could_not)?;
        let settings = work.settings_draft().await.map_err(Failure::could_not)?.unwrap_or_default();
        Ok(Self {
            clients: clients.into_iter().map(|client| (client.id, client.name)).collect(),
            custom_fields: custom.into_iter().map(|field| (field.id, field.name)).collect(),
            data_fields: settings.mapping.into_iter().map(|(field, custom)| (custom, field)).collect(),
        })
    }

    /// A client's name, or its identity if it is not there any more.
    pub(crate) fn client(&self, id: &ClientId) -> String {
        self.clients.get(id).cloned().unwrap_or_else(|| id.to_string())
    }

    /// What a custom task field is called: by what is counted into it, else by its own name.
    pub(crate) fn field(&self, id: &CustomFieldId) -> String {
        match self.data_fields.get(id) {
            Some(field) => field.label().to_owned(),
            None => self.custom_fields.get(id).cloned().unwrap_or_else(|| id.to_string()),
        }
    }
}
