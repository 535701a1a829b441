#![doc = include_str!("../README.md")]

mod activation;
mod audit;
mod budget;
mod client_imports;
mod clients;
mod config;
mod connections;
mod database;
mod error;
mod migrate;
mod runs;
mod settings;
mod storable;
mod store;
mod tasks;
mod unit_of_work;

pub use budget::PostgresBudget;
pub use config::PostgresConfig;
pub use migrate::migrate;
pub use store::PostgresStore;
