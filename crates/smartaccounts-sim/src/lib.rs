#![doc = include_str!("../README.md")]

mod api;
mod books;
mod clock;
mod config;
mod dice;
mod directory;
mod estonian;
mod fault;
mod http;
mod keys_file;
mod signing;
mod simulator;
mod usage;
mod users;
mod world;

pub use books::truth::Counts;
pub use books::{Change, CompanyKeys, Mutation};
pub use config::{
    MAX_CLOCK_SPEED, MAX_COMPANIES, MAX_ENTRIES_PER_MONTH, Manners, Order, PastEnd, SimConfig, VatRounding,
};
pub use directory::DirectoryChange;
pub use fault::{Fault, FaultKind, Matching};
pub use keys_file::{write_keys, write_users};
pub use simulator::{SimError, Simulator};
pub use usage::KeyStats;
pub use users::{SimUser, UserKind};
