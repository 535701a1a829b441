mod admin;
mod clients;
mod common;
mod lists;
mod notices;
mod serve;
mod settings;
mod setup;
mod work;

use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use serde::{Deserialize, Serialize};
use uku_core::calendar::{ImportDay, Month};
use uku_core::counting::DataField;
use uku_core::ledger::Limits;

pub(crate) use admin::{AdminArgs, AdminCommand};
pub(crate) use clients::{AddArgs, ClientsArgs, ClientsCommand, ImportArgs, ReviewArgs};
pub(crate) use common::{ClientArg, CommonArgs, FIRM, OwnerArgs, UnprintedText};
pub(crate) use lists::{FieldsArgs, FieldsCommand, TopicsArgs, TopicsCommand};
pub(crate) use notices::{NoticesArgs, NoticesCommand};
pub(crate) use serve::{ServeArgs, ServeRole};
pub(crate) use settings::{ImportTime, PreviewArgs, SetArgs, SettingsArgs, SettingsCommand};
pub(crate) use setup::{
    ActivateArgs, ActivityArgs, ConnectArgs, DeactivateArgs, DisconnectArgs, DoctorArgs, FirmArgs,
    FirmCommand, KeysArgs, KeysCommand, MigrateArgs, TestConnectionArgs,
};
pub(crate) use work::{HowArgs, ImportDataArgs, ReloadArgs, RunArgs, RunCommand, RunsArgs};

/// Counts what was booked in SmartAccounts, month by month, for an accounting firm and its clients.
#[derive(Debug, Parser)]
#[command(name = "uku", version, arg_required_else_help = true)]
#[command(
    after_help = "A firm from nothing: firm add, activate, clients import, clients review, clients confirm,\n\
                        connect, test-connection --all, topics add, settings create-fields, settings set, doctor,\n\
                        reload --wait, serve.\n\n\
                        Exit codes: 0 done, 1 could not be done (wholly or in part), 2 asked wrongly.\n\
                        With --json the standard output is JSON, or empty where nothing was done; trouble is told on\n\
                        the standard error.\n\
                        Logs: set UKU_LOG, for example UKU_LOG=uku_smartaccounts=debug."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Demo(DemoArgs),
    Count(CountArgs),
    Calendar(CalendarArgs),
    Firm(FirmArgs),
    Admin(AdminArgs),
    Activate(ActivateArgs),
    Deactivate(DeactivateArgs),
    Clients(ClientsArgs),
    Connect(ConnectArgs),
    Disconnect(DisconnectArgs),
    TestConnection(TestConnectionArgs),
    Keys(KeysArgs),
    Topics(TopicsArgs),
    Fields(FieldsArgs),
    Settings(SettingsArgs),
    ImportData(ImportDataArgs),
    Reload(ReloadArgs),
    Runs(RunsArgs),
    Run(RunArgs),
    Notices(NoticesArgs),
    Serve(ServeArgs),
    Doctor(DoctorArgs),
    Activity(ActivityArgs),
    Migrate(MigrateArgs),
    Openapi(OpenapiArgs),
}

/// Prints the description of the JSON API (OpenAPI 3.1), as it is served at /api/v1/openapi.json.
#[derive(Debug, clap::Args)]
pub(crate) struct OpenapiArgs {}

/// Shows the whole work on made-up companies: nothing is needed and nothing leaves this computer.
///
/// Starts a simulator of SmartAccounts inside, makes a firm with clients, imports the last twelve complete months
/// of each over real HTTP into a data folder, and prints the summary tasks. Then it stays up, so that the
/// simulator can be asked (for example with uku count), until Ctrl-C.
#[derive(Debug, clap::Args)]
pub(crate) struct DemoArgs {
    /// End once the table is printed.
    #[arg(long)]
    pub(crate) once: bool,
    /// How many clients the firm has; the first is the firm itself.
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::value_parser!(u16).range(1..=2_000))]
    pub(crate) clients: u16,
    /// The port of the pages on this computer; 0 takes a free one.
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    pub(crate) port: u16,
    /// The folder for the data [default: a new one, which it names when done].
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Where the data is kept: sqlite, or the address of a PostgreSQL database, which is brought up to date.
    #[arg(long, value_name = "sqlite|URL", default_value = "sqlite")]
    pub(crate) store: String,
    /// Print the summary tasks as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Counts what was booked in one company's books, or in those of many.
