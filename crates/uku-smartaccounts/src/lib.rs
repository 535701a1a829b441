#![doc = include_str!("../README.md")]

mod answer;
mod api;
mod decode;
mod documents;
mod entries;
mod format;
mod http;
mod meaning;
mod query;
mod sign;
mod smartaccounts;
mod text;

pub use api::{Api, ApiConfig, ApiConfigError, Repeats};
pub use sign::sign;
pub use smartaccounts::SmartAccounts;

/// The vendor's address.
pub const VENDOR_ADDRESS: &str = "https://sa.smartaccounts.eu/api";
