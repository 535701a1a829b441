use uku_core::client::{ClientId, find_ids};
use uku_web::{Desk, Refusal};

use super::filter::Filter;
use crate::fields::Fields;

/// The clients that a person ticked in the list: some of a page, or all that match what they looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Selection {
    /// These.
    Ticked(Vec<ClientId>),
    /// All that match.
    Matching {
        /// The words that were looked for.
        text: String,
        /// The chip that was on.
        filter: Filter,
    },
}

impl Selection {
    pub(super) fn of(fields: &Fields) -> Self {
        if fields.one("all").is_empty() {
            let ids = fields.all("client").filter_map(|id| ClientId::try_from(id.to_owned()).ok());
            return Self::Ticked(ids.collect());
        }
        let filter = Filter::named(fields.one("state"));
        Self::Matching { text: fields.one("q").to_owned(), filter }
    }

    /// Their identities.
    pub(super) async fn clients(&self, desk: &Desk) -> Result<Vec<ClientId>, Refusal> {
        match self {
            Self::Ticked(clients) => Ok(clients.clone()),
            Self::Matching { text, filter } => {
                let clients = desk.means().clients.as_ref();
                Ok(find_ids(desk.actor(), clients, desk.store(), &filter.with(text)).await?)
            }
        }
    }

    /// The hidden fields by which a form hands it on.
    pub(super) fn hidden(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Ticked(clients) => clients.iter().map(|client| ("client", client.to_string())).collect(),
            Self::Matching { text, filter } => {
                vec![("all", "matching".to_owned()), ("q", text.clone()), ("state", filter.word().to_owned())]
            }
        }
    }
}
