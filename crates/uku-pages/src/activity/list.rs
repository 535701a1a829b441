use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;
use uku_core::audit::{AuditQuery, activity};
use uku_core::client::ClientId;
use uku_core::firm::Action;
use uku_l10n::Said;
use uku_web::{Called, Desk, Refusal};

use super::told::{Day, days};
use crate::address::with_query;
use crate::html::html;
use crate::onward::Onward;
use crate::page::{Nav, Page};
use crate::suggest::Suggestions;

/// How many records are on a page.
const MOST: u32 = 100;

/// Whose records are read, and before which number.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    text: String,
    client: String,
    before: String,
}

#[derive(Template)]
#[template(path = "activity/list.html")]
struct ListPage {
    page: Page,
    text: String,
    /// The name of the client about which the records are; empty if they are about all.
    client: String,
    erase: String,
    may_erase: bool,
    suggestions: Suggestions,
    days: Vec<Day>,
    onward: Onward,
}

pub(super) async fn list(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Refusal> {
    let client = ClientId::try_from(asked.client.as_str()).ok();
    let before: Option<i64> = asked.before.parse().ok();
    // One more than is shown tells whether there are more.
    let query = AuditQuery { client: client.clone(), before, most: MOST + 1 };
    let mut records = activity(desk.actor(), desk.store(), &query).await?;
    let more = records.len() > MOST as usize;
    records.truncate(MOST as usize);
    let page = Page::of(&desk, Nav::Activity, &Said::of("activity-title")).await?;
    let about = records.iter().filter_map(|record| record.entry.client.clone()).chain(client.clone());
    let called = Called::of(&desk, about).await?;
    let suggestions = if client.is_none() {
        let href = |client: &ClientId| with_query("/activity", &[("client", client.as_ref())]);
        Suggestions::of(&desk, &asked.text, href).await?
    } else {
        Suggestions::default()
    };
    let id = client.as_ref().map(ToString::to_string).unwrap_or_default();
    let at = |before: &str| with_query("/activity", &[("client", &id), ("before", before)]);
    let last = records.last().filter(|_| more).map(|last| last.number.to_string());
    let onward = Onward {
        summary: String::new(),
        label: page.t("activity-pages"),
        first: if before.is_some() { at("") } else { String::new() },
        next: last.map(|last| at(&last)).unwrap_or_default(),
    };
    html(&ListPage {
        text: asked.text,
        client: client.as_ref().map(|client| called.client_or_id(client)).unwrap_or_default(),
        erase: with_query("/activity/erase", &[("client", &id)]),
        may_erase: desk.may(Action::ErasePersonalData) && client.is_some(),
        suggestions,
        days: days(&desk, &page, &records, &called),
        onward,
        page,
    })
}
