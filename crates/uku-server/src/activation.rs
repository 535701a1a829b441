//! `uku activate`, `uku deactivate`.

use serde::Serialize;
use uku_core::activation::{
    Activation, ActivationError, KeptKeys, activate, deactivate, forecast_deactivation,
};

use crate::app::App;
use crate::args::{ActivateArgs, DeactivateArgs};
use crate::failure::Failure;
use crate::means::SystemClock;
use crate::output::{json, local, print};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ActivationOut {
    active: bool,
    since: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    keys_kept_until: Option<String>,
}

fn out(activation: Activation) -> ActivationOut {
    match activation {
        Activation::Active { since } => {
            ActivationOut { active: true, since: since.to_rfc3339(), keys_kept_until: None }
        }
        Activation::Inactive { since, keys } => ActivationOut {
            active: false,
            since: since.to_rfc3339(),
            keys_kept_until: match keys {
                KeptKeys::Until(until) => Some(until.to_rfc3339()),
                KeptKeys::Destroyed(_) => None,
            },
        },
    }
}

pub(crate) async fn activate_it(args: ActivateArgs) -> Result<(), Failure> {
    let app = App::open(&args.common).await?;
    let active = activate(&app.actor, app.stored.integration(), &SystemClock).await.map_err(refused)?;
    let mut work = app.stored.integration().open(&app.firm.id).await.map_err(Failure::could_not)?;
    let pairs = work.connections().all().await.map_err(Failure::could_not)?.len();
    drop(work);
    app.close().await;
    if args.common.json {
        return print(&json(&out(active))?);
    }
    let next = match pairs {
        0 => "Next: uku clients import, or uku clients add and uku connect".to_owned(),
        pairs => format!("Its {pairs} key pairs can be used: uku test-connection --all"),
    };
    print(&format!("The SmartAccounts integration is active. {next}\n"))
}

pub(crate) async fn deactivate_it(args: DeactivateArgs) -> Result<(), Failure> {
    let app = App::open(&args.common).await?;
    let (actor, store) = (&app.actor, app.stored.integration());
    let forecast = forecast_deactivation(actor, store, &SystemClock).await.map_err(refused)?;
    if !args.yes {
        app.close().await;
        return Err(Failure::usage(format!("nothing was done yet. {forecast} To do it, add --yes.")));
    }
    let inactive = deactivate(actor, store, &SystemClock).await.map_err(refused)?;
    app.close().await;
    if args.common.json {
        return print(&json(&out(inactive))?);
    }
    let until = local(forecast.keys_until);
    print(&format!(
        "The SmartAccounts integration is deactivated; {} key pairs are kept until {until}; uku activate brings them back\n",
        forecast.pairs
    ))
}

pub(crate) fn refused(error: ActivationError) -> Failure {
    match &error {
        ActivationError::Denied(denied) => Failure::denied(*denied),
        ActivationError::NotConfirmed(_) => Failure::usage(error),
        _ => Failure::could_not(error),
    }
}
