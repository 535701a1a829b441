//! The project's own chores. `cargo xtask --help` lists them.

mod command;
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
    /// Checks that uku-core depends on nothing but pure code.
    Purity,
    /// Writes anew what the compiler knows of uku-sqlite's queries. Needs the sqlite3 command.
    SqlxPrepare,
}

fn main() -> anyhow::Result<()> {
    match Args::parse().chore {
        Chore::Test => {
            needs::postgresql()?;
            cargo(&["test", "--workspace", "--locked"]).run()
        }
        Chore::Purity => purity::check(),
        Chore::SqlxPrepare => sqlx_prepare::run(),
    }
}
