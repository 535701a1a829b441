//! `uku`: counts what was booked in SmartAccounts, and wires the crates together.

mod activation;
mod activity;
mod admin;
mod app;
mod args;
mod calendar;
mod clients;
mod connect;
mod count;
mod demo;
mod directory;
mod doctor;
mod failure;
mod firm;
mod keys;
mod lists;
mod means;
mod migrate;
mod notice_mail;
mod notices;
mod openapi;
mod output;
mod progress;
mod runs;
mod serve;
mod settings;
mod site;
mod stop_signal;
mod table;
mod typed;
mod work;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::EnvFilter;

use crate::args::{Args, Command};

#[tokio::main]
async fn main() -> ExitCode {
    let args = Args::parse();
    log(if matches!(args.command, Command::Serve(_)) { "info,sqlx=warn" } else { "warn" });
    let done = match args.command {
        Command::Demo(args) => demo::run(args).await,
        Command::Count(args) => count::run(args).await,
        Command::Calendar(args) => calendar::run(&args),
        Command::Firm(args) => firm::run(args).await,
        Command::Admin(args) => admin::run(args).await,
        Command::Activate(args) => activation::activate_it(args).await,
        Command::Deactivate(args) => activation::deactivate_it(args).await,
        Command::Clients(args) => clients::run(args).await,
        Command::Connect(args) => connect::connect(args).await,
        Command::Disconnect(args) => connect::disconnect_it(args).await,
        Command::TestConnection(args) => connect::test(args).await,
        Command::Keys(args) => keys::run(args).await,
        Command::Topics(args) => lists::topics(args).await,
        Command::Fields(args) => lists::fields(args).await,
        Command::Settings(args) => settings::run(args).await,
        Command::ImportData(args) => work::import_data(args).await,
        Command::Reload(args) => work::reload(args).await,
        Command::Runs(args) => runs::list(args).await,
        Command::Run(args) => runs::one(args).await,
        Command::Notices(args) => notices::run(args).await,
        Command::Serve(args) => serve::run(args).await,
        Command::Doctor(args) => doctor::run(args).await,
        Command::Activity(args) => activity::run(args).await,
        Command::Migrate(args) => migrate::run(args).await,
        Command::Openapi(_) => openapi::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

/// Logs go to the standard error. Those of the HTTP stack stay short whatever is asked for: at length they would
/// hold addresses with keys and signatures.
fn log(usual: &str) {
    let mut filter = EnvFilter::try_from_env("UKU_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    for directive in
        ["hyper=warn", "hyper_util=warn", "h2=warn", "reqwest=warn", "rustls=warn", "lettre=warn"]
    {
        if let Ok(directive) = directive.parse() {
            filter = filter.add_directive(directive);
        }
    }
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
}
