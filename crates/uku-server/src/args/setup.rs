use chrono_tz::Tz;
use clap::Subcommand;
use uku_core::calendar::Month;
use uku_core::counting::DataField;
use uku_core::firm::Plan;

use super::{CommonArgs, OwnerArgs};

/// The firm whose data this is.
#[derive(Debug, clap::Args)]
pub(crate) struct FirmArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    #[command(subcommand)]
    pub(crate) command: FirmCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum FirmCommand {
    /// Adds the firm.
    Add {
        /// Its name.
        #[arg(long)]
        name: String,
        /// Its registry code: the client with the same code is the firm itself.
        #[arg(long, value_name = "CODE")]
        registry_code: Option<String>,
        /// Its plan.
        #[arg(long, default_value = "team")]
        plan: Plan,
        /// By whose clock it lives: import days are those of this time zone.
        #[arg(long, value_name = "ZONE", default_value = "Europe/Tallinn", value_parser = time_zone)]
        time_zone: Tz,
    },
    /// Changes the firm's registry code, what it subscribes to, or its time zone.
    #[group(required = true, multiple = true)]
    Set {
        /// Its registry code: the client with the same code is the firm itself.
        #[arg(long, value_name = "CODE")]
        registry_code: Option<String>,
        /// Its plan.
        #[arg(long)]
        plan: Option<Plan>,
        /// Whether the subscription has run out.
        #[arg(long, value_name = "true|false")]
        lapsed: Option<bool>,
        /// By whose clock it lives: import days are those of this time zone.
        #[arg(long, value_name = "ZONE", value_parser = time_zone)]
        time_zone: Option<Tz>,
    },
    /// Shows the firm.
    Show,
}

fn time_zone(text: &str) -> Result<Tz, String> {
    text.parse().map_err(|_| format!("`{text}` is not a time zone; write it like Europe/Tallinn"))
}

/// Activates the SmartAccounts integration. Keys that were kept since it was deactivated come back.
#[derive(Debug, clap::Args)]
pub(crate) struct ActivateArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
}

/// Deactivates the SmartAccounts integration: says what will happen, and does it with --yes.
#[derive(Debug, clap::Args)]
pub(crate) struct DeactivateArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    /// Do it.
    #[arg(long)]
    pub(crate) yes: bool,
}

/// Saves the API keys of a client, or of the firm's own SmartAccounts company.
///
/// The secret key is asked for, or read from the standard input, so that it is in no list of processes and no history. Keys are tested
/// before they are saved; those that take the place of others always are.
#[derive(Debug, clap::Args)]
#[command(after_help = "For example:\n\n  uku connect 10421629 --public-key 0a1b2c < secret.txt")]
pub(crate) struct ConnectArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    #[command(flatten)]
    pub(crate) owner: OwnerArgs,
    /// The public key.
    #[arg(long, value_name = "KEY")]
    pub(crate) public_key: String,
    /// Save without testing.
    #[arg(long)]
    pub(crate) untested: bool,
}

/// Deletes a connection: its keys are destroyed at once. Says what will happen, and does it with --yes.
#[derive(Debug, clap::Args)]
pub(crate) struct DisconnectArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    #[command(flatten)]
    pub(crate) owner: OwnerArgs,
    /// Do it.
    #[arg(long)]
    pub(crate) yes: bool,
}

/// Tests saved connections. It costs one request each; the firm's own company takes one for each right it needs.
#[derive(Debug, clap::Args)]
pub(crate) struct TestConnectionArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    #[command(flatten)]
    pub(crate) which: TestedArgs,
}

/// Which connections are tested.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
pub(crate) struct TestedArgs {
    /// The client: its identity, registry code or name.
    #[arg(value_name = "CLIENT")]
    pub(crate) client: Option<String>,
    /// The firm's own SmartAccounts company.
    #[arg(long)]
    pub(crate) own_books: bool,
    /// Every connection.
    #[arg(long)]
    pub(crate) all: bool,
}

/// All keys of the firm.
#[derive(Debug, clap::Args)]
pub(crate) struct KeysArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    #[command(subcommand)]
    pub(crate) command: KeysCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeysCommand {
    /// Seals everything under the newest master key. Put a new one at the top of the master keys first; remove the old
    /// one afterwards. It may be interrupted and begun again.
    #[command(after_help = "A master key is a line of an id and 64 hexadecimal digits, for example:\n\n  \
                            echo \"2027-01:$(openssl rand -hex 32)\"")]
    Rotate,
    /// Destroys all keys now. Without --confirm it says what will happen and what to type.
    Destroy {
        /// The words that it asks for.
        #[arg(long, value_name = "WORDS")]
        confirm: Option<String>,
    },
}

/// Finds out why there is no data: for the firm and all its clients, or one client, month or field. Checks the store,
/// the master key, the clock and whether SmartAccounts can be reached.
#[derive(Debug, clap::Args)]
pub(crate) struct DoctorArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    /// Only this client: its identity, registry code or name.
    #[arg(long)]
    pub(crate) client: Option<String>,
    /// Why there is nothing in this month.
    #[arg(long)]
    pub(crate) month: Option<Month>,
    /// Why this field is empty.
    #[arg(long, requires = "client")]
    pub(crate) field: Option<DataField>,
}

/// Shows the activity: who changed what, when, the latest first.
#[derive(Debug, clap::Args)]
pub(crate) struct ActivityArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    /// Only what is about this client: its identity, registry code or name.
    #[arg(long)]
    pub(crate) client: Option<String>,
    /// The most entries.
    #[arg(long, default_value_t = 50)]
    pub(crate) most: u32,
    /// Only entries before this number.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) before: Option<i64>,
    /// Erase names and other personal texts from the activity of the client; the records stay.
    #[arg(long, requires = "client")]
    pub(crate) erase_personal: bool,
}

/// Brings the database up to date. Only PostgreSQL needs it; an SQLite store does it when it is opened.
#[derive(Debug, clap::Args)]
pub(crate) struct MigrateArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
}
