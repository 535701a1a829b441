//! The summary tasks, by month and by client.

use axum::Json;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Number;
use uku_core::calendar::Month;
use uku_core::client::{Client, ClientId};
use uku_core::firm::Action;
use uku_core::summary::{
    CustomField, ReportCell, ReportQuery, ReportRow, Reported, Reports, SummaryTask, SummaryTotals,
    TaskStatus,
};
use uku_web::{Access, Desk, Refusal};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use crate::clients::{end, position};
use crate::frame::words::{Identity, MonthText, TaskStatusWord};
use crate::frame::{At, Cursor, Limit, List, Page, Wanted};
use crate::import_data::{WhoOut, number};
use crate::operations::Operations;

pub(crate) fn operations(operations: Operations) -> Operations {
    let see = Access::May(Action::SeeReports);
    operations
        .add(see, routes!(list_months))
        .add(see, routes!(see_month))
        .add(see, routes!(see_totals))
        .add(see, routes!(see_year))
        .add(see, routes!(see_task))
}

fn reports(desk: &Desk) -> Reports<'_> {
    let means = desk.means();
    Reports { actor: desk.actor(), clients: means.clients.as_ref(), tasks: means.tasks.as_ref() }
}

/// The months in which there are summary tasks.
#[derive(Debug, Serialize, ToSchema)]
struct MonthsOut {
    /// The latest first.
    #[schema(value_type = Vec<MonthText>)]
    items: Vec<Month>,
}

/// The months in which there are summary tasks, the latest first.
#[utoipa::path(get, path = "/reports", tag = "reports",
    responses((status = 200, description = "The months", body = MonthsOut)))]
async fn list_months(desk: Desk) -> Result<Json<MonthsOut>, Refusal> {
    Ok(Json(MonthsOut { items: reports(&desk).months().await? }))
}

/// Which clients a report shows.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Which {
    #[default]
    Everybody,
    WithTask,
    WithoutTask,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ReportWanted {
    /// Words that must all be in the client's name, registry code or VAT number.
    #[serde(default)]
    text: String,
    /// Only active clients, or only inactive ones.
    active: Option<bool>,
    /// Those with or without a summary task.
    #[serde(default)]
    #[param(value_type = Option<Which>, inline)]
    which: Which,
    /// Only those with a number that somebody should look at.
    #[serde(default)]
    outliers_only: bool,
    /// The `next` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
    /// The most clients on the page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Limit,
}

impl ReportWanted {
    fn query(&self, desk: &Desk, month: Month) -> Result<(List, ReportQuery), Refusal> {
        let Self { text, active, which, outliers_only, cursor, limit } = self;
        let list = List::of(desk, "report", &(month, text, active, which, outliers_only));
        let query = ReportQuery {
            month,
            text: text.clone(),
            active: *active,
            which: match which {
                Which::Everybody => Reported::Everybody,
                Which::WithTask => Reported::WithTask,
                Which::WithoutTask => Reported::WithoutTask,
            },
            outliers_only: *outliers_only,
            after: position(list.position(cursor.as_ref())?)?,
            most: limit.get(),
        };
        Ok((list, query))
    }
}

/// A summary task.
#[derive(Debug, Serialize, ToSchema)]
struct SummaryTaskOut {
    /// Its identity.
    #[schema(value_type = Identity)]
    id: String,
    /// Its title.
    title: String,
    /// The topic it is filed under.
    #[schema(value_type = Identity)]
    topic: String,
    /// Whose it is.
    #[schema(value_type = Identity)]
    assignee: String,
    /// How far it is.
    #[schema(value_type = TaskStatusWord)]
    status: TaskStatus,
    /// When it is due.
    due: NaiveDate,
    /// Whether its counts are on an invoice.
    billed: bool,
}

impl From<&SummaryTask> for SummaryTaskOut {
    fn from(task: &SummaryTask) -> Self {
        Self {
            id: task.id.to_string(),
            title: task.title.clone(),
            topic: task.topic.to_string(),
            assignee: task.assignee.to_string(),
            status: task.status,
            due: task.due,
            billed: task.billed,
        }
    }
}

/// A number of a client's month, beside that of the month before.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CellOut {
    /// The custom task field.
    #[schema(value_type = Identity)]
    custom_field: String,
    /// Its name.
    name: String,
    /// The number.
    #[schema(value_type = Option<f64>, required)]
    now: Option<Number>,
    /// That of the month before.
    #[schema(value_type = Option<f64>, required)]
    before: Option<Number>,
    /// How much more it is now, or less.
    #[schema(value_type = Option<f64>, required)]
    change: Option<Number>,
    /// Whether that is so much that somebody should look.
    outlier: bool,
}

impl CellOut {
    fn of(field: &CustomField, cell: &ReportCell) -> Self {
        Self {
            custom_field: field.id.to_string(),
            name: field.name.clone(),
            now: cell.now.and_then(number),
            before: cell.before.and_then(number),
            change: cell.change.and_then(number),
            outlier: cell.outlier,
        }
    }
}

/// A client in a report of a month.
#[derive(Debug, Serialize, ToSchema)]
struct ReportRowOut {
    /// The client.
    client: WhoOut,
    /// Its summary task of the month; none if there is none.
    #[schema(required)]
    task: Option<SummaryTaskOut>,
    /// The numbers.
    cells: Vec<CellOut>,
}

impl ReportRowOut {
    fn of(row: &ReportRow, fields: &[CustomField]) -> Self {
        let cells = fields.iter().zip(&row.cells).map(|(field, cell)| CellOut::of(field, cell));
        Self {
            client: WhoOut::named(&row.client),
            task: row.task.as_ref().map(Into::into),
            cells: cells.collect(),
        }
    }
}

