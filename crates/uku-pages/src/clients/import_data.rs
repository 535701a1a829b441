use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use uku_core::calendar::MonthRange;
use uku_core::run::{Asked, RunId, Which, forecast_import, start_import};
use uku_l10n::Said;
use uku_web::{Desk, Refusal};

use super::forecast_view::ForecastView;
use super::import_form::Period;
use super::selection::Selection;
use crate::fields::Fields;
use crate::form::Faults;
use crate::html::{done, html, html_as};
use crate::page::{Nav, Page};

/// For whom and for which months.
#[derive(Template)]
#[template(path = "clients/import_data.html")]
struct ImportPage {
    page: Page,
    hidden: Vec<(&'static str, String)>,
    /// For how many clients; empty if none is ticked.
    clients: String,
    /// Whether SmartAccounts can be chosen.
    active: bool,
    period: Period,
    faults: Faults,
}

/// What the import would do.
#[derive(Template)]
#[template(path = "clients/import_forecast.html")]
struct ForecastPage {
    page: Page,
    hidden: Vec<(&'static str, String)>,
    from: String,
    to: String,
    /// The run that will be started, however often the form is sent.
    run: String,
    /// Where the period can be changed.
    change_href: String,
    forecast: ForecastView,
}

/// Asks for the integration and the period.
pub(super) async fn show(
    desk: Desk,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let fields = Fields::new(pairs);
    let page = title(&desk).await?;
    period_page(&desk, page, &fields, StatusCode::OK, Faults::default()).await
}

/// What the import would do, before it begins.
pub(super) async fn forecast(
    desk: Desk,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let fields = Fields::new(pairs);
    let page = title(&desk).await?;
    let period = Period::of(&desk, &page, &fields);
    let selection = Selection::of(&fields);
    match forecast_of(&desk, &selection, &period).await {
        Ok(forecast) => {
            let forecast = ForecastView::of(&desk, &page, &forecast).await?;
            let hidden = selection.hidden();
            let run = desk.means().ids.next().to_string();
            let Period { from, to, .. } = period;
            let change_href = change_href(&hidden, &from, &to);
            html(&ForecastPage { page, hidden, from, to, run, change_href, forecast })
        }
        Err(refusal) => {
            let faults = Faults::of(refusal, &page, &["months"])?;
            period_page(&desk, page, &fields, StatusCode::UNPROCESSABLE_ENTITY, faults).await
        }
    }
}

/// Starts the import.
pub(super) async fn start(
    desk: Desk,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let fields = Fields::new(pairs);
    let page = title(&desk).await?;
    let period = Period::of(&desk, &page, &fields);
    let selection = Selection::of(&fields);
    let started = async {
        let asked = asked(&desk, &selection, period.range()?).await?;
        start_as_asked(&desk, &fields, asked).await
    };
    match started.await {
        Ok(path) => Ok(done(&headers, &path, "clients-run-started")),
        Err(refusal) => {
            let faults = Faults::of(refusal, &page, &["months"])?;
            period_page(&desk, page, &fields, StatusCode::UNPROCESSABLE_ENTITY, faults).await
        }
    }
}

/// Starts what a forecast was shown of; the address of its run.
pub(crate) async fn start_as_asked(desk: &Desk, fields: &Fields, asked: Asked) -> Result<String, Refusal> {
    let asked = if fields.one("overwrite").is_empty() { asked } else { asked.overwriting() };
    let asked = match fields.one("run").parse() {
        Ok(run) => asked.as_run(RunId(run)),
        Err(_) => asked,
    };
    let means = desk.means();
    let (clients, tasks) = (means.clients.as_ref(), means.tasks.as_ref());
    let (clock, ids) = (means.clock.as_ref(), means.ids.as_ref());
    let run = start_import(desk.actor(), clients, tasks, desk.store(), clock, ids, &asked).await?;
    Ok(format!("/runs/{}", run.id))
}

async fn title(desk: &Desk) -> Result<Page, Refusal> {
    Page::of(desk, Nav::Clients, &Said::of("clients-import-data")).await
}

async fn asked(desk: &Desk, selection: &Selection, months: MonthRange) -> Result<Asked, Refusal> {
    Ok(Asked::import(Which::These(selection.clients(desk).await?), months))
}

async fn forecast_of(
    desk: &Desk,
    selection: &Selection,
    period: &Period,
) -> Result<uku_core::run::ImportForecast, Refusal> {
    let asked = asked(desk, selection, period.range()?).await?;
    forecast_as_asked(desk, &asked).await
}

/// What an import would do.
pub(crate) async fn forecast_as_asked(
    desk: &Desk,
    asked: &Asked,
) -> Result<uku_core::run::ImportForecast, Refusal> {
    let means = desk.means();
    let (clients, tasks, clock) = (means.clients.as_ref(), means.tasks.as_ref(), means.clock.as_ref());
    Ok(forecast_import(desk.actor(), clients, tasks, desk.store(), clock, means.limits, asked).await?)
}

async fn period_page(
    desk: &Desk,
    page: Page,
    fields: &Fields,
    status: StatusCode,
    faults: Faults,
) -> Result<Response, Refusal> {
    let selection = Selection::of(fields);
    let count = selection.clients(desk).await?.len();
    let clients = Said::of("clients-import-data-for").with("count", count);
    let view = ImportPage {
        hidden: selection.hidden(),
        clients: if count == 0 { String::new() } else { page.say(&clients) },
        active: desk.store().look(desk.firm_id()).await?.is_active().await?,
        period: Period::of(desk, &page, fields),
        faults,
        page,
    };
    html_as(status, &view)
}

fn change_href(hidden: &[(&'static str, String)], from: &str, to: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(hidden).append_pair("from", from).append_pair("to", to);
    format!("/clients/import-data?{}", query.finish())
}
