#![doc = include_str!("../README.md")]

mod budget;
mod clients;
mod codec;
mod database;
mod error;
mod lock;
mod runs;
mod settings;
mod store;
mod tasks;
mod unit_of_work;

pub use budget::SqliteBudget;
pub use store::SqliteStore;
