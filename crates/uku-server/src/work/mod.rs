//! `uku import-data` and `uku reload`: imports that a person asks for.

mod along;
mod forecast;
mod go_on;

use serde::Serialize;
use uku_core::calendar::MonthRange;
use uku_core::client::ClientId;
use uku_core::run::{Asked, RunId, RunProgress, StartError, Which, forecast_import, start_import};

pub(crate) use self::along::{node_name, watch, work_along};
use self::forecast::ForecastOut;
use crate::app::App;
use crate::args::{CommonArgs, HowArgs, ImportDataArgs, ReloadArgs};
use crate::failure::Failure;
use crate::means::{SystemClock, SystemIds};
use crate::output::{json, print};
use crate::runs::{Names, WholeRunOut, run_text};

/// Imports chosen months for chosen clients.
pub(crate) async fn import_data(args: ImportDataArgs) -> Result<(), Failure> {
    let months = MonthRange::new(args.from, args.to).map_err(Failure::usage)?;
    let app = App::open(&args.common).await?;
    let done = match which(&app, &args.which.client).await {
        Ok(which) => import(&app, &args.common, args.how, Asked::import(which, months)).await,
        Err(failure) => Err(failure),
    };
    app.close().await;
    done
}

/// Imports the last twelve complete months again.
pub(crate) async fn reload(args: ReloadArgs) -> Result<(), Failure> {
    let app = App::open(&args.common).await?;
    let done = match which(&app, &args.client).await {
        Ok(which) => import(&app, &args.common, args.how, Asked::reload(which)).await,
        Err(failure) => Err(failure),
    };
    app.close().await;
    done
}

/// The clients that are named; everybody, if none is.
async fn which(app: &App, clients: &[String]) -> Result<Which, Failure> {
    if clients.is_empty() {
        return Ok(Which::Everybody);
    }
    let mut these: Vec<ClientId> = Vec::with_capacity(clients.len());
    for client in clients {
        these.push(app.client(client).await?.id);
    }
    Ok(Which::These(these))
}

#[derive(Serialize)]
struct ImportOut {
    forecast: ForecastOut,
    run: String,
    /// What came of it, where it was worked off here.
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<WholeRunOut>,
}

async fn import(app: &App, common: &CommonArgs, how: HowArgs, asked: Asked) -> Result<(), Failure> {
    let asked = if how.overwrite { asked.overwriting() } else { asked };
    let (actor, stored) = (&app.actor, &app.stored);
    let (clients, tasks, store) = (stored.clients(), stored.tasks(), stored.integration());
    let seen = forecast_import(actor, clients, tasks, store, &SystemClock, app.limits, &asked).await;
    let names = Names::read(app).await?;
    let forecast = ForecastOut::of(&seen.map_err(refused)?, how.overwrite, &names);
    if !common.json {
        print(&forecast.text())?;
    }
    go_on::or_not(&forecast, how.yes, common.json)?;

    let started = start_import(actor, clients, tasks, store, &SystemClock, &SystemIds, &asked).await;
    let run = started.map_err(refused)?.id;
    if !how.wait {
        let out = ImportOut { forecast, run: run.to_string(), done: None };
        return print(&if common.json {
            json(&out)?
        } else {
            format!("Run {run} is queued. {}", who_works(run))
        });
    }
    let progress = work_along(app, run).await?;
    let whole = WholeRunOut::of(&progress, &names);
    print(&if common.json {
        json(&ImportOut { forecast, run: run.to_string(), done: Some(whole) })?
    } else {
        run_text(&whole)
    })?;
    failure(&progress).map_or(Ok(()), Err)
}

/// Works a run off; what to print, and the failure to end with.
pub(crate) async fn finish(
    app: &App,
    run: RunId,
    as_json: bool,
) -> Result<(String, Option<Failure>), Failure> {
    let progress = work_along(app, run).await?;
    let whole = WholeRunOut::of(&progress, &Names::read(app).await?);
    Ok((if as_json { json(&whole)? } else { run_text(&whole) }, failure(&progress)))
}

/// Who does what is queued.
pub(crate) fn who_works(run: RunId) -> String {
    format!("A server works it off (uku serve). How far it is: uku run show {run}\n")
}

/// The failure to end with, if not everything was done.
fn failure(progress: &RunProgress) -> Option<Failure> {
    let tally = &progress.tally;
    let cancelled = progress.items.iter().any(|(_, state, _)| *state == uku_core::run::ItemState::Stopped);
    if tally.failed > 0 {
        let months: usize = progress.items.iter().map(|(.., outcomes)| outcomes.len()).sum();
        return Some(Failure::could_not(format!(
            "{} of {months} months failed; the table says why and what to do. Then: uku run retry {}",
            tally.failed, progress.run.id
        )));
    }
    cancelled.then(|| Failure::could_not("the run was cancelled before its end; what was written stays"))
}

/// Why an import could not be started, and what to do.
fn refused(error: StartError) -> Failure {
    match error {
        StartError::Denied(denied) => Failure::denied(denied),
        StartError::NotActive => Failure::could_not(format!("{error}: uku activate")),
        StartError::Incomplete(_) => Failure::could_not(format!("{error}. Here: uku settings set")),
        StartError::Settings(trouble) => {
            Failure::could_not(format!("{trouble}. {} Here: uku settings set", trouble.remedy()))
        }
        StartError::Nobody => Failure::could_not(format!("{error}: uku connect")),
        StartError::Months(error) => Failure::usage(error),
        StartError::Tasks(error) => crate::lists::refused(&error),
        StartError::Clients(_) | StartError::Store(_) => Failure::could_not(error),
    }
}
