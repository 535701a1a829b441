use askama::Template;
use axum::response::Response;
use axum_extra::extract::Query;
use uku_core::client::{FindClients, find};
use uku_core::connection::counts;
use uku_core::firm::Action;
use uku_l10n::Said;
use uku_web::{Desk, Refusal};

use super::filter::Filter;
use super::may::May;
use super::names::member_names;
use super::paging::{ON_PAGE, Position, begin};
use super::row::Row;
use crate::address::with_query;
use crate::fields::Fields;
use crate::html::html;
use crate::page::{Nav, Page};
use crate::pager::Pager;

#[derive(Template)]
#[template(path = "clients/list.html")]
struct ListPage {
    page: Page,
    text: String,
    state: &'static str,
    chips: Vec<Chip>,
    rows: Vec<Row>,
    total: u64,
    offer: String,
    pager: Pager,
    may: May,
    /// Whether something was looked for: else there are no clients at all if none is shown.
    searched: bool,
}

/// A chip above the list.
struct Chip {
    href: String,
    text: String,
    count: String,
    current: bool,
}

/// The list of clients.
pub(super) async fn show(
    desk: Desk,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let fields = Fields::new(pairs);
    let (text, filter) = (fields.one("q").trim().to_owned(), Filter::named(fields.one("state")));
    let wanted = filter.with(&text);
    let (number, after) = begin(&desk, &wanted, fields.one("page").parse().unwrap_or(1)).await?;
    let wanted = FindClients { after, most: ON_PAGE, ..wanted };
    let found = find(desk.actor(), desk.means().clients.as_ref(), desk.store(), &wanted).await?;
    let page = Page::of(&desk, Nav::Clients, &Said::of("clients-title")).await?;
    let chips = chips(&desk, &page, &text, filter).await?;
    let members = member_names(&desk).await?;
    let row = |(client, connection)| Row::of(client, Option::as_ref(&connection), &members, &page);
    let rows = found.clients.into_iter().map(row).collect();
    let position = Position { page: number, total: found.total };
    let view = ListPage {
        chips,
        rows,
        total: found.total,
        offer: page.t1("clients-select-all", "count", found.total),
        pager: position.pager(&page, |number| address(&text, filter, number)),
        may: May::of(&desk),
        searched: !text.is_empty() || filter != Filter::All,
        state: filter.word(),
        text,
        page,
    };
    html(&view)
}

async fn chips(desk: &Desk, page: &Page, text: &str, current: Filter) -> Result<Vec<Chip>, Refusal> {
    let sees_states = desk.may(Action::SeeIntegration);
    let filters = if sees_states { &Filter::ALL[..] } else { &Filter::PLAIN[..] };
    // They are counts of all clients, which say nothing of those that match some words.
    let counts = if sees_states && text.is_empty() {
        Some(counts(desk.actor(), desk.means().clients.as_ref(), desk.store()).await?)
    } else {
        None
    };
    let chip = |filter: Filter| Chip {
        href: address(text, filter, 1),
        text: page.t(filter.key()),
        count: counts.map(|counts| page.locale.number(filter.count(&counts))).unwrap_or_default(),
        current: filter == current,
    };
    Ok(filters.iter().copied().map(chip).collect())
}

/// The address of a page of the list.
fn address(text: &str, filter: Filter, page: u64) -> String {
    let number = if page > 1 { page.to_string() } else { String::new() };
    with_query("/clients", &[("q", text), ("state", filter.word()), ("page", &number)])
}
