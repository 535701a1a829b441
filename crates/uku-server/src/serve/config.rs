use std::net::{Ipv4Addr, SocketAddr};
use std::num::{NonZeroU16, NonZeroU32};
use std::path::PathBuf;

use chrono::TimeDelta;
use figment::Figment;
use figment::providers::{Format, Serialized, Toml};
use serde::{Deserialize, Serialize};
use uku_core::ledger::Limits;
use uku_core::run::LONGEST_LEASE;
use uku_scheduler::NodeConfig;
use uku_web::{HostTokens, Settings};

use crate::args::{CommonArgs, FIRM, LimitsArg, ServeArgs, ServeRole, UnprintedText};
use crate::directory::DirectoryAt;
use crate::failure::Failure;
use crate::site::People;

const PORT: u16 = 8620;
const PER_SECOND: NonZeroU32 = NonZeroU32::MIN.saturating_add(19);
/// A lease must be renewed several times within it, however busy the computer is.
const SHORTEST_LEASE: TimeDelta = TimeDelta::seconds(3);

/// How a server is set up, whatever says so.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct ServeConfig {
    pub(super) role: ServeRole,
    pub(super) listen: SocketAddr,
    pub(super) parallel: NonZeroU16,
    lease_seconds: LeaseSeconds,
    store: UnprintedText,
    data: Option<PathBuf>,
    master_keys_file: Option<PathBuf>,
    url: String,
    limits: LimitsArg,
    per_second: NonZeroU32,
    pub(super) smtp_url: Option<UnprintedText>,
    pub(super) smtp_from: Option<String>,
    public_url: Option<String>,
    behind_proxy: bool,
    directory_url: Option<String>,
    directory_on: bool,
    host_keys: Option<String>,
    host_issuer: Option<String>,
    host_audience: Option<String>,
}

/// How long work is held, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "u64", try_from = "u64")]
struct LeaseSeconds(TimeDelta);

impl TryFrom<u64> for LeaseSeconds {
    type Error = String;

    fn try_from(seconds: u64) -> Result<Self, String> {
        let lease = i64::try_from(seconds).ok().and_then(TimeDelta::try_seconds);
        lease.filter(|lease| (SHORTEST_LEASE..=LONGEST_LEASE).contains(lease)).map(Self).ok_or_else(|| {
            let (from, to) = (SHORTEST_LEASE.num_seconds(), LONGEST_LEASE.num_seconds());
            format!("{seconds} are no seconds from {from} to {to}")
        })
    }
}

impl From<LeaseSeconds> for u64 {
    fn from(lease: LeaseSeconds) -> Self {
        lease.0.num_seconds().unsigned_abs()
    }
}

impl Default for ServeConfig {
    fn default() -> Self {
        Self {
            role: ServeRole::All,
            listen: (Ipv4Addr::LOCALHOST, PORT).into(),
            parallel: NodeConfig::SIDE_BY_SIDE,
            lease_seconds: LeaseSeconds(NodeConfig::LEASE),
            store: UnprintedText("sqlite".to_owned()),
            data: None,
            master_keys_file: None,
            url: uku_smartaccounts::VENDOR_ADDRESS.to_owned(),
            limits: LimitsArg(Some(Limits::VENDOR)),
            per_second: PER_SECOND,
            smtp_url: None,
            smtp_from: None,
            public_url: None,
            behind_proxy: false,
            directory_url: None,
            directory_on: false,
            host_keys: None,
            host_issuer: None,
            host_audience: None,
        }
    }
}

impl ServeConfig {
    /// What is given on the command line and in the environment goes before what is in the file.
    pub(super) fn read(args: &ServeArgs) -> Result<Self, Failure> {
        let mut sources = Figment::from(Serialized::defaults(Self::default()));
        if let Some(file) = &args.config {
            if !file.is_file() {
                return Err(Failure::usage(format!("--config: there is no file {}", file.display())));
            }
            sources = sources.merge(Toml::file_exact(file));
        }
        let given = Serialized::defaults(args);
        sources.merge(given).extract().map_err(|error| wrong(args, error))
    }

    /// How long work is held without a sign of life.
    pub(super) fn lease(&self) -> TimeDelta {
        self.lease_seconds.0
    }

    /// How people reach it.
    pub(super) fn reached(&self) -> Settings {
        let https = self.public_url.as_ref().is_some_and(|url| url.starts_with("https://"));
        Settings { https, behind_proxy: self.behind_proxy }
    }

    /// Where SmartAccounts users sign in.
    pub(super) fn directory(&self) -> DirectoryAt {
        DirectoryAt { url: self.directory_url.clone(), on: self.directory_on, api: self.url.clone() }
    }

