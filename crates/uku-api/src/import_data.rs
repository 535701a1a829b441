//! Import data and Reload data.

use axum::Json;
use axum::response::Response;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Number;
use uku_core::calendar::{Month, MonthRange};
use uku_core::client::ClientId;
use uku_core::firm::Action;
use uku_core::run::{Asked, ImportForecast, Which, forecast_import, start_import};
use uku_l10n::Say;
use uku_web::{Access, Called, Desk, Refusal};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::BASE;
use crate::frame::words::{DataFieldWord, Identity, MonthText};
use crate::frame::{Body, accepted};
use crate::operations::Operations;

pub(crate) fn operations(operations: Operations) -> Operations {
    let (import, reload) = (Access::May(Action::ImportData), Access::May(Action::ReloadData));
    operations
        .add_once(import, routes!(forecast_data_import))
        .add_once(import, routes!(start_data_import))
        .add_once(reload, routes!(forecast_reload))
        .add_once(reload, routes!(start_reload))
}

/// Months from one to another, both included: at most 60.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Months {
    /// The first.
    #[schema(value_type = MonthText)]
    from: Month,
    /// The last.
    #[schema(value_type = MonthText)]
    to: Month,
}

impl From<MonthRange> for Months {
    fn from(months: MonthRange) -> Self {
        Self { from: months.from(), to: months.to() }
    }
}

/// An import of chosen months.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ImportIn {
    /// For these clients; for every active client that is connected where it is left out.
    #[schema(value_type = Option<Vec<Identity>>)]
    clients: Option<Vec<ClientId>>,
    /// These months.
    months: Months,
    /// Whether numbers that people changed by hand are overwritten: a person saw them listed and confirmed.
    #[serde(default)]
    overwrite: bool,
}

/// A reload of the twelve complete months before the current one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReloadIn {
    /// For these clients; for every active client that is connected where it is left out.
    #[schema(value_type = Option<Vec<Identity>>)]
    clients: Option<Vec<ClientId>>,
    /// Whether numbers that people changed by hand are overwritten: a person saw them listed and confirmed.
    #[serde(default)]
    overwrite: bool,
}

/// What an import would do.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ForecastOut {
    /// For how many clients.
    clients: usize,
    /// Those of them that have no keys.
    not_connected: Vec<WhoOut>,
    /// The months.
    months: Months,
    /// How many summary tasks are there already, and may change.
    tasks: usize,
    /// How many of those are billed, and stay as they are.
    billed: usize,
    /// Summary tasks that a person deleted, and that come back.
    come_back: Vec<ReturningTaskOut>,
    /// Numbers that people changed by hand. They stay unless overwriting is confirmed.
    changed_by_hand: Vec<ChangedNumberOut>,
    /// The current month, if it is among them: it is counted as far as it has come.
    #[schema(value_type = Option<MonthText>, required)]
    incomplete: Option<Month>,
    /// About how many requests.
    requests: u64,
    /// About how many seconds.
    seconds: i64,
}

/// A client by name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WhoOut {
    /// Its identity.
    #[schema(value_type = Identity)]
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
}

impl WhoOut {
    pub(crate) fn of(client: &ClientId, called: &Called) -> Self {
        Self { id: client.to_string(), name: called.client_or_id(client) }
    }
}

/// A summary task that was deleted and comes back.
#[derive(Debug, Serialize, ToSchema)]
struct ReturningTaskOut {
    /// Whose.
    client: WhoOut,
    /// Of which month.
    #[schema(value_type = MonthText)]
    month: Month,
}

/// A number that was changed by hand.
#[derive(Debug, Serialize, ToSchema)]
struct ChangedNumberOut {
    /// Whose.
    client: WhoOut,
    /// Of which month.
    #[schema(value_type = MonthText)]
    month: Month,
    /// What is counted there.
    #[schema(value_type = DataFieldWord)]
    field: &'static str,
    /// The name of that on the screen.
    label: String,
    /// What was written last.
    #[schema(value_type = Option<f64>, required)]
    written: Option<Number>,
    /// What it holds now.
    #[schema(value_type = Option<f64>, required)]
    now: Option<Number>,
}

/// A number of a task as JSON has it.
pub(crate) fn number(number: Decimal) -> Option<Number> {
    number.normalize().to_string().parse().ok()
}

/// A run that was begun.
#[derive(Debug, Serialize, ToSchema)]
struct StartedOut {
    /// The run.
    #[schema(format = "uuid")]
    run: String,
}

fn which(clients: Option<Vec<ClientId>>) -> Which {
    clients.map_or(Which::Everybody, Which::These)
}

impl ImportIn {
    fn asked(self) -> Result<Asked, Refusal> {
        let Months { from, to } = self.months;
        let months = MonthRange::new(from, to).map_err(|error| Refusal::field("months", error.said()))?;
        let asked = Asked::import(which(self.clients), months);
        Ok(if self.overwrite { asked.overwriting() } else { asked })
    }
}

