//! The integration dialog of a client: which integration, its keys, how the connection fares.

mod delete;
mod test;
mod view;

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum_extra::extract::Form;
use uku_core::client::Client;
use uku_core::connection::{Connection, ConnectionOwner, Saving};
use uku_core::ledger::{Key, KeyPair, KeyPairError};
use uku_l10n::{Said, Say};
use uku_web::{Desk, Refusal};

use super::connection_view::ConnectionView;
use super::dialog::{About, back, client_of, dialog};
use super::may::May;
use crate::fields::Fields;
use crate::form::Faults;
use crate::html::{done, see};
use crate::page::{Nav, Page};
use view::{IntegrationDialog, Tested, Typed};

pub(super) use delete::{ask, delete};
pub(super) use test::test;

/// The fields that can say what is wrong with them.
const FIELDS: [&str; 2] = ["publicKey", "secretKey"];

/// The dialog as things are.
pub(super) async fn show(
    desk: Desk,
    headers: HeaderMap,
    Path(client): Path<String>,
) -> Result<Response, Refusal> {
    let dialog = Dialog::of(&desk, &headers, &client).await?;
    let typed = Typed { smartaccounts: dialog.connection.is_some(), public_key: String::new() };
    dialog.answer(StatusCode::OK, typed, Faults::default(), None).await
}

/// Saves the keys that were typed.
pub(super) async fn save(
    desk: Desk,
    headers: HeaderMap,
    Path(client): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let fields = Fields::new(pairs);
    let dialog = Dialog::of(&desk, &headers, &client).await?;
    let typed = Typed::of(&fields);
    let back = back(&headers, &dialog.about.path);
    if !typed.smartaccounts {
        // Choosing none takes the keys away, which is asked first.
        return Ok(match dialog.connection {
            Some(_) => see(&format!("{}/integration/delete", dialog.about.path)),
            None => done(&headers, &back, "integration-unchanged"),
        });
    }
    if dialog.connection.is_some() && nothing_typed(&fields) {
        return Ok(done(&headers, &back, "integration-unchanged"));
    }
    let saved = match key_pair(&fields) {
        Ok(keys) => {
            let connecting = desk.connecting();
            connecting.save(&dialog.owner, keys, Saving::Untested).await.map_err(Refusal::from)
        }
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(saved) if saved.test.is_some() => Ok(done(&headers, &back, "integration-saved-tested")),
        Ok(_) => Ok(done(&headers, &back, "integration-saved")),
        Err(refusal) => {
            let faults = Faults::of(refusal, &dialog.page, &FIELDS)?;
            dialog.answer(StatusCode::UNPROCESSABLE_ENTITY, typed, faults, None).await
        }
    }
}

/// What stands in every answer of the dialog.
struct Dialog<'a> {
    desk: &'a Desk,
    headers: &'a HeaderMap,
    page: Page,
    about: About,
    owner: ConnectionOwner,
    client: Client,
    connection: Option<Connection>,
}

impl<'a> Dialog<'a> {
    async fn of(desk: &'a Desk, headers: &'a HeaderMap, client: &str) -> Result<Self, Refusal> {
        let (client, connection) = client_of(desk, client).await?;
        let title = Said::of("clients-integration-of").with("client", client.name.clone());
        let page = Page::of(desk, Nav::Clients, &title).await?;
        let owner = ConnectionOwner::Client(client.id.clone());
        Ok(Self { desk, headers, page, about: About::of(&client, headers), owner, client, connection })
    }

    async fn answer(
        &self,
        status: StatusCode,
        typed: Typed,
        faults: Faults,
        tested: Option<Tested>,
    ) -> Result<Response, Refusal> {
        let active = self.desk.store().look(self.desk.firm_id()).await?.is_active().await?;
        let part = IntegrationDialog {
            page: &self.page,
            about: &self.about,
            client_active: self.client.active,
            active,
            connection: ConnectionView::of(self.connection.as_ref(), &self.page),
            typed,
            faults,
            tested,
            may: May::of(self.desk),
        };
        dialog(self.headers, status, &self.page, &self.about, &part)
    }
}

fn nothing_typed(fields: &Fields) -> bool {
    fields.one("publicKey").is_empty() && fields.one("secretKey").is_empty()
}

/// The keys that were typed; what is wrong with one is said beside it.
fn key_pair(fields: &Fields) -> Result<KeyPair, Refusal> {
    let secret = fields.one("secretKey").to_owned().into();
    KeyPair::new(fields.one("publicKey"), secret).map_err(|error| {
        let (KeyPairError::Empty(key) | KeyPairError::Space(key, _)) = &error;
        let field = match key {
            Key::Public => "publicKey",
            Key::Secret => "secretKey",
        };
        Refusal::field(field, error.said())
    })
}
