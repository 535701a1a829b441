//! `uku demo`: the whole work on the companies of a simulator inside.

mod clients;
mod firm;
mod import;
mod report;
mod scene;
mod stay;

use std::path::PathBuf;

use anyhow::Context;
use smartaccounts_sim::{SimConfig, Simulator, write_keys};
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::args::DemoArgs;
use crate::failure::Failure;
use crate::output::print;
use crate::stop_signal::StopSignal;

/// The same seed makes the same companies each time.
const SEED: u64 = 1991;
/// Of each main field, on average: a small company's month.
const ENTRIES_PER_MONTH: u32 = 25;

pub(crate) async fn run(args: DemoArgs) -> Result<(), Failure> {
    demo(args).await.map_err(|error| Failure::could_not(format!("the demo could not go on: {error:#}")))
}

async fn demo(args: DemoArgs) -> anyhow::Result<()> {
    let config = SimConfig {
        companies: args.clients,
        entries_per_month: ENTRIES_PER_MONTH,
        seed: SEED,
        ..SimConfig::default()
    };
    let simulator = Simulator::start(config, ([127, 0, 0, 1], 0).into()).await?;
    let folder = args.data.map_or_else(new_folder, Ok)?;
    let app = firm::prepare(&args.store, &folder, &simulator).await?;
    clients::bring_in(&app, &simulator).await?;

    let progress = import::run(&app).await?;
    let report = report::Report::read(&app, &progress).await?;
    if args.json {
        print(&report.json()?)?;
    } else {
        print(&format!("{}The data is in {}\n", report.table(), folder.display()))?;
    }
    if !args.once {
        let signal = StopSignal::listen()?;
        tell_of(&simulator, &folder)?;
        show(&app, &simulator, args.port, signal).await?;
    }
    simulator.stop().await;
    app.close().await;
    anyhow::ensure!(report.all_done(), "not every month could be imported; the table says which and why");
    Ok(())
}

fn new_folder() -> anyhow::Result<PathBuf> {
    let folder = tempfile::Builder::new().prefix("uku-demo-").tempdir();
    Ok(folder.context("no folder for the data could be made; name one with --data")?.keep())
}

/// Shows the firm in the browser until the program is told to stop.
async fn show(app: &App, simulator: &Simulator, port: u16, signal: StopSignal) -> anyhow::Result<()> {
    let stop = CancellationToken::new();
    let shown = async {
        tokio::select! {
            set = scene::set(app, simulator) => set?,
            () = stop.cancelled() => return Ok(()),
        }
        stay::stay(app, simulator, port, &stop).await
    };
    tokio::pin!(shown);
    tokio::select! {
        ended = &mut shown => return ended,
        told = signal.told() => told?,
    }
    stop.cancel();
    shown.await
}

/// Says how the simulator can be asked, beside the pages.
fn tell_of(simulator: &Simulator, folder: &std::path::Path) -> anyhow::Result<()> {
    let keys = folder.join("keys.json");
    write_keys(&keys, simulator.keys())
        .with_context(|| format!("{} could not be written", keys.display()))?;
    let user = simulator.accountant();
    let address = simulator.base_url();
    print(&format!(
        "The simulator of SmartAccounts is at {address}, until Ctrl-C. Count its companies, for example:\n  \
         UKU_SA_URL={address} uku count --keys {} --from 2026-01\n\
         To import clients, sign in to it as {} with the password {}\n",
        keys.display(),
        user.email,
        user.password
    ))?;
    Ok(())
}
