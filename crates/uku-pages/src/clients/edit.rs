use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum_extra::extract::Form;
use uku_core::client::{AddClient, Client, ClientVersion, EditClient};
use uku_l10n::Said;
use uku_web::{Desk, Refusal};

use super::dialog::{About, client_of};
use super::form::{ClientForm, Wants};
use super::row::path;
use crate::fields::Fields;
use crate::form::Faults;
use crate::html::{done, html_as};
use crate::page::{Nav, Page};

/// The fields that can say what is wrong with them.
const FIELDS: [&str; 4] = ["name", "registryCode", "vatNumber", "defaultMember"];

#[derive(Template)]
#[template(path = "clients/edit.html")]
struct EditPage {
    page: Page,
    /// The client; none while it is new.
    about: Option<About>,
    form: ClientForm,
    faults: Faults,
    members: Vec<(String, String)>,
    code_warning: String,
    vat_warning: String,
}

impl EditPage {
    /// Where the form is sent.
    fn action(&self) -> String {
        self.about.as_ref().map_or_else(|| "/clients/new".to_owned(), |about| format!("{}/edit", about.path))
    }

    /// Where one goes without saving.
    fn cancel(&self) -> &str {
        self.about.as_ref().map_or("/clients", |about| &about.path)
    }
}

/// The form of a new client.
pub(super) async fn show_new(desk: Desk) -> Result<Response, Refusal> {
    let page = Page::of(&desk, Nav::Clients, &Said::of("clients-add")).await?;
    form_page(&desk, page, None, ClientForm::default(), StatusCode::OK, Faults::default()).await
}

/// Adds a client.
pub(super) async fn add(
    desk: Desk,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let fields = Fields::new(pairs);
    let (form, wants) = (ClientForm::typed(&fields), Wants::of(&fields));
    let page = Page::of(&desk, Nav::Clients, &Said::of("clients-add")).await?;
    if wants != Wants::Save {
        return form_page(&desk, page, None, form.changed(wants), StatusCode::OK, Faults::default()).await;
    }
    let means = desk.means();
    let adding = AddClient {
        actor: desk.actor(),
        clients: means.clients.as_ref(),
        members: means.members.as_ref(),
        store: desk.store(),
        clock: means.clock.as_ref(),
        ids: means.ids.as_ref(),
    };
    match adding.run(form.new_client()).await {
        Ok(client) => Ok(done(&headers, &path(&client.id), "client-added")),
        Err(error) => {
            let faults = Faults::of(error.into(), &page, &FIELDS)?;
            form_page(&desk, page, None, form, StatusCode::UNPROCESSABLE_ENTITY, faults).await
        }
    }
}

/// The form of a client as it is.
pub(super) async fn show(
    desk: Desk,
    headers: HeaderMap,
    Path(client): Path<String>,
) -> Result<Response, Refusal> {
    let (client, _) = client_of(&desk, &client).await?;
    let form = ClientForm::of(&client, ClientVersion::of(&client).to_string());
    let page = edit_page(&desk, &client).await?;
    form_page(&desk, page, Some(About::of(&client, &headers)), form, StatusCode::OK, Faults::default()).await
}

/// Changes a client.
pub(super) async fn save(
    desk: Desk,
    headers: HeaderMap,
    Path(client): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let (client, _) = client_of(&desk, &client).await?;
    let fields = Fields::new(pairs);
    let (form, wants) = (ClientForm::typed(&fields), Wants::of(&fields));
    let (page, about) = (edit_page(&desk, &client).await?, About::of(&client, &headers));
    if wants != Wants::Save {
        return form_page(&desk, page, Some(about), form.changed(wants), StatusCode::OK, Faults::default())
            .await;
    }
    let means = desk.means();
    let editing = EditClient {
        actor: desk.actor(),
        clients: means.clients.as_ref(),
        members: means.members.as_ref(),
        store: desk.store(),
        clock: means.clock.as_ref(),
    };
    let version = ClientVersion::from_told(&form.version);
    match editing.run(&client.id, &version, form.edit()).await {
        Ok(_) => Ok(done(&headers, &about.path, "client-saved")),
        Err(error) => {
            let faults = Faults::of(error.into(), &page, &FIELDS)?;
            form_page(&desk, page, Some(about), form, StatusCode::UNPROCESSABLE_ENTITY, faults).await
        }
    }
}

async fn edit_page(desk: &Desk, client: &Client) -> Result<Page, Refusal> {
    Page::of(desk, Nav::Clients, &Said::of("clients-edit-title").with("client", client.name.clone())).await
}

async fn form_page(
    desk: &Desk,
    page: Page,
    about: Option<About>,
    form: ClientForm,
    status: StatusCode,
    faults: Faults,
) -> Result<Response, Refusal> {
    let all = desk.means().members.members(desk.firm_id()).await?.into_iter();
    // One who left stays where they were until somebody else is chosen.
    let offered = all.filter(|member| member.active || form.member == member.id.as_ref());
    let members = offered.map(|member| (member.id.to_string(), member.name)).collect();
    let (code_warning, vat_warning) = (form.code_warning(&page), form.vat_warning(&page));
    html_as(status, &EditPage { page, about, form, faults, members, code_warning, vat_warning })
}
