use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use serde::Deserialize;
use uku_core::client_import::{ImportState, ReviewList, ReviewRow, RowChoice, choose, progress, review};
use uku_core::firm::Action;
use uku_l10n::{Said, Say, Value};
use uku_web::{Access, Desk, Refusal, Refused, Routes};

use super::choices::choices;
use super::import::{confirm, id};
use super::review_row::{Kind, RowView, can_be_ticked};
use super::{IMPORT, REVIEW};
use crate::address::with_query;
use crate::fields::Fields;
use crate::html::{html, html_as, is_part, see};
use crate::page::{Nav, Page};
use crate::pager::{Pager, range};

/// How many rows are on a page.
const PAGE_SIZE: usize = 200;

pub(super) fn routes(routes: Routes) -> Routes {
    let import = Access::May(Action::ImportClients);
    routes.get(REVIEW, import, show).post(REVIEW, import, decide).post(
        "/settings/smartaccounts/import/review/all",
        import,
        decide_all,
    )
}

/// What is shown of the list.
#[derive(Debug, Clone, Default, Deserialize)]
struct Filter {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    page: String,
}

impl Filter {
    fn of(form: &Fields) -> Self {
        let field = |name| form.one(name).to_owned();
        Self { kind: field("kind"), text: field("text"), page: field("page") }
    }

    fn admits(&self, row: &ReviewRow) -> bool {
        Kind::named(&self.kind).is_none_or(|kind| kind == Kind::of(row)) && self.finds(row)
    }

    fn finds(&self, row: &ReviewRow) -> bool {
        let wanted = self.text.trim().to_lowercase();
        let code = row.profile.registry_code.as_deref().unwrap_or_default();
        row.profile.name.to_lowercase().contains(&wanted) || code.contains(&wanted)
    }

    fn page(&self) -> usize {
        self.page.parse().unwrap_or(1).max(1)
    }

    fn path(&self, page: usize) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        with_query(REVIEW, &[("kind", &self.kind), ("text", &self.text), ("page", &page)])
    }

    fn of_kind(&self, kind: &str) -> Self {
        Self { kind: kind.to_owned(), page: String::new(), ..self.clone() }
    }
}

/// A filter by kind.
struct Chip {
    href: String,
    text: String,
    count: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "smartaccounts/review.html")]
struct ReviewPage {
    page: Page,
    import: String,
    intro: String,
    filter: Filter,
    chips: Vec<Chip>,
    rows: Vec<RowView>,
    /// "18 new and 5 to update".
    ticked: String,
    /// Why nothing was saved; empty if nothing is wrong.
    fault: String,
    /// What is shown: "18 new".
    shown: String,
    has_next: bool,
    pager: Pager,
}

/// The list alone, after a box was ticked.
#[derive(Template)]
#[template(path = "smartaccounts/review_list.html")]
struct ReviewListPart {
    page: Page,
    import: String,
    filter: Filter,
    rows: Vec<RowView>,
    ticked: String,
    fault: String,
    has_next: bool,
    pager: Pager,
}

async fn show(desk: Desk, Query(filter): Query<Filter>) -> Result<Response, Refusal> {
    match waiting(&desk).await? {
        Some(list) => render(&desk, &filter, list, StatusCode::OK, None).await,
        // Whatever became of the import is said there.
        None => Ok(see(IMPORT)),
    }
}

