#![doc = include_str!("../README.md")]

mod address;
mod answer;
mod api;
mod customers;
mod decode;
mod documents;
mod entries;
mod format;
mod http;
mod invented;
mod meaning;
mod probe;
mod profile;
mod query;
mod server_time;
mod sign;
mod smartaccounts;
mod text;
mod turns;

pub use api::{AllBooks, Api, ApiConfig, ApiConfigError, Repeats};
pub use invented::{Directory, DirectoryConfig};
pub use server_time::server_time;
pub use sign::sign;
pub use smartaccounts::SmartAccounts;

/// The vendor's address.
pub const VENDOR_ADDRESS: &str = "https://sa.smartaccounts.eu/api";