///
/// Needs the company's two API keys, which SmartAccounts shows under Settings, Connected services.
///
/// With --keys it counts every company of a file. One company's failure doesn't stop the others: the output says
/// why a number is missing.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The keys of a single company are in UKU_SA_PUBLIC_KEY and UKU_SA_SECRET_KEY, for example:\n\n  \
                        UKU_SA_PUBLIC_KEY=... UKU_SA_SECRET_KEY=... uku count --from 2025-11 --to 2026-10"
)]
pub(crate) struct CountArgs {
    /// The first month [default: the same as the last].
    #[arg(long, value_name = "MONTH", conflicts_with = "verify")]
    pub(crate) from: Option<Month>,
    /// The last month [default: the last complete one].
    #[arg(long, value_name = "MONTH", conflicts_with = "verify")]
    pub(crate) to: Option<Month>,
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', conflicts_with = "verify", help = fields_help())]
    pub(crate) fields: Vec<DataField>,
    /// Count one month twice, by ledger entries and by invoices and payments, side by side.
    #[arg(long, value_name = "MONTH")]
    pub(crate) verify: Option<Month>,
    /// Count every company of this file: CSV with the columns registry code, name, public key, secret key, or the
    /// simulator's JSON.
    #[arg(long, value_name = "FILE")]
    pub(crate) keys: Option<PathBuf>,
    /// Print JSON.
    #[arg(long, conflicts_with = "csv")]
    pub(crate) json: bool,
    /// Print CSV.
    #[arg(long)]
    pub(crate) csv: bool,
    /// Requests allowed a minute and a day for each key; off is for simulators.
    #[arg(long, env = "UKU_SA_LIMITS", value_name = "60/1000|off", default_value = "60/1000", value_parser = parse_limits)]
    pub(crate) limits: LimitsArg,
    /// The most requests a second over all keys together; not with limits off.
    #[arg(long, env = "UKU_SA_PER_SECOND", value_name = "N", default_value = "20")]
    pub(crate) per_second: NonZeroU32,
    /// Where SmartAccounts is.
    #[arg(long, env = "UKU_SA_URL", value_name = "URL", default_value = uku_smartaccounts::VENDOR_ADDRESS)]
    pub(crate) url: String,
}

fn fields_help() -> String {
    let keys = |fields: &[DataField]| fields.iter().map(|field| field.key()).collect::<Vec<_>>().join(", ");
    let (main, more) = (keys(&DataField::MAIN), keys(&DataField::ALL[DataField::MAIN.len()..]));
    format!("What to count, by commas: {main} (these four unless said), {more}")
}

/// The limits of a key; none if they are off. (A name of its own, since clap reads `Option` as "may be left out".)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct LimitsArg(pub(crate) Option<Limits>);

impl LimitsArg {
    /// The limits by which it is estimated how long work takes: none to speak of, where they are off.
    pub(crate) fn for_estimates(self) -> Limits {
        self.0.unwrap_or(Limits { per_minute: NonZeroU32::MAX, per_day: NonZeroU32::MAX })
    }
}

impl From<LimitsArg> for String {
    fn from(limits: LimitsArg) -> Self {
        limits.0.map_or_else(|| "off".to_owned(), |limits| limits.to_string())
    }
}

impl TryFrom<String> for LimitsArg {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        parse_limits(&text)
    }
}

fn parse_limits(text: &str) -> Result<LimitsArg, String> {
    if text == "off" {
        return Ok(LimitsArg(None));
    }
    text.parse()
        .map(|limits| LimitsArg(Some(limits)))
        .map_err(|error: uku_core::ledger::LimitsError| error.to_string())
}

/// Prints when each month is imported: the month, then the local date and time.
#[derive(Debug, clap::Args)]
pub(crate) struct CalendarArgs {
    /// last-work-day, last-calendar-day, or day-1 to day-28 of the following month.
    #[arg(long, value_name = "RULE")]
    pub(crate) rule: ImportDay,
    /// The first month imported.
    #[arg(long, value_name = "MONTH")]
    pub(crate) from: Month,
    /// The last month imported.
    #[arg(long, value_name = "MONTH")]
    pub(crate) to: Month,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