    /// Who signs people in.
    pub(super) fn people(&self) -> Result<People, Failure> {
        match (&self.host_keys, &self.host_issuer, &self.host_audience) {
            (None, None, None) => Ok(People::Ours),
            (Some(keys), Some(issuer), Some(audience)) => {
                let tokens = HostTokens { issuer: issuer.clone(), audience: audience.clone() };
                Ok(People::Host { tokens, keys: keys.clone() })
            }
            _ => Err(Failure::usage("host-keys, host-issuer and host-audience belong together")),
        }
    }

    /// The limits by which it is estimated how long work takes.
    pub(super) fn limits_for_estimates(&self) -> Limits {
        self.limits.for_estimates()
    }

    /// Where the data is, as other commands are told.
    pub(super) fn common(&self) -> CommonArgs {
        CommonArgs {
            data: self.data.clone(),
            store: self.store.clone(),
            firm: FIRM.to_owned(),
            master_keys_file: self.master_keys_file.clone(),
            url: self.url.clone(),
            limits: self.limits,
            per_second: self.per_second,
            json: false,
        }
    }
}

/// Every wrong value with its name and where it was said.
fn wrong(args: &ServeArgs, errors: figment::Error) -> Failure {
    let told = errors.into_iter().map(|error| {
        let name = if error.path.is_empty() { String::new() } else { format!("{}: ", error.path.join(".")) };
        let from_file = error.metadata.as_ref().is_none_or(|source| source.name.starts_with("TOML"));
        let place = match &args.config {
            Some(file) if from_file => format!("in {}", file.display()),
            _ => "on the command line or in the environment".to_owned(),
        };
        format!("{name}{} ({place})", error.kind)
    });
    Failure::usage(format!("the server can't be set up so: {}", told.collect::<Vec<_>>().join("; ")))
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use std::io::Write;
    use tempfile::NamedTempFile;

    use super::*;
    use crate::args::{Args, Command};

    fn args(arguments: &[&str]) -> ServeArgs {
        let args = Args::try_parse_from([&["uku", "serve"], arguments].concat());
        match args.map(|args| args.command) {
            Ok(Command::Serve(args)) => args,
            other => panic!("{other:?}"),
        }
    }

    fn file(text: &str) -> NamedTempFile {
        let mut file = NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file
    }

    fn with_file(text: &str, arguments: &[&str]) -> Result<ServeConfig, Failure> {
        let file = file(text);
        let path = file.path().to_str().unwrap();
        ServeConfig::read(&args(&[&["--config", path], arguments].concat()))
    }

    #[test]
    fn nothing_said_is_a_server_that_does_everything() {
        let config = ServeConfig::read(&args(&[])).unwrap();
        assert_eq!(
            (config.role, config.parallel.get(), config.lease()),
            (ServeRole::All, 16, NodeConfig::LEASE)
        );
        assert!(config.listen.ip().is_loopback());
    }

    #[test]
    fn the_command_line_goes_before_the_file_and_the_file_before_the_usual() {
        let text = "role = \"worker\"\nparallel = 3\nlease-seconds = 5\nlimits = \"off\"";
        let config = with_file(text, &["--parallel", "4"]).unwrap();
        assert_eq!((config.role, config.parallel.get()), (ServeRole::Worker, 4));
        assert_eq!((config.lease(), config.limits), (TimeDelta::seconds(5), LimitsArg(None)));
    }

    #[test]
    fn a_bad_value_is_told_with_its_name_and_where_it_stands() {
        for (text, said) in [
            ("lease-seconds = 60", "lease-seconds: 60 are no seconds from 3 to 45"),
            ("parallel = 0", "parallel"),
            ("rolle = \"web\"", "rolle"),
            ("listen = \"everywhere\"", "listen"),
            ("limits = \"many\"", "limits: `many` are no limits"),
        ] {
            let told = with_file(text, &[]).unwrap_err().to_string();
            assert!(told.contains(said), "{said:?} is not in {told}");
            assert!(told.contains("(in /"), "{told}");
        }
        let told = ServeConfig::read(&args(&["--lease-seconds", "2"])).unwrap_err().to_string();
        assert!(told.contains("lease-seconds: 2 are no seconds"), "{told}");
        assert!(told.contains("on the command line"), "{told}");
    }

    #[test]
    fn a_file_that_is_not_there_is_told() {
        let told = ServeConfig::read(&args(&["--config", "/nowhere/uku.toml"])).unwrap_err().to_string();
        assert!(told.contains("there is no file /nowhere/uku.toml"), "{told}");
    }
}
