//! The project's own chores. `cargo xtask --help` lists them.

mod command;
mod contracts;
mod drill;
mod needs;
mod purity;
mod sqlx_prepare;

use clap::{Parser, Subcommand};

use crate::command::cargo;

#[derive(Debug, Parser)]
#[command(name = "cargo xtask", about = "The project's own chores")]
struct Args {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Debug, Subcommand)]
enum Chore {
    /// Runs every test; first finds what they need, or installs it.
    Test,
    /// Runs the contract of every port with each of its adapters, and says clause by clause what is not kept; first
    /// finds PostgreSQL, or installs it.
    Contracts,
    /// Harms the real program and looks what comes out: `drill kill --times 20`. The last line is `N tried, M wrong`.
    Drill {
        /// Which drill, and how.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
        arguments: Vec<String>,
    },
    /// Checks that uku-core depends on nothing but pure code.
    Purity,
    /// Writes anew what the compiler knows of the queries of uku-sqlite and uku-postgres. Needs the commands sqlite3 and
    /// psql, and PostgreSQL's server programs.
    SqlxPrepare,
}

fn main() -> anyhow::Result<()> {
    match Args::parse().chore {
        Chore::Test => {
            needs::postgresql()?;
            needs::browser()?;
            cargo(&["test", "--workspace", "--locked"]).run()
        }
        Chore::Contracts => contracts::run(),
        Chore::Drill { arguments } => drill::run(&arguments),
        Chore::Purity => purity::check(),
        Chore::SqlxPrepare => sqlx_prepare::run(),
    }
}
