//! A report as a sheet of cells, before it becomes a file.

use rust_decimal::Decimal;
use uku_core::calendar::Month;
use uku_core::summary::{Report, ReportRow};
use uku_l10n::Say;

use crate::page::Page;
use uku_web::Called;

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    Text(String),
    Number(Decimal),
    Empty,
}

/// All rows of a report, below their heads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sheet {
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Sheet {
    pub(super) fn of(page: &Page, month: Month, report: Report, called: &Called) -> Self {
        let mut heads: Vec<String> =
            ["reports-client", "reports-code", "reports-month"].map(|key| page.t(key)).into();
        for field in &report.fields {
            heads.push(field.name.clone());
            heads.push(page.t1("reports-change-of", "field", &field.name));
        }
        heads.extend(["reports-assignee", "reports-status", "reports-billed"].map(|key| page.t(key)));
        let rows = report.rows.into_iter().map(|it| row(page, month, it, called)).collect();
        Self { heads, rows }
    }
}

fn row(page: &Page, month: Month, row: ReportRow, called: &Called) -> Vec<Cell> {
    let ReportRow { client, task, cells, .. } = row;
    let mut all =
        vec![text(client.name), text(client.registry_code.unwrap_or_default()), text(month.to_string())];
    for cell in cells {
        all.push(number(cell.now));
        all.push(number(cell.change));
    }
    let yes_or_no = |yes: bool| page.t(if yes { "reports-yes" } else { "reports-no" });
    all.extend(match task {
        Some(task) => [
            text(called.member_or_id(&task.assignee)),
            text(page.say(&task.status.said())),
            text(yes_or_no(task.billed)),
        ],
        None => [Cell::Empty, text(page.t("reports-no-task")), Cell::Empty],
    });
    all
}

fn text(text: String) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

fn number(number: Option<Decimal>) -> Cell {
    number.map_or(Cell::Empty, |number| Cell::Number(number.normalize()))
}
