use std::fmt;
use std::num::NonZeroU32;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{LimitsArg, parse_limits};

/// The identity of the firm, where it is the only one.
pub(crate) const FIRM: &str = "firm";

/// Apart from a command's own options, which would be lost among these.
const EVERYWHERE: &str = "Options of every command on stored data";

pub(super) const MASTER_KEYS_HELP: &str = "The file with the master keys, which seal all API keys [default: uku/master-keys in \
    the user's configuration folder, made when it is first needed]. UKU_MASTER_KEYS holds them directly";

/// Where the data is, whose it is, and where SmartAccounts is.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct CommonArgs {
    /// The folder for the data of an SQLite store [default: uku in the user's data folder].
    #[arg(long, env = "UKU_DATA", value_name = "DIR", help_heading = EVERYWHERE, global = true)]
    pub(crate) data: Option<PathBuf>,
    /// Where the data is kept: sqlite, or the address of a PostgreSQL database.
    #[arg(
        long,
        env = "UKU_STORE",
        value_name = "sqlite|URL",
        default_value = "sqlite",
        hide_env_values = true,
        help_heading = EVERYWHERE, global = true
    )]
    pub(crate) store: UnprintedText,
    /// Which firm.
    #[arg(long, env = "UKU_FIRM", value_name = "ID", default_value = FIRM, help_heading = EVERYWHERE, global = true)]
    pub(crate) firm: String,
    #[arg(long, help = MASTER_KEYS_HELP, env = "UKU_MASTER_KEYS_FILE", value_name = "FILE", help_heading = EVERYWHERE, global = true)]
    pub(crate) master_keys_file: Option<PathBuf>,
    /// Where SmartAccounts is.
    #[arg(long, env = "UKU_SA_URL", value_name = "URL", default_value = uku_smartaccounts::VENDOR_ADDRESS, help_heading = EVERYWHERE, global = true)]
    pub(crate) url: String,
    /// Requests allowed a minute and a day for each key; off is for simulators.
    #[arg(long, env = "UKU_SA_LIMITS", value_name = "60/1000|off", default_value = "60/1000", value_parser = parse_limits, help_heading = EVERYWHERE, global = true)]
    pub(crate) limits: LimitsArg,
    /// The most requests a second over all keys together; not with limits off.
    #[arg(long, env = "UKU_SA_PER_SECOND", value_name = "N", default_value = "20", help_heading = EVERYWHERE, global = true)]
    pub(crate) per_second: NonZeroU32,
    /// Print JSON.
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub(crate) json: bool,
}

/// A text that may hold a password, such as the address of a database, so it is never printed.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct UnprintedText(pub(crate) String);

impl From<String> for UnprintedText {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for UnprintedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UnprintedText(..)")
    }
}

/// One client.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct ClientArg {
    /// The client: its identity, registry code or name.
    #[arg(value_name = "CLIENT")]
    pub(crate) client: String,
}

/// One client, or the firm's own SmartAccounts company.
#[derive(Debug, Clone, clap::Args)]
#[group(required = true, multiple = false)]
pub(crate) struct OwnerArgs {
    /// The client: its identity, registry code or name.
    #[arg(value_name = "CLIENT")]
    pub(crate) client: Option<String>,
    /// The firm's own SmartAccounts company.
    #[arg(long)]
    pub(crate) own_books: bool,
}
