use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use uku_core::summary::{CustomField, CustomFieldId};
use uku_l10n::{Said, Say};
use uku_web::{Desk, Refusal};

use super::kinds::{Kind, kinds, of_word};
use super::{LIST, mapped};
use crate::form::Faults;
use crate::html::{done, html, html_as};
use crate::page::{Nav, Page};
use crate::topics::task_lists;

#[derive(Template)]
#[template(path = "custom_fields/change.html")]
struct FieldPage {
    page: Page,
    id: String,
    /// What was typed, or the name as it is.
    typed_name: String,
    kinds: Vec<Kind>,
    archived: bool,
    /// The data field that is written into it; empty if none is.
    mapped: String,
    faults: Faults,
}

#[derive(Debug, Deserialize)]
pub(super) struct FieldForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    kind: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct ArchivedForm {
    archived: bool,
}

/// One custom task field.
pub(super) async fn show(desk: Desk, Path(field): Path<String>) -> Result<Response, Refusal> {
    let field = found(&desk, &field).await?;
    html(&field_page(&desk, &field, field.clone(), None).await?)
}

/// Gives a custom task field another name, or another type.
pub(super) async fn change(
    desk: Desk,
    headers: HeaderMap,
    Path(field): Path<String>,
    Form(form): Form<FieldForm>,
) -> Result<Response, Refusal> {
    let field = found(&desk, &field).await?;
    let typed = |kind| CustomField { name: form.name.clone(), kind, ..field.clone() };
    let Some(kind) = of_word(&form.kind) else {
        let refusal = Refusal::field("kind", Said::of("custom-fields-kind-wrong"));
        return refused(&desk, &field, typed(field.kind), refusal).await;
    };
    match task_lists(&desk).change_custom_field(&typed(kind)).await {
        Ok(_) => Ok(done(&headers, LIST, "custom-fields-saved")),
        Err(error) => refused(&desk, &field, typed(kind), error.into()).await,
    }
}

/// Archives a custom task field, or brings it back.
pub(super) async fn set_archived(
    desk: Desk,
    headers: HeaderMap,
    Path(field): Path<String>,
    Form(form): Form<ArchivedForm>,
) -> Result<Response, Refusal> {
    let field = found(&desk, &field).await?;
    let changed = CustomField { archived: form.archived, ..field.clone() };
    match task_lists(&desk).change_custom_field(&changed).await {
        Ok(_) if form.archived => Ok(done(&headers, LIST, "custom-fields-archived")),
        Ok(_) => Ok(done(&headers, LIST, "custom-fields-brought-back")),
        Err(error) => refused(&desk, &field, field.clone(), error.into()).await,
    }
}

/// Deletes a custom task field. One that is gone already is deleted.
pub(super) async fn delete(
    desk: Desk,
    headers: HeaderMap,
    Path(field): Path<String>,
) -> Result<Response, Refusal> {
    match task_lists(&desk).delete_custom_field(&id(&field)?).await {
        Ok(()) => Ok(done(&headers, LIST, "custom-fields-deleted")),
        Err(error) => {
            let field = found(&desk, &field).await?;
            refused(&desk, &field, field.clone(), error.into()).await
        }
    }
}

fn id(text: &str) -> Result<CustomFieldId, Refusal> {
    CustomFieldId::try_from(text).map_err(|_| Refusal::not_found())
}

async fn found(desk: &Desk, field: &str) -> Result<CustomField, Refusal> {
    let id = id(field)?;
    let all = desk.means().tasks.custom_fields(desk.firm_id()).await?;
    all.into_iter().find(|field| field.id == id).ok_or_else(Refusal::not_found)
}

async fn refused(
    desk: &Desk,
    field: &CustomField,
    typed: CustomField,
    refusal: Refusal,
) -> Result<Response, Refusal> {
    let status = refusal.refused.status();
    html_as(status, &field_page(desk, field, typed, Some(refusal)).await?)
}

async fn field_page(
    desk: &Desk,
    field: &CustomField,
    typed: CustomField,
    refusal: Option<Refusal>,
) -> Result<FieldPage, Refusal> {
    let page = Page::of(desk, Nav::Settings, &Said::verbatim(field.name.clone())).await?;
    let faults = refusal.map(|refusal| Faults::of(refusal, &page, &["name", "kind"])).transpose()?;
    let mapped = mapped(desk).await?;
    Ok(FieldPage {
        mapped: mapped.get(&field.id).map(|data_field| page.say(&data_field.said())).unwrap_or_default(),
        id: field.id.to_string(),
        typed_name: typed.name,
        kinds: kinds(&page, Some(typed.kind)),
        archived: field.archived,
        faults: faults.unwrap_or_default(),
        page,
    })
}