impl ReloadIn {
    fn asked(self) -> Asked {
        let asked = Asked::reload(which(self.clients));
        if self.overwrite { asked.overwriting() } else { asked }
    }
}

/// Whoever names a client of nobody or of another firm is told that there is none.
async fn known(desk: &Desk, clients: Option<&Vec<ClientId>>) -> Result<(), Refusal> {
    for client in clients.into_iter().flatten() {
        if desk.means().clients.client(desk.firm_id(), client).await?.is_none() {
            return Err(Refusal::not_found());
        }
    }
    Ok(())
}

async fn forecast(desk: &Desk, asked: &Asked) -> Result<Json<ForecastOut>, Refusal> {
    let means = desk.means();
    let (clients, tasks, clock) = (means.clients.as_ref(), means.tasks.as_ref(), means.clock.as_ref());
    let seen =
        forecast_import(desk.actor(), clients, tasks, desk.store(), clock, means.limits, asked).await?;
    Ok(Json(ForecastOut::of(&seen, desk).await?))
}

async fn start(desk: &Desk, asked: &Asked) -> Result<Response, Refusal> {
    let means = desk.means();
    let (clients, tasks, clock) = (means.clients.as_ref(), means.tasks.as_ref(), means.clock.as_ref());
    let ids = means.ids.as_ref();
    let run = start_import(desk.actor(), clients, tasks, desk.store(), clock, ids, asked).await?;
    let started = StartedOut { run: run.id.to_string() };
    Ok(accepted(&format!("{BASE}/runs/{}", run.id), Json(started)))
}

impl ForecastOut {
    async fn of(forecast: &ImportForecast, desk: &Desk) -> Result<Self, Refusal> {
        let back = forecast.come_back.iter();
        let numbers = forecast.changed_by_hand.iter();
        let all = (forecast.not_connected.iter())
            .chain(back.clone().map(|(client, _)| client))
            .chain(numbers.clone().map(|number| &number.client));
        let called = Called::clients(desk, all.cloned()).await?;
        let who = |client: &ClientId| WhoOut::of(client, &called);
        Ok(Self {
            clients: forecast.clients,
            not_connected: forecast.not_connected.iter().map(who).collect(),
            months: forecast.months.into(),
            tasks: forecast.tasks,
            billed: forecast.billed,
            come_back: back
                .map(|(client, month)| ReturningTaskOut { client: who(client), month: *month })
                .collect(),
            changed_by_hand: numbers
                .map(|of| ChangedNumberOut {
                    client: who(&of.client),
                    month: of.month,
                    field: of.field.key(),
                    label: desk.locale().say(&of.field.said()),
                    written: of.written.and_then(number),
                    now: of.now.and_then(number),
                })
                .collect(),
            incomplete: forecast.incomplete,
            requests: forecast.estimate.requests,
            seconds: forecast.estimate.takes.num_seconds(),
        })
    }
}

/// What an import would do now. Nothing is asked of the books.
#[utoipa::path(post, path = "/import-data/forecast", tag = "imports", request_body = ImportIn,
    responses((status = 200, description = "What would happen", body = ForecastOut)))]
async fn forecast_data_import(desk: Desk, Body(asked): Body<ImportIn>) -> Result<Json<ForecastOut>, Refusal> {
    known(&desk, asked.clients.as_ref()).await?;
    forecast(&desk, &asked.asked()?).await
}

/// Begins to import chosen months for chosen clients. It goes on in the background.
#[utoipa::path(post, path = "/import-data", tag = "imports", request_body = ImportIn,
    responses((status = 202, description = "It was begun", body = StartedOut,
        headers(("Location" = String, description = "The run")))))]
async fn start_data_import(desk: Desk, Body(asked): Body<ImportIn>) -> Result<Response, Refusal> {
    known(&desk, asked.clients.as_ref()).await?;
    start(&desk, &asked.asked()?).await
}

/// What a reload would do now. Nothing is asked of the books.
#[utoipa::path(post, path = "/reload/forecast", tag = "imports", request_body = ReloadIn,
    responses((status = 200, description = "What would happen", body = ForecastOut)))]
async fn forecast_reload(desk: Desk, Body(asked): Body<ReloadIn>) -> Result<Json<ForecastOut>, Refusal> {
    known(&desk, asked.clients.as_ref()).await?;
    forecast(&desk, &asked.asked()).await
}

/// Begins to reload the twelve complete months before the current one. It goes on in the background.
#[utoipa::path(post, path = "/reload", tag = "imports", request_body = ReloadIn,
    responses((status = 202, description = "It was begun", body = StartedOut,
        headers(("Location" = String, description = "The run")))))]
async fn start_reload(desk: Desk, Body(asked): Body<ReloadIn>) -> Result<Response, Refusal> {
    known(&desk, asked.clients.as_ref()).await?;
    start(&desk, &asked.asked()).await
}
