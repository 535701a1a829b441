use std::collections::BTreeSet;

use secrecy::ExposeSecret;
use serde::Deserialize;
use uku_companies_file::FileCompany;
use uku_core::client::{ClientField, ClientId};
use uku_core::client_import::{AsClient, ClientImportId, RowChoice};
use uku_l10n::Said;
use uku_web::Refusal;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::frame::Secret;
use crate::frame::words::{ClientFieldWord, Identity};

/// What a SmartAccounts user signs in with. It is not kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BooksSignInIn {
    /// The user's email address.
    #[schema(min_length = 1)]
    pub(super) email: String,
    /// The user's password.
    pub(super) password: Secret,
}

/// A file with companies.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FileIn {
    /// The whole file as a text: CSV with a header, or JSON.
    content: Secret,
}

impl FileIn {
    pub(super) fn companies(&self) -> Result<Vec<FileCompany>, Refusal> {
        Ok(uku_companies_file::read(self.content.0.expose_secret().as_bytes())?)
    }
}

/// An import, so that a list that is still open somewhere never decides about a later one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    /// The import.
    pub(super) import: Uuid,
}

/// What a person decided about rows of an import.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Choices {
    /// The import.
    import: Uuid,
    /// The decisions.
    choices: Vec<Choice>,
}

/// What a person decided about a row.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Choice {
    /// The number of the row.
    row: u32,
    /// Ticked or unticked; left as it is proposed where it is left out.
    ticked: Option<bool>,
    /// The client that it stands for.
    #[schema(value_type = Option<Identity>)]
    client: Option<ClientId>,
    /// Whether it stands for a new client.
    #[serde(default)]
    is_new: bool,
    /// The fields that are overwritten although a person edited them in Uku.
    #[serde(default)]
    #[schema(value_type = Vec<ClientFieldWord>)]
    overwrite: BTreeSet<ClientField>,
}

impl Choices {
    pub(super) fn read(self) -> Result<(ClientImportId, Vec<(u32, RowChoice)>), Refusal> {
        let choices: Result<_, Refusal> = self.choices.into_iter().map(Choice::read).collect();
        Ok((ClientImportId(self.import), choices?))
    }
}

impl Choice {
    fn read(self) -> Result<(u32, RowChoice), Refusal> {
        let Self { row, ticked, client, is_new, overwrite } = self;
        let as_client = match (client, is_new) {
            (Some(_), true) => return Err(Refusal::field("choices", Said::of("api-choice-both"))),
            (Some(client), false) => Some(AsClient::Existing(client)),
            (None, true) => Some(AsClient::New),
            (None, false) => None,
        };
        Ok((row, RowChoice { ticked, as_client, overwrite }))
    }
}
