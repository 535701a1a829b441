use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use uku_core::client::{Client, registry_code_oddity, vat_number_oddity};
use uku_core::firm::Action;
use uku_l10n::{Remedy, Said, Say};
use uku_web::{Desk, Refusal};

use super::connection_view::ConnectionView;
use super::dialog::{About, client_of};
use super::may::May;
use super::names::member_names;
use crate::address::with_query;
use crate::html::html;
use crate::page::{Nav, Page};

#[derive(Template)]
#[template(path = "clients/one.html")]
struct ClientPage {
    page: Page,
    about: About,
    active: bool,
    /// What is odd about the codes; empty if nothing is.
    code_warning: String,
    vat: String,
    vat_warning: String,
    member: String,
    contacts: Vec<ContactLine>,
    /// None for those who may not see it.
    integration: Option<IntegrationLines>,
    may: May,
    /// The addresses of other pages about this client.
    edit_href: String,
    year_href: String,
    activity_href: String,
    why_href: String,
    import_href: String,
}

struct ContactLine {
    kind: String,
    value: String,
    note: String,
}

/// How the client is connected, and what hinders it.
struct IntegrationLines {
    connection: ConnectionView,
    findings: Vec<(String, String)>,
}

/// One client.
pub(super) async fn show(
    desk: Desk,
    headers: HeaderMap,
    Path(client): Path<String>,
) -> Result<Response, Refusal> {
    let (client, connection) = client_of(&desk, &client).await?;
    let page = Page::of(&desk, Nav::Clients, &Said::verbatim(client.name.clone())).await?;
    let mut integration = None;
    if desk.may(Action::SeeIntegration) {
        let diagnosis = desk.examination().client(&client.id, None, None).await?;
        let finding = |finding: &uku_core::diagnosis::Finding| {
            let remedy = finding.remedy_said().map(|remedy| page.say(&remedy)).unwrap_or_default();
            (page.say(&finding.said()), remedy)
        };
        integration = Some(IntegrationLines {
            connection: ConnectionView::of(connection.as_ref(), &page),
            findings: diagnosis.findings.iter().map(finding).collect(),
        });
    }
    let about = About::of(&client, &headers);
    let client_pair = &[("client", client.id.as_ref())];
    let code = client.registry_code.as_deref().and_then(registry_code_oddity);
    let vat = client.vat_number.as_deref().and_then(vat_number_oddity);
    let view = ClientPage {
        active: client.active,
        code_warning: code.map(|odd| page.say(&odd.said())).unwrap_or_default(),
        vat_warning: vat.map(|odd| page.say(&odd.said())).unwrap_or_default(),
        member: tended_by(&desk, &client).await?,
        contacts: contacts(&client, &page),
        integration,
        may: May::of(&desk),
        edit_href: format!("{}/edit", about.path),
        year_href: about.path.replacen("/clients/", "/reports/clients/", 1),
        activity_href: with_query("/activity", client_pair),
        why_href: with_query("/why", client_pair),
        import_href: with_query("/clients/import-data", client_pair),
        vat: client.vat_number.unwrap_or_default(),
        about,
        page,
    };
    html(&view)
}

/// The default member's name; empty where the Company Owner gets the tasks.
async fn tended_by(desk: &Desk, client: &Client) -> Result<String, Refusal> {
    let Some(member) = &client.default_member else { return Ok(String::new()) };
    Ok(member_names(desk).await?.remove(&member.id).unwrap_or_else(|| member.id.to_string()))
}

fn contacts(client: &Client, page: &Page) -> Vec<ContactLine> {
    let line = |contact: &uku_core::client::Contact| ContactLine {
        kind: page.say(&contact.kind.said()),
        value: contact.value.clone(),
        note: contact.note.clone().unwrap_or_default(),
    };
    client.contacts.iter().map(line).collect()
}
