use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;
use uku_core::calendar::Month;
use uku_core::client::{Client, ClientId};
use uku_core::counting::DataField;
use uku_core::diagnosis::{Finding, Weight};
use uku_l10n::{Remedy, Said, Say};
use uku_web::{Desk, Refusal};

use super::Place;
use crate::address::with_query;
use crate::html::html;
use crate::page::{Nav, Page};
use crate::suggest::Suggestions;

/// Of what it is asked.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Words of a client's name.
    text: String,
    client: String,
    month: String,
    field: String,
}

#[derive(Template)]
#[template(path = "why/why.html")]
struct WhyPage {
    page: Page,
    /// What was typed, or the name of the client that was chosen.
    text: String,
    client: String,
    month: String,
    fields: Vec<(&'static str, String, bool)>,
    suggestions: Suggestions,
    about: String,
    reasons: Vec<Reason>,
    blocked: bool,
    nothing: String,
    everything: String,
}

/// A reason, and what to do about it.
struct Reason {
    blocks: bool,
    weight: String,
    said: String,
    remedy: String,
    place: Option<Place>,
}

pub(super) async fn why(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Refusal> {
    let page = Page::of(&desk, Nav::Clients, &Said::of("why-title")).await?;
    let month: Option<Month> = asked.month.parse().ok();
    let field: Option<DataField> = asked.field.parse().ok();
    let month_text = month.map(|month| month.to_string()).unwrap_or_default();
    let field_key = field.map_or("", DataField::key);
    let found = found(&desk, &asked, month, field).await?;
    let text = match (&found, asked.text.trim()) {
        (Some((client, _)), _) => client.name.clone(),
        (None, text) => text.to_owned(),
    };
    let suggestions = if found.is_some() {
        Suggestions::default()
    } else {
        let href = |client: &ClientId| {
            with_query("/why", &[("client", client.as_ref()), ("month", &month_text), ("field", field_key)])
        };
        Suggestions::of(&desk, &asked.text, href).await?
    };
    let (about, nothing) = about(found.as_ref().map(|(client, _)| client), month, field);
    let id = found.as_ref().map(|(client, _)| client.id.clone());
    let findings = match found {
        Some((_, findings)) => findings,
        None => desk.examination().firm().await?,
    };
    let reasons: Vec<Reason> = findings.iter().map(|it| reason(&page, it, id.as_ref())).collect();
    html(&WhyPage {
        text,
        client: id.map(|id| id.to_string()).unwrap_or_default(),
        month: month_text,
        fields: DataField::ALL.map(|one| (one.key(), page.say(&one.said()), Some(one) == field)).into(),
        suggestions,
        about: page.say(&about),
        blocked: reasons.iter().any(|reason| reason.blocks),
        reasons,
        nothing: page.say(&nothing),
        everything: "/why".to_owned(),
        page,
    })
}

/// The client that was chosen and what hinders it; none if none was, or other words were typed since.
async fn found(
    desk: &Desk,
    asked: &Asked,
    month: Option<Month>,
    field: Option<DataField>,
) -> Result<Option<(Client, Vec<Finding>)>, Refusal> {
    let Ok(id) = ClientId::try_from(asked.client.as_str()) else { return Ok(None) };
    let diagnosis = desk.examination().client(&id, month, field).await?;
    let typed = asked.text.trim();
    let is_meant = typed.is_empty() || typed == diagnosis.client.name;
    Ok(is_meant.then_some((diagnosis.client, diagnosis.findings)))
}

/// What was looked at, and what is said if nothing hinders there.
fn about(client: Option<&Client>, month: Option<Month>, field: Option<DataField>) -> (Said, Said) {
    let Some(client) = client else { return (Said::of("why-about-firm"), Said::of("why-nothing-firm")) };
    let nothing = Said::of("why-nothing-client").with("client", &client.name);
    let named = |key: &'static str| Said::of(key).with("client", &client.name);
    let about = match (month, field) {
        (None, None) => named("why-about-client"),
        (Some(month), None) => named("why-about-month").with("month", month),
        (None, Some(field)) => named("why-about-field").with("field", field.said()),
        (Some(month), Some(field)) => {
            named("why-about-month-field").with("month", month).with("field", field.said())
        }
    };
    (about, nothing)
}

fn reason(page: &Page, finding: &Finding, client: Option<&ClientId>) -> Reason {
    let weight = finding.weight();
    Reason {
        blocks: weight == Weight::Blocks,
        weight: page.say(&weight.said()),
        said: page.say(&finding.said()),
        remedy: finding.remedy_said().map(|remedy| page.say(&remedy)).unwrap_or_default(),
        place: Place::of_finding(finding, client),
    }
}
