use askama::Template;
use axum::http::HeaderMap;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use uku_core::firm::Action;
use uku_core::summary::Topic;
use uku_l10n::Said;
use uku_web::{Desk, Refusal};

use super::{LIST, task_lists, used};
use crate::form::Faults;
use crate::html::{done, html, html_as};
use crate::page::{Nav, Page};

#[derive(Template)]
#[template(path = "topics/list.html")]
struct TopicsPage {
    page: Page,
    may_edit: bool,
    /// Those that are offered.
    offered: Vec<Row>,
    archived: Vec<Row>,
    /// What was typed.
    typed_name: String,
    faults: Faults,
}

struct Row {
    id: String,
    name: String,
    /// Whether new summary tasks are filed under it.
    used: bool,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct AddForm {
    #[serde(default)]
    name: String,
}

/// All topics.
pub(super) async fn show(desk: Desk) -> Result<Response, Refusal> {
    html(&topics_page(&desk, String::new(), None).await?)
}

/// Adds a topic.
pub(super) async fn add(
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<AddForm>,
) -> Result<Response, Refusal> {
    match task_lists(&desk).add_topic(&form.name).await {
        Ok(_) => Ok(done(&headers, LIST, "topics-added")),
        Err(error) => {
            let refusal = Refusal::from(error);
            let status = refusal.refused.status();
            html_as(status, &topics_page(&desk, form.name, Some(refusal)).await?)
        }
    }
}

async fn topics_page(desk: &Desk, name: String, refusal: Option<Refusal>) -> Result<TopicsPage, Refusal> {
    let page = Page::of(desk, Nav::Settings, &Said::of("topics-list-title")).await?;
    let faults = refusal.map(|refusal| Faults::of(refusal, &page, &["name"])).transpose()?;
    let used = used(desk).await?;
    let topics = desk.means().tasks.topics(desk.firm_id()).await?;
    let (archived, offered): (Vec<Topic>, Vec<Topic>) = topics.into_iter().partition(|topic| topic.archived);
    let row = |topic: Topic| Row {
        used: used.as_ref() == Some(&topic.id),
        id: topic.id.to_string(),
        name: topic.name,
    };
    Ok(TopicsPage {
        may_edit: desk.may(Action::EditTaskLists),
        offered: offered.into_iter().map(row).collect(),
        archived: archived.into_iter().map(row).collect(),
        typed_name: name,
        faults: faults.unwrap_or_default(),
        page,
    })
}
