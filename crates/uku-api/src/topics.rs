//! What tasks are filed under.

use axum::Json;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use uku_core::firm::Action;
use uku_core::summary::{TaskLists, Topic, TopicId};
use uku_web::{Access, Desk, Refusal};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::frame::words::Identity;
use crate::frame::{At, Body};
use crate::operations::Operations;

pub(crate) fn operations(operations: Operations) -> Operations {
    let edit = Access::May(Action::EditTaskLists);
    operations
        .add(Access::May(Action::SeeIntegration), routes!(list_topics))
        .add_once(edit, routes!(add_topic))
        .add(edit, routes!(change_topic, delete_topic))
}

/// The adding, changing and deleting of topics and custom task fields, for whoever asks.
pub(crate) fn lists(desk: &Desk) -> TaskLists<'_> {
    let means = desk.means();
    TaskLists {
        actor: desk.actor(),
        tasks: means.tasks.as_ref(),
        store: desk.store(),
        clock: means.clock.as_ref(),
        ids: means.ids.as_ref(),
    }
}

/// A topic.
#[derive(Debug, Serialize, ToSchema)]
struct TopicOut {
    /// Its identity.
    #[schema(value_type = Identity)]
    id: String,
    /// Its name.
    name: String,
    /// Whether it is no longer offered. Tasks under it stay.
    archived: bool,
}

impl From<Topic> for TopicOut {
    fn from(topic: Topic) -> Self {
        Self { id: topic.id.to_string(), name: topic.name, archived: topic.archived }
    }
}

/// A topic to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewTopic {
    /// Its name.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
}

/// What a topic is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChangedTopic {
    /// Its name.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// Whether it is no longer offered.
    archived: bool,
}

/// All topics.
#[derive(Debug, Serialize, ToSchema)]
struct TopicsOut {
    /// The topics, archived ones included.
    items: Vec<TopicOut>,
}

/// All topics, archived ones included.
#[utoipa::path(get, path = "/topics", tag = "topics",
    responses((status = 200, description = "The topics", body = TopicsOut)))]
async fn list_topics(desk: Desk) -> Result<Json<TopicsOut>, Refusal> {
    let topics = desk.means().tasks.topics(desk.firm_id()).await?;
    Ok(Json(TopicsOut { items: topics.into_iter().map(Into::into).collect() }))
}

/// Adds a topic.
#[utoipa::path(post, path = "/topics", tag = "topics", request_body = NewTopic,
    responses((status = 201, description = "It was added", body = TopicOut)))]
async fn add_topic(desk: Desk, Body(new): Body<NewTopic>) -> Result<(StatusCode, Json<TopicOut>), Refusal> {
    let topic = lists(&desk).add_topic(&new.name).await?;
    Ok((StatusCode::CREATED, Json(topic.into())))
}

/// Renames a topic, archives it, or brings it back.
#[utoipa::path(put, path = "/topics/{topic}", tag = "topics", request_body = ChangedTopic,
    params(("topic" = inline(Identity), Path, description = "The topic")),
    responses((status = 200, description = "The topic as it is now", body = TopicOut)))]
async fn change_topic(
    desk: Desk,
    At(id): At<TopicId>,
    Body(changed): Body<ChangedTopic>,
) -> Result<Json<TopicOut>, Refusal> {
    let topic = Topic { id, name: changed.name, archived: changed.archived };
    Ok(Json(lists(&desk).change_topic(&topic).await?.into()))
}

/// Deletes a topic; one under which there are tasks, or that the settings name, stays.
#[utoipa::path(delete, path = "/topics/{topic}", tag = "topics",
    params(("topic" = inline(Identity), Path, description = "The topic")),
    responses((status = 204, description = "There is no such topic any more")))]
async fn delete_topic(desk: Desk, At(topic): At<TopicId>) -> Result<StatusCode, Refusal> {
    lists(&desk).delete_topic(&topic).await?;
    Ok(StatusCode::NO_CONTENT)
}
