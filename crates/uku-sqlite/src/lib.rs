#![doc = include_str!("../README.md")]

mod activation;
mod audit;
mod budget;
mod client_import_rows;
mod client_imports;
mod client_writes;
mod clients;
mod connections;
mod database;
mod error;
mod firms;
mod lock;
mod outcomes;
mod runs;
mod settings;
mod store;
mod tasks;
mod traces;
mod unit_of_work;

pub use budget::SqliteBudget;
pub use store::SqliteStore;
