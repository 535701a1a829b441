use clap::Subcommand;
use uku_core::calendar::Month;

use super::CommonArgs;

/// Imports chosen months for chosen clients: counts the books and writes the summary tasks.
///
/// First it says what will happen. Numbers that people changed by hand stay unless --overwrite is given.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "For example:\n\n  uku import-data --client 10421629 --from 2026-09 --to 2026-10 --wait"
)]
pub(crate) struct ImportDataArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    #[command(flatten)]
    pub(crate) which: WhichArgs,
    /// The first month.
    #[arg(long, value_name = "MONTH")]
    pub(crate) from: Month,
    /// The last month; it may be the current one, which is then incomplete.
    #[arg(long, value_name = "MONTH")]
    pub(crate) to: Month,
    #[command(flatten)]
    pub(crate) how: HowArgs,
}

/// For whom something is imported.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
pub(crate) struct WhichArgs {
    /// This client: its identity, registry code or name. May be given several times.
    #[arg(long, value_name = "CLIENT")]
    pub(crate) client: Vec<String>,
    /// Every active client that is connected.
    #[arg(long)]
    pub(crate) all: bool,
}

/// Imports the twelve complete months before the current one again, for the firm or for chosen clients.
///
/// First it says what will happen. Numbers that people changed by hand stay unless --overwrite is given.
#[derive(Debug, clap::Args)]
pub(crate) struct ReloadArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    /// Only this client: its identity, registry code or name. May be given several times [default: every active client
    /// that is connected].
    #[arg(long, value_name = "CLIENT")]
    pub(crate) client: Vec<String>,
    #[command(flatten)]
    pub(crate) how: HowArgs,
}

/// How an import that a person asks for is done.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct HowArgs {
    /// Overwrite numbers that people changed by hand.
    #[arg(long)]
    pub(crate) overwrite: bool,
    /// Work it off here and show what came of it. Otherwise a server does it: uku serve.
    #[arg(long)]
    pub(crate) wait: bool,
    /// Go on without asking.
    #[arg(long)]
    pub(crate) yes: bool,
}

/// Lists the latest runs: imports that came up by themselves or were asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct RunsArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    /// The most runs.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) most: u32,
}

/// Shows, cancels or retries one run.
#[derive(Debug, clap::Args)]
pub(crate) struct RunArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    #[command(subcommand)]
    pub(crate) command: RunCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RunCommand {
    /// Shows what came of each client and month.
    Show {
        #[command(flatten)]
        run: RunIdArg,
        /// Wait until it is over.
        #[arg(long)]
        watch: bool,
    },
    /// Cancels what is left of it. What was written stays.
    Cancel(RunIdArg),
    /// Tries again what failed, or was passed over because its keys fail, and only that.
    Retry {
        #[command(flatten)]
        run: RunIdArg,
        /// Work it off here and show what came of it. Otherwise a server does it: uku serve.
        #[arg(long)]
        wait: bool,
    },
}

/// Which run.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct RunIdArg {
    /// The run: its identity, or the beginning or end of it if that is enough among the latest runs.
    #[arg(value_name = "RUN")]
    pub(crate) run: String,
}
