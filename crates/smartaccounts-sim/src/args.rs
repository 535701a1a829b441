//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{ArgAction, Parser, ValueEnum, value_parser};
use smartaccounts_sim::{MAX_COMPANIES, MAX_ENTRIES_PER_MONTH, SimConfig};

/// Simulates the HTTP API of SmartAccounts on this computer.
///
/// Companies, keys and ledger entries are made from the seed: the same command line always makes the same books.
/// Point a SmartAccounts client at the address that is printed, and sign with the keys from --keys-out.
/// Tests steer the simulator through the paths under /_sim, which the README describes.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub(crate) struct Args {
    /// Address to listen on; port 0 picks a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8086")]
    pub(crate) listen: SocketAddr,

    /// How many companies in all; the first is the accounting firm's own books
    #[arg(long, value_name = "N", default_value_t = 3,
        value_parser = value_parser!(u16).range(1..=i64::from(MAX_COMPANIES)))]
    companies: u16,

    /// Average number of entries a month of each main field: sales, purchases, bank, other documents
    #[arg(long, value_name = "N", default_value_t = 50,
        value_parser = value_parser!(u32).range(0..=i64::from(MAX_ENTRIES_PER_MONTH)))]
    entries_per_month: u32,

    /// Exactly the average in every month, instead of up to 30 % more or less
    #[arg(long)]
    steady: bool,

    /// What everything is made from; another seed makes other books and other keys
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,

    /// Rows on a page of a list
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = value_parser!(u32).range(1..))]
    page_size: u32,

    /// Whether to refuse more than 60 requests a minute or 1000 in 24 hours for a key
    #[arg(long, value_name = "on|off", default_value = "on", hide_possible_values = true)]
    limits: Switch,

    /// File to write the companies' names, registry codes and keys to, as JSON, before listening
    #[arg(long, value_name = "FILE")]
    pub(crate) keys_out: Option<PathBuf>,

    /// File to write the people who can sign in to, with their passwords, as JSON, before listening
    #[arg(long, value_name = "FILE")]
    pub(crate) users_out: Option<PathBuf>,

    /// Time to start the simulator's clock at, such as 2026-11-02T09:00:00Z; now, unless given
    #[arg(long, value_name = "RFC3339", value_parser = read_time, action = ArgAction::Set)]
    clock: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

impl Args {
    pub(crate) fn config(&self) -> SimConfig {
        SimConfig {
            companies: self.companies,
            entries_per_month: self.entries_per_month,
            steady: self.steady,
            seed: self.seed,
            page_size: self.page_size,
            limits: self.limits == Switch::On,
            clock_start: self.clock,
            ..SimConfig::default()
        }
    }
}

fn read_time(text: &str) -> Result<DateTime<Utc>, String> {
    let time = DateTime::parse_from_rfc3339(text);
    time.map(|time| time.to_utc()).map_err(|_| "write it as 2026-11-02T09:00:00Z".to_owned())
}
