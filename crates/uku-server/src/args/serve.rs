use std::net::SocketAddr;
use std::num::{NonZeroU16, NonZeroU32};
use std::path::PathBuf;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::common::MASTER_KEYS_HELP;
use super::{LimitsArg, UnprintedText, parse_limits};

/// Runs as a server: begins imports when their day has come, works off what is queued, and sends notices by email where a
/// mail server is named.
///
/// It stops within ten seconds of Ctrl-C or SIGTERM; what was under way goes on when a server runs again.
#[derive(Debug, clap::Args, Serialize)]
#[serde(rename_all = "kebab-case")]
#[command(after_help = "A configuration file is TOML with the names of these options, for example:\n\n  \
                        role = \"worker\"\n  store = \"postgres://uku@db.example/uku\"\n  smtp-from = \"uku@example.ee\"\n\n\
                        What is given here or in the environment goes before what is in the file. The mail server is\n\
                        named in UKU_SMTP_URL or the file's smtp-url, since it may hold a password, such as\n  \
                        smtps://user:password@mail.example.ee\n\
                        Log: one line for each event on the standard error; UKU_LOG says how much.")]
pub(crate) struct ServeArgs {
    /// A file with options.
    #[arg(long, value_name = "FILE", env = "UKU_CONFIG")]
    #[serde(skip)]
    pub(crate) config: Option<PathBuf>,
    /// What it does: answer over HTTP, work, or both [default: all].
    #[arg(long, env = "UKU_ROLE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) role: Option<ServeRole>,
    /// Where it answers over HTTP [default: 127.0.0.1:8620].
    #[arg(long, env = "UKU_LISTEN", value_name = "ADDRESS:PORT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) listen: Option<SocketAddr>,
    /// How many clients it works on side by side [default: 16].
    #[arg(long, env = "UKU_PARALLEL", value_name = "N")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parallel: Option<NonZeroU16>,
    /// For how many seconds it holds work without a sign of life before others take it over: 3 to 45 [default: 20].
    #[arg(long, env = "UKU_LEASE_SECONDS", value_name = "N")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lease_seconds: Option<u64>,
    /// The folder for the data of an SQLite store [default: uku in the user's data folder].
    #[arg(long, env = "UKU_DATA", value_name = "DIR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) data: Option<PathBuf>,
    /// Where the data is kept: sqlite, or the address of a PostgreSQL database [default: sqlite].
    #[arg(long, env = "UKU_STORE", value_name = "sqlite|URL", hide_env_values = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) store: Option<UnprintedText>,
    #[arg(long, help = MASTER_KEYS_HELP, env = "UKU_MASTER_KEYS_FILE", value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) master_keys_file: Option<PathBuf>,
    /// Where SmartAccounts is.
    #[arg(long, env = "UKU_SA_URL", value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Requests allowed a minute and a day for each key [default: 60/1000]; off is for simulators.
    #[arg(long, env = "UKU_SA_LIMITS", value_name = "60/1000|off", value_parser = parse_limits)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) limits: Option<LimitsArg>,
    /// The most requests a second of this program, over all keys together [default: 20]; not with limits off.
    #[arg(long, env = "UKU_SA_PER_SECOND", value_name = "N")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) per_second: Option<NonZeroU32>,
    /// The address at which people reach it, such as `https://uku.example.ee`: over https, cookies are sent over nothing else
    /// [default: http:// and where it answers].
    #[arg(long, env = "UKU_PUBLIC_URL", value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) public_url: Option<String>,
    /// All requests come through a proxy of yours, which says from where in X-Forwarded-For.
    #[arg(long, env = "UKU_BEHIND_PROXY")]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) behind_proxy: bool,
    /// Where SmartAccounts users sign in with email and password to import clients; how the vendor does it is not public
    /// [default: beside the API, as the simulator has it].
    #[arg(long, env = "UKU_SA_DIRECTORY_URL", value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) directory_url: Option<String>,
    /// Allows passwords to be sent there, if it is not on this computer.
    #[arg(long, env = "UKU_SA_DIRECTORY_ON")]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) directory_on: bool,
    /// Inside of a larger product that signs people in: where its keys are, an address or a file (JWKS).
    #[arg(long, env = "UKU_HOST_KEYS", value_name = "URL|FILE", requires_all = ["host_issuer", "host_audience"])]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) host_keys: Option<String>,
    /// Who issues its tokens: their `iss`.
    #[arg(long, env = "UKU_HOST_ISSUER", value_name = "TEXT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) host_issuer: Option<String>,
    /// For whom they are: one of their `aud`.
    #[arg(long, env = "UKU_HOST_AUDIENCE", value_name = "TEXT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) host_audience: Option<String>,
    /// The mail server that sends notices. In the environment or the file only, since it may hold a password.
    #[arg(long, env = "UKU_SMTP_URL", value_name = "URL", hide = true, hide_env_values = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) smtp_url: Option<UnprintedText>,
    /// From which address notices are sent.
    #[arg(long, env = "UKU_SMTP_FROM", value_name = "ADDRESS")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) smtp_from: Option<String>,
}

/// What a server does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ServeRole {
    /// Everything.
    All,
    /// Answer over HTTP.
    Web,
    /// Begin imports, work them off, send notices.
    Worker,
}

impl ServeRole {
    /// Whether it answers over HTTP.
    pub(crate) fn answers(self) -> bool {
        matches!(self, Self::All | Self::Web)
    }

    /// Whether it works.
    pub(crate) fn works(self) -> bool {
        matches!(self, Self::All | Self::Worker)
    }
}
