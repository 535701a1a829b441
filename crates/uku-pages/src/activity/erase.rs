use askama::Template;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use uku_core::audit::erase_personal_data;
use uku_core::client::ClientId;
use uku_l10n::Said;
use uku_web::{Called, Desk, Refusal};

use crate::address::with_query;
use crate::html::{done, html_as, is_part};
use crate::page::{Nav, Page};

/// About whom.
#[derive(Deserialize)]
pub(super) struct Asked {
    client: String,
}

#[derive(Deserialize)]
pub(super) struct EraseForm {
    client: String,
    #[serde(default)]
    confirmation: String,
}

/// What is asked before anything is erased: the client's name has to be typed.
struct Asking {
    client: String,
    name: String,
    typed: String,
    error: String,
    text: String,
    label: String,
    here: String,
}

#[derive(Template)]
#[template(path = "activity/erase.html")]
struct ErasePage {
    page: Page,
    asking: Asking,
}

#[derive(Template)]
#[template(path = "activity/erase_part.html")]
struct ErasePart {
    page: Page,
    asking: Asking,
}

pub(super) async fn ask(
    desk: Desk,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let (client, name) = named(&desk, &asked.client).await?;
    show(&desk, &headers, StatusCode::OK, &client, name, String::new(), None).await
}

pub(super) async fn erase(
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<EraseForm>,
) -> Result<Response, Refusal> {
    let (client, name) = named(&desk, &form.client).await?;
    if form.confirmation.trim() != name {
        let wrong = Said::of("activity-erase-wrong").with("name", &name);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&desk, &headers, status, &client, name, form.confirmation, Some(wrong)).await;
    }
    erase_personal_data(desk.actor(), desk.store(), desk.means().clock.as_ref(), &client).await?;
    Ok(done(&headers, &at(&client), "activity-erased"))
}

/// The client and its name. Who is not there any more, but in the activity, goes by the identity.
async fn named(desk: &Desk, client: &str) -> Result<(ClientId, String), Refusal> {
    let client = ClientId::try_from(client).map_err(|_| Refusal::not_found())?;
    let called = Called::of(desk, [client.clone()]).await?;
    let name = called.client_or_id(&client).trim().to_owned();
    Ok((client, name))
}

fn at(client: &ClientId) -> String {
    with_query("/activity", &[("client", client.as_ref())])
}

async fn show(
    desk: &Desk,
    headers: &HeaderMap,
    status: StatusCode,
    client: &ClientId,
    name: String,
    typed: String,
    wrong: Option<Said>,
) -> Result<Response, Refusal> {
    let page = Page::of(desk, Nav::Activity, &Said::of("activity-erase-title")).await?;
    let asking = Asking {
        client: client.to_string(),
        text: page.t1("activity-erase-text", "client", &name),
        label: page.t1("activity-erase-label", "name", &name),
        error: wrong.map(|wrong| page.say(&wrong)).unwrap_or_default(),
        here: at(client),
        name,
        typed,
    };
    if is_part(headers) {
        html_as(status, &ErasePart { page, asking })
    } else {
        html_as(status, &ErasePage { page, asking })
    }
}