/// The list, if one waits for review.
async fn waiting(desk: &Desk) -> Result<Option<ReviewList>, Refusal> {
    let (actor, store, means) = (desk.actor(), desk.store(), desk.means());
    let clock = means.clock.as_ref();
    let import = progress(actor, store, clock).await?;
    if import.is_none_or(|import| import.state != ImportState::Ready) {
        return Ok(None);
    }
    match review(actor, store, means.clients.as_ref(), clock).await.map_err(Refusal::from) {
        Ok(list) => Ok(Some(list)),
        Err(refusal) if refusal.refused == Refused::Conflict => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

async fn decide(
    desk: Desk,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let form = Fields::new(fields);
    let (import, go, filter) = (form.one("import"), form.one("go"), Filter::of(&form));
    let Some(list) = waiting(&desk).await?.filter(|list| list.import.to_string() == import) else {
        return if go == "confirm" { confirm(&desk, id(import)).await } else { gone(&headers) };
    };
    let choices = choices(&form, &list.rows);
    if let Err(refusal) = save(&desk, &list, &choices).await {
        return refused(&desk, &headers, &filter, list, &choices, refusal).await;
    }
    match go {
        _ if is_part(&headers) => part(&desk, &filter).await,
        "confirm" => confirm(&desk, Some(list.import)).await,
        "next" => Ok(see(&filter.path(filter.page() + 1))),
        _ => Ok(see(&filter.path(filter.page()))),
    }
}

/// The list that was decided about waits no more.
fn gone(headers: &HeaderMap) -> Result<Response, Refusal> {
    if is_part(headers) {
        Err(Refusal::new(Refused::Conflict, Said::of("client-import-list-is-gone")))
    } else {
        Ok(see(IMPORT))
    }
}

async fn save(desk: &Desk, list: &ReviewList, choices: &[(u32, RowChoice)]) -> Result<(), Refusal> {
    if choices.is_empty() {
        return Ok(());
    }
    let (store, means) = (desk.store(), desk.means());
    let clock = means.clock.as_ref();
    choose(desk.actor(), store, means.clients.as_ref(), clock, list.import, choices).await?;
    Ok(())
}

/// The page once more, with what was ticked on it and why that can't be.
async fn refused(
    desk: &Desk,
    headers: &HeaderMap,
    filter: &Filter,
    mut list: ReviewList,
    choices: &[(u32, RowChoice)],
    refusal: Refusal,
) -> Result<Response, Refusal> {
    if is_part(headers) || refusal.refused != Refused::Invalid {
        return Err(refusal);
    }
    for (number, choice) in choices {
        if let Ok(at) = list.rows.binary_search_by_key(number, |row| row.number)
            && let Some(ticked) = choice.ticked
        {
            list.rows[at].ticked = ticked;
        }
    }
    render(desk, filter, list, refusal.refused.status(), Some(refusal)).await
}

/// The list as it is now.
async fn part(desk: &Desk, filter: &Filter) -> Result<Response, Refusal> {
    let list = waiting(desk).await?.ok_or_else(Refusal::changed)?;
    let ReviewPage { page, import, filter, rows, ticked, fault, has_next, pager, .. } =
        compose(desk, filter, list, None).await?;
    html(&ReviewListPart { page, import, filter, rows, ticked, fault, has_next, pager })
}

/// Ticks or unticks every row that the filter shows, on all pages.
async fn decide_all(desk: Desk, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Refusal> {
    let form = Fields::new(fields);
    let (import, tick, filter) = (form.one("import"), form.one("tick") == "true", Filter::of(&form));
    let Some(list) = waiting(&desk).await?.filter(|list| list.import.to_string() == import) else {
        return Ok(see(IMPORT));
    };
    let wanted = |row: &&ReviewRow| filter.admits(row) && can_be_ticked(row) && row.ticked != tick;
    let choices: Vec<(u32, RowChoice)> = list
        .rows
        .iter()
        .filter(wanted)
        .map(|row| (row.number, RowChoice { ticked: Some(tick), ..row.choice.clone() }))
        .collect();
    save(&desk, &list, &choices).await?;
    Ok(see(&filter.path(1)))
}

async fn page(desk: &Desk) -> Result<Page, Refusal> {
    Page::of(desk, Nav::Clients, &Said::of("client-import-review-title")).await
}

async fn render(
    desk: &Desk,
    filter: &Filter,
    list: ReviewList,
    status: StatusCode,
    refusal: Option<Refusal>,
) -> Result<Response, Refusal> {
    html_as(status, &compose(desk, filter, list, refusal).await?)
}

async fn compose(
    desk: &Desk,
    filter: &Filter,
    list: ReviewList,
    refusal: Option<Refusal>,
) -> Result<ReviewPage, Refusal> {
    let page = page(desk).await?;
    let import = progress(desk.actor(), desk.store(), desk.means().clock.as_ref()).await?;
    let intro = import.map(|import| {
        page.say(
            &Said::of("client-import-review-intro")
                .with("count", import.rows)
                .with("source", import.source.said())
                .with("at", import.started_at),
        )
    });
    let shown: Vec<&ReviewRow> = list.rows.iter().filter(|row| filter.admits(row)).collect();
    let pages = shown.len().div_ceil(PAGE_SIZE).max(1);
    let current = filter.page().min(pages);
    let on_page = shown.iter().skip((current - 1) * PAGE_SIZE).take(PAGE_SIZE);
    Ok(ReviewPage {
        import: list.import.to_string(),
        intro: intro.unwrap_or_default(),
        chips: chips(&page, filter, &list.rows),
        rows: on_page.map(|row| RowView::of(&page, row)).collect(),
        ticked: ticked(&page, &list.rows),
        fault: refusal.map(|refusal| page.say(&refusal.said)).unwrap_or_default(),
        shown: page.say(&Said::of("client-import-all-shown").with("count", shown.len())),
        has_next: current < pages,
        pager: pager(&page, filter, current, shown.len()),
        filter: Filter { page: current.to_string(), ..filter.clone() },
        page,
    })
}

/// All, then the kinds that there are.
fn chips(page: &Page, filter: &Filter, rows: &[ReviewRow]) -> Vec<Chip> {
    let found: Vec<&ReviewRow> = rows.iter().filter(|row| filter.finds(row)).collect();
    let mut chips = vec![Chip {
        href: filter.of_kind("").path(1),
        text: page.t("client-import-kind-all"),
        count: page.locale.number(found.len()),
        current: Kind::named(&filter.kind).is_none(),
    }];
    for kind in Kind::ALL {
        let count = found.iter().filter(|row| Kind::of(row) == kind).count();
        let current = Kind::named(&filter.kind) == Some(kind);
        if count > 0 || current {
            chips.push(Chip {
                href: filter.of_kind(kind.word()).path(1),
                text: page.t(kind.key()),
                count: page.locale.number(count),
                current,
            });
        }
    }
    chips
}

/// "18 new, 5 to update ticked".
fn ticked(page: &Page, rows: &[ReviewRow]) -> String {
    let count =
        |kinds: &[Kind]| rows.iter().filter(|row| row.ticked && kinds.contains(&Kind::of(row))).count();
    let parts: Vec<Said> = [
        ("client-import-ticked-new", count(&[Kind::New])),
        ("client-import-ticked-update", count(&[Kind::Update])),
        ("client-import-ticked-other", count(&[Kind::Same, Kind::Ignored])),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(key, count)| Said::of(key).with("count", count))
    .collect();
    let said = if parts.is_empty() {
        Said::of("client-import-ticked-none")
    } else {
        Said::of("client-import-ticked").with("parts", Value::List(parts))
    };
    page.say(&said)
}

fn pager(page: &Page, filter: &Filter, current: usize, total: usize) -> Pager {
    let [number, size, all] = [current, PAGE_SIZE, total].map(|count| count as u64);
    let (from, to) = range(number, size, all);
    let summary = Said::of("client-import-rows-shown").with("from", from).with("to", to).with("all", all);
    let address = |one: u64| filter.path(usize::try_from(one).unwrap_or(usize::MAX));
    Pager::new(page, "client-import-pages", &summary, number, all.div_ceil(size).max(1), address)
}
