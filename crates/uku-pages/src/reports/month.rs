use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use uku_core::calendar::{Month, current_month};
use uku_core::client::ClientPosition;
use uku_core::firm::Action;
use uku_core::summary::{Report, ReportCell, ReportRow, TaskStatus};
use uku_l10n::{Said, Say};
use uku_web::{Called, Desk, Refusal};

use super::filter::Filter;
use super::numbers::{Number, plain};
use super::{reports, task_of, year_of};
use crate::address::with_query;
use crate::html::html;
use crate::onward::Onward;
use crate::page::{Nav, Page};

/// How many clients are on a page.
const MOST: u32 = 100;
/// How many fields have their sums above the table.
const FIGURES: usize = 3;

#[derive(Template)]
#[template(path = "reports/month.html")]
struct MonthPage {
    page: Page,
    month: Month,
    /// The months to choose from, with their names.
    months: Vec<(String, String)>,
    filter: Filter,
    narrow: bool,
    intro: String,
    caption: String,
    /// Why nothing is there to show, or the table.
    table: Option<Table>,
    nothing_yet: bool,
    may_ask_why: bool,
    why: String,
    csv: String,
    xlsx: String,
    everything: String,
    onward: Onward,
}

/// The table of a month.
struct Table {
    fields: Vec<String>,
    figures: Vec<Figure>,
    rows: Vec<Row>,
    totals: Vec<Number>,
    totals_label: String,
}

/// A sum above the table.
struct Figure {
    label: String,
    number: String,
    small: String,
}

/// A client.
struct Row {
    name: String,
    code: String,
    href: String,
    year: String,
    /// `none` without a summary task, else `open` or `done`.
    state: &'static str,
    inactive: bool,
    numbers: Vec<Number>,
    assignee: String,
    status: String,
    billed: bool,
    why: String,
}

/// The month that is asked for: the latest with summary tasks where none is said.
pub(super) fn month_asked(desk: &Desk, filter: &Filter, months: &[Month]) -> Month {
    let last_complete = || current_month(desk.firm.time_zone, desk.means().clock.now()).previous();
    filter.month().or_else(|| months.first().copied()).unwrap_or_else(last_complete)
}

pub(super) async fn month(desk: Desk, Query(filter): Query<Filter>) -> Result<Response, Refusal> {
    let mut months = reports(&desk).months().await?;
    let month = month_asked(&desk, &filter, &months);
    let nothing_yet = months.is_empty();
    if !months.contains(&month) {
        months.push(month);
        months.sort_by(|a, b| b.cmp(a));
    }
    let page = Page::of(&desk, Nav::Reports, &Said::of("reports-title")).await?;
    let report = reports(&desk).month(&filter.page(month, MOST)).await?;
    let called = Called::of(&desk, []).await?;
    let onward = onward(&page, &filter, month, &report);
    let (narrow, any) = (filter.is_narrow(), !report.rows.is_empty());
    let table = (any && !nothing_yet).then(|| table(&page, month, report, &called));
    let intro = Said::of("reports-intro").with("month", month).with("before", month.previous());
    html(&MonthPage {
        month,
        months: months.iter().map(|month| (month.to_string(), page.month(*month))).collect(),
        narrow,
        intro: page.say(&intro),
        caption: page.t1("reports-caption", "month", &month),
        table,
        nothing_yet,
        may_ask_why: desk.may(Action::SeeIntegration),
        why: with_query("/why", &[("month", &month.to_string())]),
        csv: filter.href("/reports/export.csv", month),
        xlsx: filter.href("/reports/export.xlsx", month),
        everything: with_query("/reports", &[("month", &month.to_string())]),
        onward,
        filter,
        page,
    })
}

fn onward(page: &Page, filter: &Filter, month: Month, report: &Report) -> Onward {
    let seen = filter.seen().min(report.total);
    let to = seen + report.rows.len() as u64;
    let last = report.rows.last().map(|row| ClientPosition::of(&row.client));
    let next = last.filter(|_| report.more).map(|last| filter.href_after(month, &last, to));
    let summary = Said::of("reports-shown").with("from", seen + 1).with("to", to).with("total", report.total);
    Onward {
        summary: if report.rows.is_empty() { String::new() } else { page.say(&summary) },
        label: page.t("reports-pages"),
        first: if seen > 0 { filter.href("/reports", month) } else { String::new() },
        next: next.unwrap_or_default(),
    }
}

fn table(page: &Page, month: Month, report: Report, called: &Called) -> Table {
    let totals: Vec<Number> = report
        .fields
        .iter()
        .map(|field| {
            let of = |values: &uku_core::summary::Values| values.get(&field.id).copied();
            let (now, before) = (of(&report.totals.values), of(&report.totals_before.values));
            let change = now.zip(before).and_then(|(now, before)| now.checked_sub(before));
            // A sum is of many clients: that it grew is no reason to look.
            Number::of(page, &ReportCell { now, before, change, outlier: false }, month)
        })
        .collect();
    let tasks = Figure {
        label: page.t("reports-figure-tasks"),
        number: page.locale.number(report.totals.tasks),
        small: page.t1("reports-figure-of", "clients", report.total),
    };
    let sums = report.fields.iter().zip(&totals).take(FIGURES).map(|(field, total)| {
        let small = Said::of("reports-figure-change")
            .with("change", total.change.as_str())
            .with("month", month.previous());
        Figure {
            label: field.name.clone(),
            number: if total.now.is_empty() { plain(page, 0.into()) } else { total.now.clone() },
            small: if total.change.is_empty() { String::new() } else { page.say(&small) },
        }
    });
    Table {
        figures: std::iter::once(tasks).chain(sums).collect(),
        totals_label: page.t1("reports-all", "count", report.total),
        fields: report.fields.into_iter().map(|field| field.name).collect(),
        rows: report.rows.into_iter().map(|it| row(page, month, it, called)).collect(),
        totals,
    }
}

fn row(page: &Page, month: Month, row: ReportRow, called: &Called) -> Row {
    let ReportRow { client, task, cells, .. } = row;
    let year = year_of(&client.id);
    let status = task.as_ref().map(|task| page.say(&task.status.said()));
    Row {
        href: if task.is_some() { task_of(&client.id, month) } else { year.clone() },
        year,
        state: match task.as_ref().map(|task| task.status) {
            None => "none",
            Some(TaskStatus::Open) => "open",
            Some(TaskStatus::Done) => "done",
        },
        inactive: !client.active,
        numbers: cells.iter().map(|cell| Number::of(page, cell, month)).collect(),
        assignee: task.as_ref().map(|task| called.member_or_id(&task.assignee)).unwrap_or_default(),
        status: status.unwrap_or_default(),
        billed: task.as_ref().is_some_and(|task| task.billed),
        why: with_query("/why", &[("client", client.id.as_ref()), ("month", &month.to_string())]),
        code: client.registry_code.unwrap_or_default(),
        name: client.name,
    }
}
