//! What people are told without having asked.

use axum::Json;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uku_core::client::ClientId;
use uku_core::notice::{NoticeEvent, PostedNotice};
use uku_l10n::Locale;
use uku_l10n::core::notice::{text, title};
use uku_web::{Access, Called, Desk, Refusal};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use crate::frame::{Body, Cursor, Limit, List, Page, Wanted};
use crate::operations::Operations;

pub(crate) fn operations(operations: Operations) -> Operations {
    operations
        .add(Access::Member, routes!(list_notices))
        .add(Access::Member, routes!(count_unread))
        .add_once(Access::Member, routes!(mark_read))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct NoticesWanted {
    /// The `next` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
    /// The most notices on the page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Limit,
}

/// A notice as a person sees it.
#[derive(Debug, Serialize, ToSchema)]
struct NoticeOut {
    /// Its number in the firm; later notices have greater numbers.
    number: i64,
    /// When it happened.
    at: DateTime<Utc>,
    /// Whether this person has read it.
    read: bool,
    /// What happened, in a line.
    subject: String,
    /// More of it, line by line.
    text: String,
    /// What happened, for other programs: an object whose one name says what.
    #[schema(value_type = Object)]
    event: Value,
}

impl NoticeOut {
    fn of(posted: &PostedNotice, called: &Called, locale: Locale) -> Result<Self, Refusal> {
        let PostedNotice { number, notice, read } = posted;
        let lines: Vec<String> = text(&notice.event, called).iter().map(|line| locale.say(line)).collect();
        Ok(Self {
            number: *number,
            at: notice.at,
            read: *read,
            subject: locale.say(&title(&notice.event)),
            text: lines.join("\n"),
            event: serde_json::to_value(&notice.event).map_err(|error| Refusal::broken(&error))?,
        })
    }
}

fn clients(posted: &PostedNotice) -> impl Iterator<Item = ClientId> + '_ {
    let clients = match &posted.notice.event {
        NoticeEvent::KeysStoppedWorking { clients, .. } => clients.as_slice(),
        _ => &[],
    };
    clients.iter().map(|(client, _)| client.clone())
}

/// The notices for whoever asks, the latest first.
#[utoipa::path(get, path = "/notices", tag = "notices", params(NoticesWanted),
    responses((status = 200, description = "A page of notices", body = Page<NoticeOut>)))]
async fn list_notices(
    desk: Desk,
    Wanted(wanted): Wanted<NoticesWanted>,
) -> Result<Json<Page<NoticeOut>>, Refusal> {
    let list = List::of(&desk, "notices", &());
    let before: Option<i64> = list.position(wanted.cursor.as_ref())?;
    let board = desk.means().notices.as_ref();
    let mut page = board.page(desk.firm_id(), &desk.reader(), before, wanted.limit.get() + 1).await?;
    let more = page.len() > wanted.limit.len();
    page.truncate(wanted.limit.len());
    let called = Called::clients(&desk, page.iter().flat_map(clients)).await?;
    let end = page.last().filter(|_| more).map(|last| last.number);
    let items: Result<_, Refusal> =
        page.iter().map(|posted| NoticeOut::of(posted, &called, desk.locale())).collect();
    Ok(Json(Page::new(items?, &list, end)?))
}

/// How many notices a person has not read.
#[derive(Debug, Serialize, ToSchema)]
struct UnreadOut {
    /// How many.
    unread: u64,
}

async fn unread(desk: &Desk) -> Result<Json<UnreadOut>, Refusal> {
    let unread = desk.means().notices.unread(desk.firm_id(), &desk.reader()).await?;
    Ok(Json(UnreadOut { unread }))
}

/// How many notices whoever asks has not read.
#[utoipa::path(get, path = "/notices/unread", tag = "notices",
    responses((status = 200, description = "How many", body = UnreadOut)))]
async fn count_unread(desk: Desk) -> Result<Json<UnreadOut>, Refusal> {
    unread(&desk).await
}

/// Up to which notice a person has read.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Read {
    /// The number of the latest notice that was read.
    up_to: i64,
}

/// Remembers that whoever asks has read all notices up to one.
#[utoipa::path(post, path = "/notices/read", tag = "notices", request_body = Read,
    responses((status = 200, description = "How many are left", body = UnreadOut)))]
async fn mark_read(desk: Desk, Body(read): Body<Read>) -> Result<Json<UnreadOut>, Refusal> {
    desk.means().notices.mark_read(desk.firm_id(), &desk.reader(), read.up_to).await?;
    unread(&desk).await
}
