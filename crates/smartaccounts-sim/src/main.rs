//! The simulator as a program.

mod args;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use smartaccounts_sim::{SimError, Simulator, write_keys, write_users};

use crate::args::Args;

#[tokio::main]
async fn main() -> ExitCode {
    // Wrong usage ends here, with status 2.
    let args = Args::parse();
    let level = tracing_subscriber::EnvFilter::try_from_env("SMARTACCOUNTS_SIM_LOG");
    let filter = level.unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(args).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("smartaccounts-sim: {message}");
            ExitCode::FAILURE
        }
    }
}

async fn run(args: Args) -> Result<(), String> {
    let config = args.config();
    if let Some(path) = &args.keys_out {
        write_keys(path, &config.keys()).map_err(|error| {
            format!(
                "cannot write the keys to {}: {error}; give --keys-out a file you may write",
                path.display()
            )
        })?;
    }
    if let Some(path) = &args.users_out {
        write_users(path, &config.users()).map_err(|error| {
            format!(
                "cannot write the users to {}: {error}; give --users-out a file you may write",
                path.display()
            )
        })?;
    }
    let stopped = stop_signal().map_err(|error| format!("cannot listen for signals: {error}"))?;
    let simulator = Simulator::start(config, args.listen).await.map_err(|error| match error {
        SimError::Listen { .. } => {
            format!("{error}; choose another address with --listen, or port 0 for a free one")
        }
        SimError::Refused(_) => error.to_string(),
    })?;
    announce(&simulator.base_url()).map_err(|error| format!("cannot write to standard output: {error}"))?;
    stopped.await;
    simulator.stop().await;
    Ok(())
}

fn announce(base_url: &str) -> std::io::Result<()> {
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "SmartAccounts simulator listens on {base_url}")?;
    stdout.flush()
}

/// Waits for ctrl-c or SIGTERM; both are listened for from the call on.
#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Waits for ctrl-c.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
