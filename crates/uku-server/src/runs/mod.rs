//! `uku runs` and `uku run`: what was imported and what came of it.

mod find;
mod names;
mod outcome;
mod run_out;
mod table;
mod tally;

use serde_json::json as value;
use uku_core::run::{CancelError, RunId, RunsQuery, cancel_run, retry_failed, see_run, see_runs};

pub(crate) use self::names::Names;
use self::run_out::RunOut;
pub(crate) use self::run_out::WholeRunOut;
pub(crate) use self::table::run_text;
pub(crate) use self::tally::tally_text;
use crate::app::App;
use crate::args::{RunArgs, RunCommand, RunsArgs};
use crate::failure::Failure;
use crate::means::SystemClock;
use crate::output::{counted, json, print};
use crate::work;

/// Lists the latest runs.
pub(crate) async fn list(args: RunsArgs) -> Result<(), Failure> {
    let app = App::open(&args.common).await?;
    let query = RunsQuery { before: None, most: args.most };
    let runs = see_runs(&app.actor, app.stored.integration(), &SystemClock, app.limits, query).await;
    app.close().await;
    let runs: Vec<RunOut> = runs.map_err(refused)?.iter().map(RunOut::of).collect();
    print(&if args.common.json { json(&runs)? } else { table::runs_text(&runs) })
}

/// One run.
pub(crate) async fn one(args: RunArgs) -> Result<(), Failure> {
    let app = App::open(&args.common).await?;
    let answer = answer(&app, &args.command, args.common.json).await;
    app.close().await;
    let (text, failure) = answer?;
    print(&text)?;
    failure.map_or(Ok(()), Err)
}

/// What to print, and the failure to end with.
type Answer = (String, Option<Failure>);

async fn answer(app: &App, command: &RunCommand, as_json: bool) -> Result<Answer, Failure> {
    let store = app.stored.integration();
    match command {
        RunCommand::Show { run, watch } => {
            let id = find::run_id(app, &run.run).await?;
            if *watch {
                work::watch(app, id).await?;
            }
            let progress = see_run(&app.actor, store, &SystemClock, app.limits, id).await.map_err(refused)?;
            let whole = WholeRunOut::of(&progress, &Names::read(app).await?);
            Ok((if as_json { json(&whole)? } else { run_text(&whole) }, None))
        }
        RunCommand::Cancel(run) => {
            let id = find::run_id(app, &run.run).await?;
            let clients = cancel_run(&app.actor, store, &SystemClock, id).await.map_err(refused)?;
            let text = match clients {
                0 => format!("Run {id} was over already; nothing was cancelled\n"),
                clients => {
                    let clients = counted(&clients, "client");
                    format!("Run {id} is cancelled for {clients}; what was written stays\n")
                }
            };
            Ok((told(id, clients, text, as_json)?, None))
        }
        RunCommand::Retry { run, wait } => {
            let id = find::run_id(app, &run.run).await?;
            let clients = retry_failed(&app.actor, store, &SystemClock, id).await.map_err(refused)?;
            if clients > 0 && *wait {
                return work::finish(app, id, as_json).await;
            }
            let text = match clients {
                0 => format!("Nothing failed in run {id}, so nothing is tried again\n"),
                clients => {
                    let clients = counted(&clients, "client");
                    format!("Run {id} is tried again for {clients}. {}", work::who_works(id))
                }
            };
            Ok((told(id, clients, text, as_json)?, None))
        }
    }
}

fn told(run: RunId, clients: u64, text: String, as_json: bool) -> Result<String, Failure> {
    if as_json { json(&value!({ "run": run.to_string(), "clients": clients })) } else { Ok(text) }
}

/// Why it could not be done, and what to do.
pub(crate) fn refused(error: CancelError) -> Failure {
    match error {
        CancelError::Denied(denied) => Failure::denied(denied),
        CancelError::NoSuchRun(_) => Failure::could_not(format!("{error}; `uku runs` shows the latest")),
        CancelError::NotActive => Failure::could_not(format!("{error}: uku activate")),
        CancelError::Store(error) => Failure::could_not(error),
    }
}
