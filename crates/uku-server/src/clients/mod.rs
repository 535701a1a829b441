//! `uku clients`.

mod add;
mod confirm;
mod import;
mod list;
mod review;

use serde_json::json as value;
use uku_core::client_import::{cancel, progress};
use uku_core::connection::{ConnectionOwner, set_paused};

use self::import::state_text;
use crate::app::App;
use crate::args::{ClientArg, ClientsArgs, ClientsCommand};
use crate::connect::refused;
use crate::failure::Failure;
use crate::means::SystemClock;
use crate::output::{json, print};

pub(crate) async fn run(args: ClientsArgs) -> Result<(), Failure> {
    let app = App::open(&args.common).await?;
    let as_json = args.common.json;
    let text = match &args.command {
        ClientsCommand::Import(import) => import::run(&app, &args.common, import).await,
        ClientsCommand::Progress => show_progress(&app, as_json).await,
        ClientsCommand::Review(review) => review::run(&app, review, as_json).await,
        ClientsCommand::Confirm => confirm::run(&app, as_json).await,
        ClientsCommand::Cancel => give_up(&app, as_json).await,
        ClientsCommand::Add(add) => add::run(&app, add, as_json).await,
        ClientsCommand::List => list::run(&app, as_json).await,
        ClientsCommand::Pause(client) => pause(&app, client, true, as_json).await,
        ClientsCommand::Resume(client) => pause(&app, client, false, as_json).await,
    };
    app.close().await;
    print(&text?)
}

async fn show_progress(app: &App, as_json: bool) -> Result<String, Failure> {
    let (actor, store) = (&app.actor, app.stored.integration());
    let import = progress(actor, store, &SystemClock).await.map_err(Failure::could_not)?;
    match import {
        None if as_json => Ok("null\n".to_owned()),
        None => Ok("No clients were imported yet; start with: uku clients import\n".to_owned()),
        Some(import) if as_json => json(&import::ImportOut::of(&import)),
        Some(import) => Ok(state_text(&import)),
    }
}

async fn give_up(app: &App, as_json: bool) -> Result<String, Failure> {
    let cancelled = cancel(&app.actor, app.stored.integration(), &SystemClock).await;
    let import = cancelled.map_err(Failure::could_not)?;
    if as_json {
        return json(&import::ImportOut::of(&import));
    }
    Ok(format!("The import of {} rows was given up; nothing was written\n", import.rows))
}

async fn pause(app: &App, args: &ClientArg, paused: bool, as_json: bool) -> Result<String, Failure> {
    let client = app.client(&args.client).await?;
    let owner = ConnectionOwner::Client(client.id.clone());
    let done = set_paused(&app.actor, app.stored.integration(), &SystemClock, &owner, paused).await;
    done.map_err(|error| refused(&client.name, error))?;
    if as_json {
        return json(&value!({ "id": client.id.to_string(), "name": client.name, "paused": paused }));
    }
    Ok(if paused {
        format!(
            "{} is paused: its keys are kept, and nothing is imported until: uku clients resume\n",
            client.name
        )
    } else {
        format!("{} goes on; months missed meanwhile are not imported by themselves\n", client.name)
    })
}
