use askama::Template;
use axum::http::HeaderMap;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use uku_core::firm::Action;
use uku_core::summary::{CustomField, CustomFieldKind};
use uku_l10n::{Said, Say};
use uku_web::{Desk, Refusal};

use super::kinds::{Kind, kinds, of_word};
use super::{LIST, mapped};
use crate::form::Faults;
use crate::html::{done, html, html_as};
use crate::page::{Nav, Page};
use crate::topics::task_lists;

#[derive(Template)]
#[template(path = "custom_fields/list.html")]
struct FieldsPage {
    page: Page,
    may_edit: bool,
    /// Those that are offered.
    offered: Vec<Row>,
    archived: Vec<Row>,
    /// What was typed.
    typed_name: String,
    kinds: Vec<Kind>,
    faults: Faults,
}

struct Row {
    id: String,
    name: String,
    kind: String,
    /// The data field that is written into it; empty if none is.
    mapped: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct AddForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    kind: String,
}

/// All custom task fields.
pub(super) async fn show(desk: Desk) -> Result<Response, Refusal> {
    html(&fields_page(&desk, String::new(), Some(CustomFieldKind::Number), None).await?)
}

/// Adds a custom task field.
pub(super) async fn add(
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<AddForm>,
) -> Result<Response, Refusal> {
    let kind = of_word(&form.kind);
    let added = match kind {
        Some(kind) => task_lists(&desk).add_custom_field(&form.name, kind).await.map_err(Refusal::from),
        None => Err(Refusal::field("kind", Said::of("custom-fields-kind-wrong"))),
    };
    match added {
        Ok(_) => Ok(done(&headers, LIST, "custom-fields-added")),
        Err(refusal) => {
            let status = refusal.refused.status();
            html_as(status, &fields_page(&desk, form.name, kind, Some(refusal)).await?)
        }
    }
}

async fn fields_page(
    desk: &Desk,
    name: String,
    kind: Option<CustomFieldKind>,
    refusal: Option<Refusal>,
) -> Result<FieldsPage, Refusal> {
    let page = Page::of(desk, Nav::Settings, &Said::of("custom-fields-list-title")).await?;
    let faults = refusal.map(|refusal| Faults::of(refusal, &page, &["name", "kind"])).transpose()?;
    let mapped = mapped(desk).await?;
    let fields = desk.means().tasks.custom_fields(desk.firm_id()).await?;
    let (archived, offered): (Vec<CustomField>, Vec<CustomField>) =
        fields.into_iter().partition(|field| field.archived);
    let row = |field: CustomField| Row {
        mapped: mapped.get(&field.id).map(|data_field| page.say(&data_field.said())).unwrap_or_default(),
        id: field.id.to_string(),
        name: field.name,
        kind: page.say(&field.kind.said()),
    };
    Ok(FieldsPage {
        may_edit: desk.may(Action::EditTaskLists),
        offered: offered.into_iter().map(row).collect(),
        archived: archived.into_iter().map(row).collect(),
        typed_name: name,
        kinds: kinds(&page, kind),
        faults: faults.unwrap_or_default(),
        page,
    })
}
