use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Deserialize;
use uku_core::calendar::{Month, current_month};
use uku_core::client::ClientId;
use uku_core::firm::Action;
use uku_core::summary::{ClientYear, CustomField, ReportCell, SummaryTask};
use uku_l10n::Said;
use uku_web::{Desk, Refusal};

use super::bars::{Bars, Measured, bars};
use super::numbers::{Number, plain};
use super::{reports, task_of, year_of};
use crate::address::with_query;
use crate::html::html;
use crate::page::{Nav, Page};
use crate::why::client_at;

/// Which twelve months, and of which field the picture is.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    to: String,
    field: String,
}

#[derive(Template)]
#[template(path = "reports/year.html")]
struct YearPage {
    page: Page,
    intro: String,
    caption: String,
    here: String,
    client_href: String,
    to: String,
    earlier: String,
    /// Empty where the months go up to now.
    later: String,
    fields: Vec<Choice>,
    bars: Option<Bars>,
    /// Why one should look at a month.
    outliers: Vec<String>,
    rows: Vec<Row>,
    may_see_client: bool,
    may_ask_why: bool,
    why: String,
}

struct Choice {
    id: String,
    name: String,
    chosen: bool,
}

struct Row {
    month: String,
    href: String,
    has_task: bool,
    numbers: Vec<Number>,
}

pub(super) async fn year(
    desk: Desk,
    Path(client): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let client = ClientId::try_from(client).map_err(|_| Refusal::not_found())?;
    let now = current_month(desk.firm.time_zone, desk.means().clock.now());
    let to = match asked.to.parse::<Month>() {
        Ok(to) if to <= now && to.year() > 1900 => to,
        _ => reports(&desk).months().await?.first().copied().unwrap_or(now.previous()),
    };
    let year = reports(&desk).year(&client, to).await?;
    let page = Page::of(&desk, Nav::Reports, &Said::verbatim(&year.client.name)).await?;
    let from = to.back(11);
    let chosen = chosen(&year, &asked.field).cloned();
    let here = year_of(&client);
    let at = |to: Month| with_query(&here, &[("to", &to.to_string()), ("field", &asked.field)]);
    let intro = Said::of("reports-year-intro").with("from", from).with("to", to);
    html(&YearPage {
        intro: page.say(&intro),
        caption: page.say(&Said::of("reports-year-caption").with("client", &year.client.name)),
        client_href: client_at(&client),
        to: to.to_string(),
        earlier: at(from.previous()),
        later: if to < now { at(to.through(now).take(13).last().unwrap_or(now)) } else { String::new() },
        fields: choices(&year, chosen.as_ref()),
        outliers: chosen.as_ref().map(|field| outliers(&page, &year, field)).unwrap_or_default(),
        bars: chosen.as_ref().map(|field| picture(&page, &year, field, now)),
        rows: rows(&page, &year),
        may_see_client: desk.may(Action::SeeClients),
        may_ask_why: desk.may(Action::SeeIntegration),
        why: with_query("/why", &[("client", client.as_ref())]),
        here,
        page,
    })
}

/// The field of the picture: the first one where none is said.
fn chosen<'a>(year: &'a ClientYear, field: &str) -> Option<&'a CustomField> {
    year.fields.iter().find(|one| one.id.as_ref() == field).or_else(|| year.fields.first())
}

fn choices(year: &ClientYear, chosen: Option<&CustomField>) -> Vec<Choice> {
    let choice = |field: &CustomField| Choice {
        id: field.id.to_string(),
        name: field.name.clone(),
        chosen: chosen.is_some_and(|chosen| chosen.id == field.id),
    };
    year.fields.iter().map(choice).collect()
}

/// The numbers of a field, month by month. Before the first month nothing is known.
fn cells<'a>(
    year: &'a ClientYear,
    field: &'a CustomField,
) -> impl DoubleEndedIterator<Item = (Month, ReportCell)> + 'a {
    year.months.iter().enumerate().map(move |(place, (month, task))| {
        let before = place.checked_sub(1).and_then(|place| year.months[place].1.as_ref());
        (*month, ReportCell::of(task.as_ref(), before, &field.id))
    })
}

fn picture(page: &Page, year: &ClientYear, field: &CustomField, now: Month) -> Bars {
    let month_name = |month: Month| page.t(format!("month-short-{}", month.number()));
    let measured = |(month, cell): (Month, ReportCell)| Measured {
        number: cell.now,
        value: cell.now.map(|number| plain(page, number)).unwrap_or_default(),
        month: month_name(month),
        kind: if month >= now {
            "incomplete"
        } else if cell.outlier {
            "odd"
        } else {
            ""
        },
    };
    let mut known = cells(year, field).filter_map(|(month, cell)| Some((month, cell.now?)));
    let label = match (known.next(), known.next_back()) {
        (Some((from, first)), Some((to, last))) => Said::of("reports-bars-label")
            .with("first", plain(page, first))
            .with("from", from)
            .with("last", plain(page, last))
            .with("to", to),
        (Some((month, number)), None) => {
            Said::of("reports-bars-one").with("number", plain(page, number)).with("month", month)
        }
        (None, _) => Said::of("reports-no-number"),
    };
    let title = Said::of("reports-bars-title").with("field", &field.name).with("client", &year.client.name);
    let months = bars(cells(year, field).map(measured).collect());
    Bars { title: page.say(&title), label: page.say(&label), months }
}

fn outliers(page: &Page, year: &ClientYear, field: &CustomField) -> Vec<String> {
    cells(year, field)
        .filter(|(_, cell)| cell.outlier)
        .map(|(month, cell)| {
            let number = Number::of(page, &cell, month);
            let said = Said::of("reports-year-outlier")
                .with("month", month)
                .with("now", number.now)
                .with("field", &field.name)
                .with("before", number.before);
            page.say(&said)
        })
        .collect()
}

/// The latest month first.
fn rows(page: &Page, year: &ClientYear) -> Vec<Row> {
    let row = |(place, (month, task)): (usize, &(Month, Option<SummaryTask>))| {
        let task = task.as_ref();
        let before = place.checked_sub(1).and_then(|place| year.months[place].1.as_ref());
        let number = |field: &CustomField| Number::of(page, &ReportCell::of(task, before, &field.id), *month);
        Row {
            month: page.month(*month),
            href: task_of(&year.client.id, *month),
            has_task: task.is_some(),
            numbers: year.fields.iter().map(number).collect(),
        }
    };
    year.months.iter().enumerate().map(row).rev().collect()
}
