//! Reports: the summary tasks of a month, twelve months of a client, and one summary task.

mod bars;
mod csv;
mod export;
mod filter;
mod month;
mod numbers;
mod sheet;
mod task;
mod xlsx;
mod year;

use uku_core::calendar::Month;
use uku_core::client::ClientId;
use uku_core::firm::Action;
use uku_core::summary::Reports;
use uku_web::{Access, Desk, Routes};

use crate::address::segment;

pub(crate) fn routes(routes: Routes) -> Routes {
    let access = Access::May(Action::SeeReports);
    routes
        .get("/reports", access, month::month)
        .get("/reports/export.csv", access, export::csv)
        .get("/reports/export.xlsx", access, export::xlsx)
        .get("/reports/clients/{client}", access, year::year)
        .get("/reports/clients/{client}/{month}", access, task::task)
}

/// The address of a client's twelve months.
pub(crate) fn year_of(client: &ClientId) -> String {
    format!("/reports/clients/{}", segment(client.as_ref()))
}

/// The address of a client's summary task of a month.
pub(crate) fn task_of(client: &ClientId, month: Month) -> String {
    format!("{}/{month}", year_of(client))
}

fn reports(desk: &Desk) -> Reports<'_> {
    let means = desk.means();
    Reports { actor: desk.actor(), clients: means.clients.as_ref(), tasks: means.tasks.as_ref() }
}
