use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use uku_core::summary::{TaskListsError, Topic, TopicId};
use uku_l10n::Said;
use uku_web::{Desk, Refusal};

use super::{LIST, task_lists, used};
use crate::form::Faults;
use crate::html::{done, html, html_as};
use crate::page::{Nav, Page};

#[derive(Template)]
#[template(path = "topics/change.html")]
struct TopicPage {
    page: Page,
    id: String,
    /// What was typed, or the name as it is.
    typed_name: String,
    archived: bool,
    /// Whether new summary tasks are filed under it.
    used: bool,
    faults: Faults,
}

#[derive(Debug, Deserialize)]
pub(super) struct NameForm {
    #[serde(default)]
    name: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct ArchivedForm {
    archived: bool,
}

/// One topic.
pub(super) async fn show(desk: Desk, Path(topic): Path<String>) -> Result<Response, Refusal> {
    let topic = found(&desk, &topic).await?;
    html(&topic_page(&desk, topic, None, None).await?)
}

/// Gives a topic another name.
pub(super) async fn rename(
    desk: Desk,
    headers: HeaderMap,
    Path(topic): Path<String>,
    Form(form): Form<NameForm>,
) -> Result<Response, Refusal> {
    let topic = found(&desk, &topic).await?;
    let renamed = Topic { name: form.name.clone(), ..topic.clone() };
    match task_lists(&desk).change_topic(&renamed).await {
        Ok(_) => Ok(done(&headers, LIST, "topics-renamed")),
        Err(error) => refused(&desk, topic, Some(form.name), error).await,
    }
}

/// Archives a topic, or brings it back.
pub(super) async fn set_archived(
    desk: Desk,
    headers: HeaderMap,
    Path(topic): Path<String>,
    Form(form): Form<ArchivedForm>,
) -> Result<Response, Refusal> {
    let topic = found(&desk, &topic).await?;
    let changed = Topic { archived: form.archived, ..topic.clone() };
    match task_lists(&desk).change_topic(&changed).await {
        Ok(_) if form.archived => Ok(done(&headers, LIST, "topics-archived")),
        Ok(_) => Ok(done(&headers, LIST, "topics-brought-back")),
        Err(error) => refused(&desk, topic, None, error).await,
    }
}

/// Deletes a topic. One that is gone already is deleted.
pub(super) async fn delete(
    desk: Desk,
    headers: HeaderMap,
    Path(topic): Path<String>,
) -> Result<Response, Refusal> {
    let id = id(&topic)?;
    match task_lists(&desk).delete_topic(&id).await {
        Ok(()) => Ok(done(&headers, LIST, "topics-deleted")),
        Err(error) => refused(&desk, found(&desk, &topic).await?, None, error).await,
    }
}

fn id(text: &str) -> Result<TopicId, Refusal> {
    TopicId::try_from(text).map_err(|_| Refusal::not_found())
}

async fn found(desk: &Desk, topic: &str) -> Result<Topic, Refusal> {
    let id = id(topic)?;
    let all = desk.means().tasks.topics(desk.firm_id()).await?;
    all.into_iter().find(|topic| topic.id == id).ok_or_else(Refusal::not_found)
}

async fn refused(
    desk: &Desk,
    topic: Topic,
    typed: Option<String>,
    error: TaskListsError,
) -> Result<Response, Refusal> {
    let refusal = Refusal::from(error);
    let status = refusal.refused.status();
    html_as(status, &topic_page(desk, topic, typed, Some(refusal)).await?)
}

async fn topic_page(
    desk: &Desk,
    topic: Topic,
    typed: Option<String>,
    refusal: Option<Refusal>,
) -> Result<TopicPage, Refusal> {
    let page = Page::of(desk, Nav::Settings, &Said::verbatim(topic.name.clone())).await?;
    let faults = refusal.map(|refusal| Faults::of(refusal, &page, &["name"])).transpose()?;
    Ok(TopicPage {
        used: used(desk).await?.as_ref() == Some(&topic.id),
        id: topic.id.to_string(),
        typed_name: typed.unwrap_or(topic.name),
        archived: topic.archived,
        faults: faults.unwrap_or_default(),
        page,
    })
}
