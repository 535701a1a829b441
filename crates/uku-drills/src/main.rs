//! `drill`: harms the real program and looks what comes out.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use chrono::TimeDelta;
use clap::{Parser, Subcommand, ValueEnum};
use tracing_subscriber::EnvFilter;
use uku_drills::{DayDrill, FreezeDrill, KillDrill, Place, RestartDrill, Size};

#[derive(Debug, Parser)]
#[command(
    name = "drill",
    about = "Harms the real program and looks what comes out; the last line is `N tried, M wrong`"
)]
struct Args {
    /// The program `uku`.
    #[arg(long, value_name = "FILE")]
    program: PathBuf,
    #[command(subcommand)]
    drill: Drill,
}

#[derive(Debug, Subcommand)]
enum Drill {
    /// Programs are killed at random moments of a reload, and started again.
    Kill {
        /// How often.
        #[arg(long, default_value_t = 20)]
        times: u32,
        /// Where the data lies.
        #[arg(long, value_enum, default_value_t = Store::Postgres)]
        store: Store,
        /// How many firms there are.
        #[arg(long, default_value_t = 50)]
        firms: u16,
        /// How many clients each firm has.
        #[arg(long, default_value_t = 10)]
        clients: u16,
        /// What the dice begin with.
        #[arg(long, default_value_t = 1991)]
        seed: u64,
    },
    /// A program is stopped for two minutes, others take over, and it wakes up.
    Freeze {
        /// How often.
        #[arg(long, default_value_t = 1)]
        times: u32,
        /// What the dice begin with.
        #[arg(long, default_value_t = 1991)]
        seed: u64,
    },
    /// The database server crashes and comes back in the middle of a reload.
    Restart {
        /// How often.
        #[arg(long, default_value_t = 3)]
        times: u32,
        /// What the dice begin with.
        #[arg(long, default_value_t = 1991)]
        seed: u64,
    },
    /// Nodes spend the requests of many keys on a day whose clock runs faster, and are broken off meanwhile.
    Day {
        /// How often a node is broken off.
        #[arg(long, default_value_t = 20)]
        times: u32,
        /// How many keys there are.
        #[arg(long, default_value_t = 40)]
        keys: u16,
        /// How many times as fast as the computer's the clocks run.
        #[arg(long, default_value_t = 200)]
        speed: u32,
        /// How many minutes the day has.
        #[arg(long, default_value_t = 24 * 60)]
        minutes: i64,
        /// What the dice begin with.
        #[arg(long, default_value_t = 1991)]
        seed: u64,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Store {
    Postgres,
    Sqlite,
}

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let logs = EnvFilter::try_from_env("UKU_LOG").unwrap_or_else(|_| EnvFilter::new("off"));
    tracing_subscriber::fmt().with_env_filter(logs).with_writer(std::io::stderr).init();
    let Args { program, drill } = Args::parse();
    let report = match drill {
        Drill::Kill { times, store, firms, clients, seed } => {
            let (place, nodes) = match store {
                Store::Postgres => (Place::Postgres, 3),
                Store::Sqlite => (Place::Sqlite, 1),
            };
            let size = Size { firms, clients, entries_per_month: 25 };
            KillDrill { program, place, size, nodes, times, lease_seconds: 20, seed }.run().await?
        }
        Drill::Freeze { times, seed } => {
            let (size, frozen) =
                (Size { firms: 5, clients: 10, entries_per_month: 50 }, Duration::from_mins(2));
            FreezeDrill { program, size, times, lease_seconds: 20, frozen, seed }.run().await?
        }
        Drill::Restart { times, seed } => {
            let size = Size { firms: 10, clients: 10, entries_per_month: 25 };
            RestartDrill { program, size, times, lease_seconds: 20, seed }.run().await?
        }
        Drill::Day { times, keys, speed, minutes, seed } => {
            DayDrill {
                nodes: 4,
                keys,
                restarts: times,
                lasts: TimeDelta::minutes(minutes),
                speed,
                least_used: 0.95,
                seed,
            }
            .run()
            .await?
        }
    };
    println!("{report}");
    Ok(if report.wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
