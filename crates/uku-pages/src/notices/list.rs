use askama::Template;
use axum::extract::Query;
use axum::http::HeaderMap;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use uku_l10n::Said;
use uku_web::{Called, Desk, Refusal};

use super::told::{Told, named};
use crate::address::with_query;
use crate::html::{done, html};
use crate::onward::Onward;
use crate::page::{Nav, Page};

/// How many notices are on a page.
const MOST: u32 = 50;

/// The last notice of the page before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    before: String,
}

#[derive(Template)]
#[template(path = "notices/list.html")]
struct ListPage {
    page: Page,
    notices: Vec<Told>,
    /// The latest that is shown, if any of those shown is unread.
    unread_up_to: Option<i64>,
    onward: Onward,
    sees_integration: bool,
}

pub(super) async fn list(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Refusal> {
    let before: Option<i64> = asked.before.parse().ok();
    let board = desk.means().notices.as_ref();
    // One more than is shown tells whether there are more.
    let mut notices = board.page(desk.firm_id(), &desk.reader(), before, MOST + 1).await?;
    let more = notices.len() > MOST as usize;
    notices.truncate(MOST as usize);
    let page = Page::of(&desk, Nav::Notices, &Said::of("notices-title")).await?;
    let called = Called::of(&desk, notices.iter().flat_map(named)).await?;
    let last = notices.last().filter(|_| more).map(|last| last.number.to_string());
    let onward = Onward {
        summary: String::new(),
        label: page.t("notices-pages"),
        first: if before.is_some() { "/notices".to_owned() } else { String::new() },
        next: last.map(|last| with_query("/notices", &[("before", &last)])).unwrap_or_default(),
    };
    let notices: Vec<Told> =
        notices.into_iter().map(|posted| Told::of(&desk, &page, posted, &called)).collect();
    let latest = notices.first().map(|latest| latest.number);
    html(&ListPage {
        unread_up_to: latest.filter(|_| notices.iter().any(|told| told.unread)),
        notices,
        onward,
        sees_integration: page.may_see_integration,
        page,
    })
}

#[derive(Deserialize)]
pub(super) struct ReadForm {
    up_to: i64,
}

/// All up to the latest that was shown: what came since stays unread.
pub(super) async fn read(
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<ReadForm>,
) -> Result<Response, Refusal> {
    desk.means().notices.mark_read(desk.firm_id(), &desk.reader(), form.up_to).await?;
    Ok(done(&headers, "/notices", "notices-read"))
}
