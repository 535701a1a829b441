//! `uku keys`: all keys of a firm at once.

use serde::Serialize;
use uku_core::activation::{destroy_keys, forecast_destruction};
use uku_core::client_import::keys_under_older_master_keys;
use uku_core::connection::rotate_data_keys;
use uku_core::sign_in::reseal_second_factors;

use crate::activation::refused;
use crate::app::App;
use crate::args::{KeysArgs, KeysCommand};
use crate::failure::Failure;
use crate::means::SystemClock;
use crate::output::{json, print};

#[derive(Serialize)]
struct RotatedOut {
    resealed: u32,
    current: u32,
    waiting: u32,
    failed: Vec<String>,
}

pub(crate) async fn run(args: KeysArgs) -> Result<(), Failure> {
    let app = App::open(&args.common).await?;
    match args.command {
        KeysCommand::Rotate => rotate(app, args.common.json).await,
        KeysCommand::Destroy { confirm } => {
            destroy(app, confirm.as_deref().unwrap_or_default(), args.common.json).await
        }
    }
}

async fn rotate(app: App, as_json: bool) -> Result<(), Failure> {
    let (store, firm) = (app.stored.integration(), &app.firm.id);
    let rotated =
        rotate_data_keys(store, app.vault.as_ref(), &SystemClock, firm).await.map_err(Failure::could_not)?;
    let waiting =
        keys_under_older_master_keys(store, app.vault.as_ref(), firm).await.map_err(Failure::could_not)?;
    let factors = reseal_second_factors(app.stored.accounts(), app.vault.as_ref(), &SystemClock, firm).await;
    let factors = factors.map_err(Failure::could_not)?;
    app.close().await;
    let failed: Vec<String> =
        rotated.failed.iter().map(|(owner, error)| format!("{owner}: {error}")).collect();
    let failure = failed.first().map(|first| {
        Failure::could_not(format!(
            "{} connections could not be sealed anew; the first is {first}",
            failed.len()
        ))
    });
    let failure = failure.or_else(|| {
        factors.failed.first().map(|(member, error)| {
            Failure::could_not(format!(
                "the authenticator apps of {} members could not be sealed anew; the first is that of {member}: {error}",
                factors.failed.len()
            ))
        })
    });
    let failure = failure.or_else(|| {
        (waiting > 0).then(|| {
            Failure::could_not(format!(
                "{waiting} key pairs in the list that waits for review are still under an older master key. Keep that one \
                 until the list is through: uku clients confirm, or uku clients cancel"
            ))
        })
    });
    if as_json {
        let (resealed, current) = (rotated.resealed, rotated.current);
        print(&json(&RotatedOut { resealed, current, waiting, failed })?)?;
    } else {
        print(&format!(
            "{} connections were sealed under the newest master key, {} were already\n",
            rotated.resealed, rotated.current
        ))?;
    }
    failure.map_or(Ok(()), Err)
}

async fn destroy(app: App, typed: &str, as_json: bool) -> Result<(), Failure> {
    let (actor, store) = (&app.actor, app.stored.integration());
    if typed.is_empty() {
        let forecast = forecast_destruction(actor, store).await.map_err(refused)?;
        app.close().await;
        return Err(Failure::usage(format!(
            "nothing was done yet. {forecast} To do it, add: --confirm \"{}\"",
            forecast.phrase()
        )));
    }
    let destroyed = destroy_keys(actor, store, &SystemClock, typed).await;
    let destroyed = destroyed.map_err(refused)?;
    app.close().await;
    if as_json {
        return print(&json(&serde_json::json!({ "destroyed": destroyed }))?);
    }
    print(&format!("{destroyed} key pairs were destroyed\n"))
}