impl WhoOut {
    fn named(client: &Client) -> Self {
        Self { id: client.id.to_string(), name: client.name.clone() }
    }
}

/// A page of a report of a month: clients with their summary tasks, beside the month before.
#[utoipa::path(get, path = "/reports/{month}", tag = "reports",
    params(("month" = inline(MonthText), Path, description = "The month"), ReportWanted),
    responses((status = 200, description = "A page of the report", body = Page<ReportRowOut>)))]
async fn see_month(
    desk: Desk,
    At(month): At<Month>,
    Wanted(wanted): Wanted<ReportWanted>,
) -> Result<Json<Page<ReportRowOut>>, Refusal> {
    let (list, query) = wanted.query(&desk, month)?;
    let report = reports(&desk).month(&query).await?;
    let end = end(report.more, report.rows.last().map(|row| &row.client));
    let items = report.rows.iter().map(|row| ReportRowOut::of(row, &report.fields)).collect();
    Ok(Json(Page::new(items, &list, end)?.of_total(report.total)))
}

/// What all summary tasks of a report hold together.
#[derive(Debug, Serialize, ToSchema)]
struct TotalsOut {
    /// In the month.
    now: SumOut,
    /// In the month before.
    before: SumOut,
}

/// What summary tasks hold together.
#[derive(Debug, Serialize, ToSchema)]
struct SumOut {
    /// How many there are.
    tasks: u64,
    /// The sum of each custom task field.
    fields: Vec<FieldSumOut>,
}

/// The sum of a custom task field.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct FieldSumOut {
    /// The custom task field.
    #[schema(value_type = Identity)]
    custom_field: String,
    /// Its name.
    name: String,
    /// The sum.
    #[schema(value_type = Option<f64>, required)]
    sum: Option<Number>,
}

impl SumOut {
    fn of(totals: &SummaryTotals, fields: &[CustomField]) -> Self {
        let sums = fields.iter().map(|field| FieldSumOut {
            custom_field: field.id.to_string(),
            name: field.name.clone(),
            sum: totals.values.get(&field.id).copied().and_then(number),
        });
        Self { tasks: totals.tasks, fields: sums.collect() }
    }
}

/// What all summary tasks of a report hold together, on whatever page.
#[utoipa::path(get, path = "/reports/{month}/totals", tag = "reports",
    params(("month" = inline(MonthText), Path, description = "The month"), ReportWanted),
    responses((status = 200, description = "The sums", body = TotalsOut)))]
async fn see_totals(
    desk: Desk,
    At(month): At<Month>,
    Wanted(wanted): Wanted<ReportWanted>,
) -> Result<Json<TotalsOut>, Refusal> {
    let (_, query) = wanted.query(&desk, month)?;
    let report = reports(&desk).month(&query).await?;
    let sum = |totals: &SummaryTotals| SumOut::of(totals, &report.fields);
    Ok(Json(TotalsOut { now: sum(&report.totals), before: sum(&report.totals_before) }))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct YearWanted {
    /// The last of the twelve months.
    #[param(value_type = MonthText, inline)]
    to: Month,
}

/// A client's month, with its numbers.
#[derive(Debug, Serialize, ToSchema)]
struct YearMonthOut {
    /// The month.
    #[schema(value_type = MonthText)]
    month: Month,
    /// Its summary task; none if there is none.
    #[schema(required)]
    task: Option<SummaryTaskOut>,
    /// Its numbers.
    fields: Vec<FieldSumOut>,
}

/// Twelve months of a client.
#[derive(Debug, Serialize, ToSchema)]
struct YearOut {
    /// The client.
    client: WhoOut,
    /// The months, the earliest first.
    months: Vec<YearMonthOut>,
}

/// The twelve months of a client up to and including one.
#[utoipa::path(get, path = "/clients/{client}/reports", tag = "reports",
    params(("client" = inline(Identity), Path, description = "The client"), YearWanted),
    responses((status = 200, description = "The months", body = YearOut)))]
async fn see_year(
    desk: Desk,
    At(client): At<ClientId>,
    Wanted(wanted): Wanted<YearWanted>,
) -> Result<Json<YearOut>, Refusal> {
    let year = reports(&desk).year(&client, wanted.to).await?;
    let number_of = |task: Option<&SummaryTask>, field: &CustomField| FieldSumOut {
        custom_field: field.id.to_string(),
        name: field.name.clone(),
        sum: task.and_then(|task| task.values.get(&field.id)).copied().and_then(number),
    };
    let months = year.months.iter().map(|(month, task)| YearMonthOut {
        month: *month,
        task: task.as_ref().map(Into::into),
        fields: year.fields.iter().map(|field| number_of(task.as_ref(), field)).collect(),
    });
    Ok(Json(YearOut { client: WhoOut::named(&year.client), months: months.collect() }))
}

/// One month of a client, beside the month before.
#[utoipa::path(get, path = "/clients/{client}/reports/{month}", tag = "reports",
    params(
        ("client" = inline(Identity), Path, description = "The client"),
        ("month" = inline(MonthText), Path, description = "The month")
    ),
    responses((status = 200, description = "The month", body = ReportRowOut)))]
async fn see_task(
    desk: Desk,
    At((client, month)): At<(ClientId, Month)>,
) -> Result<Json<ReportRowOut>, Refusal> {
    let reported = reports(&desk).task(&client, month).await?;
    Ok(Json(ReportRowOut::of(&reported.row, &reported.fields)))
}
